// SPDX-License-Identifier: MIT
// A code point is one UTF-16 unit, or two where UTF-8 needs four bytes. So units are code points
// and, once more, the four-byte leads before the position; these are counted at every step.
#include "text/units.h"

#include "text/position.h"

#include <stdlib.h>

enum { STEP = 1024 };

struct Units {
  const Version *version;
  uint32_t *marks; // leads of four bytes before each step
};

static uint32_t count_leads(const char *ptr, size_t len) {
  uint32_t count = 0;
  for (size_t at = 0; at < len; at++) count += (unsigned char)ptr[at] >= 0xF0;
  return count;
}

Units *units_new(const Version *version) {
  Units *units = memory_new(1, sizeof *units);
  size_t steps = version->text.len / STEP + 1;
  *units = (Units){version, memory_new(steps, sizeof *units->marks)};
  for (size_t step = 1; step < steps; step++)
    units->marks[step] =
        units->marks[step - 1] + count_leads(version->text.ptr + (step - 1) * STEP, STEP);
  return units;
}

void units_free(Units *units) {
  if (units) free(units->marks);
  free(units);
}

uint32_t units_utf16(const Units *units, uint32_t pos) {
  uint32_t start = pos / STEP * STEP;
  return positions_code_point(units->version->positions, pos) + units->marks[pos / STEP] +
         count_leads(units->version->text.ptr + start, pos - start);
}
