// SPDX-License-Identifier: MIT
// Pairs and their chains; chains that were made one are found by following `merged`, which is kept
// short on the way (union and find).
#include "anchor/matches.h"

#include "base/error.h"
#include "base/memory.h"

#include <stdlib.h>

static int32_t *unmatched(uint32_t count) {
  int32_t *list = memory_resize(NULL, count + 1, sizeof *list);
  for (uint32_t i = 0; i <= count; i++) list[i] = MATCHES_NONE;
  return list;
}

void matches_init(Matches *matches, const SpellingTable *table, TokenList old, TokenList new) {
  *matches = (Matches){.table = table, .old = old, .new = new};
  matches->to_new = unmatched(old.count);
  matches->chain = unmatched(old.count);
  matches->to_old = unmatched(new.count);
  matches->substituted = memory_new(old.count + 1, sizeof *matches->substituted);
  matches_add_chain(matches);
}

void matches_release(Matches *matches) {
  free(matches->to_new);
  free(matches->to_old);
  free(matches->chain);
  free(matches->substituted);
  free(matches->merged);
  free(matches->weights);
  free(matches->main_before);
  *matches = (Matches){0};
}

int32_t matches_add_chain(Matches *matches) {
  matches->merged = memory_grow(matches->merged, matches->chain_count, &matches->chain_room,
                                sizeof *matches->merged);
  matches->merged[matches->chain_count] = (int32_t)matches->chain_count;
  return (int32_t)matches->chain_count++;
}

static int32_t find(Matches *matches, int32_t chain) {
  while (matches->merged[chain] != chain) {
    matches->merged[chain] = matches->merged[matches->merged[chain]];
    chain = matches->merged[chain];
  }
  return chain;
}

// The lower number stays, so that the main chain does.
void matches_merge(Matches *matches, int32_t a, int32_t b) {
  a = find(matches, a);
  b = find(matches, b);
  matches->merged[a > b ? a : b] = a < b ? a : b;
}

int32_t matches_chain(Matches *matches, uint32_t old) {
  return find(matches, matches->chain[old]);
}

void matches_pair(Matches *matches, uint32_t old, uint32_t new, int32_t chain, bool substituted) {
  if (matches_has_old(matches, old) || matches_has_new(matches, new)) BUG("a token matched twice");
  matches->to_new[old] = (int32_t) new;
  matches->to_old[new] = (int32_t)old;
  matches->chain[old] = chain;
  matches->substituted[old] = substituted;
}

void matches_close(Matches *matches) {
  uint32_t count = matches->old.count, before = 0;
  matches->weights = memory_new(matches->chain_count, sizeof *matches->weights);
  matches->main_before = memory_resize(NULL, (size_t)count + 1, sizeof *matches->main_before);
  for (uint32_t old = 0; old <= count; old++) {
    matches->main_before[old] = before;
    if (old < count && matches_has_old(matches, old) &&
        matches_chain(matches, old) == MATCHES_MAIN_CHAIN)
      before = old + 1;
  }
}
