// SPDX-License-Identifier: MIT
// The colours of the themes, for theme.c only.
#ifndef POSTIL_TUI_PALETTE_H
#define POSTIL_TUI_PALETTE_H

#include "tui/theme.h"

typedef struct Shade {
  int16_t foreground, background; // as in Style
} Shade;

// What a face has on 8, 16 and 256 colours.
typedef struct Shades {
  Shade few, some, many;
} Shades;

const Shades *palette_find(ThemeId theme, Face face);

#endif
