// SPDX-License-Identifier: MIT
// The table is open addressing over spellings that lie in one pool. The break comes first, so that
// its number is known.
#include "anchor/spelling.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

struct SpellingTable {
  Spelling *spellings;
  uint32_t *pool, *slots; // slots: number + 1 of the spelling, 0 for none
  size_t count, room, pool_count, pool_room, slot_count;
};

static uint32_t add_spelling(SpellingTable *table, const uint32_t *letters, uint32_t length,
                             CharacterClass class);

SpellingTable *spelling_table_new(void) {
  SpellingTable *table = memory_new(1, sizeof *table);
  table->slot_count = 1024;
  table->slots = memory_new(table->slot_count, sizeof *table->slots);
  add_spelling(table, NULL, 0, CHARACTER_SPACE); // SPELLING_BREAK
  return table;
}

void spelling_table_free(SpellingTable *table) {
  if (!table) return;
  free(table->spellings);
  free(table->pool);
  free(table->slots);
  free(table);
}

const Spelling *spelling_at(const SpellingTable *table, uint32_t number) {
  return &table->spellings[number];
}

const uint32_t *spelling_letters(const SpellingTable *table, const Spelling *spelling) {
  return table->pool + spelling->start;
}

static int32_t weight_of(CharacterClass class, uint32_t length) {
  if (class == CHARACTER_SPACE) return SPELLING_WEIGHT_BREAK;
  if (class == CHARACTER_PUNCTUATION) return SPELLING_WEIGHT_PUNCTUATION;
  if (class == CHARACTER_UNSPACED) return SPELLING_WEIGHT_UNSPACED;
  if (length > SPELLING_LENGTH_MAX) length = SPELLING_LENGTH_MAX;
  int32_t weight = SPELLING_WEIGHT_WORD_LEAST + SPELLING_WEIGHT_WORD_LETTER * (int32_t)length;
  return weight < SPELLING_WEIGHT_WORD_MOST ? weight : SPELLING_WEIGHT_WORD_MOST;
}

static uint64_t hash_letters(const uint32_t *letters, uint32_t length, uint64_t *mask) {
  uint64_t hash = UINT64_C(0x9E3779B97F4A7C15) ^ length;
  *mask = 0;
  for (uint32_t i = 0; i < length; i++) {
    hash = (hash ^ letters[i]) * UINT64_C(0xFF51AFD7ED558CCD);
    hash ^= hash >> 32;
    *mask |= UINT64_C(1) << (letters[i] * UINT32_C(0x9E3779B1) >> 26);
  }
  return hash;
}

static uint32_t add_spelling(SpellingTable *table, const uint32_t *letters, uint32_t length,
                             CharacterClass class) {
  Spelling spelling = {
      .start = (uint32_t)table->pool_count,
      .length = length,
      .class = class,
      .weight = weight_of(class, length),
  };
  hash_letters(letters, length, &spelling.letters);
  spelling.bits = spelling_count_bits(spelling.letters);
  for (uint32_t i = 0; i < length; i++) {
    table->pool =
        memory_grow(table->pool, table->pool_count, &table->pool_room, sizeof *table->pool);
    table->pool[table->pool_count++] = letters[i];
  }
  table->spellings =
      memory_grow(table->spellings, table->count, &table->room, sizeof *table->spellings);
  table->spellings[table->count] = spelling;
  return (uint32_t)table->count++;
}

static void double_slots(SpellingTable *table) {
  free(table->slots);
  table->slot_count *= 2;
  table->slots = memory_new(table->slot_count, sizeof *table->slots);
  for (uint32_t i = 1; i < table->count; i++) {
    const Spelling *spelling = &table->spellings[i];
    uint64_t mask;
    size_t at = hash_letters(table->pool + spelling->start, spelling->length, &mask);
    for (at &= table->slot_count - 1; table->slots[at]; at = (at + 1) & (table->slot_count - 1)) {
    }
    table->slots[at] = i + 1;
  }
}

uint32_t spelling_number(SpellingTable *table, const uint32_t *letters, uint32_t length,
                         CharacterClass class) {
  if (table->count * 2 >= table->slot_count) double_slots(table);
  uint64_t mask;
  size_t at = hash_letters(letters, length, &mask) & (table->slot_count - 1);
  for (; table->slots[at]; at = (at + 1) & (table->slot_count - 1)) {
    const Spelling *known = &table->spellings[table->slots[at] - 1];
    if (known->length == length && known->letters == mask &&
        memcmp(table->pool + known->start, letters, length * sizeof *letters) == 0)
      return table->slots[at] - 1;
  }
  uint32_t number = add_spelling(table, letters, length, class);
  table->slots[at] = number + 1;
  return number;
}
