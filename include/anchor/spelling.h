// SPDX-License-Identifier: MIT
// The spellings of two texts, numbered: tokens are equal if their numbers are.
#ifndef POSTIL_ANCHOR_SPELLING_H
#define POSTIL_ANCHOR_SPELLING_H

#include "anchor/character.h"

#include <stddef.h>

enum {
  SPELLING_BREAK = 0,        // the number of all paragraph breaks
  SPELLING_LENGTH_MAX = 255, // of a spelling as it is counted, in code points
};

// Scores and weights are whole thousandths, so that every machine gives the same answers.
enum {
  SPELLING_UNIT = 1000,
  SPELLING_WEIGHT_BREAK = 500,
  SPELLING_WEIGHT_PUNCTUATION = 250,
  SPELLING_WEIGHT_UNSPACED = 600,
  SPELLING_WEIGHT_WORD_MOST = 1400,
  SPELLING_WEIGHT_WORD_LEAST = 300,
  SPELLING_WEIGHT_WORD_LETTER = 140, // more for each letter
};

typedef struct Spelling {
  uint64_t letters;     // one hashed bit for each distinct code point …
  uint32_t bits;        // … and how many are set
  uint32_t start;       // in the table's pool of code points
  uint32_t length;      // code points, all of them
  CharacterClass class; // WORD, UNSPACED or PUNCTUATION; a break is SPACE
  int32_t weight;
} Spelling;

// Set bits, without the help of an instruction that not every machine has.
static inline uint32_t spelling_count_bits(uint64_t word) {
  word -= word >> 1 & UINT64_C(0x5555555555555555);
  word = (word & UINT64_C(0x3333333333333333)) + (word >> 2 & UINT64_C(0x3333333333333333));
  word = (word + (word >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
  return (uint32_t)(word * UINT64_C(0x0101010101010101) >> 56);
}

typedef struct SpellingTable SpellingTable;

SpellingTable *spelling_table_new(void);
void spelling_table_free(SpellingTable *table); // NULL is fine

// Good until the table grows.
const Spelling *spelling_at(const SpellingTable *table, uint32_t number);
const uint32_t *spelling_letters(const SpellingTable *table, const Spelling *spelling);

// The number of a spelling, new or known. O(length).
uint32_t spelling_number(SpellingTable *table, const uint32_t *letters, uint32_t length,
                         CharacterClass class);

#endif
