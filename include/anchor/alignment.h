// SPDX-License-Identifier: MIT
// Re-anchoring where the old text is known: the whole old text is aligned with the whole new one,
// once; then every span is carried over through the alignment. A pure function of two texts: no
// clock, no locale, the same answers everywhere.
//
//   old  ┃ the port lost two thirds of its trade ┃      span
//   new  ┃ the port lost half of all its trade   ┃      "changed", with a score
//
// What the letters and numbers mean: score is 0 to 1 in thousandths. Positions are bytes.
#ifndef POSTIL_ANCHOR_ALIGNMENT_H
#define POSTIL_ANCHOR_ALIGNMENT_H

#include "anchor/place.h"
#include "base/slice.h"

typedef struct Alignment Alignment;

// Both well-formed UTF-8 of at most INT32_MAX bytes; they must outlive the alignment. With spans of
// the old text (may be NULL) only what is near one is aligned word by word; the places of these are
// the same as without.
Alignment *alignment_new(Slice old, Slice new, const Span *spans, uint32_t count);
void alignment_free(Alignment *alignment); // NULL is fine

// Are the two texts nothing to each other? Then alignment_place() makes everything an orphan, and
// anchor/selector.h is to be asked.
bool alignment_is_unrelated(const Alignment *alignment);

// Of a hundred tokens of the longer text, how many stand in the other one too.
uint32_t alignment_share(const Alignment *alignment);

// Where a span of the old text is. It must not be empty. The place is not widened to clusters.
AnchorPlace alignment_place(Alignment *alignment, Span span);

// What the comparison did, for tests that count work: cells of gap alignment, tokens and seeds.
uint64_t alignment_cells(const Alignment *alignment);
uint64_t alignment_work(const Alignment *alignment);

#endif
