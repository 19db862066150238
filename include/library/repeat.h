// SPDX-License-Identifier: MIT
// Sentences that stand in several living briefs, word for word but for case, accents, typography
// and the marks of notes (library/echo.h). Only the newest version of each brief counts.
#ifndef POSTIL_LIBRARY_REPEAT_H
#define POSTIL_LIBRARY_REPEAT_H

#include "library/library.h"
#include "text/version.h"

enum { REPEAT_PLACES_MAX = 200 }; // of one sentence that are told

// One place of a sentence, or of a passage in one.
typedef struct RepeatPlace {
  int64_t brief, version; // keys
  CpSpan span;
} RepeatPlace;

typedef struct RepeatPlaces {
  RepeatPlace *items; // by version and place
  uint32_t count;
  size_t capacity;
  uint32_t briefs; // different ones
} RepeatPlaces;

void repeat_add_place(RepeatPlaces *places, RepeatPlace place);
void repeat_release_places(RepeatPlaces *places);

// The other places of a passage of a version (by key, and as it is in memory): of a sentence, or of
// words inside one. None for what is not in one sentence, and where that is too short to be told
// from chance. Asks the index of words, and reads the texts that have the longest words of the
// sentence.
bool repeat_find(Library *library, const Version *version, int64_t key, Span passage,
                 RepeatPlaces *places, Error *err);

// The same in steps, for who has other things to do in between: the start asks the index, and each
// step reads some pages of a text.
//
//   RepeatSearch *search = repeat_start(library, version, key, passage);
//   while (repeat_step(search)) …
//   repeat_end(search, &places, err);
typedef struct RepeatSearch RepeatSearch;
RepeatSearch *repeat_start(Library *library, const Version *version, int64_t key, Span passage);
bool repeat_step(RepeatSearch *search); // false when there is nothing left to read
bool repeat_end(RepeatSearch *search, RepeatPlaces *places, Error *err); // frees it
void repeat_give_up(RepeatSearch *search);                               // frees it; NULL is fine

// A sentence with all its places.
typedef struct Repeat {
  char *words;
  RepeatPlaces places;
} Repeat;

typedef struct RepeatList {
  Repeat *items; // in most briefs first, then as they stand
  uint32_t count;
} RepeatList;

// The sentences that stand in more than one brief: of this brief, 0 for all. Reads each text that
// may have one once, for all briefs those of the whole library, and holds 32 bytes for each
// sentence.
bool repeat_list(Library *library, int64_t brief, RepeatList *list, Error *err);
void repeat_release(RepeatList *list);

#endif
