// SPDX-License-Identifier: MIT
// Histories of prompts.
#include "tui/recall.h"
#include "base/memory.h"

#include <stdlib.h>

static void remove_at(Recall *recall, uint32_t at) {
  free(recall->items[at]);
  recall->count--;
  memmove(&recall->items[at], &recall->items[at + 1],
          (recall->count - at) * sizeof recall->items[0]);
}

void recall_release(Recall *recall) {
  while (recall->count > 0) remove_at(recall, recall->count - 1);
}

void recall_add(Recall *recall, Slice text) {
  if (slice_trim(text).len == 0) return;
  for (uint32_t i = 0; i < recall->count; i++)
    if (slice_equal(slice_of(recall->items[i]), text)) remove_at(recall, i);
  if (recall->count == RECALL_MAX) remove_at(recall, 0);
  recall->items[recall->count++] = memory_string(text);
}

const char *recall_find(const Recall *recall, uint32_t *at, Slice start, bool older) {
  uint32_t from = *at;
  while (older ? from > 0 : from < recall->count) {
    from = older ? from - 1 : from + 1;
    if (from == recall->count) break;
    if (!slice_starts(slice_of(recall->items[from]), start)) continue;
    *at = from;
    return recall->items[from];
  }
  if (!older) *at = recall->count;
  return NULL;
}
