// SPDX-License-Identifier: MIT
// Gap alignment: a few old tokens against a few new ones, with affine costs for what is skipped.
// Finds the words that were replaced, which is what gives exact ends to a reworded highlight.
#ifndef POSTIL_ANCHOR_GAP_H
#define POSTIL_ANCHOR_GAP_H

#include "anchor/matches.h"

typedef enum GapEnds {
  GAP_BOTH,  // both ends are held by pairs
  GAP_LEFT,  // the left one: ends at the best cell, or nowhere
  GAP_RIGHT, // the right one
  GAP_FREE,  // all old tokens, anywhere in the new ones
} GapEnds;

enum {
  GAP_CELLS_MAX = 6000000,        // more is left unmatched
  GAP_CELLS_TOTAL_MAX = 64000000, // of one comparison
};

// A pair found: indices into the lists that were given.
typedef struct GapPair {
  uint32_t old, new;
  bool substituted; // of one class, not equal
} GapPair;

typedef struct GapPairs {
  GapPair *items; // increasing on both sides
  uint32_t count;
} GapPairs;

// Tokens on either side, by index, increasing. The cells are counted in matches->cells; nothing is
// found when there are too many.
typedef struct GapSide {
  const uint32_t *tokens;
  uint32_t count;
} GapSide;

void gap_align(Matches *matches, GapSide old, GapSide new, GapEnds ends, GapPairs *pairs);
void gap_release(GapPairs *pairs);

// Aligns the unmatched tokens of two ranges and adds the pairs to a chain.
void gap_fill(Matches *matches, Span old, Span new, GapEnds ends, int32_t chain);

#endif
