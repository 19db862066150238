// SPDX-License-Identifier: MIT
// One column of the table of distances in two machine words: bit i of `plus` says that the value
// rises from row i to row i + 1, bit i of `minus` that it falls. A step to the next letter of the
// longer text is a handful of operations.
#include "anchor/similarity.h"

#include "base/error.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum {
  BITS = 64,
  SHORT_LEAST = 2,
  LONG_MOST = 40,
};

// The letters of one script lie in different slots, so the first is nearly always the one.
static inline uint32_t place_slot(const SimilarityPattern *pattern, uint32_t letter) {
  uint32_t at = letter % SIMILARITY_SLOTS;
  while (pattern->letters[at] && pattern->letters[at] != letter + 1) {
    at = (at + 1) % SIMILARITY_SLOTS;
  }
  return at;
}

static inline uint32_t letter_at(const uint32_t *letters, uint32_t index, bool backwards) {
  return backwards ? letters[-(int64_t)index - 1] : letters[index];
}

void similarity_read(SimilarityPattern *pattern, const uint32_t *letters, uint32_t count,
                     bool backwards) {
  if (count > SIMILARITY_PATTERN_MAX) BUG("a pattern of %u letters", count);
  memset(pattern, 0, sizeof *pattern);
  pattern->count = count;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t letter = letter_at(letters, i, backwards), at = place_slot(pattern, letter);
    pattern->letters[at] = letter + 1;
    pattern->places[at] |= UINT64_C(1) << i;
  }
}

// A column of the table, and the value in its last row.
typedef struct Column {
  uint64_t plus, minus, last;
  uint32_t distance;
} Column;

static Column first_column(const SimilarityPattern *pattern) {
  uint64_t last = pattern->count ? UINT64_C(1) << (pattern->count - 1) : 0;
  return (Column){~UINT64_C(0), 0, last, pattern->count};
}

static inline void next_column(Column *column, const SimilarityPattern *pattern, uint32_t letter) {
  uint64_t equal = pattern->places[place_slot(pattern, letter)];
  uint64_t vertical = equal | column->minus;
  uint64_t diagonal = (((equal & column->plus) + column->plus) ^ column->plus) | equal;
  uint64_t up = column->minus | ~(diagonal | column->plus), down = column->plus & diagonal;
  column->distance += (up & column->last) != 0;
  column->distance -= (down & column->last) != 0;
  up = up << 1 | 1;
  column->plus = down << 1 | ~(vertical | up);
  column->minus = up & vertical;
}

uint32_t similarity_distance(const SimilarityPattern *pattern, const uint32_t *text,
                             uint32_t text_count, uint32_t most) {
  if (pattern->count == 0) return text_count;
  Column column = first_column(pattern);
  for (uint32_t i = 0; i < text_count; i++) {
    next_column(&column, pattern, text[i]);
    if (column.distance > most + (text_count - 1 - i)) return most + 1; // a column saves one
  }
  return column.distance;
}

uint32_t similarity_to_beginning(const SimilarityPattern *pattern, const uint32_t *text,
                                 uint32_t text_count, bool backwards) {
  Column column = first_column(pattern);
  uint32_t least = column.distance;
  for (uint32_t i = 0; i < text_count; i++) {
    next_column(&column, pattern, letter_at(text, i, backwards));
    if (column.distance < least) least = column.distance;
  }
  return least;
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

// ---- Words

// The last line says that they share half of the letters that either has: of the sum of both, what
// is shared is counted twice.
static inline bool could_be_alike(const Spelling *a, const Spelling *b) {
  if (a->class != CHARACTER_WORD || b->class != CHARACTER_WORD) return false;
  uint32_t shorter = a->length < b->length ? a->length : b->length;
  uint32_t longer = a->length < b->length ? b->length : a->length;
  if (shorter < SHORT_LEAST || longer > LONG_MOST || longer > 2 * shorter) return false;
  return spelling_count_bits(a->letters & b->letters) * 3 >= a->bits + b->bits;
}

void similarity_take_word(SimilarityWord *word, const SpellingTable *table,
                          const Spelling *spelling) {
  word->table = table;
  word->word = *spelling;
  word->read = false;
}

int32_t similarity_to_word(SimilarityWord *word, const Spelling *other, int32_t least) {
  if (!could_be_alike(&word->word, other)) return 0;
  uint32_t length = word->word.length;
  if (!word->read)
    similarity_read(&word->pattern, spelling_letters(word->table, &word->word), length, false);
  word->read = true;
  uint32_t longer = length < other->length ? other->length : length;
  uint32_t most = longer * (uint32_t)(SPELLING_UNIT - least) / SPELLING_UNIT + 1;
  uint32_t distance = similarity_distance(&word->pattern, spelling_letters(word->table, other),
                                          other->length, most);
  return SPELLING_UNIT - (int32_t)(distance * SPELLING_UNIT / longer);
}

int32_t similarity_of_words(const SpellingTable *table, const Spelling *a, const Spelling *b) {
  SimilarityWord word;
  similarity_take_word(&word, table, a);
  return similarity_to_word(&word, b, 0);
}
