// SPDX-License-Identifier: MIT
// The map: the whole brief in one column at the right edge of the text pane. Where the reader is,
// where annotations cluster, where matches of the search are.
#ifndef POSTIL_TUI_MAP_H
#define POSTIL_TUI_MAP_H

#include "tui/pane.h"

void map_draw(struct App *app);

#endif
