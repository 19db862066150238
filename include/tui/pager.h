// SPDX-License-Identifier: MIT
// Pages to read over the screen: help, history, messages.
#ifndef POSTIL_TUI_PAGER_H
#define POSTIL_TUI_PAGER_H

#include "tui/app.h"

typedef struct Pager Pager;

Pager *pager_new(const char *title);

// A line, wrapped when it is too long, its continuation `indent` columns in. Copied.
void pager_add(Pager *pager, Slice text, Face face, uint32_t indent);
void pager_end(Pager *pager); // start at the end instead of the beginning
void pager_open(App *app, Pager *pager);

// n, N and `/` in the pager that is open.
void pager_search_next(App *app, bool back);
void pager_ask(App *app);
bool pager_is_open(const App *app);

#endif
