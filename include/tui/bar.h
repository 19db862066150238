// SPDX-License-Identifier: MIT
// The bars: title line above, status line and key hints below.
#ifndef POSTIL_TUI_BAR_H
#define POSTIL_TUI_BAR_H

#include "tui/app.h"

void bar_draw_title(App *app);

// What is open, in the title line: of two texts side by side over the one that is in the App.
void bar_draw_open(App *app, bool focused);

// The title of what takes the whole page.
void bar_draw_title_with(App *app, Slice left, Slice right);
void bar_draw_status(App *app);
void bar_draw_hints(App *app);

// The row on which prompts stand.
Rect bar_prompt_rect(const App *app);

#endif
