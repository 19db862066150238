// SPDX-License-Identifier: MIT
// The library in figures, over the whole page: a row for each, with a bar where it is one of
// several. Enter lists the annotations that the row counts.
#ifndef POSTIL_TUI_STATSPANE_H
#define POSTIL_TUI_STATSPANE_H

#include "tui/app.h"

void statspane_open(App *app);

#endif
