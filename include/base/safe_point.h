// SPDX-License-Identifier: MIT
// What base/safe.h has to know of a single code point, and where clusters end. For safe.c and
// text/cluster.c.
#ifndef POSTIL_BASE_SAFE_POINT_H
#define POSTIL_BASE_SAFE_POINT_H

#include "base/slice.h"

#include <stdint.h>

typedef enum SafeKind {
  SAFE_KIND_PLAIN,              // has columns of its own
  SAFE_KIND_MARK,               // has none: is drawn on what stands before it
  SAFE_KIND_BLANK,              // any blank, TAB, LF
  SAFE_KIND_SOFT_HYPHEN,        // nothing
  SAFE_KIND_CONTROL,            // C0 but TAB and LF, DEL, C1
  SAFE_KIND_CODE,               // invisible or misleading: its number is shown
  SAFE_KIND_BROKEN,             // broken, unassigned, private
  SAFE_KIND_JOINER,             // ZWNJ, ZWJ: kept in some places, else its number
  SAFE_KIND_EMOJI_SELECTOR,     // U+FE0E, FE0F: likewise
  SAFE_KIND_IDEOGRAPH_SELECTOR, // U+E0100 ff.
  SAFE_KIND_MONGOLIAN_SELECTOR, // U+180B ff.
} SafeKind;

typedef struct SafePoint {
  uint32_t code_point;
  uint8_t len;      // bytes of the source
  uint8_t kind;     // SafeKind
  uint8_t breaking; // Grapheme_Cluster_Break, a GBP_ of unigbrk.h
  uint8_t width;    // columns on its own
  bool unsure;      // terminals disagree on that
} SafePoint;

// The code point at the start of rest (rest.len > 0).
void safe_point_read(Slice rest, SafePoint *point);

// Where a cluster stands: the rules GB3 to GB13 of UAX #29 need no more than this. libunistring's
// u8_grapheme_next() looks at two code points only and parts flags and families.
typedef struct SafeCluster {
  uint32_t base;   // the last code point that neither extends nor joins
  uint32_t before; // the last code point
  uint8_t last;    // its GBP_
  bool half_flag;  // the last one is a regional indicator without its other half
  bool joined;     // a picture, what extends it, and a ZWJ
} SafeCluster;

void safe_cluster_start(SafeCluster *cluster, const SafePoint *first);

// Does no cluster boundary stand before the next code point?
bool safe_cluster_takes(const SafeCluster *cluster, const SafePoint *next);

void safe_cluster_add(SafeCluster *cluster, const SafePoint *next);

// Is a joiner or selector part of the spelling here? `after` is the text after it.
bool safe_cluster_keeps(const SafeCluster *cluster, const SafePoint *next, Slice after);

// Extended_Pictographic?
bool safe_point_is_picture(uint32_t code_point);

#endif
