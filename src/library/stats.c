// SPDX-License-Identifier: MIT
// Four statements, each one pass over its table.
#include "library/stats.h"

#include "base/memory.h"
#include "library/inside.h"

#include <stdlib.h>

static uint32_t number(const Statement *statement, uint32_t column) {
  return (uint32_t)statement_int(statement, column);
}

static void read_briefs(Library *library, const Keys *chosen, Stats *stats) {
  Statement *row = statement_start(library->store, STATEMENT_STATS_OF_BRIEFS);
  statement_bind_keys(row, chosen);
  while (statement_next(row)) {
    stats->briefs = number(row, 0);
    stats->read = number(row, 1);
    stats->started = number(row, 2);
    stats->length_cp = (uint64_t)statement_int(row, 3);
    stats->tags = number(row, 4);
  }
}

static void read_annotations(Library *library, const Keys *chosen, Stats *stats) {
  Statement *row = statement_start(library->store, STATEMENT_STATS_OF_ANNOTATIONS);
  statement_bind_keys(row, chosen);
  while (statement_next(row)) {
    stats->annotations = number(row, 0);
    stats->annotated = number(row, 1);
    stats->commented = number(row, 2);
    stats->tagged = number(row, 3);
    stats->whole = number(row, 4);
    stats->orphans = number(row, 5);
    stats->waiting = number(row, 6);
  }
}

static void read_colours(Library *library, const Keys *chosen, Stats *stats) {
  Statement *row = statement_start(library->store, STATEMENT_STATS_OF_COLOURS);
  statement_bind_keys(row, chosen);
  while (statement_next(row)) {
    Colour colour;
    if (colour_parse(statement_text(row, 0), &colour)) stats->colours[colour] = number(row, 1);
  }
}

static void read_months(Library *library, const Keys *chosen, Stats *stats) {
  size_t capacity = 0;
  Statement *row = statement_start(library->store, STATEMENT_STATS_OF_MONTHS);
  statement_bind_keys(row, chosen);
  while (statement_next(row)) {
    Slice name = statement_text(row, 0);
    stats->months =
        memory_grow(stats->months, stats->month_count, &capacity, sizeof *stats->months);
    StatsMonth *month = &stats->months[stats->month_count++];
    *month = (StatsMonth){.annotations = number(row, 1)};
    memcpy(month->name, name.ptr,
           name.len < sizeof month->name ? name.len : sizeof month->name - 1);
  }
}

bool stats_read(Library *library, const Keys *briefs, const Keys *annotations, Stats *stats,
                Error *err) {
  *stats = (Stats){0};
  read_briefs(library, briefs, stats);
  read_annotations(library, annotations, stats);
  read_colours(library, annotations, stats);
  read_months(library, annotations, stats);
  if (store_check(library->store, err)) return true;
  stats_release(stats);
  return false;
}

void stats_release(Stats *stats) {
  free(stats->months);
  *stats = (Stats){0};
}
