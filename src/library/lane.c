// SPDX-License-Identifier: MIT
// Parts of lanes. A brief with many annotations is read along library/shown.h's table, which has
// the order of the text; what stands in older versions of such a brief is looked for when the walk
// comes to the end of the newest, and costs a look at each annotation that has ever stood in them.
//
//   brief    │ newest version, along `shown` │ older versions │ whole brief │
//              0                               1                2              part of the lane
#include "library/lane.h"

#include "base/memory.h"
#include "base/order.h"

#include <stdlib.h>

typedef struct LaneIds {
  StatementId down, up;
} LaneIds;

static const LaneIds by_colour = {STATEMENT_LANE_COLOUR_ON, STATEMENT_LANE_COLOUR_BACK};
static const LaneIds by_tag = {STATEMENT_LANE_TAG_ON, STATEMENT_LANE_TAG_BACK};
static const LaneIds of_whole = {STATEMENT_LANE_WHOLE_ON, STATEMENT_LANE_WHOLE_BACK};
static const LaneIds untagged = {STATEMENT_LANE_UNTAGGED_ON, STATEMENT_LANE_UNTAGGED_BACK};

static void take_keys(Statement *rows, Keys *out) {
  while (statement_next(rows)) keys_add(out, statement_int(rows, 0));
}

// ---- Lanes in the order of keys

static Statement *start(const LaneScope *scope, LaneIds ids, LaneWay way) {
  Statement *rows = statement_start(scope->store, way.up ? ids.up : ids.down);
  statement_bind_int(rows, way.from || !way.up ? way.from : INT64_MAX);
  statement_bind_int(rows, way.most);
  statement_bind_keys(rows, scope->annotations);
  statement_bind_int(rows, scope->brief);
  return rows;
}

void lane_read_colour(const LaneScope *scope, Colour colour, LaneWay way, Keys *out) {
  Statement *rows = start(scope, by_colour, way);
  statement_bind_text(rows, slice_of(colour_name(colour)));
  take_keys(rows, out);
}

void lane_read_whole(const LaneScope *scope, LaneWay way, Keys *out) {
  take_keys(start(scope, of_whole, way), out);
}

void lane_read_untagged(const LaneScope *scope, LaneWay way, Keys *out) {
  take_keys(start(scope, untagged, way), out);
}

// Of each tag as many as are wanted in all, then the nearest of these.
void lane_read_tags(const LaneScope *scope, const int64_t *tags, uint32_t count, LaneWay way,
                    Keys *out) {
  Keys found = {0};
  for (uint32_t i = 0; i < count; i++) {
    Statement *rows = start(scope, by_tag, way);
    statement_bind_int(rows, tags[i]);
    take_keys(rows, &found);
  }
  if (way.up || count > 1) keys_sort(&found);
  for (uint32_t i = 0; i < found.count && i < way.most; i++)
    keys_add(out, found.items[way.up ? found.count - 1 - i : i]);
  keys_release(&found);
}

// ---- Seats

bool lane_find_seat(Store *store, int64_t annotation, LaneSeat *seat) {
  Statement *row = statement_start(store, STATEMENT_LANE_SEAT);
  statement_bind_int(row, annotation);
  bool found = statement_next(row);
  if (found) {
    *seat = (LaneSeat){.annotation = annotation,
                       .brief = statement_int(row, 0),
                       .by_date = statement_int(row, 1),
                       .by_title = statement_string(row, 2),
                       .part = (int)statement_int(row, 3),
                       .start = (uint32_t)statement_int(row, 4),
                       .end = (uint32_t)statement_int(row, 5)};
    if (!colour_parse(statement_text(row, 6), &seat->colour)) seat->colour = COLOUR_YELLOW;
  }
  statement_end(row);
  return found;
}

int lane_compare_seats(const void *left, const void *right) {
  const LaneSeat *a = left, *b = right;
  int order = order_compare(a->by_date, b->by_date);
  if (order == 0) order = strcmp(a->by_title, b->by_title);
  if (order == 0) order = order_compare(a->brief, b->brief);
  if (order == 0) order = a->part - b->part;
  if (order == 0) order = order_compare(a->start, b->start);
  if (order == 0) order = order_compare(a->end, b->end);
  return order ? order : order_compare(a->annotation, b->annotation);
}

// ---- The lane of a brief

// What of an array that has a lane, or its end, lies on the way.
static void cut(const Keys *all, LaneWay way, Keys *out) {
  uint32_t at = 0;
  while (way.from && at < all->count && all->items[at] != way.from) at++;
  if (way.from && at == all->count) return;
  uint32_t start = way.from ? at + 1 : 0, end = way.from ? at : all->count;
  uint32_t room = way.up ? end : all->count - start;
  for (uint32_t i = 0; i < room && i < way.most; i++)
    keys_add(out, all->items[way.up ? end - 1 - i : start + i]);
}

