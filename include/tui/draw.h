// SPDX-License-Identifier: MIT
// Parts of a frame that are drawn once for each text: see tui/split.h.
#ifndef POSTIL_TUI_DRAW_H
#define POSTIL_TUI_DRAW_H

#include "tui/pane.h"

// Lays the text out in its pane and gives the footnotes under it the rows that they need.
void draw_arrange_text(struct App *app);

// Draws the panes that are shown.
void draw_panes(struct App *app);

#endif
