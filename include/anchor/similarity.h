// SPDX-License-Identifier: MIT
// Edit distance (Levenshtein), by bits.
#ifndef POSTIL_ANCHOR_SIMILARITY_H
#define POSTIL_ANCHOR_SIMILARITY_H

#include "anchor/spelling.h"

#include <stdbool.h>

// The least number of letters to insert, delete or replace. The shorter must have at most 64.
// O(longer). G. Myers, "A fast bit-vector algorithm for approximate string matching", 1999; H.
// Hyyrö, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances", 2003.
uint32_t similarity_distance(const uint32_t *a, uint32_t a_count, const uint32_t *b,
                             uint32_t b_count);

// The distance of a pattern of any length to what ends at each place of a text: errors[i] for the
// first i letters, i from 0 to text_count. With `anywhere` the match may begin at any place, else
// at the first letter. O(pattern / 64 * text).
void similarity_scan(const uint32_t *pattern, uint32_t pattern_count, const uint32_t *text,
                     uint32_t text_count, bool anywhere, uint32_t *errors);

// How alike two words are, in thousandths: 1 - distance / longer length. 0 without computing it for
// what cannot be alike: no words, very short or long ones, lengths or letters too different.
int32_t similarity_of_words(const SpellingTable *table, const Spelling *a, const Spelling *b);

#endif
