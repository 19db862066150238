// SPDX-License-Identifier: MIT
// The rows of a long list: which is the current one, and which are in view. Only these are drawn.
#ifndef POSTIL_TUI_ROLL_H
#define POSTIL_TUI_ROLL_H

#include "tui/pane.h"

typedef struct Roll {
  uint32_t count, current, top;
  uint32_t first_row, page; // of the screen, as shown last
} Roll;

void roll_set_count(Roll *roll, uint32_t count); // the current row stays, if it is there
void roll_stride(Roll *roll, Stride stride, int32_t count);

// Brings the current row into view; the rows from roll->top on are then to be drawn in rect.
void roll_show(Roll *roll, Rect rect);

// The row of the list that a row of the screen shows; false for none.
bool roll_find(const Roll *roll, uint32_t screen_row, uint32_t *row);

// A click on a row of the screen: its row becomes the current one. True if it was so already, as
// then the second click enters it.
bool roll_click(Roll *roll, uint32_t screen_row);

#endif
