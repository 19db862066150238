// SPDX-License-Identifier: MIT
// Seeds near each other on one diagonal are a block that was moved as a whole:
//
//   new │        ╱╱        clusters: seeds in a row, at most 60 tokens apart, drifting from the
//       │       ╱          diagonal by at most 25
//       │  ╱╱ ╱            one that covers too few words is chance
//       └──────────── old
#include "anchor/moved.h"

#include "anchor/gap.h"
#include "anchor/seed.h"

#include <stdlib.h>

enum {
  STEP_MOST = 60, // old tokens between seeds of a cluster
  DRIFT_MOST = 25,
  SIZE_LEAST = 6000,
  SIZE_WORD = 1000,
  SIZE_UNSPACED = 600,
  SIZE_OTHER = 300,
  MERGE_OLD_MOST = 80, // tokens between chains that are made one
  MERGE_NEW_MOST = 100,
  STRETCH_MOST = 200, // old tokens without a match inside a stretch
  BESIDE_OLD_MOST = 150,
  BESIDE_NEW_MOST = 200,
};

// ---- Clusters

typedef struct Cluster {
  const Seed *seeds;
  uint32_t count, k;
  uint32_t old_start, new_start, old_end, new_end; // with what adjoins it
} Cluster;

static bool goes_on(Seed last, Seed next) {
  int64_t drift = ((int64_t)next.new - next.old) - ((int64_t)last.new - last.old);
  return next.new > last.new &&next.old - last.old <= STEP_MOST &&drift <= DRIFT_MOST &&drift >=
         -DRIFT_MOST;
}

static void extend(const Matches *matches, Cluster *cluster) {
  while (cluster->old_start > 0 && cluster->new_start > 0 &&
         matches_are_free(matches, cluster->old_start - 1, cluster->new_start - 1)) {
    cluster->old_start--;
    cluster->new_start--;
  }
  while (cluster->old_end < matches->old.count &&
         cluster->new_end <
             matches->new.count &&matches_are_free(matches, cluster->old_end, cluster->new_end)) {
    cluster->old_end++;
    cluster->new_end++;
  }
}

// Calls `see` for each pair of the cluster, increasing on both sides, and adds up what it covers.
typedef void SeePair(Matches *matches, uint32_t old, uint32_t new, int32_t chain);

static int32_t size_of(const Matches *matches, uint32_t old) {
  CharacterClass class = matches_old_spelling(matches, old)->class;
  return class == CHARACTER_WORD       ? SIZE_WORD
         : class == CHARACTER_UNSPACED ? SIZE_UNSPACED
                                       : SIZE_OTHER;
}

static int64_t walk_run(Matches *matches, Seed from, uint32_t count, uint32_t *old_next,
                        uint32_t *new_next, SeePair *see, int32_t chain) {
  int64_t size = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t old = from.old + i, new = from.new + i;
    if (old < *old_next || new < *new_next || !matches_are_free(matches, old, new)) continue;
    size += size_of(matches, old);
    if (see) see(matches, old, new, chain);
    *old_next = old + 1;
    *new_next = new + 1;
  }
  return size;
}

static int64_t walk(Matches *matches, const Cluster *cluster, SeePair *see, int32_t chain) {
  uint32_t old_next = 0, new_next = 0, k = cluster->k;
  Seed first = cluster->seeds[0], last = cluster->seeds[cluster->count - 1];
  Seed start = {cluster->old_start, cluster->new_start}, end = {last.old + k, last.new + k};
  int64_t size = walk_run(matches, start, first.old - start.old, &old_next, &new_next, see, chain);
  for (uint32_t i = 0; i < cluster->count; i++) {
    size += walk_run(matches, cluster->seeds[i], k, &old_next, &new_next, see, chain);
  }
  return size +
         walk_run(matches, end, cluster->old_end - end.old, &old_next, &new_next, see, chain);
}

static void pair(Matches *matches, uint32_t old, uint32_t new, int32_t chain) {
  matches_pair(matches, old, new, chain, false);
}

static void take_cluster(Matches *matches, const Seed *seeds, uint32_t count, uint32_t k) {
  Seed last = seeds[count - 1];
  Cluster cluster = {seeds, count, k, seeds[0].old, seeds[0].new, last.old + k, last.new + k};
  extend(matches, &cluster);
  if (walk(matches, &cluster, NULL, 0) < SIZE_LEAST) return;
  walk(matches, &cluster, pair, matches_add_chain(matches));
}

