// SPDX-License-Identifier: MIT
// From a screen of cells to the bytes that make a terminal show it: only what differs from what is
// shown already. Writes to a buffer, never to the terminal.
#ifndef POSTIL_TUI_PAINTER_H
#define POSTIL_TUI_PAINTER_H

#include "tui/capability.h"
#include "tui/screen.h"

typedef struct Painter Painter;

Painter *painter_new(const Capability *capability); // borrowed
void painter_free(Painter *painter);

// From now on nothing is known about what the terminal shows: the next frame draws all.
void painter_forget(Painter *painter);

// With which theme, and with how many colours at most, cells are drawn from now on; what is shown
// is forgotten when that is another look.
void painter_set_theme(Painter *painter, ThemeId theme, int colours);

// Appends the bytes; nothing when nothing differs, the cursor's place included.
void painter_draw(Painter *painter, const Screen *screen, Buffer *out);

#endif
