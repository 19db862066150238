// SPDX-License-Identifier: MIT
// A hit as a line: keyword in context. The context is the hit's sentence, its blanks single, cut
// where the line ends.
//
//   │… relations with the │Philippines│, Australia, and India …│
#ifndef POSTIL_LIBRARY_KWIC_H
#define POSTIL_LIBRARY_KWIC_H

#include "base/safe.h"
#include "library/finding.h"

typedef struct Kwic {
  Buffer before, hit, after; // as a terminal shows them: base/safe.h
  uint32_t before_width, hit_width;
} Kwic; // {0} before the first kwic_make()

// Fills it anew. The hit begins behind `lead` columns (or earlier, where there is less before it),
// and all of it takes at most `columns`.
void kwic_make(Kwic *kwic, const FindingText *text, Span hit, SafeMode mode, uint32_t lead,
               uint32_t columns);
void kwic_release(Kwic *kwic);

// Appends a stretch of the text with single blanks, also at its ends, and without what is
// invisible.
void kwic_append(const FindingText *text, Span span, Buffer *out);

#endif
