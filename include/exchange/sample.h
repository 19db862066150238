// SPDX-License-Identifier: MIT
// The beginning of an export, for who is still choosing: what the file would hold, without a file.
#ifndef POSTIL_EXCHANGE_SAMPLE_H
#define POSTIL_EXCHANGE_SAMPLE_H

#include "exchange/exchange.h"

enum { SAMPLE_BYTES_MAX = 16 << 10 };

typedef struct Sample {
  Buffer text; // the first bytes, well-formed UTF-8; of several files one behind the other
  bool more;   // the export goes on
  uint32_t briefs;
  uint64_t annotations;
  bool gave_up; // there was no time to find out: the rest is empty
} Sample;

// Fails like exchange_export(), whose bytes these are: but of a format that needs a folder or an
// archive no target is asked for. go_on as choice_set_patience() has it. What the sample was before
// is released, also when it fails.
bool sample_make(Sample *sample, Library *library, const ExchangeFormat *format,
                 const ExchangeOptions *options, ChoicePatience *go_on, void *context, Error *err);
void sample_release(Sample *sample);

#endif
