// SPDX-License-Identifier: MIT
// Lines of a text as they were painted in the last frame. A text that scrolls, or only gets other
// tints, shows nearly the same lines again: copying cells costs a tenth of painting them.
// For the text pane only.
#ifndef POSTIL_TUI_PAINTED_H
#define POSTIL_TUI_PAINTED_H

#include "layout/layout.h"
#include "tui/screen.h"

typedef struct PaintedLine {
  LinePlace place;
  uint32_t slot; // where its cells are kept
  bool known;
} PaintedLine;

// The cells of a line depend on its place alone: whoever changes the layout (and with it version,
// width and style), the faces of blocks or the width kept calls painted_forget().
typedef struct Painted {
  PaintedLine *last, *next; // the last frame, and the one being drawn; `rows` of each
  Screen *cells;            // a row is a slot; enough for the lines of both
  uint32_t *spare;          // slots that no line has
  uint32_t spare_count;
  uint32_t rows, columns;
  uint32_t at; // rows of `last` before this are above the line wanted
} Painted;     // {0} is none

void painted_release(Painted *painted);
void painted_forget(Painted *painted);

// Begins a frame of so many rows, each so many columns wide.
void painted_begin(Painted *painted, uint32_t rows, uint32_t columns);

// The line of this row of the frame, as it was painted last, into the screen at (screen_row,
// column); false when it is not known: paint it and call painted_keep(). Places must ascend within
// a frame.
bool painted_show(Painted *painted, uint32_t row, LinePlace place, Screen *screen,
                  uint32_t screen_row, uint32_t column);

// Keeps what the screen shows there, before anything is laid over it.
void painted_keep(Painted *painted, uint32_t row, LinePlace place, const Screen *screen,
                  uint32_t screen_row, uint32_t column);

// Ends the frame.
void painted_end(Painted *painted);

#endif
