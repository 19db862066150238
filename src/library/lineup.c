// SPDX-License-Identifier: MIT
// The list is lanes behind each other: a page is what one lane gives, then the next one, until it
// is full. Which lanes there are is known beforehand for tags and colours; briefs are looked for
// along the list. Where few are listed, their places are an array, and a page is a piece of it.
#include "library/lineup.h"

#include "base/bisection.h"
#include "base/order.h"
#include "library/inside.h"
#include "library/lane.h"
#include "library/roster.h"
#include "library/tally.h"

#include <stdlib.h>

// A tag, living or merged, and the path that it is shown by.
typedef struct LineupTag {
  int64_t key;
  char *path;
  uint32_t group;
} LineupTag;

struct Lineup {
  Library *library;
  LaneScope scope;
  Keys briefs; // of the scope in order, where they are few
  LineupGrouping grouping;
  uint32_t count, total;
  int64_t last;         // the last group, where these are numbers from 1 on
  LineupTag *tags;      // by path, then key
  LineupTag *by_key;    // the same by key; their paths are those of tags
  int64_t *tag_keys;    // in the order of tags
  uint32_t *tag_starts; // of each group, from 1 on, and behind the last: index into these
  uint32_t tag_count;
  LineupPlace *places; // all, where they are few
  size_t place_count, place_capacity;
  bool few;
};

// ---- Tags

static int compare_keys(const void *left, const void *right) {
  int64_t a = ((const LineupTag *)left)->key, b = ((const LineupTag *)right)->key;
  return order_compare(a, b);
}

static int compare_paths(const void *left, const void *right) {
  int order = strcmp(((const LineupTag *)left)->path, ((const LineupTag *)right)->path);
  return order ? order : compare_keys(left, right);
}

static void read_tags(Lineup *lineup) {
  size_t capacity = 0;
  Statement *rows = statement_start(lineup->library->store, STATEMENT_TAG_PATHS);
  while (statement_next(rows)) {
    lineup->tags = memory_grow(lineup->tags, lineup->tag_count, &capacity, sizeof *lineup->tags);
    lineup->tags[lineup->tag_count++] =
        (LineupTag){.key = statement_int(rows, 0), .path = statement_string(rows, 1)};
  }
}

// Numbers the groups: tags of one path are one.
static void group_tags(Lineup *lineup) {
  uint32_t count = lineup->tag_count, group = 0;
  if (count > 1) qsort(lineup->tags, count, sizeof *lineup->tags, compare_paths);
  lineup->tag_keys = memory_new((size_t)count + 1, sizeof *lineup->tag_keys);
  lineup->tag_starts = memory_new((size_t)count + 2, sizeof *lineup->tag_starts);
  for (uint32_t i = 0; i < count; i++) {
    if (i == 0 || strcmp(lineup->tags[i].path, lineup->tags[i - 1].path) != 0)
      lineup->tag_starts[++group] = i;
    lineup->tags[i].group = group;
    lineup->tag_keys[i] = lineup->tags[i].key;
  }
  lineup->tag_starts[group + 1] = count;
  lineup->last = group + 1; // what has no tag
  lineup->by_key = memory_new((size_t)count + 1, sizeof *lineup->by_key);
  if (count) memcpy(lineup->by_key, lineup->tags, count * sizeof *lineup->tags);
  if (count > 1) qsort(lineup->by_key, count, sizeof *lineup->by_key, compare_keys);
}

static const LineupTag *find_tag(const Lineup *lineup, int64_t key) {
  LineupTag wanted = {.key = key};
  return lineup->tag_count
             ? bsearch(&wanted, lineup->by_key, lineup->tag_count, sizeof wanted, compare_keys)
             : NULL;
}

// The groups of an annotation's tags, in order, each once.
static Keys find_groups(const Lineup *lineup, int64_t annotation) {
  Keys groups = {0};
  Statement *rows = statement_start(lineup->library->store, STATEMENT_LINEUP_TAGS);
  statement_bind_int(rows, annotation);
  while (statement_next(rows)) {
    const LineupTag *tag = find_tag(lineup, statement_int(rows, 0));
    if (tag) keys_add(&groups, tag->group);
  }
  if (groups.count == 0) keys_add(&groups, lineup->last);
  keys_sort(&groups);
  return groups;
}

static bool is_whole(const LaneSeat *seat) {
  return seat->part == 2;
}

