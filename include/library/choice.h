// SPDX-License-Identifier: MIT
// Annotations that were chosen for an export: counted, and walked one at a time, so that a million
// of them cost no more memory than some of them: 32 MB, and what stands on one and the same span.
//
//   choice_begin(library, err);                  one state of the library from here on
//   choice_count(library, &choice, &counts, err);
//   ChoiceWalk walk = choice_walk(library, &choice, brief, count);
//   while (choice_next(&walk, &annotation)) …
//   choice_end_walk(&walk);
//   choice_end(library);
#ifndef POSTIL_LIBRARY_CHOICE_H
#define POSTIL_LIBRARY_CHOICE_H

#include "base/keys.h"
#include "library/annotation.h"
#include "library/brief.h"

typedef struct Choice {
  int64_t brief;        // key, 0 for all living ones
  int64_t since, until; // made in [since, until); 0 is an open end
  const char *colour;   // its name, "" for what is on a whole brief, which has none; NULL for all
  const char *tag;      // a path with its subtree, NULL for all
  const char *exact;    // a path without those below it, "" for no tag at all; NULL for all
  const Keys *keys;     // of annotations, as query_find_annotations() gives them; NULL for all
} Choice;

// What a brief has of them. Briefs that have none are not counted.
typedef struct ChoiceCount {
  int64_t brief;
  uint32_t annotations;
  uint32_t whole, whole_comments; // on the whole brief; those of them with a comment
  uint32_t orphans;
  uint32_t elsewhere; // not in the newest version, or on the whole brief
  int64_t updated;    // the greatest moment
  unsigned colours;   // 1 << Colour
} ChoiceCount;

typedef struct ChoiceCounts {
  ChoiceCount *items; // by brief
  uint32_t count;
} ChoiceCounts;

// Texts in code point order.
typedef struct ChoiceTexts {
  char **items;
  uint32_t count;
} ChoiceTexts;

// Until choice_end() nobody may change the library through this handle.
bool choice_begin(Library *library, Error *err);
void choice_end(Library *library);

// Asked now and then in between: false, and what is being counted or walked ends early, which is no
// failure; choice_gave_up() tells once. NULL: as long as it takes. For who cannot wait.
typedef bool ChoicePatience(void *context);
void choice_set_patience(Library *library, ChoicePatience *go_on, void *context);
bool choice_gave_up(Library *library);

bool choice_count(Library *library, const Choice *choice, ChoiceCounts *counts, Error *err);
void choice_release_counts(ChoiceCounts *counts);

// The count of a brief, or NULL.
const ChoiceCount *choice_find_count(const ChoiceCounts *counts, int64_t brief);

// The paths of the tags that they have; the names of who made them.
bool choice_tags(Library *library, const Choice *choice, ChoiceTexts *paths, Error *err);
bool choice_people(Library *library, const Choice *choice, ChoiceTexts *names, Error *err);
void choice_release_texts(ChoiceTexts *texts);
bool choice_has_text(const ChoiceTexts *texts, const char *text);

// Where a stretch of a walk ends: the places of annotations, in their order.
typedef struct ChoicePlace {
  int64_t start_cp, end_cp;
} ChoicePlace;

// A walk over those of one brief, in the order of annotation_list(). One walk at a time; the choice
// must outlive it.
typedef struct ChoiceWalk {
  Library *library;
  const Choice *choice;
  int64_t brief, version;
  uint32_t room;        // how many places the next stretch may have
  bool more;            // there may be a next one
  bool few;             // one stretch has all of them
  ChoicePlace from, to; // the stretch in hand: behind the one, up to the other
  Annotation *stretch;  // what is chosen there, in order
  size_t capacity;
  uint32_t count, at;
  struct Statement *others; // those that do not stand in the newest version, NULL for none
  Annotation other;         // the next one of them
  bool other_there;
} ChoiceWalk;

// count: what the brief has of them, or NULL where that was not counted. Between choice_begin() and
// choice_end().
ChoiceWalk choice_walk(Library *library, const Choice *choice, const Brief *brief,
                       const ChoiceCount *count);

// Releases what *annotation held and gives it the next one; false at the end and after a failure.
// Its tags are borrowed until choice_end().
bool choice_next(ChoiceWalk *walk, Annotation *annotation);
void choice_end_walk(ChoiceWalk *walk);

// Tells whether something failed.
bool choice_check(Library *library, Error *err);

#endif
