// SPDX-License-Identifier: MIT
// Every brief brings columns of its own, one for each name that it has on the axis; they are
// sorted, and those of one name become one. Briefs come in the order of their keys, and so do their
// places.
//
//   brief 1   Lee, Rey      0 Lee  1 Rey  2 Lee      sorted: 0 2 │ 1      columns   0 Lee  1 Rey
//   brief 2   Lee           places 1→0 1→1 2→2                           places    1→0 1→1 2→0
#include "library/matrix_columns.h"

#include "base/bisection.h"
#include "base/memory.h"
#include "base/order.h"
#include "base/sorter.h"
#include "library/brief.h"
#include "library/inside.h"
#include "library/rows.h"

#include <stdlib.h>

enum { BRIEFS_PART = 50, SORTED_PART = 2048, UNITED_PART = 1024 };

typedef enum Stage { STAGE_READ, STAGE_SORT, STAGE_UNITE, STAGE_SETTLE, STAGE_DONE } Stage;

typedef struct Named {
  const char *name;
  uint32_t column; // of those that were brought
} Named;

struct MatrixColumns {
  Library *library;
  MatrixAxis axis;
  Stage stage;
  int64_t brief; // the last one that brought its own
  Arena *names;  // of the columns that there will be
  Arena *own;    // what is brought
  MatrixColumn *brought;
  const char **orders; // of columns that are briefs: what they are sorted by; NULL on other axes
  uint32_t brought_count;
  size_t brought_room, order_room;
  MatrixPlace *places;
  size_t place_count, place_room;
  Named *named;
  Sorter *sorter;
  uint32_t united;   // of `named`
  uint32_t *becomes; // what was brought …
  MatrixColumn *columns;
  uint32_t count;       // … of these
  size_t settled, kept; // of `places`: how far all is done, and how many are left of these
};

// ---- What a brief brings

static uint32_t bring(MatrixColumns *columns, const Brief *brief, Slice name) {
  uint32_t column = columns->brought_count;
  columns->brought =
      memory_grow(columns->brought, column, &columns->brought_room, sizeof *columns->brought);
  columns->brought[column] = (MatrixColumn){.name = arena_slice(columns->own, name).ptr};
  columns->brought_count++;
  columns->places = memory_grow(columns->places, columns->place_count, &columns->place_room,
                                sizeof *columns->places);
  columns->places[columns->place_count++] = (MatrixPlace){brief->key, column};
  return column;
}

// The id keeps two apart that show one text.
static void bring_itself(MatrixColumns *columns, const Brief *brief) {
  Buffer order = {0};
  uint32_t column = bring(columns, brief, slice_of(brief->title));
  buffer_printf(&order, "%s\001%s\001%s\001%s", brief->date, brief->title, brief->hash, brief->id);
  columns->orders =
      memory_grow(columns->orders, column, &columns->order_room, sizeof *columns->orders);
  columns->orders[column] = arena_slice(columns->own, buffer_slice(&order)).ptr;
  buffer_release(&order);
  memcpy(columns->brought[column].id, brief->id, sizeof brief->id);
}

static void bring_series(MatrixColumns *columns, const Brief *brief) {
  bring(columns, brief, slice_of(brief->series));
}

// "2026-03-01" is of "2026-03".
static void bring_month(MatrixColumns *columns, const Brief *brief) {
  Slice date = slice_of(brief->date);
  bring(columns, brief, slice_cut(date, 0, date.len < 7 ? date.len : 7));
}

static void bring_authors(MatrixColumns *columns, const Brief *brief) {
  Slice rest = slice_of(brief->author), name;
  size_t before = columns->place_count;
  while (slice_take_part(&rest, ';', &name)) bring(columns, brief, name);
  if (columns->place_count == before) bring(columns, brief, SLICE(""));
}

// Some briefs more. False when there are none left.
static bool read_briefs(MatrixColumns *columns) {
  static void (*const bring_own[])(MatrixColumns *, const Brief *) = {
      [MATRIX_BRIEF] = bring_itself,
      [MATRIX_SERIES] = bring_series,
      [MATRIX_AUTHOR] = bring_authors,
      [MATRIX_MONTH] = bring_month,
  };
  uint32_t read = 0;
  Statement *rows = statement_start(columns->library->store, STATEMENT_BRIEFS_BEHIND);
  statement_bind_int(rows, columns->brief);
  statement_bind_int(rows, BRIEFS_PART);
  for (; statement_next(rows); read++) {
    Brief brief;
    rows_take_brief(rows, &brief);
    bring_own[columns->axis](columns, &brief);
    columns->brief = brief.key;
    brief_release(&brief);
  }
  return read == BRIEFS_PART;
}

// ---- Those of one name become one

