// SPDX-License-Identifier: MIT
// The annotations of a brief or of the library in groups, page by page. A page costs the same in a
// library of any size: a page begins at an annotation, never at a number, and goes along an index
// (library/lane.h). Where few are listed all are read at once and sorted.
//
//   energy          a  c │ d  e  f       a group: a brief, a tag or a colour
//   energy/solar    c  f │               one with several tags stands in several groups
//                      ◀─┘ ─▶            LINEUP_BACK from d: c a, the nearest first; LINEUP_ON: d e
//                      f
//
// Groups: briefs as the list has them by date, tags by path, colours as the table has them; behind
// these what has no tag (no place, and so no colour). In a group: by brief in that order, newest
// version, older ones, whole brief, start, end, key. Where more are listed than `few`, a tag and a
// colour have them as they came into the library.
#ifndef POSTIL_LIBRARY_LINEUP_H
#define POSTIL_LIBRARY_LINEUP_H

#include "base/keys.h"
#include "library/annotation.h"
#include "store/store.h"

typedef enum LineupGrouping {
  LINEUP_BY_BRIEF,
  LINEUP_BY_TAG,
  LINEUP_BY_COLOUR,
  LINEUP_GROUPING_COUNT
} LineupGrouping;

typedef struct LineupWish {
  int64_t brief; // 0: of the library
  LineupGrouping grouping;
  const Keys *passing; // what a filter lets through, and the briefs where it stands; NULL: all.
  const Keys *briefs;  // Both are borrowed
  uint32_t total;      // how many there are without a filter, or LINEUP_UNCOUNTED
  uint32_t few;        // 400 is good
} LineupWish;

enum { LINEUP_UNCOUNTED = UINT32_MAX };

// group: the key of a brief, or a number; of one lineup only.
typedef struct LineupPlace {
  int64_t group, annotation;
} LineupPlace;

typedef struct LineupPage {
  LineupPlace *items;
  uint32_t count;
} LineupPage;

typedef enum LineupWay { LINEUP_ON, LINEUP_BACK, LINEUP_BEHIND } LineupWay;

typedef struct Lineup Lineup;

// Of the library as it is now: when that changes it is to be opened anew.
Lineup *lineup_open(Library *library, const LineupWish *wish, Error *err);
void lineup_close(Lineup *lineup); // NULL is fine

// At most so many from a place of it; from NULL the first ones, back from it the last. The caller
// frees the items.
bool lineup_read(Lineup *lineup, const LineupPlace *from, LineupWay way, uint32_t most,
                 LineupPage *page, Error *err);

// Where an annotation stands: in a group of this name if it is in it (NULL: any), else in the first
// that it is in. False when it is not listed.
bool lineup_find(Lineup *lineup, int64_t annotation, const char *group, LineupPlace *place);

// A tag's path, a colour's name, "no tag", "on the whole brief"; "" for a brief.
const char *lineup_group_name(const Lineup *lineup, int64_t group);

// How many are in a group; false where nobody has counted that.
bool lineup_count_group(const Lineup *lineup, int64_t group, uint32_t *count);

// How many annotations are listed, each once; and how many there would be without a filter. In a
// library with more than `few` both are LINEUP_UNCOUNTED (the first without a filter) until they
// are counted.
uint32_t lineup_count(const Lineup *lineup);
uint32_t lineup_total(const Lineup *lineup);

// Counts them: a look at each brief. Asks `go_on` (NULL: always) now and then; when that says no
// they stay uncounted.
bool lineup_count_all(Lineup *lineup, StorePatience *go_on, void *context, Error *err);

#endif
