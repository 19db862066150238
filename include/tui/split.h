// SPDX-License-Identifier: MIT
// Two texts side by side: two briefs, or two places of one.
//
// The side that has the keyboard lives where the only text always lives: in the App (session,
// reader, notes). The other one is parked here. Going over exchanges the two, so that nothing which
// acts on a brief, draws one or listens to keys knows that there are two.
#ifndef POSTIL_TUI_SPLIT_H
#define POSTIL_TUI_SPLIT_H

#include "session/session.h"
#include "tui/notes.h"
#include "tui/reader.h"

typedef struct Side {
  Session session;
  Reader reader;
  Notes notes;
} Side;

typedef struct Split {
  bool open;
  bool right; // the side that has the keyboard is the right one
  Side parked;
  struct Comparison *comparison; // of two versions of one brief; NULL: two texts of their own
} Split;

// Opens an older version of the open brief beside it, to be read only: both scroll together, and
// what differs is marked. On narrow screens one is seen at a time, and going over keeps the place.
bool split_open_older(struct App *app, int64_t version);

// The comparison that the text in the App is a side of; NULL for none.
const struct Comparison *split_comparison(const struct App *app);

// Opens a brief beside the one that is open, or with its key a second place of that; the new side
// has the keyboard. False with a message when it cannot be: no brief is open, the screen is too
// narrow, or two stand there already.
bool split_open(struct App *app, int64_t brief);

// Closes the side that has the keyboard, its place saved; the other one takes the whole room.
void split_close(struct App *app);

// Gives the other side the keyboard. Only without overlays: they act on what is open.
void split_swap(struct App *app);

// Reads again what may have changed on the parked side; the split ends when a brief is gone.
void split_refresh(struct App *app);

// Draws the parked side into its part of the screen.
void split_draw(struct App *app);

void split_release(struct App *app); // saves the parked side's place

#endif
