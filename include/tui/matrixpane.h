// SPDX-License-Identifier: MIT
// The evidence matrix, over the whole page: tags in rows, and in columns briefs, series, authors,
// months or tags again. It is walked cell by cell; Enter lists the annotations of one. In a large
// library it is counted in parts while nobody types; until then the one before stands there.
#ifndef POSTIL_TUI_MATRIXPANE_H
#define POSTIL_TUI_MATRIXPANE_H

#include "tui/matrixseat.h"
#include "tui/overlay.h"
#include "tui/roll.h"

typedef struct MatrixPane {
  Overlay base;
  Matrix matrix;
  MatrixSeat *seat;      // the App's: where the pane stood when it was left
  MatrixWork *counting;  // what comes in its place, or NULL
  MatrixAxis axis;       // of that
  int64_t stamp;         // app->stamp when counting began
  Roll roll;             // the rows
  uint32_t column, left; // the current one, and the first in view
  uint32_t first_column; // of the screen, where columns begin, and how wide each of them is, …
  uint32_t cell;         // … as drawn last
} MatrixPane;

enum { MATRIXPANE_CELL = 8 }; // the fewest columns of the screen for one of the matrix

// `s`: the next axis, or the one named; false when the pane does not have the keyboard.
bool matrixpane_turn(App *app, Slice name);

// Of the overlay's operations, in matrixpane_draw.c.
void matrixpane_draw(App *app, Overlay *overlay);
void matrixpane_hints(const App *app, const Overlay *overlay, Hints *out);

#endif
