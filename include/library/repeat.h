// SPDX-License-Identifier: MIT
// Sentences that stand in several living briefs, word for word but for case, accents, typography
// and the marks of notes (library/echo.h). Only the newest version of each brief counts.
#ifndef POSTIL_LIBRARY_REPEAT_H
#define POSTIL_LIBRARY_REPEAT_H

#include "library/library.h"
#include "text/version.h"

enum { REPEAT_PLACES_MAX = 200 }; // of one sentence that are told

// One place of a sentence.
typedef struct RepeatPlace {
  int64_t brief, version; // keys
  CpSpan span;
} RepeatPlace;

typedef struct RepeatPlaces {
  RepeatPlace *items; // by version and place
  uint32_t count;
  uint32_t briefs; // different ones
} RepeatPlaces;

// The other places of the sentence that holds `pos` of a version (by key, and as it is in memory);
// none for a sentence that is too short to be told from chance. Asks the index of words, and reads
// the texts that have the longest words of the sentence.
bool repeat_find(Library *library, const Version *version, int64_t key, uint32_t pos,
                 RepeatPlaces *places, Error *err);
void repeat_release_places(RepeatPlaces *places);

// A sentence with all its places.
typedef struct Repeat {
  char *words;
  RepeatPlaces places;
} Repeat;

typedef struct RepeatList {
  Repeat *items; // in most briefs first, then as they stand
  uint32_t count;
} RepeatList;

// The sentences that stand in more than one brief: of this brief, 0 for all. All: reads each text
// of the library once, and holds 48 bytes for each sentence.
bool repeat_list(Library *library, int64_t brief, RepeatList *list, Error *err);
void repeat_release(RepeatList *list);

#endif
