// SPDX-License-Identifier: MIT
// A question that is answered by y or n.
#ifndef POSTIL_TUI_ASK_H
#define POSTIL_TUI_ASK_H

#include "tui/app.h"

// `yes` is called, with the value, after the question has been closed. The text is copied.
void ask_open(App *app, const char *question, void (*yes)(App *app, int64_t value), int64_t value);

#endif