static void find_with(Matches *matches, uint32_t k) {
  SeedList seeds;
  Span old = span_make(0, matches->old.count), new = span_make(0, matches->new.count);
  seed_find(matches, old, new, k, &seeds);
  for (uint32_t i = 0, next; i < seeds.count; i = next) {
    next = i + 1;
    while (next < seeds.count && goes_on(seeds.items[next - 1], seeds.items[next])) next++;
    take_cluster(matches, seeds.items + i, next - i, k);
  }
  seed_release(&seeds);
}

// ---- One of several

static void merge(Matches *matches) {
  uint32_t last = UINT32_MAX;
  for (uint32_t old = 0; old < matches->old.count; old++) {
    if (!matches_has_old(matches, old)) continue;
    int32_t chain = matches_chain(matches, old);
    if (chain == MATCHES_MAIN_CHAIN) continue;
    if (last != UINT32_MAX && matches_chain(matches, last) != chain) {
      int64_t step = (int64_t)matches->to_new[old] - matches->to_new[last];
      if (old - last <= MERGE_OLD_MOST && step >= 1 && step <= MERGE_NEW_MOST)
        matches_merge(matches, matches_chain(matches, last), chain);
    }
    last = old;
  }
}

void moved_find(Matches *matches) {
  for (uint32_t k = 6; k >= 4; k--) find_with(matches, k);
  merge(matches);
}

// ---- Completing

static Span unmatched_before(const int32_t *matched, uint32_t end, uint32_t most) {
  uint32_t start = end;
  while (start > 0 && end - start < most && matched[start - 1] == MATCHES_NONE) start--;
  return span_make(start, end);
}

static Span unmatched_behind(const int32_t *matched, uint32_t start, uint32_t count,
                             uint32_t most) {
  uint32_t end = start;
  while (end < count && end - start < most && matched[end] == MATCHES_NONE) end++;
  return span_make(start, end);
}

static void fill_before(Matches *matches, uint32_t old, int32_t chain) {
  uint32_t new = (uint32_t)matches->to_new[old];
  gap_fill(matches, unmatched_before(matches->to_new, old, BESIDE_OLD_MOST),
           unmatched_before(matches->to_old, new, BESIDE_NEW_MOST), GAP_RIGHT, chain);
}

static void fill_behind(Matches *matches, uint32_t old, int32_t chain) {
  uint32_t new = (uint32_t)matches->to_new[old];
  gap_fill(matches, unmatched_behind(matches->to_new, old + 1, matches->old.count, BESIDE_OLD_MOST),
           unmatched_behind(matches->to_old, new + 1, matches->new.count, BESIDE_NEW_MOST),
           GAP_LEFT, chain);
}

static void fill_hole(Matches *matches, uint32_t from, uint32_t to, int32_t chain) {
  uint32_t start = (uint32_t)matches->to_new[from] + 1, end = (uint32_t)matches->to_new[to];
  if (end > start)
    gap_fill(matches, span_make(from + 1, to), span_make(start, end), GAP_BOTH, chain);
}

// A stretch: neighbouring matches of one moved chain, not far from each other. What is found on the
// way lies between them, so the walk goes by the matches that were there before.
void moved_complete(Matches *matches) {
  if (matches->chain_count < 2) return;
  uint32_t last = UINT32_MAX;
  for (uint32_t old = 0; old < matches->old.count; old++) {
    if (!matches_has_old(matches, old)) continue;
    int32_t chain = matches_chain(matches, old);
    int32_t before = last == UINT32_MAX ? MATCHES_MAIN_CHAIN : matches_chain(matches, last);
    bool same = last != UINT32_MAX && before == chain && old - last <= STRETCH_MOST &&
                matches->to_new[old] > matches->to_new[last];
    if (same && chain != MATCHES_MAIN_CHAIN) {
      fill_hole(matches, last, old, chain);
    } else if (!same) {
      if (before != MATCHES_MAIN_CHAIN) fill_behind(matches, last, before);
      if (chain != MATCHES_MAIN_CHAIN) fill_before(matches, old, chain);
    }
    last = old;
  }
  if (last != UINT32_MAX && matches_chain(matches, last) != MATCHES_MAIN_CHAIN)
    fill_behind(matches, last, matches_chain(matches, last));
}
