// SPDX-License-Identifier: MIT
// Finding seeds: the k-grams of both ranges are listed; those of the old one that the new one may
// have too go into a hash table, those of the new one are looked up in it, and what was met once on
// both sides is a seed. Equal hashes of different words can only hide a seed: before one is taken,
// its tokens are compared.
//
// The table is what costs, for each look into it misses the cache. So the grams of the new range
// first mark bits of a small filter, and an old gram whose bit is not marked needs no slot: where
// little is shared, the table is small.
#include "anchor/seed.h"

#include "anchor/increasing.h"
#include "base/memory.h"

#include <stdlib.h>

enum { FILTER_BITS = 8, SLOTS_LEAST = 16 }; // bits of the filter for each gram

typedef struct Gram {
  uint64_t hash;
  uint32_t at; // its first token
} Gram;

typedef struct GramList {
  Gram *items;
  uint32_t count;
} GramList;

typedef struct Slot {
  uint32_t key; // 0: empty; with the slot's index nearly all of the hash
  uint32_t old, new;
  uint8_t old_count, new_count; // 2 stands for more
} Slot;

typedef struct SeedTable {
  Slot *slots;
  size_t mask;
} SeedTable;

static uint64_t gram_hash(const Token *tokens, uint32_t k) {
  uint64_t hash = UINT64_C(0x9E3779B97F4A7C15);
  for (uint32_t i = 0; i < k; i++) {
    hash = (hash ^ tokens[i].number) * UINT64_C(0xFF51AFD7ED558CCD);
    hash ^= hash >> 29;
  }
  return hash;
}

static bool is_dense(const SpellingTable *table, Token token) {
  CharacterClass class = spelling_at(table, token.number)->class;
  return class == CHARACTER_WORD || class == CHARACTER_UNSPACED;
}

// All k-grams of unmatched tokens of which at least half are words. `run` is how many tokens up to
// here are unmatched, `words` how many of the last k of these are words.
static GramList list_grams(const SpellingTable *table, const Token *tokens, const int32_t *matched,
                           Span range, uint32_t k) {
  GramList list = {memory_resize(NULL, span_len(range) + 1, sizeof(Gram)), 0};
  uint32_t run = 0, words = 0;
  for (uint32_t at = range.start; at < range.end; at++) {
    if (matched[at] != MATCHES_NONE) {
      run = words = 0;
      continue;
    }
    words += is_dense(table, tokens[at]);
    if (++run > k) words -= is_dense(table, tokens[at - k]);
    if (run < k || words * 2 < k) continue;
    uint32_t first = at + 1 - k;
    list.items[list.count++] = (Gram){gram_hash(tokens + first, k), first};
  }
  return list;
}

static size_t power_above(size_t least) {
  size_t power = SLOTS_LEAST;
  while (power < least) power *= 2;
  return power;
}

// Leaves the old grams whose hash may be one of the new ones'.
static void keep_shared(GramList *old, const GramList *new) {
  size_t news = new->count, bits = power_above(news * FILTER_BITS), mask = bits - 1;
  uint8_t *filter = memory_new(bits / 8, 1);
  uint32_t count = 0;
  for (uint32_t i = 0; i < new->count; i++) {
    size_t bit = (size_t)(new->items[i].hash >> 8) & mask;
    filter[bit / 8] |= (uint8_t)(1U << bit % 8);
  }
  for (uint32_t i = 0; i < old->count; i++) {
    size_t bit = (size_t)(old->items[i].hash >> 8) & mask;
    if (filter[bit / 8] >> bit % 8 & 1) old->items[count++] = old->items[i];
  }
  old->count = count;
  free(filter);
}

static uint32_t key_of(uint64_t hash) {
  uint32_t key = (uint32_t)(hash >> 32);
  return key ? key : 1;
}

static Slot *slot_of(const SeedTable *table, uint64_t hash) {
  uint32_t key = key_of(hash);
  size_t at = (size_t)hash & table->mask;
  while (table->slots[at].key && table->slots[at].key != key) at = (at + 1) & table->mask;
  return &table->slots[at];
}

static void count_old(SeedTable *table, const GramList *grams) {
  for (uint32_t i = 0; i < grams->count; i++) {
    Slot *slot = slot_of(table, grams->items[i].hash);
    slot->key = key_of(grams->items[i].hash);
    slot->old = grams->items[i].at;
    if (slot->old_count < 2) slot->old_count++;
  }
}

static void count_new(SeedTable *table, const GramList *grams) {
  for (uint32_t i = 0; i < grams->count; i++) {
    Slot *slot = slot_of(table, grams->items[i].hash);
    if (!slot->key) continue;
    slot->new = grams->items[i].at;
    if (slot->new_count < 2) slot->new_count++;
  }
}

static bool same_tokens(const Matches *matches, const Slot *slot, uint32_t k) {
  for (uint32_t i = 0; i < k; i++) {
    if (matches->old.items[slot->old + i].number != matches->new.items[slot->new + i].number)
      return false;
  }
  return true;
}

static void collect(const Matches *matches, const SeedTable *table, const GramList *old, uint32_t k,
                    SeedList *seeds) {
  seeds->items = memory_resize(NULL, (size_t)old->count + 1, sizeof *seeds->items);
  for (uint32_t i = 0; i < old->count; i++) {
    const Slot *slot = slot_of(table, old->items[i].hash);
    if (slot->old_count == 1 && slot->new_count == 1 && same_tokens(matches, slot, k))
      seeds->items[seeds->count++] = (Seed){slot->old, slot->new};
  }
}

void seed_find(Matches *matches, Span old, Span new, uint32_t k, SeedList *seeds) {
  *seeds = (SeedList){0};
  matches->work += span_len(old) + span_len(new);
  const SpellingTable *spellings = matches->table;
  GramList of_old = list_grams(spellings, matches->old.items, matches->to_new, old, k);
  GramList of_new = list_grams(spellings, matches->new.items, matches->to_old, new, k);
  keep_shared(&of_old, &of_new);
  size_t count = power_above((size_t)of_old.count * 2);
  SeedTable table = {memory_new(count, sizeof(Slot)), count - 1};
  count_old(&table, &of_old);
  count_new(&table, &of_new);
  collect(matches, &table, &of_old, k, seeds);
  free(table.slots);
  free(of_old.items);
  free(of_new.items);
}

void seed_release(SeedList *seeds) {
  free(seeds->items);
  *seeds = (SeedList){0};
}

void seed_keep_increasing(SeedList *seeds) {
  int64_t *values = memory_new((size_t)seeds->count + 1, sizeof *values);
  uint32_t *chosen = memory_new((size_t)seeds->count + 1, sizeof *chosen);
  for (uint32_t i = 0; i < seeds->count; i++) values[i] = seeds->items[i].new;
  seeds->count = increasing_choose(values, seeds->count, chosen);
  for (uint32_t i = 0; i < seeds->count; i++) seeds->items[i] = seeds->items[chosen[i]];
  free(chosen);
  free(values);
}
