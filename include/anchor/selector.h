// SPDX-License-Identifier: MIT
// Re-anchoring where only selectors are known: a quotation, what stood around it, and about where.
// For annotations from other programs. What is found is less sure than an alignment of two texts,
// so more of it waits for review: a passage that was moved cannot be told from one that was deleted
// while a copy of it remains.
//
//   prefix │ exact │ suffix        found exactly, else approximately; judged by all three and by
//                                  how far from the old place it is
#ifndef POSTIL_ANCHOR_SELECTOR_H
#define POSTIL_ANCHOR_SELECTOR_H

#include "anchor/place.h"
#include "base/slice.h"

enum { SELECTOR_NO_HINT = -1 };

typedef struct Selector {
  Slice exact, prefix, suffix; // well-formed UTF-8; exact is not empty
  int64_t start_cp;            // where it began in the old text: a hint, or SELECTOR_NO_HINT
} Selector;

typedef struct SelectorAnswer {
  AnchorPlace place; // SAME, CHANGED or ORPHAN
  bool suggested;    // an orphan with a likely place, to be offered …
  Span suggestion;   // … for review
} SelectorAnswer;

// All selectors of one document at once, for those that are sure help to place the others. Fills
// `count` answers. The text is well-formed UTF-8. Returns what was looked at and compared, for
// tests that count work.
uint64_t selector_place(Slice text, const Selector *selectors, uint32_t count,
                        SelectorAnswer *answers);

#endif
