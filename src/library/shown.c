// SPDX-License-Identifier: MIT
// Where annotations stand. A row of the table is all that is read of an annotation; those on whole
// briefs, which are few, come from an index of their own.
//
// Cost: 0.3 microseconds for each annotation of a stretch, five sixths of it SQLite's own walk. The
// rows are taken while the statement runs: to stop at each doubled what ours costs.
#include "library/shown.h"

#include "base/memory.h"
#include "library/inside.h"
#include "library/rows.h"

#include <stdlib.h>

static ShownAnnotation make(int64_t key, CpSpan span, Slice colour, bool commented, bool orphan) {
  ShownAnnotation shown = {.key = key, .span = span, .commented = commented, .orphan = orphan};
  if (orphan) shown.span.end_cp = span.start_cp;
  if (!colour_parse(colour, &shown.colour)) shown.colour = COLOUR_YELLOW;
  return shown;
}

// The columns are SHOWN_ROW.
static ShownAnnotation take(const Statement *row) {
  CpSpan span = {(uint32_t)statement_int(row, 1), (uint32_t)statement_int(row, 2)};
  ShownAnnotation shown = make(statement_int(row, 0), span, statement_text(row, 3),
                               statement_int(row, 4) != 0, statement_int(row, 5) != 0);
  shown.whole = statement_is_null(row, 1);
  return shown;
}

static void add(ShownList *list, ShownAnnotation shown) {
  list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
  list->items[list->count++] = shown;
}

typedef struct Stretch {
  ShownList *list;
  uint32_t start_cp;
} Stretch;

// Asking here what ends before the stretch costs less than asking in the statement.
static void add_given(void *context, const StatementRow *row) {
  const Stretch *stretch = context;
  CpSpan span = {(uint32_t)statement_row_int(row, 1), (uint32_t)statement_row_int(row, 2)};
  if (span.end_cp < stretch->start_cp) return;
  add(stretch->list, make(statement_row_int(row, 0), span, statement_row_text(row, 3),
                          statement_row_int(row, 4) != 0, statement_row_int(row, 5) != 0));
}

bool shown_read(Library *library, int64_t brief, int64_t version, CpSpan stretch, ShownList *list,
                Error *err) {
  *list = (ShownList){0};
  Statement *rows = statement_start(library->store, STATEMENT_SHOWN);
  statement_bind_int(rows, version);
  statement_bind_int(rows, stretch.start_cp);
  statement_bind_int(rows, stretch.end_cp);
  statement_bind_taker(rows, &(StatementTaker){add_given, &(Stretch){list, stretch.start_cp}});
  statement_run(rows);
  rows = statement_start(library->store, STATEMENT_SHOWN_WHOLE);
  statement_bind_int(rows, brief);
  while (statement_next(rows)) add(list, take(rows));
  if (store_check(library->store, err)) return true;
  shown_release_list(list);
  return false;
}

void shown_release_list(ShownList *list) {
  free(list->items);
  *list = (ShownList){0};
}

bool shown_next(Library *library, int64_t version, uint32_t pos_cp, bool forwards,
                ShownAnnotation *next) {
  Statement *row =
      statement_start(library->store, forwards ? STATEMENT_SHOWN_NEXT : STATEMENT_SHOWN_PREVIOUS);
  statement_bind_int(row, version);
  statement_bind_int(row, pos_cp);
  bool found = statement_next(row);
  if (found) *next = take(row);
  statement_end(row);
  return found;
}

uint32_t shown_count(Library *library, int64_t version, CpSpan stretch, uint32_t most) {
  Statement *row = statement_start(library->store, STATEMENT_SHOWN_COUNT);
  statement_bind_int(row, version);
  statement_bind_int(row, stretch.start_cp);
  statement_bind_int(row, stretch.end_cp);
  statement_bind_int(row, most);
  return (uint32_t)statement_take_int(row, 0);
}

static bool take_place(Statement *row, ShownPlace *place) {
  bool found = statement_next(row);
  if (found) {
    *place = (ShownPlace){.annotation = take(row),
                          .brief = statement_int(row, 6),
                          .version = statement_int(row, 7),
                          .alive = statement_int(row, 9) != 0};
    rows_copy(place->id, sizeof place->id, statement_text(row, 8));
  }
  statement_end(row);
  return found;
}

bool shown_find(Library *library, int64_t key, ShownPlace *place) {
  Statement *row = statement_start(library->store, STATEMENT_SHOWN_PLACE);
  statement_bind_int(row, key);
  return take_place(row, place);
}

bool shown_find_id(Library *library, const char *id, ShownPlace *place) {
  Statement *row = statement_start(library->store, STATEMENT_SHOWN_PLACE_OF_ID);
  statement_bind_text(row, slice_of(id));
  return take_place(row, place);
}

// ---- Keeping it

void shown_settle(Store *store, int64_t annotation, bool shown) {
  if (shown) statement_run_of(store, STATEMENT_SHOWN_OUT, annotation);
  statement_run_of(store, STATEMENT_SHOWN_IN, annotation);
  statement_run_of(store, STATEMENT_SHOWN_LONGEST, annotation);
}

bool shown_is_right(Store *store) {
  return statement_take_int(statement_start(store, STATEMENT_SHOWN_FAULTS), 0) == 0;
}

void shown_rebuild(Store *store) {
  statement_run(statement_start(store, STATEMENT_SHOWN_CLEAR));
  statement_run(statement_start(store, STATEMENT_SHOWN_FILL));
  statement_run(statement_start(store, STATEMENT_SHOWN_MEASURE));
}
