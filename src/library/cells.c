// SPDX-License-Identifier: MIT
// A table for each row, where a column stands at the place that its number is scattered to, or at
// the next one that is free. A table is never more than three quarters full: then it is made anew,
// twice as large.
#include "library/cells.h"

#include "base/memory.h"

#include <stdlib.h>

enum { ROOM_FIRST = 8 };

typedef struct Entry {
  uint32_t column, count; // count 0: free
} Entry;

typedef struct Row {
  Entry *entries;
  uint32_t count, room; // room: a power of two, or 0
} Row;

struct Cells {
  Row *rows;
  uint32_t row_count;
  size_t count;
};

Cells *cells_new(uint32_t rows) {
  Cells *cells = memory_new(1, sizeof *cells);
  cells->rows = memory_new((size_t)rows + 1, sizeof *cells->rows);
  cells->row_count = rows;
  return cells;
}

void cells_free(Cells *cells) {
  if (!cells) return;
  for (uint32_t i = 0; i < cells->row_count; i++) free(cells->rows[i].entries);
  free(cells->rows);
  free(cells);
}

// Where the column stands, or would.
static Entry *find(const Row *row, uint32_t column) {
  uint32_t at = (column * UINT32_C(2654435761)) >> 7;
  for (;; at++) {
    Entry *entry = &row->entries[at & (row->room - 1)];
    if (entry->count == 0 || entry->column == column) return entry;
  }
}

static void enlarge(Row *row) {
  Row larger = {.count = row->count, .room = row->room ? row->room * 2 : ROOM_FIRST};
  larger.entries = memory_new(larger.room, sizeof *larger.entries);
  for (uint32_t i = 0; i < row->room; i++)
    if (row->entries[i].count > 0) *find(&larger, row->entries[i].column) = row->entries[i];
  free(row->entries);
  *row = larger;
}

void cells_add(Cells *cells, uint32_t row, uint32_t column) {
  Row *at = &cells->rows[row];
  if (at->count >= at->room / 4 * 3) enlarge(at);
  Entry *entry = find(at, column);
  if (entry->count == 0) {
    at->count++;
    cells->count++;
  }
  *entry = (Entry){column, entry->count + 1};
}

size_t cells_count(const Cells *cells) {
  return cells->count;
}

uint32_t cells_take(Cells *cells, uint32_t row, MatrixCell *taken) {
  Row *at = &cells->rows[row];
  uint32_t count = 0;
  for (uint32_t i = 0; i < at->room; i++) {
    const Entry *entry = &at->entries[i];
    if (entry->count > 0) taken[count++] = (MatrixCell){row, entry->column, entry->count};
  }
  free(at->entries);
  cells->count -= count;
  *at = (Row){0};
  return count;
}
