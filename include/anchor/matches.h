// SPDX-License-Identifier: MIT
// Which old token is which new one. Pairs lie on chains: increasing on both sides. Chain 0 is the
// text as it runs on; every block that was moved elsewhere is a chain of its own.
//
//   old   a b c d e f g h           chain 0   a-a b-b g-g h-h
//   new   a b g h X c d e           chain 1   c-c d-d e-e
#ifndef POSTIL_ANCHOR_MATCHES_H
#define POSTIL_ANCHOR_MATCHES_H

#include "anchor/token.h"

enum { MATCHES_NONE = -1, MATCHES_MAIN_CHAIN = 0 };

typedef struct Matches {
  const SpellingTable *table;
  TokenList old, new; // borrowed
  int32_t *to_new;    // of each old token, or MATCHES_NONE
  int32_t *to_old;    // of each new token, or MATCHES_NONE
  int32_t *chain;     // of each old token that is matched
  bool *substituted;  // old tokens that are matched with another spelling
  int32_t *merged;    // of each chain: the one that it was made one with, or itself
  uint32_t chain_count;
  size_t chain_room;
  int64_t *weights;      // of each chain, all 0 between two projections
  uint32_t *main_before; // of each old token: behind the nearest before it on the main chain, 0
  uint64_t cells;        // of gap alignments so far: what the work is counted by
  uint64_t work;         // seeds looked at and tokens compared
} Matches;

void matches_init(Matches *matches, const SpellingTable *table, TokenList old, TokenList new);
void matches_release(Matches *matches);

// A chain more; returns its number. The main chain is there from the start.
int32_t matches_add_chain(Matches *matches);

// Makes two chains one.
void matches_merge(Matches *matches, int32_t a, int32_t b);

// The chain of a matched old token, after merging.
int32_t matches_chain(Matches *matches, uint32_t old);

// Both must be unmatched.
void matches_pair(Matches *matches, uint32_t old, uint32_t new, int32_t chain, bool substituted);

// When all pairs are made: room for weights of chains, and the way back to the main chain, so that
// a span costs only its own tokens.
void matches_close(Matches *matches);

static inline bool matches_has_old(const Matches *matches, uint32_t old) {
  return matches->to_new[old] != MATCHES_NONE;
}

static inline bool matches_has_new(const Matches *matches, uint32_t new) {
  return matches->to_old[new] != MATCHES_NONE;
}

// Same spelling, and neither matched?
static inline bool matches_are_free(const Matches *matches, uint32_t old, uint32_t new) {
  return matches->old.items[old].number == matches->new.items[new].number &&
         !matches_has_old(matches, old) && !matches_has_new(matches, new);
}

static inline const Spelling *matches_old_spelling(const Matches *matches, uint32_t old) {
  return spelling_at(matches->table, matches->old.items[old].number);
}

static inline const Spelling *matches_new_spelling(const Matches *matches, uint32_t new) {
  return spelling_at(matches->table, matches->new.items[new].number);
}

#endif
