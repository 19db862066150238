// SPDX-License-Identifier: MIT
// Jump labels: one or two letters on the start of every sentence in view; typing them goes there.
#ifndef POSTIL_TUI_JUMPLABEL_H
#define POSTIL_TUI_JUMPLABEL_H

#include "tui/app.h"

enum { JUMPLABEL_KEYS = 26 };

// The label of the nearest, second nearest … (from 0) of `count` places: no label begins another
// one, and those nearest have the shortest. False beyond what two letters can name.
bool jumplabel_write(uint32_t index, uint32_t count, char label[3]);

// Shows them; a message when no other sentence is in view.
void jumplabel_open(App *app);

#endif
