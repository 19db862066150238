// SPDX-License-Identifier: MIT
// The index of words, kept beside the state tables: data/schema/003_search.sql says what is in it.
// The fold notes what the index has of a thing before it changes the thing, and settles the
// difference afterwards, in the same transaction. Private to library/.
#ifndef POSTIL_LIBRARY_INDEX_H
#define POSTIL_LIBRARY_INDEX_H

#include "library/library.h"
#include "library/tally.h"

typedef struct IndexRow {
  int64_t annotation;
  bool alive;
  int64_t anchor; // 0 for none
  int64_t brief;  // likewise
  int64_t newest; // anchor, maybe in a version that is not the newest
  char *comment, *colour;
} IndexRow;

// What the index has of a thing: the version of a brief, an annotation with the tags that it counts
// for, or all annotations of a brief; what a tag leads to.
typedef struct IndexNote {
  int64_t brief, version; // 0 for none
  int64_t annotation;     // likewise; its row is the only one
  int64_t tag;            // likewise
  Keys counted;
  TallyTag leads;
  IndexRow *rows;
  size_t row_count, row_capacity;
} IndexNote;

// `renewed`: where the brief's annotations stand may change too.
IndexNote index_note(Store *store, const char *kind, int64_t thing, bool renewed);

// Brings the index up to date with what is now, and releases the note. Failures stay in the store.
// In a group of changes the words of briefs wait for its end: index_settle_group().
void index_settle(Store *store, IndexNote *note);

// Before the end of a group: the words of all briefs that its changes were about go in together. At
// each change by itself SQLite would write out what it has collected, and merge it again.
void index_settle_group(Store *store);

// Compares the index with the texts, word by word; calls `say` for each brief and annotation of
// which it has other words. Returns how many.
typedef void IndexSay(void *context, const char *sentence);
unsigned index_examine(Store *store, IndexSay *say, void *context);

#endif
