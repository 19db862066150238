// SPDX-License-Identifier: MIT
// `/` in a list over the screen: a prompt that narrows it with each key.
#ifndef POSTIL_TUI_NARROW_H
#define POSTIL_TUI_NARROW_H

#include "tui/overlay.h"

// For the topmost overlay, which has a narrow operation. Asks, unless a text is given.
void narrow_open(App *app, Slice given);

// A filter is kept that is a query: says what of it does not count, or which tag is not there.
void narrow_tell_fault(App *app, Slice typed);

#endif
