// SPDX-License-Identifier: MIT
// Briefs along the rows of the list, then annotations along their keys: counting may pause
// anywhere, and nothing is open between two parts. Which briefs have annotations the list knows;
// only of those that are chosen it is noted.
#include "library/stats.h"

#include "base/bisection.h"
#include "base/gauge.h"
#include "base/memory.h"
#include "library/inside.h"

#include <stdlib.h>

struct StatsWork {
  Library *library;
  const Keys *briefs, *annotations; // that are chosen
  Stats stats;
  Keys annotated; // the briefs of the annotations that are chosen
  size_t month_room;
  int64_t row;      // of the list, that came last
  bool listed;      // all rows came
  int64_t at, last; // the annotation that came last, and the last there is
  bool done;
};

// The columns of STATS_OF_ANNOTATIONS.
enum { KEY, BRIEF, COMMENTED, COLOUR, MONTH, WHOLE, STATE, REVIEW, TAGGED };

static uint32_t number(const Statement *statement, uint32_t column) {
  return (uint32_t)statement_int(statement, column);
}

static void read_briefs(StatsWork *work) {
  enum { PART = 1000 };
  Stats *stats = &work->stats;
  Statement *row = statement_start(work->library->store, STATEMENT_STATS_OF_BRIEFS);
  statement_bind_keys(row, work->briefs);
  statement_bind_int(row, work->row);
  statement_bind_int(row, PART);
  work->listed = true;
  if (statement_next(row)) {
    work->row = statement_int(row, 0);
    work->listed = statement_int(row, 1) < PART;
    stats->briefs += number(row, 1);
    stats->read += number(row, 2);
    stats->started += number(row, 3);
    stats->length_cp += (uint64_t)statement_int(row, 4);
    stats->annotated += number(row, 5);
  }
  statement_end(row);
}

// ---- Annotations

// Months are kept in order; usually it is the last one again.
static void count_month(StatsWork *work, Slice name) {
  Stats *stats = &work->stats;
  Bisection range = bisection_of(0, stats->month_count);
  while (bisection_open(&range))
    bisection_narrow(&range, slice_compare(slice_of(stats->months[range.middle].name), name) < 0);
  uint32_t at = (uint32_t)range.low;
  if (at == stats->month_count || !slice_equal(slice_of(stats->months[at].name), name)) {
    stats->months =
        memory_grow(stats->months, stats->month_count, &work->month_room, sizeof *stats->months);
    memmove(&stats->months[at + 1], &stats->months[at],
            (stats->month_count - at) * sizeof *stats->months);
    stats->months[at] = (StatsMonth){0};
    memcpy(stats->months[at].name, name.ptr,
           name.len < sizeof stats->months->name ? name.len : sizeof stats->months->name - 1);
    stats->month_count++;
  }
  stats->months[at].annotations++;
}

static void count_annotation(StatsWork *work, const Statement *row) {
  Stats *stats = &work->stats;
  Colour colour;
  bool whole = statement_int(row, WHOLE) != 0;
  stats->annotations++;
  stats->commented += statement_int(row, COMMENTED) != 0;
  stats->tagged += statement_int(row, TAGGED) != 0;
  stats->whole += whole;
  stats->orphans += slice_equal(statement_text(row, STATE), SLICE("orphan"));
  stats->waiting += statement_int(row, REVIEW) != 0;
  if (!whole && colour_parse(statement_text(row, COLOUR), &colour)) stats->colours[colour]++;
  count_month(work, statement_text(row, MONTH));
}

// Those of one brief often follow each other.
static void note_brief(Keys *briefs, int64_t brief) {
  if (briefs->count == 0 || briefs->items[briefs->count - 1] != brief) keys_add(briefs, brief);
}

static void read_annotations(StatsWork *work) {
  enum { PART = 100 };
  uint32_t read = 0;
  Statement *row = statement_start(work->library->store, STATEMENT_STATS_OF_ANNOTATIONS);
  statement_bind_keys(row, work->annotations);
  statement_bind_int(row, work->at);
  statement_bind_int(row, PART);
  for (; statement_next(row); read++) {
    work->at = statement_int(row, KEY);
    if (statement_is_null(row, BRIEF)) continue;
    count_annotation(work, row);
    if (work->annotations) note_brief(&work->annotated, statement_int(row, BRIEF));
  }
  work->done = read < PART;
}

// ---- Work

StatsWork *stats_begin(Library *library, const Keys *briefs, const Keys *annotations) {
  StatsWork *work = memory_new(1, sizeof *work);
  Store *store = library->store;
  work->library = library;
  work->briefs = briefs;
  work->annotations = annotations;
  work->last = statement_take_int(statement_start(store, STATEMENT_ANNOTATION_LAST), 0);
  work->stats.tags =
      (uint32_t)statement_take_int(statement_start(store, STATEMENT_STATS_OF_TAGS), 0);
  return work;
}

bool stats_go_on(StatsWork *work, StorePatience *go_on, void *context) {
  while (!work->done && (!go_on || go_on(context))) {
    if (work->listed)
      read_annotations(work);
    else
      read_briefs(work);
  }
  return !work->done;
}

uint32_t stats_percent(const StatsWork *work) {
  return gauge_percent(work->at, work->last);
}

bool stats_end(StatsWork *work, Stats *stats, Error *err) {
  if (!work) return true;
  bool ok = !stats || store_check(work->library->store, err);
  keys_sort(&work->annotated);
  if (work->annotations) work->stats.annotated = work->annotated.count;
  if (stats && ok)
    *stats = work->stats;
  else
    stats_release(&work->stats);
  keys_release(&work->annotated);
  free(work);
  return ok;
}

bool stats_read(Library *library, const Keys *briefs, const Keys *annotations, Stats *stats,
                Error *err) {
  *stats = (Stats){0};
  StatsWork *work = stats_begin(library, briefs, annotations);
  stats_go_on(work, NULL, NULL);
  return stats_end(work, stats, err);
}

void stats_release(Stats *stats) {
  free(stats->months);
  *stats = (Stats){0};
}
