// SPDX-License-Identifier: MIT
// Bytes to code points and back.
//
//   bytes   0         256        512        768 …
//   marks   0         251        498        737 …   code points that start before that byte
//
// A byte's code point number is that of its mark and what starts between mark and byte; the other
// way a binary search finds the mark. Building is one pass that compilers vectorise.
#include "text/position.h"

#include "base/error.h"

enum { STEP = 256, LEAP = 32 };

struct Positions {
  Slice text;
  const uint32_t *marks; // one for each full or begun step
  uint32_t mark_count, count;
};

// Bytes that continue a code point, eight at a time: the upper bits of each are 10.
static uint32_t count_tails(uint64_t word) {
  const uint64_t ones = UINT64_C(0x0101010101010101);
  return (uint32_t)((((word & ~(word << 1)) >> 7 & ones) * ones) >> 56);
}

static uint32_t count_starts(const char *ptr, size_t len) {
  uint32_t count = 0;
  size_t at = 0;
  for (uint64_t word; at + sizeof word <= len; at += sizeof word) {
    memcpy(&word, ptr + at, sizeof word);
    count += (uint32_t)sizeof word - count_tails(word);
  }
  for (; at < len; at++) count += ((unsigned char)ptr[at] & 0xC0) != 0x80;
  return count;
}

Positions *positions_new(Arena *arena, Slice text) {
  if (text.len > UINT32_MAX) BUG("a text of %zu bytes", text.len);
  Positions *positions = arena_alloc(arena, 1, sizeof *positions);
  uint32_t mark_count = (uint32_t)(text.len / STEP + 1);
  uint32_t *marks = arena_alloc(arena, mark_count, sizeof *marks);
  uint32_t count = 0;
  for (uint32_t mark = 0; mark < mark_count; mark++) {
    size_t start = (size_t)mark * STEP;
    size_t len = text.len - start < STEP ? text.len - start : STEP;
    marks[mark] = count;
    if (len > 0) count += count_starts(text.ptr + start, len);
  }
  *positions = (Positions){text, marks, mark_count, count};
  return positions;
}

uint32_t positions_count(const Positions *positions) {
  return positions->count;
}

uint32_t positions_code_point(const Positions *positions, uint32_t pos) {
  if (pos > positions->text.len) BUG("position %u past the end", pos);
  uint32_t mark = pos / STEP, start = mark * STEP;
  if (pos == start) return positions->marks[mark];
  return positions->marks[mark] + count_starts(positions->text.ptr + start, pos - start);
}

// The last mark with no more than code_point starts before it.
static uint32_t mark_before(const Positions *positions, uint32_t code_point) {
  uint32_t low = 0, high = positions->mark_count;
  while (high - low > 1) {
    uint32_t middle = low + (high - low) / 2;
    if (positions->marks[middle] <= code_point)
      low = middle;
    else
      high = middle;
  }
  return low;
}

uint32_t positions_byte(const Positions *positions, uint32_t code_point) {
  if (code_point > positions->count) BUG("code point %u past the end", code_point);
  if (code_point == positions->count) return (uint32_t)positions->text.len;
  uint32_t mark = mark_before(positions, code_point);
  uint32_t left = code_point - positions->marks[mark];
  const char *ptr = positions->text.ptr;
  uint32_t pos = mark * STEP;
  while (left >= LEAP) { // a leap holds no more starts than bytes, so it cannot go too far
    left -= count_starts(ptr + pos, LEAP);
    pos += LEAP;
  }
  for (;; pos++) {
    bool starts = ((unsigned char)ptr[pos] & 0xC0) != 0x80;
    if (starts && left == 0) return pos;
    left -= starts;
  }
}

CpSpan positions_to_code_points(const Positions *positions, Span span) {
  return (CpSpan){positions_code_point(positions, span.start),
                  positions_code_point(positions, span.end)};
}

bool positions_to_bytes(const Positions *positions, CpSpan cp_span, Span *span) {
  if (cp_span.start_cp > cp_span.end_cp || cp_span.end_cp > positions->count) return false;
  *span = span_make(positions_byte(positions, cp_span.start_cp),
                    positions_byte(positions, cp_span.end_cp));
  return true;
}
