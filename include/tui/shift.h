// SPDX-License-Identifier: MIT
// How far rows have moved between two frames, so that a terminal can be told to move them itself.
// For painter.c only.
#ifndef POSTIL_TUI_SHIFT_H
#define POSTIL_TUI_SHIFT_H

#include "tui/screen.h"

// What is in each stretch of a screen, told by hashes.
typedef struct Blocks {
  uint32_t *hashes; // rows * across
  uint32_t rows, across;
} Blocks; // {0} is none

// In the rows [top, bottom) everything moves up by `rows`, or down when it is negative.
typedef struct Shift {
  uint32_t top, bottom;
  int32_t rows;
} Shift;

// Rows of which `changed` says that they look as they did in `before` are taken over from there;
// both may be NULL: all are read.
void shift_read(Blocks *blocks, const Screen *screen, const Blocks *before, const bool *changed);
void shift_release(Blocks *blocks);

// The shift that leaves least to be drawn; false when none saves more than it costs.
bool shift_find(const Blocks *shown, const Blocks *wanted, Shift *shift);

#endif
