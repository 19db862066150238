// SPDX-License-Identifier: MIT
// How each face looks, by the number of colours that a terminal has. A state is never told by
// colour alone: what a reader must tell apart also differs in bold, underline or reverse.
#ifndef POSTIL_TUI_THEME_H
#define POSTIL_TUI_THEME_H

#include "tui/screen.h"

typedef enum StyleAttribute {
  STYLE_BOLD = 1,
  STYLE_UNDERLINE = 2,
  STYLE_REVERSE = 4,
  STYLE_DIM = 8,
} StyleAttribute;

enum { STYLE_DEFAULT = -1 }; // the terminal's own colour

typedef struct Style {
  int16_t foreground, background; // numbers of the terminal's palette, or STYLE_DEFAULT
  uint8_t attributes;             // StyleAttribute
} Style;

// The look of a face with a cell's own attributes (CellAttribute) on a terminal of so many colours
// (below 8: attributes only).
Style theme_style(Face face, uint8_t attributes, int colours);

#endif
