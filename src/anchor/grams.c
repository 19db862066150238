// SPDX-License-Identifier: MIT
// Buckets by counting sort.
#include "anchor/grams.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { BUCKETS_LEAST = 1 << 8, BUCKETS_MOST = 1 << 17 };

static uint32_t hash_gram(const Grams *grams, const uint32_t *letters) {
  uint64_t hash = 0;
  for (uint32_t i = 0; i < GRAMS_LENGTH; i++) {
    hash = (hash ^ letters[i]) * UINT64_C(0x9E3779B97F4A7C15);
    hash ^= hash >> 31;
  }
  return (uint32_t)(hash >> 13) & (grams->buckets - 1);
}

void grams_make(const Folded *folded, Grams *grams) {
  uint32_t count = folded->count >= GRAMS_LENGTH ? folded->count - GRAMS_LENGTH + 1 : 0;
  *grams = (Grams){.folded = folded, .buckets = BUCKETS_LEAST};
  while (grams->buckets < count && grams->buckets < BUCKETS_MOST) grams->buckets *= 2;
  grams->starts = memory_new(grams->buckets + 1, sizeof *grams->starts);
  grams->positions = memory_resize(NULL, count + 1, sizeof *grams->positions);
  for (uint32_t i = 0; i < count; i++) grams->starts[hash_gram(grams, folded->letters + i) + 1]++;
  for (uint32_t i = 0; i < grams->buckets; i++) grams->starts[i + 1] += grams->starts[i];
  uint32_t *next = memory_resize(NULL, grams->buckets, sizeof *next);
  memcpy(next, grams->starts, grams->buckets * sizeof *next);
  for (uint32_t i = 0; i < count; i++) {
    grams->positions[next[hash_gram(grams, folded->letters + i)]++] = i;
  }
  free(next);
}

void grams_release(Grams *grams) {
  free(grams->starts);
  free(grams->positions);
  *grams = (Grams){0};
}

const uint32_t *grams_bucket(const Grams *grams, const uint32_t *letters, uint32_t *count) {
  uint32_t bucket = hash_gram(grams, letters);
  *count = grams->starts[bucket + 1] - grams->starts[bucket];
  return grams->positions + grams->starts[bucket];
}

bool grams_stand_at(const Grams *grams, const uint32_t *letters, uint32_t count,
                    uint32_t position) {
  if (position > grams->folded->count || count > grams->folded->count - position) return false;
  return memcmp(grams->folded->letters + position, letters, count * sizeof *letters) == 0;
}
