// SPDX-License-Identifier: MIT
// Positions in UTF-16 units, which most programs on the web count, and bytes: one pass makes an
// index, after which a conversion looks at a kilobyte at most.
#ifndef POSTIL_EXCHANGE_UNITS_H
#define POSTIL_EXCHANGE_UNITS_H

#include "text/span.h"

#include "base/slice.h"

typedef struct Units {
  Slice text;      // borrowed; well-formed UTF-8
  uint32_t *marks; // units before each kilobyte, and at the end
  uint32_t count;
} Units;

void units_make(Slice text, Units *units);
void units_release(Units *units);

// The bytes of [start, end) in units; false when that is no range of whole characters of the text.
bool units_to_bytes(const Units *units, int64_t start, int64_t end, Span *span);

// Units before a byte on a character's boundary.
uint32_t units_before(const Units *units, uint32_t pos);

#endif
