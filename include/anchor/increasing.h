// SPDX-License-Identifier: MIT
// What keeps its order: of values in a row, as many as possible of which each is greater than the
// one before.
#ifndef POSTIL_ANCHOR_INCREASING_H
#define POSTIL_ANCHOR_INCREASING_H

#include <stdint.h>

// Writes the indices of those values to `chosen`, which has room for `count`, in order; returns how
// many. O(count log count) time, O(count) memory.
uint32_t increasing_choose(const int64_t *values, uint32_t count, uint32_t *chosen);

#endif
