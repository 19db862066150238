// SPDX-License-Identifier: MIT
// Painted lines. Two frames of rows, each row with cells of its own; a line that stood anywhere in
// the last frame hands its cells over to its row in the next one, so nothing is copied but the
// cells that the screen gets.
//
//   last   7 8 9 ·        8 is wanted at row 0: the two rows exchange their cells,
//          │ ╲ ╲          and the search for the next line goes on behind it
//   next   8 9 ?          ? is new: painted, then kept
//
// Invariant: every row of both frames owns `columns` cells. Cost: linear in the rows for a frame.
#include "tui/painted.h"

#include "base/memory.h"

#include <stdlib.h>

static void free_lines(PaintedLine *lines, uint32_t rows) {
  for (uint32_t row = 0; row < rows && lines; row++) free(lines[row].cells);
  free(lines);
}

void painted_release(Painted *painted) {
  free_lines(painted->last, painted->rows);
  free_lines(painted->next, painted->rows);
  *painted = (Painted){0};
}

void painted_forget(Painted *painted) {
  for (uint32_t row = 0; row < painted->rows; row++) painted->last[row].known = false;
}

static PaintedLine *new_lines(uint32_t rows, uint32_t columns) {
  PaintedLine *lines = memory_new(rows, sizeof *lines);
  for (uint32_t row = 0; row < rows; row++) {
    lines[row].cells = memory_new(columns, sizeof *lines[row].cells);
  }
  return lines;
}

void painted_begin(Painted *painted, uint32_t rows, uint32_t columns) {
  if (rows != painted->rows || columns != painted->columns) {
    painted_release(painted);
    *painted = (Painted){new_lines(rows, columns), new_lines(rows, columns), rows, columns, 0};
  }
  painted->at = 0;
  for (uint32_t row = 0; row < rows; row++) painted->next[row].known = false;
}

static bool is_before(LinePlace a, LinePlace b) {
  return a.block < b.block || (a.block == b.block && a.line < b.line);
}

// Goes on to the line in the last frame; NULL when it is not there.
static PaintedLine *find(Painted *painted, LinePlace place) {
  for (; painted->at < painted->rows; painted->at++) {
    PaintedLine *line = &painted->last[painted->at];
    if (!line->known || is_before(line->place, place)) continue;
    return is_before(place, line->place) ? NULL : line;
  }
  return NULL;
}

bool painted_show(Painted *painted, uint32_t row, LinePlace place, Screen *screen,
                  uint32_t screen_row, uint32_t column) {
  PaintedLine *line = find(painted, place);
  if (!line) return false;
  PaintedLine *next = &painted->next[row];
  Cell *cells = line->cells;
  line->cells = next->cells;
  line->known = false;
  *next = (PaintedLine){place, true, cells};
  screen_put_cells(screen, screen_row, column, painted->columns, cells);
  return true;
}

void painted_keep(Painted *painted, uint32_t row, LinePlace place, const Screen *screen,
                  uint32_t screen_row, uint32_t column) {
  PaintedLine *next = &painted->next[row];
  next->place = place;
  next->known = screen_take_cells(screen, screen_row, column, painted->columns, next->cells);
}

void painted_end(Painted *painted) {
  PaintedLine *last = painted->last;
  painted->last = painted->next;
  painted->next = last;
}
