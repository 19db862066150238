// SPDX-License-Identifier: MIT
// Painted lines. Two frames of rows over one store of cells: a line that stood anywhere in the last
// frame goes over to its row in the next one, with the slot that has its cells, and is copied to
// the screen.
//
//   last   7 8 9 ·        8 is wanted at row 0: it goes over,
//          │ ╲ ╲          and the search for the next line goes on behind it
//   next   8 9 ?          ? is new: painted, then kept in the slot of a line that is gone
//
// Cost: linear in the rows for a frame.
#include "tui/painted.h"

#include "base/memory.h"

#include <stdlib.h>

void painted_release(Painted *painted) {
  free(painted->last);
  free(painted->next);
  free(painted->spare);
  screen_free(painted->cells);
  *painted = (Painted){0};
}

// Takes the slots of those that are left from a frame.
static void forget_lines(Painted *painted, PaintedLine *lines) {
  for (uint32_t row = 0; row < painted->rows; row++) {
    if (lines[row].known) painted->spare[painted->spare_count++] = lines[row].slot;
    lines[row].known = false;
  }
}

void painted_forget(Painted *painted) {
  forget_lines(painted, painted->last);
}

static void make_room(Painted *painted, uint32_t rows, uint32_t columns) {
  uint32_t slots = 2 * rows;
  painted_release(painted);
  painted->last = memory_new(rows, sizeof *painted->last);
  painted->next = memory_new(rows, sizeof *painted->next);
  painted->cells = screen_new(slots, columns, SAFE_UNICODE);
  painted->spare = memory_new(slots, sizeof *painted->spare);
  painted->rows = rows;
  painted->columns = columns;
  while (painted->spare_count < slots) {
    painted->spare[painted->spare_count] = painted->spare_count;
    painted->spare_count++;
  }
}

void painted_begin(Painted *painted, uint32_t rows, uint32_t columns) {
  if (rows != painted->rows || columns != painted->columns) make_room(painted, rows, columns);
  painted->at = 0;
}

static bool is_before(LinePlace a, LinePlace b) {
  return a.block < b.block || (a.block == b.block && a.line < b.line);
}

// Goes on to the line in the last frame; false when it is not there.
static bool find(Painted *painted, LinePlace place) {
  for (; painted->at < painted->rows; painted->at++) {
    const PaintedLine *line = &painted->last[painted->at];
    if (!line->known || is_before(line->place, place)) continue;
    return !is_before(place, line->place);
  }
  return false;
}

bool painted_show(Painted *painted, uint32_t row, LinePlace place, Screen *screen,
                  uint32_t screen_row, uint32_t column) {
  if (!find(painted, place)) return false;
  PaintedLine *line = &painted->last[painted->at];
  screen_copy(screen, screen_row, column, painted->cells, line->slot, 0, painted->columns);
  painted->next[row] = *line;
  line->known = false;
  return true;
}

void painted_keep(Painted *painted, uint32_t row, LinePlace place, const Screen *screen,
                  uint32_t screen_row, uint32_t column) {
  bool whole = screen_row < screen->rows && column + painted->columns <= screen->columns;
  if (!whole) return;
  uint32_t slot = painted->spare[--painted->spare_count];
  painted->next[row] = (PaintedLine){place, slot, true};
  screen_copy(painted->cells, slot, 0, screen, screen_row, column, painted->columns);
}

void painted_end(Painted *painted) {
  forget_lines(painted, painted->last);
  PaintedLine *last = painted->last;
  painted->last = painted->next;
  painted->next = last;
}
