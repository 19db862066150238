// SPDX-License-Identifier: MIT
// Bisection: finds in an ordered range the first index for which a condition no longer holds, in
// log2(n) + 1 steps (D. E. Knuth, The Art of Computer Programming 3, 6.2.1).
//
//   Bisection range = bisection_of(0, count);
//   while (bisection_open(&range)) bisection_narrow(&range, lines[range.middle].start < pos);
//
// The condition must hold for every index before the one wanted and for none from there on; then
// range.low is it, the end of the range if the condition holds for all. Asking `<` finds the first
// that is not less, asking `<=` the first that is greater.
#ifndef POSTIL_BASE_BISECTION_H
#define POSTIL_BASE_BISECTION_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Bisection {
  size_t low, high; // what is left: [low, high)
  size_t middle;    // the index to ask about
} Bisection;

static inline Bisection bisection_of(size_t start, size_t end) {
  return (Bisection){.low = start, .high = end};
}

static inline bool bisection_open(Bisection *range) {
  range->middle = range->low + (range->high - range->low) / 2;
  return range->low < range->high;
}

static inline void bisection_narrow(Bisection *range, bool middle_is_before) {
  if (middle_is_before)
    range->low = range->middle + 1;
  else
    range->high = range->middle;
}

// The last index for which the condition held, in a range that began at 0; 0 if it never did.
static inline size_t bisection_last(const Bisection *range) {
  return range->low > 0 ? range->low - 1 : 0;
}

#endif
