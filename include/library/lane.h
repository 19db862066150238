// SPDX-License-Identifier: MIT
// A lane holds the annotations of one group in order: those of a brief, of a tag, of a colour. It
// is read from an annotation on, along an index that has it in this order, so that what a part
// costs does not depend on how long the lane is. Private to library/: library/lineup.h makes a list
// of lanes.
//
//   of a brief          by place in its newest version; then what stands in older ones, and last
//   what
//                       is said of the whole brief
//   of a tag, a colour  as they came into the library
#ifndef POSTIL_LIBRARY_LANE_H
#define POSTIL_LIBRARY_LANE_H

#include "base/keys.h"
#include "library/colour.h"
#include "store/statement.h"

// What of the library is meant: only what is in it stands in a lane.
typedef struct LaneScope {
  Store *store;
  int64_t brief;           // 0 for all
  const Keys *annotations; // that pass a filter, and where these stand; NULL for all
  const Keys *briefs;
  const Keys *in_order; // these briefs as they follow each other, where they are few; or NULL
  uint32_t few;         // of a brief that has no more all are read and sorted: 400 is good
} LaneScope;

// At most so many, from behind an annotation on, or upwards from before it, the nearest first; from
// 0 the first ones, upwards the last.
typedef struct LaneWay {
  int64_t from;
  bool up;
  uint32_t most;
} LaneWay;

// Each appends keys of living annotations of living briefs. What failed is the store's.
void lane_read_brief(const LaneScope *scope, int64_t brief, LaneWay way, Keys *out);
void lane_read_colour(const LaneScope *scope, Colour colour, LaneWay way, Keys *out);
void lane_read_whole(const LaneScope *scope, LaneWay way, Keys *out); // on whole briefs
void lane_read_untagged(const LaneScope *scope, LaneWay way, Keys *out);

// Those that have one of these tags (keys), each once.
void lane_read_tags(const LaneScope *scope, const int64_t *tags, uint32_t count, LaneWay way,
                    Keys *out);

// The next brief with an annotation behind this one (upwards: before it) in the order of
// ROSTER_BY_DATE, from 0 the first (the last); 0 for none.
int64_t lane_next_brief(const LaneScope *scope, int64_t brief, bool up);

// Where an annotation stands, if it is living, of a living brief.
typedef struct LaneSeat {
  int64_t annotation, brief;
  int64_t by_date; // of the brief: ROSTER_BY_DATE is by this, title, key
  char *by_title;  // owned
  Colour colour;
  int part; // of its brief's lane: 0 the newest version, 1 older ones, 2 the whole brief
  uint32_t start, end;
} LaneSeat;

bool lane_find_seat(Store *store, int64_t annotation, LaneSeat *seat);
int lane_compare_seats(const void *left,
                       const void *right); // as lanes of briefs follow, for qsort()

#endif
