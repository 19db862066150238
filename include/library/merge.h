// SPDX-License-Identifier: MIT
// Another library brought in, without doubles and as one change. Libraries are sets of operations
// (library/operation.h), so merging is their union: a brief is the same by its id, which follows
// from its first text, an annotation by its id, and tags that show the same path become one. What
// both have changed is decided by the fold, and counted.
//
// Where the reader is in a brief, read marks, drafts and settings stay with their library.
#ifndef POSTIL_LIBRARY_MERGE_H
#define POSTIL_LIBRARY_MERGE_H

#include "library/library.h"

typedef struct MergeCounts {
  uint32_t briefs, annotations, tags; // new here, and living
  uint32_t versions;                  // texts that are new here
  uint32_t changed;                   // of what was here already: changed there
  uint32_t removed;                   // of what was here already: dead now
  uint32_t conflicts;                 // fields that were changed on both sides, the later one shown
  bool undone;                        // nothing is new, and what redo brings back next is of there
  uint32_t days_ahead;                // its clock before ours, in whole days
  int64_t change;                     // 0 when all was here already
} MergeCounts;

// The file is examined wholly first, in a copy that is brought up to date, and is only read: what
// is foreign, newer or has faults (of which `say` is told) is refused with ERROR_DATA. A rehearsal
// counts and changes nothing.
typedef void MergeSay(void *context, const char *sentence);
bool merge_library(Library *library, const char *file, bool rehearsal, MergeSay *say, void *context,
                   MergeCounts *counts, Error *err);

#endif
