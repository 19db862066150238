// SPDX-License-Identifier: MIT
// The columns of a table. Each is as wide as its widest cell; the last one takes what is left and
// is broken where it must be, its lines under each other:
//
//   Town              Price   Remark
//   Orlec             1.20    Raised twice, in 2022 and again in
//                             2024, after the repair
//   Karst-by-the-Sea  0.90    Unchanged
//
// Tables whose cells are divided by blanks come aligned and are left alone. Each cell is measured
// once.
#include "layout/stops.h"

#include "base/memory.h"
#include "layout/walk.h"

#include <stdlib.h>

enum { COLUMNS_MAX = 32, APART = 2, LAST_LEAST = 16 };

typedef struct Widths {
  uint32_t columns, column; // most so far; of the cell at hand
  uint32_t widest[COLUMNS_MAX];
} Widths;

static void measure(Widths *widths, const Version *version, Span cell, SafeMode mode) {
  uint32_t width = walk_width(version, cell, mode);
  if (width > widths->widest[widths->column]) widths->widest[widths->column] = width;
  if (widths->column + 1 > widths->columns) widths->columns = widths->column + 1;
}

// False for more columns than can be kept.
static bool measure_all(Widths *widths, const Version *version, Span rows, SafeMode mode) {
  uint32_t start = rows.start;
  for (uint32_t pos = rows.start; pos <= rows.end; pos++) {
    char byte = pos < rows.end ? version->text.ptr[pos] : '\n';
    if (byte != '\t' && byte != '\n') continue;
    measure(widths, version, span_make(start, pos), mode);
    widths->column = byte == '\t' ? widths->column + 1 : 0;
    if (widths->column == COLUMNS_MAX) return false;
    start = pos + 1;
  }
  return true;
}

Stops *stops_new(const Version *version, const Block *block, uint32_t width, SafeMode mode) {
  Widths widths = {0};
  Slice text = version_cut(version, block->span);
  if (text.len == 0 || !memchr(text.ptr, '\t', text.len)) return NULL;
  if (!measure_all(&widths, version, block->span, mode)) return NULL;
  Stops *stops = memory_new(1, sizeof *stops + widths.columns * sizeof *stops->at);
  uint32_t column = 0;
  for (uint32_t i = 0; i + 1 < widths.columns && column < width; i++) {
    column += widths.widest[i] + APART;
    stops->at[stops->count++] = (uint16_t)column;
  }
  uint32_t last = widths.widest[widths.columns - 1];
  uint32_t least = last == 0 ? 1 : last < LAST_LEAST ? last : LAST_LEAST;
  if (column + least <= width) return stops;
  free(stops);
  return NULL;
}
