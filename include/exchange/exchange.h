// SPDX-License-Identifier: MIT
// Annotations to files, one file of code per format. Deterministic: the same library gives the same
// bytes, whatever the clock, the time zone, the locale, the place of the library.
//
// A writer pulls what was chosen, in the one order of all formats, and adds to `out`, which goes to
// the target whenever it has grown: of a million annotations one is in memory. A failure of the
// library or the target is sticky and ends the walk early, so a writer need not look for it.
//
//   while (exchange_next_group(exchange))
//     while (exchange_next_brief(exchange))
//       while (exchange_next_annotation(exchange)) buffer_printf(&exchange->out, …);
#ifndef POSTIL_EXCHANGE_EXCHANGE_H
#define POSTIL_EXCHANGE_EXCHANGE_H

#include "base/buffer.h"
#include "base/error.h"
#include "exchange/target.h"
#include "library/brief.h"
#include "library/choice.h"
#include "library/query.h"
#include "library/tag.h"

typedef enum ExchangeGroup {
  EXCHANGE_BY_BRIEF,
  EXCHANGE_BY_TAG,
  EXCHANGE_BY_COLOUR,
  EXCHANGE_GROUP_COUNT
} ExchangeGroup;

// "brief", "tag", "colour"; and the group of such a name, false if there is none.
const char *exchange_group_name(ExchangeGroup group);
bool exchange_find_group(Slice name, ExchangeGroup *group);

typedef struct ExchangeOptions {
  int64_t brief;        // key, 0 for all
  const char *tag;      // path with its subtree, NULL for all
  const Colour *colour; // NULL for all
  int64_t since, until; // made in [since, until); 0 is an open end
  const Query *query;   // NULL for all
  ExchangeGroup group;  // for formats that group
  uint32_t context;     // sentences before and behind a passage, for formats that show them
  bool spreadsheet;     // CSV: a quotation mark before what a spreadsheet would run
  bool with_text;       // JSON Lines: the texts too
} ExchangeOptions;

typedef struct Exchange {
  Library *library;
  const ExchangeOptions *options;
  bool selective; // some annotations of a brief were chosen, not all
  bool filtered;  // that, or one brief

  // What this file will hold, known before it is walked.
  uint32_t brief_count;
  const Brief *only; // the brief, when it is one
  uint64_t annotation_count;
  uint64_t whole_count, whole_comment_count, orphan_count;
  int64_t updated;  // the greatest, INT64_MIN without annotations
  unsigned colours; // 1 << Colour
  TagList tags;     // the whole codebook, not counted

  // The walk.
  const char *group; // path of the tag or name of the colour, "" for none of them
  const Brief *brief;
  const ChoiceCount *count; // of the brief in the group; NULL when it has none
  const Annotation *annotation;

  Buffer out;
  Error error;
  struct ExchangeInside *inside;
} Exchange;

bool exchange_next_group(Exchange *exchange); // once, where the options do not group
bool exchange_next_brief(Exchange *exchange);
bool exchange_next_annotation(Exchange *exchange);

typedef enum ExchangeShape {
  EXCHANGE_STREAM,  // one after the other; into a folder a file for each brief
  EXCHANGE_PAGE,    // of one brief: several need a folder
  EXCHANGE_ARCHIVE, // a zip archive: needs a file
  EXCHANGE_FOLDER,  // several files
} ExchangeShape;

// Which briefs go out that have no annotation.
typedef enum ExchangeBare {
  EXCHANGE_BARE_NONE,
  EXCHANGE_BARE_ALL,  // all, where nothing is chosen
  EXCHANGE_BARE_CITED // likewise, and one that is chosen by itself: the brief is what is written
} ExchangeBare;

typedef struct ExchangeFormat {
  const char *name;   // "markdown"
  const char *ending; // "md"
  const char *prose;  // for help: "people; any Markdown tool"
  ExchangeShape shape;
  ExchangeBare bare;
  bool empty_form; // writes something when nothing was chosen
  bool groups;     // by tag or colour, with context
  bool updates;    // can be exported into the same file again: exchange/update.h
  void (*write)(Exchange *exchange);
} ExchangeFormat;

const ExchangeFormat *exchange_formats(uint32_t *count);
const ExchangeFormat *exchange_find_format(Slice name); // NULL if there is none

// A path as the format's target: a folder if it is one, ends with a slash or must be one.
Target exchange_target(const ExchangeFormat *format, const char *path, bool replace);

// What there is to say of an export.
typedef struct ExchangeReport {
  uint32_t briefs; // that were chosen, and how many annotations
  uint64_t annotations;
  Buffer remark; // "2 orphans, 1 comment on the whole brief left out"; empty mostly, and on failure
} ExchangeReport;

// Writes the export. ERROR_NOTHING when nothing was chosen and the format has no empty form;
// ERROR_USAGE when the target does not suit the format. The report (NULL: none is wanted) begins as
// {0} and is released by its owner.
bool exchange_export(Library *library, const ExchangeFormat *format, const ExchangeOptions *options,
                     Target *target, ExchangeReport *report, Error *err);
void exchange_release_report(ExchangeReport *report);

#endif
