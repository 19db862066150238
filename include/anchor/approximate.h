// SPDX-License-Identifier: MIT
// Where a folded pattern stands approximately: windows by votes of its five-letter grams, then the
// places of least edit distance in them, then the words there that are those of the quotation.
#ifndef POSTIL_ANCHOR_APPROXIMATE_H
#define POSTIL_ANCHOR_APPROXIMATE_H

#include "anchor/candidate.h"

enum { APPROXIMATE_PLACES_MAX = 5 };

// Fills `places` with spans of the folded haystack that may be the needle's exact part; returns
// their number. O(votes + 8 windows * pattern / 64 + 5 * tokens squared).
uint32_t approximate_find(Haystack *haystack, const Needle *needle,
                          Span places[APPROXIMATE_PLACES_MAX]);

#endif
