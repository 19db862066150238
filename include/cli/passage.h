// SPDX-License-Identifier: MIT
// The passage that --quote, --nth, --span and --whole name.
#ifndef POSTIL_CLI_PASSAGE_H
#define POSTIL_CLI_PASSAGE_H

#include "cli/run.h"
#include "text/span.h"

typedef struct Passage {
  const char *quote, *nth, *span; // borrowed, NULL when not given
  bool whole;
} Passage;

// At most one of them: ERROR_USAGE.
bool passage_read(const Options *options, Passage *passage, Error *err);

// Where it stands in a version: ERROR_NOTHING for a quotation that does not, ERROR_DATA for one
// that stands there several times.
bool passage_find(Run *run, const Passage *passage, int64_t version_key, CpSpan *span, Error *err);

#endif
