// SPDX-License-Identifier: MIT
// A footnote over the text, until the next key.
#ifndef POSTIL_TUI_PEEK_H
#define POSTIL_TUI_PEEK_H

#include "tui/app.h"

void peek_open(App *app, int32_t note);
bool peek_is_open(const App *app);

#endif
