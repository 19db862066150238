// SPDX-License-Identifier: MIT
// Which words of two wordings of one passage differ. A pure function of the two.
//
//   old   The port lost two thirds of its trade.        old: "two thirds"
//   new   The port lost half of all its trade.          new: "half", "all"
#ifndef POSTIL_TEXT_DIFFERENCE_H
#define POSTIL_TEXT_DIFFERENCE_H

#include "base/buffer.h"
#include "base/slice.h"
#include "text/span.h"

// Stretches of words that the other wording does not have, in order, in bytes of each; words that
// follow each other are one stretch. Blanks and line ends make no difference.
typedef struct Difference {
  Span *old, *new;
  uint32_t old_count, new_count;
} Difference;

// Both well-formed UTF-8. What is alike at both ends costs what it is long; of the rest at most
// DIFFERENCE_CELLS_MAX pairs of words are compared: where there are more, all of it differs.
enum { DIFFERENCE_CELLS_MAX = 1 << 22 };
void difference_find(Slice old, Slice new, Difference *difference);
void difference_release(Difference *difference);

// Writes a wording on one line with the stretches in brackets: open "[-", close "-]".

void difference_write(Slice wording, const Span *stretches, uint32_t count, const char *open,
                      const char *close, Buffer *out);

#endif
