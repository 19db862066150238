// SPDX-License-Identifier: MIT
// Painted lines. Two frames of rows: a line that stood anywhere in the last frame is copied to its
// row in the next one and to the screen.
//
//   last   7 8 9 ·        8 is wanted at row 0: copied,
//          │ ╲ ╲          and the search for the next line goes on behind it
//   next   8 9 ?          ? is new: painted, then kept
//
// Cost: linear in the rows for a frame.
#include "tui/painted.h"

#include "base/memory.h"

#include <stdlib.h>

static void release_frame(PaintedFrame *frame) {
  free(frame->lines);
  screen_free(frame->cells);
}

void painted_release(Painted *painted) {
  release_frame(&painted->last);
  release_frame(&painted->next);
  *painted = (Painted){0};
}

static void forget_frame(PaintedFrame *frame, uint32_t rows) {
  for (uint32_t row = 0; row < rows; row++) frame->lines[row].known = false;
}

void painted_forget(Painted *painted) {
  forget_frame(&painted->last, painted->rows);
}

static PaintedFrame new_frame(uint32_t rows, uint32_t columns) {
  return (PaintedFrame){memory_new(rows, sizeof(PaintedLine)),
                        screen_new(rows, columns, SAFE_UNICODE)};
}

void painted_begin(Painted *painted, uint32_t rows, uint32_t columns) {
  if (rows != painted->rows || columns != painted->columns) {
    painted_release(painted);
    *painted = (Painted){new_frame(rows, columns), new_frame(rows, columns), rows, columns, 0};
  }
  painted->at = 0;
  forget_frame(&painted->next, rows);
}

static bool is_before(LinePlace a, LinePlace b) {
  return a.block < b.block || (a.block == b.block && a.line < b.line);
}

// Goes on to the line in the last frame; false when it is not there.
static bool find(Painted *painted, LinePlace place) {
  for (; painted->at < painted->rows; painted->at++) {
    const PaintedLine *line = &painted->last.lines[painted->at];
    if (!line->known || is_before(line->place, place)) continue;
    return !is_before(place, line->place);
  }
  return false;
}

bool painted_show(Painted *painted, uint32_t row, LinePlace place, Screen *screen,
                  uint32_t screen_row, uint32_t column) {
  if (!find(painted, place)) return false;
  const Screen *cells = painted->last.cells;
  painted->next.lines[row] = (PaintedLine){place, true};
  screen_copy(painted->next.cells, row, 0, cells, painted->at, 0, painted->columns);
  screen_copy(screen, screen_row, column, cells, painted->at, 0, painted->columns);
  return true;
}

void painted_keep(Painted *painted, uint32_t row, LinePlace place, const Screen *screen,
                  uint32_t screen_row, uint32_t column) {
  bool whole = screen_row < screen->rows && column + painted->columns <= screen->columns;
  painted->next.lines[row] = (PaintedLine){place, whole};
  if (whole) screen_copy(painted->next.cells, row, 0, screen, screen_row, column, painted->columns);
}

void painted_end(Painted *painted) {
  PaintedFrame last = painted->last;
  painted->last = painted->next;
  painted->next = last;
}
