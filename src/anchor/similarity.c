// SPDX-License-Identifier: MIT
// One column of the table of distances in two machine words: bit i of `plus` says that the value
// rises from row i to row i + 1, bit i of `minus` that it falls. A step to the next letter of the
// longer text is a handful of operations.
#include "anchor/similarity.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

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

// ---- Patterns of any length: as many blocks of 64 rows as it takes, carried from one to the next

typedef struct Block {
  uint64_t plus, minus;
} Block;

// The distinct letters of a pattern, and where each stands: `blocks` words for each.
typedef struct LetterMap {
  uint32_t *letters; // open addressing; slot i has its places at places + i * blocks
  uint64_t *places;
  bool *taken;
  uint32_t mask, blocks;
} LetterMap;

static uint32_t slot_of(const LetterMap *map, uint32_t letter) {
  uint32_t at = letter * UINT32_C(0x9E3779B1) >> 7 & map->mask;
  while (map->taken[at] && map->letters[at] != letter) at = (at + 1) & map->mask;
  return at;
}

static void map_letters(LetterMap *map, const uint32_t *pattern, uint32_t count) {
  uint32_t slots = 64;
  while (slots < 2 * count && slots < 1U << 16) slots *= 2;
  *map = (LetterMap){.mask = slots - 1, .blocks = (count + BITS - 1) / BITS};
  map->letters = memory_new(slots, sizeof *map->letters);
  map->taken = memory_new(slots, sizeof *map->taken);
  map->places = memory_new((size_t)slots * map->blocks, sizeof *map->places);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = slot_of(map, pattern[i]);
    map->taken[at] = true;
    map->letters[at] = pattern[i];
    map->places[(size_t)at * map->blocks + i / BITS] |= UINT64_C(1) << i % BITS;
  }
}

static void release_map(LetterMap *map) {
  free(map->letters);
  free(map->taken);
  free(map->places);
}

// One block, one letter further. `carry` is the change of the row above, -1, 0 or 1; returns that
// of the block's row `last`.
static int step_block(Block *block, uint64_t equal, int carry, uint64_t last) {
  uint64_t vertical = equal | block->minus;
  if (carry < 0) equal |= 1;
  uint64_t diagonal = (((equal & block->plus) + block->plus) ^ block->plus) | equal;
  uint64_t up = block->minus | ~(diagonal | block->plus), down = block->plus & diagonal;
  int change = (up & last ? 1 : 0) - (down & last ? 1 : 0);
  up = up << 1 | (carry > 0);
  down = down << 1 | (carry < 0);
  block->plus = down | ~(vertical | up);
  block->minus = up & vertical;
  return change;
}

void similarity_scan(const uint32_t *pattern, uint32_t pattern_count, const uint32_t *text,
                     uint32_t text_count, bool anywhere, uint32_t *errors) {
  errors[0] = pattern_count;
  if (pattern_count == 0) {
    for (uint32_t i = 1; i <= text_count; i++) errors[i] = anywhere ? 0 : i;
    return;
  }
  LetterMap map;
  map_letters(&map, pattern, pattern_count);
  Block *blocks = memory_new(map.blocks, sizeof *blocks);
  uint64_t none = 0, last = UINT64_C(1) << (pattern_count - 1) % BITS, top = UINT64_C(1) << 63;
  for (uint32_t k = 0; k < map.blocks; k++) blocks[k].plus = ~none;
  for (uint32_t i = 0; i < text_count; i++) {
    uint32_t at = slot_of(&map, text[i]);
    const uint64_t *places = map.places + (size_t)at * map.blocks;
    int carry = anywhere ? 0 : 1;
    for (uint32_t k = 0; k < map.blocks; k++) {
      carry = step_block(&blocks[k], places[k], carry, k + 1 < map.blocks ? top : last);
    }
    errors[i + 1] = (uint32_t)((int64_t)errors[i] + carry);
  }
  free(blocks);
  release_map(&map);
}

static int bits_of(uint64_t word) {
  return __builtin_popcountll(word);
}

static bool could_be_alike(const Spelling *a, const Spelling *b) {
  if (a->class != CHARACTER_WORD || b->class != CHARACTER_WORD) return false;
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