// Those that an annotation is in.
static Keys groups_of(const Lineup *lineup, const LaneSeat *seat) {
  Keys groups = {0};
  if (lineup->grouping == LINEUP_BY_TAG) return find_groups(lineup, seat->annotation);
  if (lineup->grouping == LINEUP_BY_BRIEF)
    keys_add(&groups, seat->brief);
  else
    keys_add(&groups, is_whole(seat) ? lineup->last : (int64_t)seat->colour + 1);
  return groups;
}

// ---- Few

typedef struct Seats {
  LaneSeat *items;
  uint32_t count;
} Seats;

static Keys find_few(const Lineup *lineup) {
  Keys few = {0};
  const Keys *passing = lineup->scope.annotations;
  if (passing) {
    for (uint32_t i = 0; i < passing->count; i++) keys_add(&few, passing->items[i]);
    return few;
  }
  Statement *rows =
      statement_start(lineup->library->store, lineup->scope.brief ? STATEMENT_LINEUP_OF_BRIEF
                                                                  : STATEMENT_LINEUP_OF_LIBRARY);
  if (lineup->scope.brief) statement_bind_int(rows, lineup->scope.brief);
  while (statement_next(rows)) keys_add(&few, statement_int(rows, 0));
  return few;
}

static Seats find_seats(const Lineup *lineup) {
  Keys few = find_few(lineup);
  Seats seats = {.items = memory_new((size_t)few.count + 1, sizeof *seats.items)};
  for (uint32_t i = 0; i < few.count; i++) {
    LaneSeat *seat = &seats.items[seats.count];
    if (lane_find_seat(lineup->library->store, few.items[i], seat)) seats.count++;
  }
  if (seats.count > 1) qsort(seats.items, seats.count, sizeof *seats.items, lane_compare_seats);
  keys_release(&few);
  return seats;
}

static void add_place(Lineup *lineup, int64_t group, int64_t annotation) {
  lineup->places = memory_grow(lineup->places, lineup->place_count, &lineup->place_capacity,
                               sizeof *lineup->places);
  lineup->places[lineup->place_count++] = (LineupPlace){group, annotation};
}

// A place while groups are put together: the order in a group is that of the seats.
typedef struct Numbered {
  LineupPlace place;
  uint32_t seat;
} Numbered;

static int compare_numbered(const void *left, const void *right) {
  const Numbered *a = left, *b = right;
  if (a->place.group != b->place.group) return a->place.group < b->place.group ? -1 : 1;
  return order_compare(a->seat, b->seat);
}

static void group_seats(Lineup *lineup, const Seats *seats) {
  Numbered *all = NULL;
  size_t count = 0, capacity = 0;
  for (uint32_t i = 0; i < seats->count; i++) {
    Keys groups = groups_of(lineup, &seats->items[i]);
    for (uint32_t k = 0; k < groups.count; k++) {
      all = memory_grow(all, count, &capacity, sizeof *all);
      all[count++] = (Numbered){{groups.items[k], seats->items[i].annotation}, i};
    }
    keys_release(&groups);
  }
  if (count > 1 && lineup->grouping != LINEUP_BY_BRIEF)
    qsort(all, count, sizeof *all, compare_numbered);
  for (size_t i = 0; i < count; i++) add_place(lineup, all[i].place.group, all[i].place.annotation);
  free(all);
}

static void place_few(Lineup *lineup) {
  Seats seats = find_seats(lineup);
  group_seats(lineup, &seats);
  lineup->count = seats.count;
  for (uint32_t i = 0; i < seats.count; i++) free(seats.items[i].by_title);
  free(seats.items);
}

static size_t find_place(const Lineup *lineup, const LineupPlace *place) {
  size_t at = 0;
  while (at < lineup->place_count && (lineup->places[at].group != place->group ||
                                      lineup->places[at].annotation != place->annotation))
    at++;
  return at;
}

static void add_to_page(LineupPage *page, LineupPlace place) {
  page->items[page->count++] = place;
}

// A piece of the array; the page has room for it.
static void read_few(const Lineup *lineup, const LineupPlace *from, LineupWay way, uint32_t most,
                     LineupPage *page) {
  size_t count = lineup->place_count, at = from ? find_place(lineup, from) : 0;
  if (from && at == count) return;
  if (way == LINEUP_BACK) {
    for (at = from ? at : count; at > 0 && page->count < most; at--)
      add_to_page(page, lineup->places[at - 1]);
    return;
  }
  for (at += from && way == LINEUP_BEHIND; at < count && page->count < most; at++)
    add_to_page(page, lineup->places[at]);
}

