// SPDX-License-Identifier: MIT
// How each face looks, by the theme and by the number of colours that a terminal has. A state is
// never told by colour alone: what a reader must tell apart also differs in bold, underline or
// reverse.
#ifndef POSTIL_TUI_THEME_H
#define POSTIL_TUI_THEME_H

#include "tui/screen.h"

// The values of the option `theme`, as command/options.def lists them.
typedef enum ThemeId {
  THEME_DARK,
  THEME_LIGHT,
  THEME_HIGH_CONTRAST, // white on black, whatever the terminal's own colours are
  THEME_MONO,          // attributes alone
  THEME_COUNT
} ThemeId;

typedef enum StyleAttribute {
  STYLE_BOLD = 1,
  STYLE_UNDERLINE = 2,
  STYLE_REVERSE = 4,
  STYLE_DIM = 8,
  STYLE_ITALIC = 16,
  STYLE_STRUCK = 32,
} StyleAttribute;

enum { STYLE_DEFAULT = -1 }; // the terminal's own colour

typedef struct Style {
  int16_t foreground, background; // numbers of the terminal's palette, or STYLE_DEFAULT
  uint8_t attributes;             // StyleAttribute
} Style;

// The look of a face with a cell's own attributes (CellAttribute) on a terminal of so many colours
// (below 8: attributes only).
Style theme_style(ThemeId theme, Face face, uint8_t attributes, int colours);

// The most colours that a value of the option `colours` allows.
int theme_most_colours(uint32_t value);

#endif
