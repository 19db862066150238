// SPDX-License-Identifier: MIT
// A pass merges each two runs of one length from one array into the other; then the arrays change
// places and runs are twice as long. Cost: a comparison and a move for each item and pass.
#include "base/sorter.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct Sorter {
  char *items, *from, *to; // the caller's; of this pass: one of them is the caller's
  size_t count, size;
  size_t width;       // of a run
  size_t left, right; // the next of both runs that are being merged …
  size_t middle, end; // … where they end
  size_t at;          // where the next item goes
  SorterCompare *compare;
};

static size_t at_most(size_t value, size_t most) {
  return value < most ? value : most;
}

static void start_runs(Sorter *sorter) {
  sorter->left = sorter->at;
  sorter->right = sorter->middle = at_most(sorter->at + sorter->width, sorter->count);
  sorter->end = at_most(sorter->middle + sorter->width, sorter->count);
}

Sorter *sorter_new(void *items, size_t count, size_t size, SorterCompare *compare) {
  Sorter *sorter = memory_new(1, sizeof *sorter);
  *sorter = (Sorter){.items = items,
                     .from = items,
                     .to = memory_new(count + 1, size),
                     .count = count,
                     .size = size,
                     .width = 1,
                     .compare = compare};
  start_runs(sorter);
  return sorter;
}

void sorter_free(Sorter *sorter) {
  if (!sorter) return;
  free(sorter->from == sorter->items ? sorter->to : sorter->from);
  free(sorter);
}

static char *item(const Sorter *sorter, size_t at) {
  return sorter->from + at * sorter->size;
}

static bool takes_left(const Sorter *sorter) {
  if (sorter->left == sorter->middle) return false;
  return sorter->right == sorter->end ||
         sorter->compare(item(sorter, sorter->left), item(sorter, sorter->right)) <= 0;
}

static void move_one(Sorter *sorter) {
  size_t from = takes_left(sorter) ? sorter->left++ : sorter->right++;
  memcpy(sorter->to + sorter->at * sorter->size, item(sorter, from), sorter->size);
  sorter->at++;
}

static void end_pass(Sorter *sorter) {
  char *from = sorter->from;
  sorter->from = sorter->to;
  sorter->to = from;
  sorter->width *= 2;
  sorter->at = 0;
}

static void bring_back(Sorter *sorter) {
  if (sorter->from == sorter->items) return;
  memcpy(sorter->items, sorter->from, sorter->count * sorter->size);
  sorter->to = sorter->from;
  sorter->from = sorter->items;
}

bool sorter_go_on(Sorter *sorter, size_t most) {
  for (; most > 0 && sorter->width < sorter->count; most--) {
    move_one(sorter);
    if (sorter->at == sorter->count) end_pass(sorter);
    if (sorter->at == 0 || sorter->at == sorter->end) start_runs(sorter);
  }
  if (sorter->width < sorter->count) return true;
  bring_back(sorter);
  return false;
}
