// SPDX-License-Identifier: MIT
// Two texts, and passages of the first in the second: by alignment, and by quotation and
// surroundings. Places lie in the text and on code points, a text is where it was in itself, two
// runs give one answer, and the work is linear. The first byte 0x1E parts the texts; without one
// the text is compared with its second half.
#include "fuzz/target.h"

#include "anchor/alignment.h"
#include "anchor/selector.h"
#include "anchor/token.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum {
  SEPARATOR = 0x1E,
  SPANS = 24,
  CONTEXT = 32,        // code points
  WORK_EACH = 24,      // of an alignment, for each byte of both texts
  LOOKS_EACH = 600000, // of the search of one quotation: 5 alignments of its words, and votes
};

static uint32_t next_random(uint32_t *seed) {
  *seed = *seed * 1664525 + 1013904223;
  return *seed >> 8;
}

static void add_well_formed(Buffer *out, Slice bytes) {
  for (size_t pos = 0; pos < bytes.len;) {
    uint32_t code_point;
    char encoded[4];
    pos += utf8_decode(slice_cut(bytes, pos, bytes.len), &code_point, NULL);
    uint32_t len = utf8_encode(code_point, encoded);
    buffer_add(out, slice_make(encoded, len));
  }
}

static bool is_boundary(Slice text, uint32_t pos) {
  return pos == text.len || (pos < text.len && ((unsigned char)text.ptr[pos] & 0xC0) != 0x80);
}

static uint32_t boundary_from(Slice text, uint32_t pos) {
  while (!is_boundary(text, pos)) pos++;
  return pos;
}

static uint32_t choose_spans(Slice text, Span spans[SPANS]) {
  uint32_t seed = (uint32_t)text.len, len = (uint32_t)text.len, count = 0;
  while (len > 0 && count < SPANS) {
    uint32_t start = boundary_from(text, next_random(&seed) % len);
    uint32_t end = start + 1 + next_random(&seed) % (count % 3 ? 40 : len);
    if (start == len) start = 0;
    spans[count++] = span_make(start, boundary_from(text, end < len ? end : len));
  }
  return count;
}

static void check_place(AnchorPlace place, Slice text) {
  Span span = place.span;
  if (span.start > span.end || span.end > text.len) BUG("a place outside the text");
  if (!is_boundary(text, span.start) || !is_boundary(text, span.end)) BUG("half a code point");
  if ((place.state == ANCHOR_ORPHAN) != span_is_empty(span)) BUG("a place without a text");
  if (place.score < 0 || place.score > SPELLING_UNIT) BUG("a score of %d", place.score);
}

static bool same_place(AnchorPlace a, AnchorPlace b) {
  return a.state == b.state && a.score == b.score && a.review == b.review &&
         span_equal(a.span, b.span);
}

static void check_alignment(Slice old, Slice new, const Span *spans, uint32_t count) {
  Alignment *all = alignment_new(old, new, NULL, 0);
  Alignment *near = alignment_new(old, new, spans, count);
  for (uint32_t i = count; i-- > 0;) {
    AnchorPlace place = alignment_place(all, spans[i]);
    check_place(place, new);
    if (!same_place(place, alignment_place(near, spans[i]))) BUG("asked otherwise, another place");
    if (!same_place(place, alignment_place(all, spans[i]))) BUG("asked again, another place");
  }
  if (alignment_work(all) > WORK_EACH * (old.len + new.len + 64)) BUG("too much work");
  alignment_free(all);
  alignment_free(near);
}

// The same text but for a blank at its end, so that it is compared after all.
static void check_identity(Slice text, const Span *spans, uint32_t count) {
  Buffer same = {0};
  buffer_add(&same, text);
  buffer_add_byte(&same, ' ');
  Alignment *alignment = alignment_new(text, buffer_slice(&same), spans, count);
  for (uint32_t i = 0; i < count; i++) {
    AnchorPlace place = alignment_place(alignment, spans[i]);
    if (place.state == ANCHOR_ORPHAN) continue; // nothing but blanks
    bool inside = place.span.start >= spans[i].start && place.span.end <= spans[i].end;
    if (place.state != ANCHOR_SAME || place.score != SPELLING_UNIT || !inside)
      BUG("a passage is not where it was in the same text");
  }
  alignment_free(alignment);
  buffer_release(&same);
}

static uint32_t code_points_before(Slice text, uint32_t pos) {
  for (uint32_t i = 0; i < CONTEXT && pos > 0; i++) pos = (uint32_t)utf8_before(text.ptr, pos);
  return pos;
}

static uint32_t code_points_behind(Slice text, uint32_t pos) {
  for (uint32_t i = 0; i < CONTEXT && pos < text.len; i++) pos = boundary_from(text, pos + 1);
  return pos;
}

static void check_selectors(Slice old, Slice new, const Span *spans, uint32_t count) {
  Selector selectors[SPANS] = {0};
  SelectorAnswer answers[SPANS], again[SPANS];
  for (uint32_t i = 0; i < count; i++) {
    Span span = spans[i];
    uint32_t start = code_points_before(old, span.start), end = code_points_behind(old, span.end);
    selectors[i] =
        (Selector){slice_cut(old, span.start, span.end), slice_cut(old, start, span.start),
                   slice_cut(old, span.end, end), utf8_count(slice_cut(old, 0, span.start))};
    if (i % 5 == 4) selectors[i].start_cp = SELECTOR_NO_HINT;
  }
  uint64_t work = selector_place(new, selectors, count, answers);
  if (work > (uint64_t)(count + 1) * (LOOKS_EACH + WORK_EACH * (old.len + new.len)))
    BUG("too much work");
  selector_place(new, selectors, count, again);
  for (uint32_t i = 0; i < count; i++) {
    check_place(answers[i].place, new);
    if (answers[i].suggested && answers[i].suggestion.end > new.len) BUG("a suggestion outside");
    if (!same_place(answers[i].place, again[i].place)) BUG("asked again, another place");
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const uint8_t *parted = size ? memchr(data, SEPARATOR, size) : NULL;
  size_t first = parted ? (size_t)(parted - data) : size, second = parted ? first + 1 : size / 2;
  Buffer old = {0}, new = {0};
  Span spans[SPANS];
  add_well_formed(&old, slice_make((const char *)data, first));
  add_well_formed(&new, slice_make((const char *)data + second, size - second));
  buffer_add_byte(&old, '.');
  uint32_t count = choose_spans(buffer_slice(&old), spans);
  check_alignment(buffer_slice(&old), buffer_slice(&new), spans, count);
  check_identity(buffer_slice(&old), spans, count);
  check_selectors(buffer_slice(&old), buffer_slice(&new), spans, count);
  buffer_release(&old);
  buffer_release(&new);
  return 0;
}