// The same of all that a statement has of a brief.
static void read_cut(const LaneScope *scope, StatementId id, int64_t brief, LaneWay way,
                     Keys *out) {
  Keys all = {0};
  Statement *rows = statement_start(scope->store, id);
  statement_bind_int(rows, brief);
  statement_bind_keys(rows, scope->annotations);
  take_keys(rows, &all);
  cut(&all, way, out);
  keys_release(&all);
}

// A walk through the newest version, from a seat in it or, without one, from its end.
static void read_placed(const LaneScope *scope, int64_t brief, const LaneSeat *seat, LaneWay way,
                        Keys *out) {
  int64_t end = way.up ? INT64_MAX : -1;
  Statement *rows =
      statement_start(scope->store, way.up ? STATEMENT_LANE_PLACED_BACK : STATEMENT_LANE_PLACED_ON);
  statement_bind_int(rows, brief);
  statement_bind_int(rows, seat ? seat->start : end);
  statement_bind_int(rows, seat ? seat->end : end);
  statement_bind_int(rows, seat ? seat->annotation : end);
  statement_bind_int(rows, way.most);
  statement_bind_keys(rows, scope->annotations);
  take_keys(rows, out);
}

// Older versions, and the whole brief.
static void read_rest(const LaneScope *scope, int64_t brief, LaneWay way, Keys *out) {
  read_cut(scope, STATEMENT_LANE_REST, brief, way, out);
}

static LaneWay go_on(LaneWay way, uint32_t done) {
  return (LaneWay){.up = way.up, .most = way.most - done};
}

static void read_long(const LaneScope *scope, int64_t brief, LaneWay way, Keys *out) {
  LaneSeat seat = {0};
  uint32_t before = out->count;
  bool seated = way.from != 0 && lane_find_seat(scope->store, way.from, &seat);
  bool placed = seated && seat.part == 0, in_rest = seated && seat.part != 0;
  if (way.from && !seated) return;
  if (way.up && !placed) read_rest(scope, brief, way, out);
  if (!way.up && in_rest)
    read_rest(scope, brief, way, out);
  else if (out->count - before < way.most)
    read_placed(scope, brief, placed ? &seat : NULL, go_on(way, out->count - before), out);
  if (!way.up && !in_rest && out->count - before < way.most)
    read_rest(scope, brief, go_on(way, out->count - before), out);
  free(seat.by_title);
}

void lane_read_brief(const LaneScope *scope, int64_t brief, LaneWay way, Keys *out) {
  if (statement_take_of(scope->store, STATEMENT_LANE_LENGTH, brief) <= scope->few)
    read_cut(scope, STATEMENT_LANE_OF_BRIEF, brief, way, out);
  else
    read_long(scope, brief, way, out);
}

// ---- Briefs

static int64_t take_next(const LaneScope *scope, Slice by_title, int64_t by_date, int64_t brief,
                         bool up) {
  Statement *row =
      statement_start(scope->store, up ? STATEMENT_LANE_BRIEF_BACK : STATEMENT_LANE_BRIEF_ON);
  statement_bind_int(row, by_date);
  statement_bind_text(row, by_title);
  statement_bind_int(row, brief);
  statement_bind_keys(row, scope->briefs);
  return statement_take_int(row, 0);
}

// Few are known. An index would be walked along past all that do not pass.
static int64_t next_of_few(const Keys *few, int64_t brief, bool up) {
  uint32_t at = 0;
  if (brief == 0) return few->count == 0 ? 0 : few->items[up ? few->count - 1 : 0];
  while (at < few->count && few->items[at] != brief) at++;
  if (at == few->count || (up ? at == 0 : at + 1 == few->count)) return 0;
  return few->items[up ? at - 1 : at + 1];
}

int64_t lane_next_brief(const LaneScope *scope, int64_t brief, bool up) {
  if (scope->brief) return brief ? 0 : scope->brief;
  if (scope->in_order) return next_of_few(scope->in_order, brief, up);
  int64_t by_date = up ? INT64_MAX : INT64_MIN;
  char *by_title = NULL;
  if (brief) {
    Statement *row = statement_start(scope->store, STATEMENT_LISTED_PLACE_BY_DATE);
    statement_bind_int(row, brief);
    bool listed = statement_next(row);
    if (listed) {
      by_date = statement_int(row, 0);
      by_title = statement_string(row, 1);
    }
    statement_end(row);
    if (!listed) return 0;
  }
  int64_t next = take_next(scope, slice_of(by_title ? by_title : ""), by_date, brief, up);
  free(by_title);
  return next;
}
