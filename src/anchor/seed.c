// SPDX-License-Identifier: MIT
// Finding seeds: the k-grams of the old range go into a hash table, those of the new range are
// looked up in it, and what was met once on both sides is a seed. Equal hashes of different words
// can only hide a seed: before one is taken, its tokens are compared.
#include "anchor/seed.h"

#include "anchor/increasing.h"
#include "base/memory.h"

#include <stdlib.h>

typedef struct Slot {
  uint32_t key; // 0: empty; with the slot's index nearly all of the hash
  uint32_t old, new;
  uint8_t old_count, new_count; // 2 stands for more
} Slot;

typedef struct SeedTable {
  Slot *slots;
  size_t mask;
} SeedTable;

// Walks the k-grams of unmatched tokens of one side.
typedef struct Grams {
  const Token *tokens;
  const int32_t *matched;
  const SpellingTable *table;
  uint32_t k, at, end;
} Grams;

static uint64_t gram_hash(const Token *tokens, uint32_t k) {
  uint64_t hash = UINT64_C(0x9E3779B97F4A7C15);
  for (uint32_t i = 0; i < k; i++) {
    hash = (hash ^ tokens[i].number) * UINT64_C(0xFF51AFD7ED558CCD);
    hash ^= hash >> 29;
  }
  return hash;
}

static bool is_dense(const Grams *grams) {
  uint32_t words = 0;
  for (uint32_t i = 0; i < grams->k; i++) {
    CharacterClass class = spelling_at(grams->table, grams->tokens[grams->at + i].number)->class;
    words += class == CHARACTER_WORD || class == CHARACTER_UNSPACED;
  }
  return words * 2 >= grams->k;
}

// Goes to the next k-gram at `at` or behind it; false at the end.
static bool next_gram(Grams *grams, uint64_t *hash) {
  for (; grams->at + grams->k <= grams->end; grams->at++) {
    uint32_t bad = grams->k;
    for (uint32_t i = grams->k; i-- > 0 && bad == grams->k;) {
      if (grams->matched[grams->at + i] != MATCHES_NONE) bad = i;
    }
    if (bad < grams->k) {
      grams->at += bad;
    } else if (is_dense(grams)) {
      *hash = gram_hash(grams->tokens + grams->at, grams->k);
      return true;
    }
  }
  return false;
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

static void count_old(SeedTable *table, Grams grams) {
  uint64_t hash;
  for (; next_gram(&grams, &hash); grams.at++) {
    Slot *slot = slot_of(table, hash);
    slot->key = key_of(hash);
    slot->old = grams.at;
    if (slot->old_count < 2) slot->old_count++;
  }
}

static void count_new(SeedTable *table, Grams grams) {
  uint64_t hash;
  for (; next_gram(&grams, &hash); grams.at++) {
    Slot *slot = slot_of(table, hash);
    if (!slot->key) continue;
    slot->new = grams.at;
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

static void collect(Matches *matches, const SeedTable *table, Grams grams, SeedList *seeds) {
  uint64_t hash;
  size_t room = 0;
  for (; next_gram(&grams, &hash); grams.at++) {
    const Slot *slot = slot_of(table, hash);
    if (slot->old_count != 1 || slot->new_count != 1 || !same_tokens(matches, slot, grams.k))
      continue;
    seeds->items = memory_grow(seeds->items, seeds->count, &room, sizeof *seeds->items);
    seeds->items[seeds->count++] = (Seed){slot->old, slot->new};
  }
}

void seed_find(Matches *matches, Span old, Span new, uint32_t k, SeedList *seeds) {
  *seeds = (SeedList){0};
  matches->work += span_len(old) + span_len(new);
  Grams of_old = {matches->old.items, matches->to_new, matches->table, k, old.start, old.end};
  Grams of_new = {matches->new.items, matches->to_old, matches->table, k, new.start, new.end};
  size_t count = 16;
  while (count < 2 * (size_t)span_len(old)) count *= 2;
  SeedTable table = {memory_new(count, sizeof(Slot)), count - 1};
  count_old(&table, of_old);
  count_new(&table, of_new);
  collect(matches, &table, of_old, seeds);
  free(table.slots);
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
