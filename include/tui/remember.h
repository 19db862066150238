// SPDX-License-Identifier: MIT
// What the library remembers of the screen and is no change: how wide the panes are, which panes a
// brief was left with, and which other brief stood beside it. Kept as settings of the library:
//
//   list-width  text-width  notes-width    columns
//   panes/ID                               letters of what differs from the usual, see remember.c
//   beside/ID                              the id of the other brief; or of the same one, and the
//                                          code point of the second place
//
// A library that can only be read remembers nothing, and says nothing of it.
#ifndef POSTIL_TUI_REMEMBER_H
#define POSTIL_TUI_REMEMBER_H

#include "base/error.h"
#include "tui/pane.h"

// The widths, into the options: once, when the program begins.
void remember_begin(struct App *app);

// Sets the option of a pane's width, 0 for its default, and keeps it. False for a width that it
// cannot have.
bool remember_width(struct App *app, PaneId pane, uint32_t columns, Error *err);
uint32_t remember_width_of(const struct App *app, PaneId pane);

// After every event: brings the panes of a brief back that was just opened, and the other brief
// where the screen is wide enough, and keeps those of the open one when the reader has changed them.
// A brief that was never changed so keeps what is there. Closing one of two briefs forgets the pair;
// leaving postil does not.
void remember_panes(struct App *app);

// Before the program ends: where the other side stands, if both show one brief.
void remember_leave(struct App *app);

#endif
