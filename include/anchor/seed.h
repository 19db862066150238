// SPDX-License-Identifier: MIT
// Seeds: k tokens in a row, unmatched, that stand exactly once in a stretch of the old text and
// once in one of the new. Where so many words in a row are unique, they are the same words.
#ifndef POSTIL_ANCHOR_SEED_H
#define POSTIL_ANCHOR_SEED_H

#include "anchor/matches.h"

typedef struct Seed {
  uint32_t old, new; // first tokens
} Seed;

typedef struct SeedList {
  Seed *items;
  uint32_t count;
} SeedList;

// All seeds of k tokens in two ranges of tokens, by old position. At least half of the tokens of a
// seed are words or unspaced letters. O(tokens).
void seed_find(Matches *matches, Span old, Span new, uint32_t k, SeedList *seeds);
void seed_release(SeedList *seeds);

// Leaves the longest subsequence that increases in the new text as well. O(s log s).
void seed_keep_increasing(SeedList *seeds);

#endif
