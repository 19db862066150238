// SPDX-License-Identifier: MIT
// A menu over the screen: rows to choose from, with a filter.
#ifndef POSTIL_TUI_MENU_H
#define POSTIL_TUI_MENU_H

#include "tui/app.h"

typedef struct MenuRequest {
  const char *title;
  const char *enter; // label of Enter
  bool numbered;     // a digit chooses at once; else it is a count
  bool told;         // the status line has all of the current row's detail
  bool by_words;     // the filter takes words, in what is told too; else letters in their order
  bool kept;         // it stays open under what `chosen` opens
  void (*chosen)(App *app, int64_t value);  // after it has been closed, unless it is kept
  void (*deleted)(App *app, int64_t value); // dd, after it has been closed; NULL: cannot be deleted
  void (*reselected)(App *app, int64_t value); // gr, likewise; NULL: has no passage
} MenuRequest;

typedef struct Menu Menu;

Menu *menu_new(const MenuRequest *request);

// Both texts are copied; detail stands dim at the right end.
void menu_add(Menu *menu, Slice text, Slice detail, Face face, int64_t value);

// Of the row that was added last: what the status line tells instead of its detail. Copied.
void menu_add_told(Menu *menu, Slice told);
void menu_set_current(Menu *menu, uint32_t row);
void menu_open(App *app, Menu *menu); // with no rows it is freed at once

// What `gr` does in the menu that is open.
void menu_reselect(App *app);

#endif
