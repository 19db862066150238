// SPDX-License-Identifier: MIT
// Lists of briefs whose places are read and sorted: a page of few, as to look for them along an
// index would be to walk through all that do not pass; and briefs that somebody else has found.
#include "base/order.h"
#include "library/roster.h"

#include "library/inside.h"
#include "library/rows.h"

#include <stdlib.h>

// Where a brief stands in an order: by number or by text, then by title, then by key.
typedef struct Seat {
  int64_t number;
  char *text, *title;
  int64_t brief;
  uint32_t item; // of the list that is sorted
} Seat;

typedef struct Seats {
  Seat *items;
  uint32_t count;
} Seats;

static bool is_by_text(RosterOrder order) {
  return order == ROSTER_BY_TITLE || order == ROSTER_BY_AUTHOR || order == ROSTER_BY_SERIES;
}

static bool find_seat(Library *library, RosterOrder order, int64_t brief, Seat *seat) {
  Statement *row = statement_start(library->store, roster_place(order));
  statement_bind_int(row, brief);
  bool found = statement_next(row);
  if (found) {
    bool by_text = is_by_text(order);
    *seat = (Seat){.number = by_text ? 0 : statement_int(row, 0),
                   .text = memory_string(by_text ? statement_text(row, 0) : SLICE("")),
                   .title = statement_string(row, 1),
                   .brief = brief};
  }
  statement_end(row);
  return found;
}

static void free_seat(Seat *seat) {
  free(seat->text);
  free(seat->title);
}

// As SQLite compares.
static int compare_seats(const void *left, const void *right) {
  const Seat *a = left, *b = right;
  if (a->number != b->number) return a->number < b->number ? -1 : 1;
  int way = strcmp(a->text, b->text);
  if (way == 0) way = strcmp(a->title, b->title);
  return way ? way : order_compare(a->brief, b->brief);
}

static Seats find_seats(Library *library, RosterOrder order, const Keys *few) {
  Seats seats = {.items = memory_new((size_t)few->count + 1, sizeof *seats.items)};
  for (uint32_t i = 0; i < few->count; i++)
    if (find_seat(library, order, few->items[i], &seats.items[seats.count])) seats.count++;
  if (seats.count) qsort(seats.items, seats.count, sizeof *seats.items, compare_seats);
  return seats;
}

static void free_seats(Seats *seats) {
  for (uint32_t i = 0; i < seats->count; i++) free_seat(&seats->items[i]);
  free(seats->items);
}

// How many stand before a seat; `with`: or are in it.
static uint32_t count_before(const Seats *seats, const Seat *seat, bool with) {
  uint32_t count = 0;
  while (count < seats->count && compare_seats(&seats->items[count], seat) < (with ? 1 : 0))
    count++;
  return count;
}

static void take_brief(Library *library, int64_t brief, BriefList *page) {
  Statement *row = statement_start(library->store, STATEMENT_LISTED_BRIEF);
  statement_bind_int(row, brief);
  if (statement_next(row)) rows_take_listed(row, &page->items[page->count++]);
  statement_end(row);
}

// From the seat with this number on, upwards or downwards.
static void take_page(Library *library, const Seats *seats, uint32_t start, bool up, uint32_t most,
                      BriefList *page) {
  uint32_t left = up ? seats->count - start : start;
  uint32_t count = left < most ? left : most;
  page->items = memory_new((size_t)count + 1, sizeof *page->items);
  for (uint32_t i = 0; i < count; i++)
    take_brief(library, seats->items[up ? start + i : start - 1 - i].brief, page);
}

void roster_read_few(Library *library, const Roster *roster, int64_t from, RosterWay way,
                     uint32_t most, BriefList *page) {
  Seat seat;
  bool up = (way == ROSTER_BACK) == roster->reversed;
  bool placed = from != 0 && find_seat(library, roster->order, from, &seat);
  if (from != 0 && !placed) return;
  Seats seats = find_seats(library, roster->order, roster->sieve->few);
  bool with = up == (way != ROSTER_ON); // is the brief itself below the gap between two seats?
  uint32_t start = placed ? count_before(&seats, &seat, with) : up ? 0 : seats.count;
  take_page(library, &seats, start, up, most, page);
  free_seats(&seats);
  if (placed) free_seat(&seat);
}

// ---- Sorting

Keys roster_sort_keys(Library *library, RosterOrder order, const Keys *few) {
  Seats seats = find_seats(library, order, few);
  Keys sorted = {0};
  for (uint32_t i = 0; i < seats.count; i++) keys_add(&sorted, seats.items[i].brief);
  free_seats(&seats);
  return sorted;
}

static void permute(BriefList *list, const Seat *seats) {
  Brief *items = memory_new((size_t)list->count + 1, sizeof *items);
  for (uint32_t i = 0; i < list->count; i++) items[i] = list->items[seats[i].item];
  free(list->items);
  list->items = items;
}

// A brief that is not listed stands at the end.
bool roster_sort(Library *library, RosterOrder order, BriefList *list, Error *err) {
  Seat *seats = memory_new((size_t)list->count + 1, sizeof *seats);
  for (uint32_t i = 0; i < list->count; i++) {
    int64_t brief = list->items[i].key;
    if (!find_seat(library, order, brief, &seats[i]))
      seats[i] = (Seat){INT64_MAX, memory_string(SLICE("")), memory_string(SLICE("")), brief, i};
    seats[i].item = i;
  }
  if (list->count) qsort(seats, list->count, sizeof *seats, compare_seats);
  permute(list, seats);
  for (uint32_t i = 0; i < list->count; i++) free_seat(&seats[i]);
  free(seats);
  return store_check(library->store, err);
}
