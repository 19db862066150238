// SPDX-License-Identifier: MIT
// What was typed before at prompts, one history for each kind, kept while postil runs.
#ifndef POSTIL_TUI_RECALL_H
#define POSTIL_TUI_RECALL_H

#include "base/slice.h"

#include <stdint.h>

typedef enum RecallKind {
  RECALL_NONE, // nothing is kept
  RECALL_COMMAND,
  RECALL_SEARCH,
  RECALL_FILTER,
  RECALL_PATH,
  RECALL_TAG,
  RECALL_FIND,
  RECALL_KIND_COUNT
} RecallKind;

enum { RECALL_MAX = 100 };

typedef struct Recall {
  char *items[RECALL_MAX]; // oldest first, each once
  uint32_t count;
} Recall;

void recall_release(Recall *recall);

// Puts a text at the new end; an empty one is none.
void recall_add(Recall *recall, Slice text);

// The nearest text before (older) or after the at-th that begins so; *at becomes its place. Start
// with *at == count. Behind the newest one it gives NULL and *at == count; before the oldest NULL,
// *at stays.
const char *recall_find(const Recall *recall, uint32_t *at, Slice start, bool older);

#endif
