// SPDX-License-Identifier: MIT
// What was found in the library: a list over the page, a line of keyword in context for each text,
// and the walk from one place to the next through the texts. Words, list and place are remembered
// while postil runs.
#ifndef POSTIL_TUI_RESULTS_H
#define POSTIL_TUI_RESULTS_H

#include "base/buffer.h"
#include "library/kwic.h"
#include "tui/roll.h"

struct App;

enum { RESULTS_ROWS = 128 }; // lines that are kept: more than a screen has

// One that was found, as it is shown.
typedef struct ResultsRow {
  bool known, gone; // gone: it is not there any more
  Found found;
  char *title, *date;
  Kwic kwic;
  Buffer sentence; // of the first place
  uint32_t hits;
  bool hidden; // all of them in furniture
} ResultsRow;

typedef struct Results {
  Buffer words;
  bool accents; // they count
  LookupFlags flags;
  Finding *finding; // NULL before the first search
  int64_t stamp;    // app->stamp when it began
  bool busy;        // there is work to do
  Roll roll;
  ResultsRow *rows;       // by index modulo RESULTS_ROWS; NULL before the first
  uint32_t lead, columns; // for which their lines were made
  // The walk
  bool walking; // n and N go on over what was found
  uint32_t at;  // the text that it is in
  uint32_t hit; // and the place there
  Span *hits;   // all places there
  uint32_t hit_count;
  uint32_t caret; // where it put the caret
} Results;        // {0} before the first search

void results_release(Results *results);

// Shows the list and asks for words, or finds those given.
void results_open(struct App *app, Slice words);

// Is there work to do for a list that is shown or walked over? A part of it.
bool results_busy(const struct App *app);
void results_step(struct App *app);

// `s`: newest or best first; false when the list does not have the keyboard.
bool results_reorder(struct App *app);

// To the next place of the walk, or the one before.
void results_next(struct App *app, bool back, uint32_t count);

// From the place where the walk put the caret back to the list; false from anywhere else.
bool results_return(struct App *app);

// Calls `see` for each place of the walk in a stretch of the text.
void results_each(const struct App *app, Span stretch, void (*see)(void *context, Span hit),
                  void *context);

// ---- Between results.c, results_walk.c and results_draw.c

struct Overlay;
struct Hints;

// The row of what was found, read where it is not known yet; lines are `columns` wide.
ResultsRow *results_row(struct App *app, uint32_t index);
void results_visit(struct App *app, uint32_t index, bool last);
void results_draw(struct App *app, struct Overlay *overlay);
void results_hints(const struct App *app, const struct Overlay *overlay, struct Hints *out);

#endif
