// SPDX-License-Identifier: MIT
// The map: the whole brief in one column at the right edge of the text pane. Where the reader is,
// where annotations cluster, where matches of the search are.
#ifndef POSTIL_TUI_MAP_H
#define POSTIL_TUI_MAP_H

#include "tui/pane.h"

void map_draw(struct App *app);

// Is this column of the screen the map's?
bool map_is_at(const struct App *app, uint32_t column);

// Where the part of the text begins that a row of the pane, from 0 on, stands for.
uint32_t map_position(const struct App *app, uint32_t row);

#endif
