// SPDX-License-Identifier: MIT
// Attaching an annotation to another passage: the review list makes way for the text, with the old
// wording in a strip below it; the reader selects, and Enter takes the selection (or, without one,
// the sentence under the caret). Esc goes back to the list, where nothing has changed.
#ifndef POSTIL_TUI_ATTACH_H
#define POSTIL_TUI_ATTACH_H

#include <stdbool.h>
#include <stdint.h>

struct App;

typedef struct Attach {
  int64_t annotation, brief; // keys, 0 while nothing is being attached
  int64_t next;              // where the list goes on afterwards
  char *words;               // as they were
} Attach;

void attach_release(Attach *attach);

// Leaves the review list for its current annotation.
void attach_begin(struct App *app);

// Is the open brief being searched for a passage?
bool attach_active(const struct App *app);

// Takes the passage, or goes back without one; both to the review list.
void attach_take(struct App *app);
void attach_leave(struct App *app);

// Rows of the strip on this screen, 0 for none.
uint32_t attach_rows(const struct App *app);
void attach_draw(struct App *app);

#endif
