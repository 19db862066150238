// SPDX-License-Identifier: MIT
// Pages of the list of briefs. The place of a brief in an order is read first and bound then:
// SQLite looks up an index by all its columns only for values that it is given. A list that is
// reversed is the same walk in the other direction.
#include "library/roster.h"

#include "library/inside.h"
#include "library/rows.h"
#include "library/tally.h"

#include <stdlib.h>

// By order; the ways from the ends, from a place, and the place itself.
static const struct {
  const char *name;
  StatementId place, ends[2], ways[2];
} orders[ROSTER_ORDER_COUNT] = {
#define ROSTER(id, name)                                                                           \
  [ROSTER_##id] = {name,                                                                           \
                   STATEMENT_LISTED_PLACE_##id,                                                    \
                   {STATEMENT_LISTED_FIRST_##id, STATEMENT_LISTED_LAST_##id},                      \
                   {STATEMENT_LISTED_ON_##id, STATEMENT_LISTED_BACK_##id}},
    ROSTER(BY_DATE, "date") ROSTER(BY_TITLE, "title") ROSTER(BY_AUTHOR, "author")
        ROSTER(BY_SERIES, "series") ROSTER(BY_READ, "read") ROSTER(BY_ANNOTATIONS, "annotations")
            ROSTER(BY_ADDED, "added")
#undef ROSTER
};

const char *roster_order_name(RosterOrder order) {
  return orders[order].name;
}

RosterOrder roster_find_order(Slice name) {
  RosterOrder order = 0;
  while (order < ROSTER_ORDER_COUNT && !slice_equal(name, slice_of(orders[order].name))) order++;
  return order;
}

StatementId roster_place(RosterOrder order) {
  return orders[order].place;
}

// Where a brief stands. The statements leave it out, so that they are the same for a list that is
// reversed; a page that goes on begins with it.
typedef struct Place {
  char *key, *title;
  bool found, passes; // is it listed, and does it pass?
} Place;

static Place find_place(Library *library, const Roster *roster, int64_t brief) {
  Place place = {0};
  Statement *row = statement_start(library->store, orders[roster->order].place);
  statement_bind_int(row, brief);
  place.found = statement_next(row);
  if (place.found) {
    place.key = statement_string(row, 0);
    place.title = statement_string(row, 1);
  }
  int64_t version = place.found ? statement_int(row, 2) : 0;
  statement_end(row);
  place.passes =
      place.found &&
      (!roster->sieve || roster->sieve->test.passes(roster->sieve->test.context, brief, version));
  return place;
}

static void take_rows(Statement *rows, BriefList *page) {
  size_t capacity = page->count; // what is there already fills its memory
  while (statement_next(rows)) {
    page->items = memory_grow(page->items, page->count, &capacity, sizeof *page->items);
    rows_take_listed(rows, &page->items[page->count++]);
  }
}

static void read_end(Library *library, const Roster *roster, unsigned down, uint32_t most,
                     BriefList *page) {
  Statement *rows = statement_start(library->store, orders[roster->order].ends[down]);
  statement_bind_test(rows, roster->sieve ? &roster->sieve->test : NULL);
  statement_bind_int(rows, most);
  take_rows(rows, page);
}

static void read_from(Library *library, const Roster *roster, const Place *place, int64_t from,
                      unsigned down, uint32_t most, BriefList *page) {
  Statement *rows = statement_start(library->store, orders[roster->order].ways[down]);
  statement_bind_test(rows, roster->sieve ? &roster->sieve->test : NULL);
  statement_bind_int(rows, most);
  statement_bind_text(rows, slice_of(place->key));
  statement_bind_text(rows, slice_of(place->title));
  statement_bind_int(rows, from);
  take_rows(rows, page);
}

static void read_itself(Library *library, int64_t brief, BriefList *page) {
  Statement *row = statement_start(library->store, STATEMENT_LISTED_BRIEF);
  statement_bind_int(row, brief);
  take_rows(row, page);
}

static void read_page(Library *library, const Roster *roster, int64_t from, RosterWay way,
                      uint32_t most, BriefList *page) {
  unsigned down = (way == ROSTER_BACK) != roster->reversed;
  if (roster->sieve && roster->sieve->few) {
    roster_read_few(library, roster, from, way, most, page);
  } else if (from == 0) {
    read_end(library, roster, down, most, page);
  } else {
    Place place = find_place(library, roster, from);
    if (place.found && way == ROSTER_ON && place.passes && most > 0)
      read_itself(library, from, page);
    if (place.found) read_from(library, roster, &place, from, down, most - page->count, page);
    free(place.key);
    free(place.title);
  }
}

bool roster_read(Library *library, const Roster *roster, int64_t from, RosterWay way, uint32_t most,
                 BriefList *page, Error *err) {
  *page = (BriefList){0};
  store_set_patience(library->store, roster->go_on, roster->context);
  read_page(library, roster, from, way, most, page);
  store_set_patience(library->store, NULL, NULL);
  bool broken_off = store_gave_up(library->store);
  if (store_check(library->store, err) && !broken_off) return true;
  brief_release_list(page);
  return false;
}

bool roster_count(Library *library, uint32_t *count, Error *err) {
  *count = (uint32_t)statement_take_int(statement_start(library->store, STATEMENT_LISTED_COUNT), 0);
  return store_check(library->store, err);
}

bool roster_has(Library *library, int64_t brief) {
  return statement_take_of(library->store, STATEMENT_LISTED_HAS, brief) != 0;
}

void roster_add_titles(Library *library, const char *part, uint32_t most, Buffer *titles) {
  Statement *rows = statement_start(library->store, STATEMENT_LISTED_TITLES);
  statement_bind_text(rows, slice_of(part));
  statement_bind_int(rows, most);
  while (statement_next(rows)) {
    buffer_add(titles, statement_text(rows, 0));
    buffer_add_byte(titles, '\0');
  }
}

// ---- Keeping it

static void count_more(Store *store, int more) {
  statement_run_of(store, STATEMENT_LISTED_COUNT_MORE, more);
}

// Before a row of the version changes, since what goes out is named by the words that went in.
static void take_words_out(Store *store, int64_t version) {
  int64_t brief = version ? statement_take_of(store, STATEMENT_LISTED_SPELT, version) : 0;
  if (brief) statement_run_of(store, STATEMENT_LISTED_WORDS_OUT, brief);
}

void roster_settle(Store *store, int64_t brief) {
  int64_t before = statement_take_of(store, STATEMENT_LISTED_VERSION, brief);
  int64_t now = statement_take_of(store, STATEMENT_INDEX_BRIEF, brief);
  bool there = before != 0, wanted = now != 0;
  take_words_out(store, before);
  if (now != before) take_words_out(store, now);
  if (there && !wanted) statement_run_of(store, STATEMENT_LISTED_REMOVE, brief);
  if (there && wanted) statement_run_of(store, STATEMENT_LISTED_RENEW, brief);
  if (!there && wanted) statement_run_of(store, STATEMENT_LISTED_ADD, brief);
  if (there != wanted) {
    count_more(store, wanted ? 1 : -1);
    tally_count_brief(store, brief, wanted ? 1 : -1);
  }
}

void roster_settle_words(Store *store, int64_t version) {
  int64_t brief = version ? statement_take_of(store, STATEMENT_LISTED_UNSPELT, version) : 0;
  if (brief) statement_run_of(store, STATEMENT_LISTED_WORDS_IN, brief);
}

void roster_count_annotations(Store *store, int64_t brief, int more) {
  Statement *statement = statement_start(store, STATEMENT_LISTED_ANNOTATIONS);
  statement_bind_int(statement, brief);
  statement_bind_int(statement, more);
  statement_run(statement);
}

void roster_settle_reading(Store *store, int64_t brief) {
  statement_run_of(store, STATEMENT_LISTED_READING, brief);
}

bool roster_is_right(Store *store) {
  return statement_take_int(statement_start(store, STATEMENT_LISTED_COUNT_IS_RIGHT), 0) == 1 &&
         statement_take_int(statement_start(store, STATEMENT_LISTED_FAULTS), 0) == 0;
}

void roster_rebuild(Store *store) {
  statement_run(statement_start(store, STATEMENT_LISTED_CLEAR));
  statement_run(statement_start(store, STATEMENT_LISTED_FILL));
  statement_run(statement_start(store, STATEMENT_LISTED_COUNT_ALL));
  statement_run(statement_start(store, STATEMENT_LISTED_WORDS_CLEAR));
  statement_run(statement_start(store, STATEMENT_LISTED_WORDS_FILL));
}
