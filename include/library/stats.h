// SPDX-License-Identifier: MIT
// A library in figures.
#ifndef POSTIL_LIBRARY_STATS_H
#define POSTIL_LIBRARY_STATS_H

#include "base/keys.h"
#include "library/colour.h"
#include "library/library.h"
#include "store/store.h"

typedef struct StatsMonth {
  char name[8]; // "2026-03", in UTC
  uint32_t annotations;
} StatsMonth;

// Of living briefs, annotations and tags only.
typedef struct Stats {
  uint32_t briefs, read,
      started;        // started: the reader has been beyond the beginning, not at the end
  uint64_t length_cp; // code points of the newest versions
  uint32_t annotated; // briefs with an annotation
  uint32_t annotations, commented, tagged, whole; // whole: on the whole brief
  uint32_t orphans, waiting;                      // waiting: for review
  uint32_t tags;
  uint32_t colours[COLOUR_COUNT]; // annotations of each
  StatsMonth *months; // when annotations were made, oldest first; months without are left out
  uint32_t month_count;
} Stats;

// Only of the briefs and the annotations that are chosen (keys), NULL all; the tags are always
// those of the whole codebook.
bool stats_read(Library *library, const Keys *briefs, const Keys *annotations, Stats *stats,
                Error *err);
void stats_release(Stats *stats);

// The same in parts; what is chosen is borrowed until stats_end().
typedef struct StatsWork StatsWork;
StatsWork *stats_begin(Library *library, const Keys *briefs, const Keys *annotations);

// Goes on while `go_on` (NULL: always) says so; false when there is no more to do.
bool stats_go_on(StatsWork *work, StorePatience *go_on, void *context);
uint32_t stats_percent(const StatsWork *work);

// Gives the figures when all is counted, and ends the work; with NULL only ends it. NULL is fine.
bool stats_end(StatsWork *work, Stats *stats, Error *err);

#endif
