// SPDX-License-Identifier: MIT
// Patience: tails[n] is the index of the value that ends the best increasing choice of n + 1 values
// so far, which is the least value that can end one; before[] leads back from each.
#include "anchor/increasing.h"

#include "base/bisection.h"
#include "base/memory.h"

#include <stdlib.h>

// The first of the tails whose value is not less than this one.
static uint32_t place_among(const int64_t *values, const uint32_t *tails, uint32_t length,
                            int64_t value) {
  Bisection range = bisection_of(0, length);
  while (bisection_open(&range)) bisection_narrow(&range, values[tails[range.middle]] < value);
  return (uint32_t)range.low;
}

uint32_t increasing_choose(const int64_t *values, uint32_t count, uint32_t *chosen) {
  uint32_t *tails = chosen, length = 0;
  uint32_t *before = memory_new((size_t)count + 1, sizeof *before);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = place_among(values, tails, length, values[i]);
    before[i] = at > 0 ? tails[at - 1] : 0;
    tails[at] = i;
    if (at == length) length++;
  }
  // From the end back, over the tails, of which only the last counts now.
  uint32_t at = length > 0 ? tails[length - 1] : 0;
  for (uint32_t i = length; i-- > 0; at = before[at]) chosen[i] = at;
  free(before);
  return length;
}
