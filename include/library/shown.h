// SPDX-License-Identifier: MIT
// Where annotations stand in a text, and as much of them as drawing it needs: what a stretch of it
// shows, the next one, how many there are. What that costs depends on what is found, never on how
// many annotations the text or the library has: data/schema/007_shown.sql keeps them side by side.
// All of an annotation is read by annotation_get().
//
//   ····[a····]····[b·······[c·]··]·········[d]···      a text
//          └──── stretch ────┘                          a, b and c touch it
//   ◀──────┘ the longest one reaches so far             where looking for them begins
#ifndef POSTIL_LIBRARY_SHOWN_H
#define POSTIL_LIBRARY_SHOWN_H

#include "library/annotation.h"
#include "store/statement.h"

typedef struct ShownAnnotation {
  int64_t key;
  CpSpan span;   // of an orphan it is empty, where it used to be
  Colour colour; // of one on the whole brief without meaning, as the span
  bool whole;
  bool orphan;
  bool commented;
} ShownAnnotation;

typedef struct ShownList {
  ShownAnnotation *items;
  uint32_t count;
  size_t capacity;
} ShownList;

// Living annotations that touch a stretch of a version, by start, end and key; behind them those on
// the whole brief. The caller releases the list.
bool shown_read(Library *library, int64_t brief, int64_t version, CpSpan stretch, ShownList *list,
                Error *err);
void shown_release_list(ShownList *list);

// The annotation with a passage that begins next behind a position (forwards), or nearest before
// it; of several with one start the longest. False for none, and when the library cannot be read.
bool shown_next(Library *library, int64_t version, uint32_t pos_cp, bool forwards,
                ShownAnnotation *next);

// How many with a passage begin in a stretch; counting ends at `most`.
uint32_t shown_count(Library *library, int64_t version, CpSpan stretch, uint32_t most);

// An annotation wherever it is, dead ones too.
typedef struct ShownPlace {
  ShownAnnotation annotation;
  int64_t brief, version; // where it stands now; 0 on the whole brief
  char id[UUID_SIZE];
  bool alive;
} ShownPlace;

// False when there is none of that key (that id).
bool shown_find(Library *library, int64_t key, ShownPlace *place);
bool shown_find_id(Library *library, const char *id, ShownPlace *place);

// ---- Private to library/: keeping it, in the transaction of what changes

// The annotation has come or gone, or has changed its place, its colour or its comment. shown: it
// was there before.
void shown_settle(Store *store, int64_t annotation, bool shown);

// Is every row what it should be, and none missing?
bool shown_is_right(Store *store);
void shown_rebuild(Store *store);

#endif