// ---- Along lanes

static int64_t next_group(const Lineup *lineup, int64_t group, bool up) {
  if (lineup->grouping == LINEUP_BY_BRIEF) return lane_next_brief(&lineup->scope, group, up);
  if (group == 0) return up ? lineup->last : 1;
  return up ? group - 1 : group == lineup->last ? 0 : group + 1;
}

static void read_lane(const Lineup *lineup, int64_t group, LaneWay way, Keys *out) {
  const LaneScope *scope = &lineup->scope;
  if (lineup->grouping == LINEUP_BY_BRIEF) {
    lane_read_brief(scope, group, way, out);
  } else if (lineup->grouping == LINEUP_BY_COLOUR) {
    if (group == lineup->last)
      lane_read_whole(scope, way, out);
    else
      lane_read_colour(scope, (Colour)(group - 1), way, out);
  } else if (group == lineup->last) {
    lane_read_untagged(scope, way, out);
  } else {
    uint32_t start = lineup->tag_starts[group], end = lineup->tag_starts[group + 1];
    lane_read_tags(scope, lineup->tag_keys + start, end - start, way, out);
  }
}

static void read_lanes(const Lineup *lineup, const LineupPlace *from, bool up, uint32_t most,
                       LineupPage *page) {
  Store *store = lineup->library->store;
  int64_t group = from ? from->group : next_group(lineup, 0, up);
  LaneWay way = {.from = from ? from->annotation : 0, .up = up};
  while (group && page->count < most && !store_failed(store)) {
    Keys found = {0};
    way.most = most - page->count;
    read_lane(lineup, group, way, &found);
    for (uint32_t i = 0; i < found.count; i++)
      add_to_page(page, (LineupPlace){group, found.items[i]});
    keys_release(&found);
    way.from = 0;
    group = next_group(lineup, group, up);
  }
}

bool lineup_read(Lineup *lineup, const LineupPlace *from, LineupWay way, uint32_t most,
                 LineupPage *page, Error *err) {
  *page = (LineupPage){.items = memory_new((size_t)most + 1, sizeof *page->items)};
  if (lineup->few) {
    read_few(lineup, from, way, most, page);
    return true;
  }
  if (from && way == LINEUP_ON && most > 0) add_to_page(page, *from);
  read_lanes(lineup, from, way == LINEUP_BACK, most, page);
  if (store_check(lineup->library->store, err)) return true;
  free(page->items);
  *page = (LineupPage){0};
  return false;
}

// ---- Opening

static uint32_t count_of_brief(const Lineup *lineup) {
  return (uint32_t)statement_take_of(lineup->library->store, STATEMENT_LANE_LENGTH,
                                     lineup->scope.brief);
}

// Whether there are more than a few is known after so many briefs that have any.
static uint32_t count_few(const Lineup *lineup, uint32_t few) {
  Statement *row = statement_start(lineup->library->store, STATEMENT_LINEUP_MOST);
  statement_bind_int(row, (int64_t)few + 1);
  bool found = statement_next(row);
  bool all = found && statement_int(row, 1) <= few;
  uint32_t count = all ? (uint32_t)statement_int(row, 0) : LINEUP_UNCOUNTED;
  statement_end(row);
  return count;
}

static void set_total(Lineup *lineup, uint32_t total) {
  lineup->total = total;
  if (!lineup->scope.annotations) lineup->count = total;
}

bool lineup_count_all(Lineup *lineup, StorePatience *go_on, void *context, Error *err) {
  Store *store = lineup->library->store;
  if (lineup->total != LINEUP_UNCOUNTED) return true;
  store_set_patience(store, go_on, context);
  int64_t total = statement_take_int(statement_start(store, STATEMENT_LINEUP_TOTAL), 0);
  store_set_patience(store, NULL, NULL);
  if (!store_gave_up(store)) set_total(lineup, (uint32_t)total);
  return store_check(store, err);
}

// Where few briefs pass, the way from one to the next is found once. So many cost half a
// millisecond; to more it is not far along the index.
static void order_briefs(Lineup *lineup) {
  enum { BRIEFS_FEW = 64 };
  const Keys *briefs = lineup->scope.briefs;
  if (lineup->scope.brief || !briefs || briefs->count > BRIEFS_FEW) return;
  lineup->briefs = roster_sort_keys(lineup->library, ROSTER_BY_DATE, briefs);
  lineup->scope.in_order = &lineup->briefs;
}

