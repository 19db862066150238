// SPDX-License-Identifier: MIT
// The main chain: what stands in the new text in the order of the old one.
#ifndef POSTIL_ANCHOR_CHAIN_H
#define POSTIL_ANCHOR_CHAIN_H

#include "anchor/matches.h"

// Matches equal tokens at both ends of two ranges of tokens, then seeds of k tokens between them
// and what adjoins the seeds. Small areas are left to gap alignment when k < 4.
void chain_extend(Matches *matches, Span old, Span new, uint32_t k);

// chain_extend() in every gap between neighbouring pairs of the main chain.
void chain_extend_gaps(Matches *matches, uint32_t k);

// A gap of the main chain with tokens on both sides: between two neighbouring pairs, before the
// first or behind the last. {0} begins before the first.
typedef struct ChainGap {
  Span old, new;
  uint32_t next_old, next_new; // where the search goes on
  bool ended;
} ChainGap;
bool chain_next_gap(Matches *matches, ChainGap *gap);

#endif
