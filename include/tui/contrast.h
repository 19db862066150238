// SPDX-License-Identifier: MIT
// A passage between its surroundings, with the stretches of it marked that another wording does not
// have: by a face (struck out or underlined besides the colour) and a sign before each row.
#ifndef POSTIL_TUI_CONTRAST_H
#define POSTIL_TUI_CONTRAST_H

#include "text/span.h"
#include "tui/screen.h"

typedef struct Contrast {
  Slice before, words, after; // borrowed; a line end is a blank
  Slice gone;                 // stands for words that are empty
  const Span *marked;         // in `words`, rising
  uint32_t marked_count;
  Face face; // of what is marked: FACE_REMOVED or FACE_ADDED
  char sign; // of its rows: '-' or '+'
} Contrast;

enum { CONTRAST_GUTTER = 2 };

// Draws as much as there is room for: from the beginning, or where that leaves out the first mark,
// from the row before that. Returns the rows used.
uint32_t contrast_draw(Screen *screen, Rect at, const Contrast *contrast);

#endif