static int compare_names(const void *a, const void *b) {
  return strcmp(((const Named *)a)->name, ((const Named *)b)->name);
}

static void start_sorting(MatrixColumns *columns) {
  size_t count = columns->brought_count;
  columns->named = memory_new(count + 1, sizeof *columns->named);
  columns->becomes = memory_new(count + 1, sizeof *columns->becomes);
  columns->columns = memory_new(count + 1, sizeof *columns->columns);
  for (uint32_t i = 0; i < count; i++)
    columns->named[i] = (Named){columns->orders ? columns->orders[i] : columns->brought[i].name, i};
  columns->sorter = sorter_new(columns->named, count, sizeof *columns->named, compare_names);
}

static void unite_one(MatrixColumns *columns, const Named *named) {
  const MatrixColumn *column = &columns->brought[named->column];
  bool same = columns->united > 0 && compare_names(named - 1, named) == 0;
  if (!same) {
    MatrixColumn *kept = &columns->columns[columns->count++];
    *kept = *column;
    kept->name = arena_slice(columns->names, slice_of(column->name)).ptr;
  }
  columns->becomes[named->column] = columns->count - 1;
}

static bool unite(MatrixColumns *columns) {
  for (uint32_t i = 0; i < UNITED_PART && columns->united < columns->brought_count; i++) {
    unite_one(columns, &columns->named[columns->united]);
    columns->united++;
  }
  return columns->united < columns->brought_count;
}

static int compare_places(const void *a, const void *b) {
  uint32_t left = ((const MatrixPlace *)a)->column, right = ((const MatrixPlace *)b)->column;
  return order_compare(left, right);
}

static size_t end_of_brief(const MatrixColumns *columns, size_t at) {
  size_t end = at;
  while (end < columns->place_count && columns->places[end].brief == columns->places[at].brief)
    end++;
  return end;
}

// The places of a brief get the columns that there are now, in order and each once.
static void settle_brief(MatrixColumns *columns) {
  MatrixPlace *first = &columns->places[columns->settled];
  size_t end = end_of_brief(columns, columns->settled), count = end - columns->settled;
  for (size_t at = 0; at < count; at++) first[at].column = columns->becomes[first[at].column];
  if (count > 1) qsort(first, count, sizeof *first, compare_places);
  columns->settled = end;
  uint32_t before = UINT32_MAX;
  for (size_t at = 0; at < count; at++) {
    MatrixPlace place = first[at];
    if (place.column != before) columns->places[columns->kept++] = place;
    before = place.column;
  }
}

// Those of some briefs.
static bool settle(MatrixColumns *columns) {
  for (uint32_t i = 0; i < UNITED_PART && columns->settled < columns->place_count; i++)
    settle_brief(columns);
  if (columns->settled < columns->place_count) return true;
  columns->place_count = columns->kept;
  return false;
}

// ---- Work

MatrixColumns *matrix_columns_new(Library *library, MatrixAxis axis, Arena *names) {
  MatrixColumns *columns = memory_new(1, sizeof *columns);
  columns->names = names;
  columns->own = arena_new();
  columns->library = library;
  columns->axis = axis;
  return columns;
}

void matrix_columns_free(MatrixColumns *columns) {
  if (!columns) return;
  sorter_free(columns->sorter);
  arena_free(columns->own);
  free(columns->brought);
  free(columns->orders);
  free(columns->places);
  free(columns->named);
  free(columns->becomes);
  free(columns->columns);
  free(columns);
}

bool matrix_columns_go_on(MatrixColumns *columns) {
  bool more = true;
  switch (columns->stage) {
  case STAGE_READ:
    more = read_briefs(columns);
    if (!more) start_sorting(columns);
    break;
  case STAGE_SORT: more = sorter_go_on(columns->sorter, SORTED_PART); break;
  case STAGE_UNITE: more = unite(columns); break;
  case STAGE_SETTLE: more = settle(columns); break;
  case STAGE_DONE: break;
  }
  if (!more) columns->stage++;
  return columns->stage != STAGE_DONE;
}

uint32_t matrix_columns_take(MatrixColumns *columns, MatrixColumn **taken) {
  *taken = columns->columns;
  columns->columns = NULL;
  return columns->count;
}

const MatrixPlace *matrix_columns_of(const MatrixColumns *columns, int64_t brief, size_t *count) {
  Bisection range = bisection_of(0, columns->place_count);
  while (bisection_open(&range))
    bisection_narrow(&range, columns->places[range.middle].brief < brief);
  bool found = range.low < columns->place_count && columns->places[range.low].brief == brief;
  *count = found ? end_of_brief(columns, range.low) - range.low : 0;
  return found ? &columns->places[range.low] : NULL;
}
