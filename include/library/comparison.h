// SPDX-License-Identifier: MIT
// Two versions of a brief, sentence by sentence: which place of the one is which of the other, and
// what differs. Made once for a pair; asking is cheap.
//
//   old   S1 │ S2 │ S3          S2 is gone: it leads to the place between N1 and N3
//   new   N1 │ N3' │ N4         of S3 and N3' the words that differ are marked, of N4 all
#ifndef POSTIL_LIBRARY_COMPARISON_H
#define POSTIL_LIBRARY_COMPARISON_H

#include "library/library.h"
#include "text/version.h"

typedef struct ComparisonPart {
  Span old, new; // a sentence, and where it is; empty where it was when it is gone
} ComparisonPart;

typedef struct ComparisonMarks {
  Span *items; // in no order
  uint32_t count;
  size_t capacity;
} ComparisonMarks;

typedef struct Comparison {
  int64_t old_version, new_version; // keys
  ComparisonPart *parts;            // in the order of the old text
  uint32_t part_count;
  size_t part_capacity;
  ComparisonMarks old_marks, new_marks; // what the other one has not
} Comparison;

// Cost: one alignment without limits on where, and a comparison of words for each sentence.
Comparison *comparison_new(const Version *old, int64_t old_key, const Version *new,
                           int64_t new_key);
void comparison_free(Comparison *comparison); // NULL is fine

// The place of the other text that stands for a place of the old (new) one.
uint32_t comparison_to_new(const Comparison *comparison, uint32_t pos);
uint32_t comparison_to_old(const Comparison *comparison, uint32_t pos);

#endif
