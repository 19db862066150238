// SPDX-License-Identifier: MIT
// Paints laid-out lines of a version: the text with its marks and links, and tints over them.
#ifndef POSTIL_TUI_PAINT_H
#define POSTIL_TUI_PAINT_H

#include "layout/layout.h"
#include "tui/screen.h"

// Paints a line's text from its indent on; `columns` is the room from `column`.
void paint_line(Screen *screen, const Version *version, const Line *line, uint32_t row,
                uint32_t column, uint32_t columns, Face face);

#endif
