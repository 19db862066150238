// SPDX-License-Identifier: MIT
// What a reader chooses before an export: rows with a choice each. It knows nothing of the screen.
//
//   format    markdown · for people: …
//   what      this brief
//   filter    tag:water
//   grouped   by tag
//   context   1 sentence
//   file      velna-compact.md
#ifndef POSTIL_TUI_EXPORTFORM_H
#define POSTIL_TUI_EXPORTFORM_H

#include "exchange/exchange.h"

typedef enum ExportRow {
  EXPORT_ROW_FORMAT,
  EXPORT_ROW_SCOPE,
  EXPORT_ROW_FILTER,
  EXPORT_ROW_GROUP,   // of formats that group
  EXPORT_ROW_CONTEXT, // likewise
  EXPORT_ROW_CELLS,   // of CSV
  EXPORT_ROW_TEXTS,   // of JSON Lines
  EXPORT_ROW_FILE,
  EXPORT_ROW_COUNT
} ExportRow;

enum { EXPORT_CONTEXT_MAX = 100 }; // sentences

typedef struct ExportForm {
  uint32_t format; // index into exchange_formats()
  int64_t brief;   // that can be exported alone, 0 for none
  char *title;     // its title …
  TitleSource title_source; // … and who says so
  bool whole;      // not it, but all briefs
  Buffer filter;   // a query
  ExchangeGroup group;
  uint32_t context;
  bool spreadsheet, with_text;
  Buffer path; // as it is typed
  bool named;  // by the reader: the name does not follow the other choices
} ExportForm;

// For a brief (NULL: for all). The format and what belongs to it stay as they were chosen last; the
// filter and the name of the file begin anew.
void exportform_begin(ExportForm *form, const Brief *brief);
void exportform_release(ExportForm *form);

const ExchangeFormat *exportform_format(const ExportForm *form);

// The rows that this format has, in order; returns how many.
uint32_t exportform_rows(const ExportForm *form, ExportRow rows[EXPORT_ROW_COUNT]);
const char *exportform_label(ExportRow row);
void exportform_write(const ExportForm *form, ExportRow row, Buffer *out);

// The choice behind or before the one of this row; false where there is nothing to choose: what
// stands there is typed.
bool exportform_step(ExportForm *form, ExportRow row, bool back);

// An empty name gives the suggestion back.
void exportform_set_path(ExportForm *form, Slice path);
void exportform_set_filter(ExportForm *form, Slice filter);

// For exchange_export(); the query (NULL: all) must outlive them.
ExchangeOptions exportform_options(const ExportForm *form, const Query *query);

#endif
