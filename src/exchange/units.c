// SPDX-License-Identifier: MIT
// UTF-16 units: a character has two of them if UTF-8 needs four bytes for it, else one.
#include "exchange/units.h"

#include "base/bisection.h"
#include "base/memory.h"

#include <stdlib.h>

enum { STEP = 1024 };

// Those of the byte that begins a character; the others have none.
static uint32_t units_of(char byte) {
  unsigned char lead = (unsigned char)byte;
  return lead >= 0xF0 ? 2 : (lead & 0xC0) != 0x80;
}

void units_make(Slice text, Units *units) {
  uint32_t sum = 0;
  *units = (Units){.text = text, .count = (uint32_t)(text.len / STEP) + 1};
  units->marks = memory_new(units->count, sizeof *units->marks);
  for (size_t at = 0; at < text.len; at++) {
    if (at % STEP == 0) units->marks[at / STEP] = sum;
    sum += units_of(text.ptr[at]);
  }
  if (text.len % STEP == 0) units->marks[text.len / STEP] = sum;
}

void units_release(Units *units) {
  free(units->marks);
  *units = (Units){0};
}

uint32_t units_before(const Units *units, uint32_t pos) {
  uint32_t at = pos / STEP * STEP, sum = units->marks[pos / STEP];
  for (; at < pos; at++) sum += units_of(units->text.ptr[at]);
  return sum;
}

static bool is_inside(const Units *units, size_t at) {
  return at < units->text.len && units_of(units->text.ptr[at]) == 0;
}

static bool to_byte(const Units *units, int64_t unit, uint32_t *pos) {
  Bisection range = bisection_of(0, units->count);
  while (bisection_open(&range)) bisection_narrow(&range, units->marks[range.middle] <= unit);
  uint32_t low = (uint32_t)bisection_last(&range);
  int64_t sum = units->marks[low];
  size_t at = (size_t)low * STEP;
  while (at < units->text.len && sum < unit) sum += units_of(units->text.ptr[at++]);
  while (is_inside(units, at)) at++;
  *pos = (uint32_t)at;
  return sum == unit;
}

bool units_to_bytes(const Units *units, int64_t start, int64_t end, Span *span) {
  return start >= 0 && end >= start && to_byte(units, start, &span->start) &&
         to_byte(units, end, &span->end);
}