Lineup *lineup_open(Library *library, const LineupWish *wish, Error *err) {
  Lineup *lineup = memory_new(1, sizeof *lineup);
  lineup->library = library;
  lineup->grouping = wish->grouping;
  lineup->scope = (LaneScope){.store = library->store,
                              .brief = wish->brief,
                              .annotations = wish->passing,
                              .briefs = wish->briefs,
                              .few = wish->few};
  lineup->count = wish->passing ? wish->passing->count : 0;
  set_total(lineup, wish->total != LINEUP_UNCOUNTED ? wish->total
                    : wish->brief                   ? count_of_brief(lineup)
                                                    : count_few(lineup, wish->few));
  lineup->few = lineup->count <= wish->few;
  lineup->last = COLOUR_COUNT + 1;
  if (wish->grouping == LINEUP_BY_TAG) {
    read_tags(lineup);
    group_tags(lineup);
  }
  if (lineup->few)
    place_few(lineup);
  else if (wish->grouping == LINEUP_BY_BRIEF)
    order_briefs(lineup);
  if (store_check(library->store, err)) return lineup;
  lineup_close(lineup);
  return NULL;
}

void lineup_close(Lineup *lineup) {
  if (!lineup) return;
  for (uint32_t i = 0; i < lineup->tag_count; i++) free(lineup->tags[i].path);
  free(lineup->tags);
  free(lineup->by_key);
  free(lineup->tag_keys);
  free(lineup->tag_starts);
  free(lineup->places);
  keys_release(&lineup->briefs);
  free(lineup);
}

// ---- Asking

const char *lineup_group_name(const Lineup *lineup, int64_t group) {
  if (lineup->grouping == LINEUP_BY_BRIEF) return "";
  if (lineup->grouping == LINEUP_BY_COLOUR)
    return group == lineup->last ? "on the whole brief" : colour_name((Colour)(group - 1));
  return group == lineup->last ? "no tag" : lineup->tags[lineup->tag_starts[group]].path;
}

static bool is_listed(const Lineup *lineup, const LaneSeat *seat) {
  const LaneScope *scope = &lineup->scope;
  return (!scope->brief || seat->brief == scope->brief) &&
         (!scope->annotations || keys_have(scope->annotations, seat->annotation));
}

bool lineup_find(Lineup *lineup, int64_t annotation, const char *group, LineupPlace *place) {
  LaneSeat seat = {0};
  bool found = lane_find_seat(lineup->library->store, annotation, &seat);
  bool listed = found && is_listed(lineup, &seat);
  if (listed) {
    Keys groups = groups_of(lineup, &seat);
    *place = (LineupPlace){groups.items[0], annotation};
    for (uint32_t i = 1; group && i < groups.count; i++)
      if (strcmp(lineup_group_name(lineup, groups.items[i]), group) == 0)
        place->group = groups.items[i];
    keys_release(&groups);
  }
  free(seat.by_title);
  return listed;
}

static uint32_t count_places(const Lineup *lineup, int64_t group) {
  uint32_t count = 0;
  for (size_t i = 0; i < lineup->place_count; i++) count += lineup->places[i].group == group;
  return count;
}

// As tag_list() counts: those that were merged have no count of their own.
static bool count_tag(const Lineup *lineup, int64_t group, uint32_t *count) {
  if (lineup->scope.brief) return false;
  Store *store = lineup->library->store;
  uint32_t used = 0;
  *count = 0;
  for (uint32_t i = lineup->tag_starts[group]; i < lineup->tag_starts[group + 1]; i++) {
    uint32_t more = tally_of(store, lineup->tag_keys[i]);
    used += more > 0;
    *count += more;
  }
  if (used > 1) *count = tally_of_path(store, lineup_group_name(lineup, group));
  return true;
}

bool lineup_count_group(const Lineup *lineup, int64_t group, uint32_t *count) {
  if (lineup->few) {
    *count = count_places(lineup, group);
    return true;
  }
  if (lineup->scope.annotations) return false;
  if (lineup->grouping == LINEUP_BY_TAG && group != lineup->last)
    return count_tag(lineup, group, count);
  if (lineup->grouping != LINEUP_BY_BRIEF) return false;
  *count = (uint32_t)statement_take_of(lineup->library->store, STATEMENT_LANE_LENGTH, group);
  return true;
}

uint32_t lineup_count(const Lineup *lineup) {
  return lineup->count;
}

uint32_t lineup_total(const Lineup *lineup) {
  return lineup->total;
}
