// SPDX-License-Identifier: MIT
// The review list: the annotations whose place is not sure since their texts changed, those of the
// brief in view first, over the whole page; for the current one what it was and what it is now.
//
//   y accept   x orphan   r attach (tui/attach.h)   Enter go there   u undo
//
// After an answer the next one is current.
#ifndef POSTIL_TUI_REVIEWLIST_H
#define POSTIL_TUI_REVIEWLIST_H

#include "library/review.h"
#include "text/difference.h"
#include "tui/overlay.h"
#include "tui/roll.h"

typedef struct ReviewPane {
  Overlay base;
  int64_t brief; // whose annotations come first, 0 for none
  uint32_t here; // how many of `all` are of that brief
  int64_t stamp; // app->stamp when they were read
  AnnotationList all;
  char **titles; // of the briefs, for each of `all`; equal ones are shared
  Roll roll;
  int64_t pair_of; // annotation that the next two are of, 0 for none
  ReviewPair pair;
  Difference difference;
} ReviewPane;

// Opens it at an annotation (0: at the first one).
void reviewlist_open(App *app, int64_t current);

// The current annotation of the list that has the keyboard; NULL when none has, or nothing waits.
const Annotation *reviewlist_chosen(const App *app);

// The one behind the current one, else the one before it: where the list goes on. 0 for none.
int64_t reviewlist_next(const App *app);

// Of the overlay's operations, in reviewlist_draw.c.
void reviewlist_draw(App *app, Overlay *overlay);
void reviewlist_hints(const App *app, const Overlay *overlay, Hints *out);

#endif
