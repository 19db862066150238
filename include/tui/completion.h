// SPDX-License-Identifier: MIT
// What Tab offers at prompts: names of actions, and arguments where a list of them is known. Each
// appends candidates for the whole text, each ended by NUL, and returns where in it the word begins
// that they complete.
#ifndef POSTIL_TUI_COMPLETION_H
#define POSTIL_TUI_COMPLETION_H

#include "tui/app.h"

// A line behind `:`. Which list an argument is of is told by its word in the table of actions: TAG,
// BRIEF, COLOUR, FORMAT, FILE …
size_t completion_of_line(App *app, Slice text, Buffer *candidates);

// A tag's path.
size_t completion_of_tags(App *app, Slice text, Buffer *candidates);

// A filter of annotations: its last term.
size_t completion_of_filter(App *app, Slice text, Buffer *candidates);

#endif
