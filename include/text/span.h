// SPDX-License-Identifier: MIT
// Spans: half-open ranges of a version's text, and the small algebra on them.
//
// A `pos` is a byte offset into UTF-8. At every boundary (library, exports, command line) positions
// are Unicode code points, kept in a CpSpan so that the two cannot be mixed by accident;
// text/position.h converts.
#ifndef POSTIL_TEXT_SPAN_H
#define POSTIL_TEXT_SPAN_H

#include <stdbool.h>
#include <stdint.h>

// [start, end) in bytes, start <= end.
typedef struct Span {
  uint32_t start, end;
} Span;

// [start, end) in code points, start <= end.
typedef struct CpSpan {
  uint32_t start_cp, end_cp;
} CpSpan;

static inline Span span_make(uint32_t start, uint32_t end) {
  return (Span){start, end};
}

static inline uint32_t span_len(Span span) {
  return span.end - span.start;
}

static inline bool span_is_empty(Span span) {
  return span.start >= span.end;
}

static inline bool span_contains(Span span, uint32_t pos) {
  return span.start <= pos && pos < span.end;
}

static inline bool span_covers(Span outer, Span inner) {
  return outer.start <= inner.start && inner.end <= outer.end;
}

static inline bool span_overlaps(Span a, Span b) {
  return a.start < b.end && b.start < a.end;
}

static inline bool span_equal(Span a, Span b) {
  return a.start == b.start && a.end == b.end;
}

// The smallest span over both.
static inline Span span_join(Span a, Span b) {
  return (Span){a.start < b.start ? a.start : b.start, a.end > b.end ? a.end : b.end};
}

// What both have; empty when they do not overlap.
static inline Span span_common(Span a, Span b) {
  uint32_t start = a.start > b.start ? a.start : b.start;
  uint32_t end = a.end < b.end ? a.end : b.end;
  return (Span){start, end > start ? end : start};
}

#endif
