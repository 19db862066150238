// SPDX-License-Identifier: MIT
// Edit distance (Levenshtein), by bits.
#ifndef POSTIL_ANCHOR_SIMILARITY_H
#define POSTIL_ANCHOR_SIMILARITY_H

#include "anchor/spelling.h"

#include <stdbool.h>

// A short run of letters that is compared with many others. G. Myers, "A fast bit-vector algorithm
// for approximate string matching", 1999; H. Hyyrö, "A bit-vector algorithm for computing
// Levenshtein and Damerau edit distances", 2003.
enum { SIMILARITY_PATTERN_MAX = 64, SIMILARITY_SLOTS = 128 };
typedef struct SimilarityPattern {
  uint32_t count;                     // letters, at most SIMILARITY_PATTERN_MAX
  uint32_t letters[SIMILARITY_SLOTS]; // the distinct ones, each plus 1; 0: an empty slot
  uint64_t places[SIMILARITY_SLOTS];  // where the letter of the slot stands, 0 of an empty one
} SimilarityPattern;

// Reads `count` letters from `letters` on; backwards those before it, the nearest first.
void similarity_read(SimilarityPattern *pattern, const uint32_t *letters, uint32_t count,
                     bool backwards);

// The least number of letters to insert, delete or replace; anything above `most` if it is greater
// than that. O(text).
uint32_t similarity_distance(const SimilarityPattern *pattern, const uint32_t *text,
                             uint32_t text_count, uint32_t most);

// The least such number for any beginning of the text, the empty one included; backwards the text
// lies before `text`. O(text).
uint32_t similarity_to_beginning(const SimilarityPattern *pattern, const uint32_t *text,
                                 uint32_t text_count, bool backwards);

// The distance of a pattern of any length to what ends at each place of a text: errors[i] for the
// first i letters, i from 0 to text_count. With `anywhere` the match may begin at any place, else
// at the first letter. O(pattern / 64 * text).
void similarity_scan(const uint32_t *pattern, uint32_t pattern_count, const uint32_t *text,
                     uint32_t text_count, bool anywhere, uint32_t *errors);

// How alike two words are, in thousandths: 1 - distance / longer length. 0 without computing it for
// what cannot be alike: no words, very short or long ones, lengths or letters too different.
int32_t similarity_of_words(const SpellingTable *table, const Spelling *a, const Spelling *b);

// The same for one word and many others.
typedef struct SimilarityWord {
  const SpellingTable *table;
  Spelling word;
  bool read; // the pattern is made when the first other word could be alike
  SimilarityPattern pattern;
} SimilarityWord;

void similarity_take_word(SimilarityWord *word, const SpellingTable *table,
                          const Spelling *spelling);

// Below `least` the answer may be any number below it.
int32_t similarity_to_word(SimilarityWord *word, const Spelling *other, int32_t least);

#endif
