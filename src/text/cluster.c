// SPDX-License-Identifier: MIT
// Grapheme clusters from any place. The rules of UAX #29 look back without limit (flags are pairs
// of regional indicators, families are chains of emoji), so from a place one goes back to where a
// boundary is certain, and from there forwards, cluster by cluster.
//
// Certain is a boundary between two characters of which neither can join (property Other: Latin,
// Han, blanks, quotation marks …): a step or two back in ordinary text. Where there is none for
// long, the walk begins at the start of the page before, the same for all places of a page.
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

// A certain boundary at or before pos (which is inside the bounds).
static uint32_t anchor_before(Slice text, Span bounds, uint32_t pos) {
  uint32_t floor = pos - bounds.start < PAGE ? bounds.start : (pos / PAGE - 1) * PAGE;
  if (floor < bounds.start) floor = bounds.start;
  bool joined = joins_at(text, pos);
  while (pos > floor) {
    uint32_t before = (uint32_t)utf8_before(text.ptr, pos);
    bool joins_before = joins_at(text, before);
    if (!joined && !joins_before) return pos;
    joined = joins_before;
    pos = before;
  }
  return pos;
}

static uint32_t next_boundary(Slice text, Span bounds, uint32_t start) {
  SafePoint point;
  SafeCluster cluster;
  safe_point_read(slice_cut(text, start, bounds.end), &point);
  safe_cluster_start(&cluster, &point);
  uint32_t pos = start + point.len;
  while (pos < bounds.end && pos - start < PAGE) {
    safe_point_read(slice_cut(text, pos, bounds.end), &point);
    if (!safe_cluster_takes(&cluster, &point)) break;
    safe_cluster_add(&cluster, &point);
    pos += point.len;
  }
  return pos;
}

uint32_t cluster_start(Slice text, Span bounds, uint32_t pos) {
  if (pos >= bounds.end) return bounds.end;
  if (pos <= bounds.start) return bounds.start;
  while (((unsigned char)text.ptr[pos] & 0xC0) == 0x80) pos--;
  uint32_t start = anchor_before(text, bounds, pos);
  for (uint32_t next; (next = next_boundary(text, bounds, start)) <= pos;) start = next;
  return start;
}

uint32_t cluster_end(Slice text, Span bounds, uint32_t pos) {
  if (pos >= bounds.end) return bounds.end;
  return next_boundary(text, bounds, cluster_start(text, bounds, pos));
}

uint32_t cluster_before(Slice text, Span bounds, uint32_t pos) {
  if (pos <= bounds.start) return bounds.start;
  return cluster_start(text, bounds, (pos < bounds.end ? pos : bounds.end) - 1);
}
