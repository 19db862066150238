// SPDX-License-Identifier: MIT
// What waits for the reader after a text has changed: places that are not sure, and passages that
// are gone. Each answer is a change: the place is then the reader's own, and is what later versions
// are aligned from.
//
//   waiting ─┬─ accept   the place is right (of an orphan: the passage is gone indeed)
//            ├─ orphan   the passage is gone, whatever was found
//            └─ attach   it is this passage of the newest version
#ifndef POSTIL_LIBRARY_REVIEW_H
#define POSTIL_LIBRARY_REVIEW_H

#include "library/annotation.h"

// Living annotations that wait, of one brief or of all (0), in the order of annotation_list().
bool review_list(Library *library, int64_t brief, AnnotationList *list, Error *err);

// A passage with what stands around it, a line or two on each side.
typedef struct ReviewPassage {
  int64_t version; // key of the one that it is cut from, 0 where that is not known
  char *before, *words, *after;
} ReviewPassage;

// What an annotation was when it was placed last, and what it is now. Of an orphan the new words
// are empty, between what stands where it used to be. Not for one on the whole brief.
typedef struct ReviewPair {
  ReviewPassage old, new;
} ReviewPair;

bool review_pair(Library *library, int64_t annotation, ReviewPair *pair, Error *err);
void review_release_pair(ReviewPair *pair);

// ERROR_NOTHING for one that does not wait.
bool review_accept(Library *library, int64_t annotation, int64_t *change, Error *err);

// One that is an orphan by the reader's word already is left alone: *change is 0. ERROR_USAGE for
// one on the whole brief.
bool review_orphan(Library *library, int64_t annotation, int64_t *change, Error *err);

// The span is one of the newest version of its brief, which is widened to clusters.
bool review_attach(Library *library, int64_t annotation, CpSpan span, int64_t *change, Error *err);

#endif
