// SPDX-License-Identifier: MIT
// One column of the table of distances in two machine words: bit i of `plus` says that the value
// rises from row i to row i + 1, bit i of `minus` that it falls. A step to the next letter of the
// longer text is a handful of operations.
#include "anchor/similarity.h"

#include <stdbool.h>

enum {
  BITS = 64,
  SHORT_LEAST = 2,
  LONG_MOST = 40,
};

typedef struct Pattern {
  uint32_t letters[BITS]; // distinct ones …
  uint64_t places[BITS];  // … and where each stands
  uint32_t count;
} Pattern;

static void read_pattern(Pattern *pattern, const uint32_t *letters, uint32_t count) {
  pattern->count = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = 0;
    while (at < pattern->count && pattern->letters[at] != letters[i]) at++;
    if (at == pattern->count) {
      pattern->letters[at] = letters[i];
      pattern->places[at] = 0;
      pattern->count++;
    }
    pattern->places[at] |= UINT64_C(1) << i;
  }
}

static uint64_t places_of(const Pattern *pattern, uint32_t letter) {
  for (uint32_t i = 0; i < pattern->count; i++) {
    if (pattern->letters[i] == letter) return pattern->places[i];
  }
  return 0;
}

uint32_t similarity_distance(const uint32_t *a, uint32_t a_count, const uint32_t *b,
                             uint32_t b_count) {
  if (a_count > b_count) return similarity_distance(b, b_count, a, a_count);
  if (a_count == 0) return b_count;
  Pattern pattern;
  read_pattern(&pattern, a, a_count);
  uint64_t plus = ~UINT64_C(0), minus = 0, last = UINT64_C(1) << (a_count - 1);
  uint32_t distance = a_count;
  for (uint32_t i = 0; i < b_count; i++) {
    uint64_t equal = places_of(&pattern, b[i]);
    uint64_t vertical = equal | minus;
    uint64_t diagonal = (((equal & plus) + plus) ^ plus) | equal;
    uint64_t up = minus | ~(diagonal | plus), down = plus & diagonal;
    if (up & last) distance++;
    if (down & last) distance--;
    up = up << 1 | 1;
    down <<= 1;
    plus = down | ~(vertical | up);
    minus = up & vertical;
  }
  return distance;
}

static int bits_of(uint64_t word) {
  return __builtin_popcountll(word);
}

static bool could_be_alike(const Spelling *a, const Spelling *b) {
  if (a->class != LETTER_WORD || b->class != LETTER_WORD) return false;
  uint32_t shorter = a->length < b->length ? a->length : b->length;
  uint32_t longer = a->length < b->length ? b->length : a->length;
  if (shorter < SHORT_LEAST || longer > LONG_MOST || longer > 2 * shorter) return false;
  return bits_of(a->letters & b->letters) * 2 >= bits_of(a->letters | b->letters);
}

int32_t similarity_of_words(const SpellingTable *table, const Spelling *a, const Spelling *b) {
  if (!could_be_alike(a, b)) return 0;
  uint32_t longer = a->length < b->length ? b->length : a->length;
  uint32_t distance = similarity_distance(spelling_letters(table, a), a->length,
                                          spelling_letters(table, b), b->length);
  return SPELLING_UNIT - (int32_t)(distance * SPELLING_UNIT / longer);
}
