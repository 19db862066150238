// SPDX-License-Identifier: MIT
// A question that is answered by y or n.
#ifndef POSTIL_TUI_ASK_H
#define POSTIL_TUI_ASK_H

#include "tui/app.h"

// `yes` is called, with the value, after the question has been closed. The text is copied.
void ask_open(App *app, const char *question, void (*yes)(App *app, int64_t value), int64_t value);

// The same, where yes runs an action with these words, which are copied.
void ask_open_action(App *app, const char *question, ActionId id, const char *const *words,
                     uint32_t count);

#endif
