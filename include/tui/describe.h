// SPDX-License-Identifier: MIT
// What the reader says of a brief: a menu of title, authors, date, series and address, each edited
// in a prompt.
#ifndef POSTIL_TUI_DESCRIBE_H
#define POSTIL_TUI_DESCRIBE_H

#include "tui/app.h"

void describe_open(App *app, int64_t brief);

#endif
