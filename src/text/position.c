// SPDX-License-Identifier: MIT
// Bytes to code points and back, and the look at every byte that a text gets once.
//
//   bytes   0         256        512        768 …
//   marks   0         251        498        737 …   code points that start before that byte
//
// A byte's code point number is that of its mark and what starts between mark and byte; the other
// way a binary search finds the mark. Where two marks are as far apart as their bytes nothing has
// to be counted. Building is one pass: printable ASCII, which most of a text is, goes by sixteen
// bytes at a time, and what lies between is decoded.
#include "text/position.h"

#include "base/bisection.h"
#include "base/error.h"
#include "base/utf8.h"

enum { STEP = 256, LEAP = 32, BLOCK = 16 };

typedef uint8_t Block __attribute__((vector_size(BLOCK)));

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

// ---- The pass over a text

// Bytes at the start that are printable ASCII or LF.
static size_t plain_prefix(const char *ptr, size_t len) {
  size_t at = 0;
  for (Block block; at + BLOCK <= len; at += BLOCK) {
    memcpy(&block, ptr + at, BLOCK);
    Block odd = (Block)(((block - ' ') > '~' - ' ') & (block != '\n'));
    uint64_t halves[2];
    memcpy(halves, &odd, sizeof halves);
    if ((halves[0] | halves[1]) != 0) break;
  }
  while (at < len && ((ptr[at] >= ' ' && ptr[at] <= '~') || ptr[at] == '\n')) at++;
  return at;
}

static bool is_tail(char byte) {
  return ((unsigned char)byte & 0xC0) == 0x80;
}

// The length of a letter of two or three bytes from the middle of their ranges, which is sound for
// certain; 0 for anything else, which is for the decoder.
static uint32_t letter_at(const char *ptr, size_t len) {
  if (len < 3 || !is_tail(ptr[1])) return 0;
  unsigned char lead = (unsigned char)ptr[0];
  if (lead > 0xC2 && lead < 0xE0) return 2;
  return lead > 0xE0 && lead < 0xF0 && lead != 0xED && is_tail(ptr[2]) ? 3 : 0;
}

static bool is_allowed(uint32_t code_point) {
  if (code_point < ' ') return code_point == '\n' || code_point == '\t' || code_point == '\f';
  return code_point < 0x7F || code_point > 0x9F;
}

// The length of what is neither; 0 and *fault where it must not be.
static uint32_t decode_at(Slice text, size_t at, const char **fault) {
  uint32_t code_point;
  bool broken;
  uint32_t len = utf8_decode(slice_cut(text, at, text.len), &code_point, &broken);
  if (broken)
    *fault = "the text is not well-formed UTF-8";
  else if (!is_allowed(code_point))
    *fault = "the text holds control characters";
  return *fault ? 0 : len;
}

// Looks at all bytes; fills marks unless NULL, and *count. NULL, or what is wrong with the text.
static const char *read_text(Slice text, uint32_t *marks, uint32_t *count) {
  const char *fault = NULL;
  size_t at = 0, tails = 0, mark = 0; // bytes that continue a code point before `at`; next mark
  while (!fault) {
    size_t end = at + plain_prefix(text.ptr + at, text.len - at);
    for (; marks && mark * STEP <= end; mark++) marks[mark] = (uint32_t)(mark * STEP - tails);
    if (end == text.len) break;
    uint32_t len = letter_at(text.ptr + end, text.len - end);
    if (len == 0) len = decode_at(text, end, &fault);
    at = end + len;
    for (; marks && mark * STEP <= at; mark++) marks[mark] = (uint32_t)(end + 1 - tails);
    tails += len ? len - 1 : 0;
  }
  *count = (uint32_t)(text.len - tails);
  return fault;
}

const char *positions_fault(Slice text) {
  uint32_t count;
  return text.len > INT32_MAX ? "the text is too long" : read_text(text, NULL, &count);
}

Positions *positions_new(Arena *arena, Slice text, const char **fault) {
  Positions *positions = arena_alloc(arena, 1, sizeof *positions);
  uint32_t mark_count = (uint32_t)(text.len / STEP + 1), count = 0;
  *fault = text.len > INT32_MAX ? "the text is too long" : NULL;
  if (*fault) return NULL;
  uint32_t *marks = arena_alloc(arena, mark_count, sizeof *marks);
  *fault = read_text(text, marks, &count);
  *positions = (Positions){text, marks, mark_count, count};
  return *fault ? NULL : positions;
}

// ---- Converting

uint32_t positions_count(const Positions *positions) {
  return positions->count;
}

// Is each byte from a mark to the next one a code point? Of English most are.
static bool is_plain(const Positions *positions, uint32_t mark) {
  bool last = mark + 1 >= positions->mark_count;
  uint32_t end = last ? positions->count : positions->marks[mark + 1];
  size_t len = last ? positions->text.len - (size_t)mark * STEP : STEP;
  return end - positions->marks[mark] == len;
}

uint32_t positions_code_point(const Positions *positions, uint32_t pos) {
  if (pos > positions->text.len) BUG("position %u past the end", pos);
  uint32_t mark = pos / STEP, start = mark * STEP;
  if (is_plain(positions, mark)) return positions->marks[mark] + (pos - start);
  return positions->marks[mark] + count_starts(positions->text.ptr + start, pos - start);
}

// The last mark with no more than code_point starts before it.
static uint32_t mark_before(const Positions *positions, uint32_t code_point) {
  Bisection range = bisection_of(0, positions->mark_count);
  while (bisection_open(&range))
    bisection_narrow(&range, positions->marks[range.middle] <= code_point);
  return (uint32_t)bisection_last(&range);
}

static bool is_mark_before(const Positions *positions, uint32_t mark, uint32_t code_point) {
  bool last = mark + 1 >= positions->mark_count;
  return positions->marks[mark] <= code_point && (last || code_point < positions->marks[mark + 1]);
}

uint32_t positions_byte_near(const Positions *positions, uint32_t code_point, uint32_t *near) {
  if (code_point > positions->count) BUG("code point %u past the end", code_point);
  if (code_point == positions->count) return (uint32_t)positions->text.len;
  uint32_t mark = *near < positions->mark_count ? *near : 0;
  if (!is_mark_before(positions, mark, code_point)) mark = mark_before(positions, code_point);
  *near = mark;
  uint32_t left = code_point - positions->marks[mark];
  const char *ptr = positions->text.ptr;
  uint32_t pos = mark * STEP;
  if (is_plain(positions, mark)) return pos + left;
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

uint32_t positions_byte(const Positions *positions, uint32_t code_point) {
  uint32_t near = UINT32_MAX;
  return positions_byte_near(positions, code_point, &near);
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
