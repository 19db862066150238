// SPDX-License-Identifier: MIT
// The pane of briefs: the library's list, filtered and sorted. In memory is a window of it, some
// screens around the current row; where moving comes near an end of it, it grows there. So nothing
// here depends on how many briefs there are.
//
// A filter that is typed may take longer to find what passes than a key may: the list then stays as
// it is until that is known, and whatever is typed meanwhile comes first.
//
//   the list      ………………………………………………………………………………………………………    all briefs that pass, count of them
//   rows                         [ · · · · ┌──────┐ · · · · ]       read from the library
//                                       top│  ▶   │current     indices into the window
//                                          └──────┘            the screen
#ifndef POSTIL_TUI_BRIEFS_H
#define POSTIL_TUI_BRIEFS_H

#include "library/brief.h"
#include "library/roster.h"
#include "library/sieve.h"
#include "tui/pane.h"

typedef struct Briefs {
  BriefList rows;        // the window
  bool first, last;      // it has the first, the last of the list
  char **openings;       // first sentences of those without a title, made when first shown
  uint32_t all;          // briefs of the library
  uint32_t count;        // of these, those that pass the filter
  uint32_t current, top; // rows of the window
  int64_t caret;         // the brief that the window was read around
  uint32_t loads;        // how often what it lists may have changed
  bool counted;          // count is known; else it is the most that it can be
  Buffer filter;
  Sieve *sieve;  // what the list shows of the library; NULL: all
  Sieve *coming; // that of the filter, while it is being found
  RosterOrder sort;
  bool reversed;
  Rect rect; // as drawn last
} Briefs;

void briefs_release(Briefs *briefs);

// Reads the list again; the current row stays on its brief.
bool briefs_load(struct App *app);

// Puts a row into the list that is not in the library yet, until the list is read again.
void briefs_put(struct App *app, const Brief *brief);

// Reads one brief's row again.
void briefs_update(struct App *app, int64_t key);

void briefs_set_filter(struct App *app, Slice filter);

// Is there work to do for a filter? A part of it, until something is typed; or all of it.
bool briefs_busy(const struct App *app);
void briefs_step(struct App *app);
void briefs_complete(struct App *app);

bool briefs_set_sort(struct App *app, Slice column); // empty: the next one; the same: reversed

// The brief of the current row, NULL when there is none.
const Brief *briefs_current(const struct App *app);

// The first sentence of a brief of the window that states no title, "" for others and for texts
// that are too long to be read for that. Borrowed until the window changes.
const char *briefs_opening(struct App *app, uint32_t row);

// Makes a brief that passes the current row.
void briefs_go_to(struct App *app, int64_t key);

// So many rows down, up where it is negative; BRIEFS_TO_END and its negative go to the ends.
enum { BRIEFS_TO_END = INT32_MAX };
void briefs_move(struct App *app, int64_t rows);

// Reads more where fewer rows than these are left on a side on which there are more.
void briefs_reach(struct App *app, uint32_t rows);

#endif
