// SPDX-License-Identifier: MIT
// Comparing numbers for qsort() and its like, where a difference could overflow.
#ifndef POSTIL_BASE_ORDER_H
#define POSTIL_BASE_ORDER_H

#include <stdint.h>

// Below 0 when a comes first, 0 when they are equal.
static inline int order_compare(int64_t a, int64_t b) {
  return (a > b) - (a < b);
}

#endif
