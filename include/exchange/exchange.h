// SPDX-License-Identifier: MIT
// Annotations to files, one file of code per format. Deterministic: the same library gives the same
// bytes, whatever the clock, the time zone, the locale, the place of the library.
#ifndef POSTIL_EXCHANGE_EXCHANGE_H
#define POSTIL_EXCHANGE_EXCHANGE_H

#include "base/buffer.h"
#include "base/error.h"
#include "library/annotation.h"
#include "library/brief.h"
#include "library/tag.h"

typedef struct ExchangeOptions {
  int64_t brief;    // key, 0 for all
  const char *tag;  // path with its subtree, NULL for all
  bool spreadsheet; // CSV: a quotation mark before what a spreadsheet would run
  bool with_text;   // JSON Lines: the texts too
} ExchangeOptions;

// What a writer gets: everything that was chosen, in the order of the formats' rules. A version is
// loaded when the writer asks.
typedef struct ExchangeBrief {
  const Brief *brief;
  const Annotation *annotations; // its chosen ones, in order
  uint32_t count;
} ExchangeBrief;

typedef struct ExchangeSet {
  Library *library;
  const ExchangeOptions *options;
  bool filtered; // a brief or tag was chosen
  const ExchangeBrief
      *briefs; // with a filter, or for formats but JSON Lines: those with annotations only
  uint32_t brief_count;
  const Tag *tags; // the whole codebook
  uint32_t tag_count;
} ExchangeSet;

typedef struct ExchangeFormat {
  const char *name;   // "markdown"
  const char *ending; // "md"
  const char *prose;  // for help: "people; any Markdown tool"
  bool every_brief;   // wants briefs without annotations too
  bool empty_form;    // writes something when nothing was chosen
  bool (*write)(const ExchangeSet *set, Buffer *out, Error *err);
} ExchangeFormat;

const ExchangeFormat *exchange_formats(uint32_t *count);
const ExchangeFormat *exchange_find_format(Slice name); // NULL if there is none

// The export as bytes. ERROR_NOTHING when nothing was chosen and the format has no empty form.
bool exchange_export(Library *library, const ExchangeFormat *format, const ExchangeOptions *options,
                     Buffer *out, Error *err);

#endif
