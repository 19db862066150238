// SPDX-License-Identifier: MIT
// Grapheme clusters from any place. The rules of UAX #29 look back without limit (flags are pairs
// of regional indicators, families are chains of emoji), so from a place one goes back to where a
// boundary is certain, and from there forwards, cluster by cluster.
//
// Certain is a boundary between two characters of which neither can join (property Other: Latin,
// Han, blanks, quotation marks …): a step or two back in ordinary text. A chain without any is cut
// at the pages of the text: at the start of a page if no boundary is certain on the page before. So
// no question costs more than two pages, and all places of a chain agree where it is cut.
#include "text/cluster.h"

#include "base/safe_point.h"
#include "base/utf8.h"

#include <unigbrk.h>

enum { PAGE = 2048 };

// Can it be part of a cluster of several characters?
static bool joins_at(Slice text, uint32_t pos) {
  uint32_t code_point;
  utf8_decode(slice_cut(text, pos, text.len), &code_point, NULL);
  if (code_point < 0x80) return false;
  return uc_graphemeclusterbreak_property(code_point) != GBP_OTHER ||
         safe_point_is_picture(code_point);
}

// Where the walk to a place begins, and where the chain that is walked is cut.
typedef struct Anchor {
  uint32_t start, limit;
} Anchor;

// The start of a page, moved on to a whole character.
static uint32_t page_start(Slice text, Span bounds, uint32_t page) {
  uint64_t start = (uint64_t)page * PAGE;
  if (start >= bounds.end) return bounds.end;
  uint32_t pos = (uint32_t)start;
  while (pos < bounds.end && ((unsigned char)text.ptr[pos] & 0xC0) == 0x80) pos++;
  return pos;
}

static Anchor anchor_at(Slice text, Span bounds, uint32_t start, uint32_t pages) {
  return (Anchor){start, page_start(text, bounds, start / PAGE + pages)};
}

// pos is the start of a character inside the bounds.
static Anchor anchor_before(Slice text, Span bounds, uint32_t pos) {
  uint32_t page = pos / PAGE;
  uint32_t floor = page > 0 ? page_start(text, bounds, page - 1) : 0;
  if (floor < bounds.start) floor = bounds.start;
  bool joined = joins_at(text, pos);
  for (uint32_t at = pos; at > floor;) {
    uint32_t before = (uint32_t)utf8_before(text.ptr, at);
    bool joins_before = joins_at(text, before);
    if (!joined && !joins_before) return anchor_at(text, bounds, at, 2);
    joined = joins_before;
    at = before;
  }
  if (floor == bounds.start) return anchor_at(text, bounds, floor, 2);
  return anchor_at(text, bounds, page_start(text, bounds, page), 1);
}

static uint32_t next_boundary(Slice text, uint32_t start, uint32_t limit) {
  SafePoint point;
  SafeCluster cluster;
  safe_point_read(slice_cut(text, start, limit), &point);
  safe_cluster_start(&cluster, &point);
  uint32_t pos = start + point.len;
  while (pos < limit) {
    safe_point_read(slice_cut(text, pos, limit), &point);
    if (!safe_cluster_takes(&cluster, &point)) break;
    safe_cluster_add(&cluster, &point);
    pos += point.len;
  }
  return pos;
}

// The cluster that holds pos, which is inside the bounds.
static Span cluster_at(Slice text, Span bounds, uint32_t pos) {
  while (pos > bounds.start && ((unsigned char)text.ptr[pos] & 0xC0) == 0x80) pos--;
  Anchor anchor = anchor_before(text, bounds, pos);
  Span cluster = span_make(anchor.start, anchor.start);
  do {
    cluster.start = cluster.end;
    cluster.end = next_boundary(text, cluster.start, anchor.limit);
  } while (cluster.end <= pos);
  return cluster;
}

uint32_t cluster_start(Slice text, Span bounds, uint32_t pos) {
  if (pos >= bounds.end) return bounds.end;
  if (pos <= bounds.start) return bounds.start;
  return cluster_at(text, bounds, pos).start;
}

uint32_t cluster_end(Slice text, Span bounds, uint32_t pos) {
  if (pos >= bounds.end) return bounds.end;
  return cluster_at(text, bounds, pos).end;
}

uint32_t cluster_before(Slice text, Span bounds, uint32_t pos) {
  if (pos <= bounds.start) return bounds.start;
  return cluster_start(text, bounds, (pos < bounds.end ? pos : bounds.end) - 1);
}
