// SPDX-License-Identifier: MIT
// Buckets by counting sort.
#include "anchor/grams.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS_LEAST = 1 << 8, BUCKETS_MOST = 1 << 17 };

static uint64_t hash_gram(const uint32_t *letters) {
  uint64_t hash = 0;
  for (uint32_t i = 0; i < GRAMS_LENGTH; i++) {
    hash = (hash ^ letters[i]) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 31;
  }
  return hash;
}

static uint32_t bucket_of(const Grams *grams, uint64_t hash) {
  return (uint32_t)(hash >> 13) & (grams->buckets - 1);
}

static uint16_t check_of(uint64_t hash) {
  return (uint16_t)(hash >> 48);
}

static uint32_t bucket_at(const Grams *grams, uint32_t position) {
  return bucket_of(grams, hash_gram(grams->folded->letters + position));
}

void grams_make(const Folded *folded, Grams *grams) {
  uint32_t count = folded->count >= GRAMS_LENGTH ? folded->count - GRAMS_LENGTH + 1 : 0;
  *grams = (Grams){.folded = folded, .buckets = BUCKETS_LEAST};
  while (grams->buckets < count && grams->buckets < BUCKETS_MOST) grams->buckets *= 2;
  grams->starts = memory_new(grams->buckets + 1, sizeof *grams->starts);
  grams->positions = memory_resize(NULL, count + 1, sizeof *grams->positions);
  grams->checks = memory_resize(NULL, count + 1, sizeof *grams->checks);
  for (uint32_t i = 0; i < count; i++) grams->starts[bucket_at(grams, i) + 1]++;
  for (uint32_t i = 0; i < grams->buckets; i++) grams->starts[i + 1] += grams->starts[i];
  uint32_t *next = memory_resize(NULL, grams->buckets, sizeof *next);
  memcpy(next, grams->starts, grams->buckets * sizeof *next);
  for (uint32_t i = 0; i < count; i++) {
    uint64_t hash = hash_gram(folded->letters + i);
    uint32_t at = next[bucket_of(grams, hash)]++;
    grams->positions[at] = i;
    grams->checks[at] = check_of(hash);
  }
  free(next);
}

void grams_release(Grams *grams) {
  free(grams->starts);
  free(grams->positions);
  free(grams->checks);
  *grams = (Grams){0};
}

GramBucket grams_bucket(const Grams *grams, const uint32_t *letters) {
  uint64_t hash = hash_gram(letters);
  uint32_t bucket = bucket_of(grams, hash), start = grams->starts[bucket];
  uint32_t count = grams->starts[bucket + 1] - start;
  return (GramBucket){grams->positions + start, grams->checks + start, count, check_of(hash)};
}

bool grams_stand_at(const Grams *grams, const uint32_t *letters, uint32_t count,
                    uint32_t position) {
  if (position > grams->folded->count || count > grams->folded->count - position) return false;
  const uint32_t *there = grams->folded->letters + position;
  for (uint32_t i = 0; i < count; i++) {
    if (there[i] != letters[i]) return false;
  }
  return true;
}
