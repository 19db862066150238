// SPDX-License-Identifier: MIT
// What the footnotes of living briefs cite, across the library. Notes cite one source if they have
// one URL or quote one title (library/address.h); else each wording is a source of its own. An
// Ibid. counts for what it means.
//
//   “Ports first”   2 briefs, 3 notes     A [i], A [ii] Ibid., B [4]
//                   here: the brief C has the same title in the library
//
// A brief of the same title may be the text that is cited, or a summary of it: who shows it says
// "same title", never that it is the source.
#ifndef POSTIL_LIBRARY_SOURCES_H
#define POSTIL_LIBRARY_SOURCES_H

#include "base/keys.h"
#include "library/library.h"

typedef struct SourceNote {
  int64_t brief; // key
  uint32_t note; // index in its newest version
  char *label;
  bool back; // an Ibid. or its like
} SourceNote;

typedef enum SourceSame { SOURCE_NOT_HERE, SOURCE_SAME_URL, SOURCE_SAME_TITLE } SourceSame;

typedef struct Source {
  char *name;          // the title as it is quoted first, else the words of the note
  char *words;         // of the first note
  char *url;           // as it is compared, "" for none
  uint32_t first;      // its notes are SourceList.notes[first ..
  uint32_t note_count; // first + note_count)
  uint32_t brief_count;
  SourceSame same; // is a brief that may be it in the library?
  int64_t here;    // its key
} Source;

typedef struct SourceList {
  Source *items; // most cited first: by briefs, notes, name
  uint32_t count;
  SourceNote *notes; // by source, brief, note
  uint32_t note_count;
} SourceList;

// Those that a brief cites, 0 for all briefs. A source that a brief cites is counted across the
// library in either case; with `counted` across these briefs alone, NULL for all of them.
// O(n log n) in the notes of the library.
bool sources_list(Library *library, int64_t brief, const Keys *counted, SourceList *list,
                  Error *err);
void sources_release(SourceList *list);

// Leaves the sources whose name, words or URL hold each word of what was typed, without regard to
// case and accents.
void sources_filter(SourceList *list, const char *typed);

// The brief that may be what a note of a version (by key) cites, or means by Ibid.; *here is 0 for
// none. One look at an index, and one at each brief that the reader has named.
SourceSame sources_find_here(Library *library, int64_t version, uint32_t note, int64_t *here);

#endif
