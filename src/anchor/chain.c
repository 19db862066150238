// SPDX-License-Identifier: MIT
// Anchored comparison, as patience diff does it with lines: what is unique is matched first, and
// what adjoins it is drawn in, token by token. Nothing here looks twice at a token for one k, so a
// pass is linear but for the sorting of seeds.
#include "anchor/chain.h"

#include "anchor/seed.h"

enum {
  SMALL_AREA = 2500, // cells that gap alignment does better
  LARGE_SEED = 4,
};

static void pair(Matches *matches, uint32_t old, uint32_t new) {
  matches_pair(matches, old, new, MATCHES_MAIN_CHAIN, false);
}

static void match_ends(Matches *matches, Span *old, Span *new) {
  while (!span_is_empty(*old) && !span_is_empty(*new) &&
         matches_are_free(matches, old->start, new->start)) {
    pair(matches, old->start++, new->start++);
  }
  while (!span_is_empty(*old) && !span_is_empty(*new) &&
         matches_are_free(matches, old->end - 1, new->end - 1)) {
    pair(matches, --old->end, --new->end);
  }
}

// Matches a seed behind the frontier (which is the start of both ranges) and what adjoins it, up to
// where the next seed begins.
static void match_seed(Matches *matches, Span *old, Span *new, Seed seed, uint32_t k, Seed next) {
  uint32_t at = seed.old, to = seed.new;
  while (at > old->start && to > new->start &&matches_are_free(matches, at - 1, to - 1)) {
    pair(matches, --at, --to);
  }
  at = seed.old;
  to = seed.new;
  uint32_t end = seed.old + k;
  for (; at < end; at++, to++) {
    if (at >= old->start && to >= new->start &&matches_are_free(matches, at, to))
      pair(matches, at, to);
  }
  while (at < next.old && to < next.new &&matches_are_free(matches, at, to)) {
    pair(matches, at++, to++);
  }
  if (at > old->start) old->start = at;
  if (to > new->start) new->start = to;
}

void chain_extend(Matches *matches, Span old, Span new, uint32_t k) {
  match_ends(matches, &old, &new);
  if (span_is_empty(old) || span_is_empty(new)) return;
  uint64_t area = (uint64_t)span_len(old) * span_len(new);
  if (k < LARGE_SEED && area <= SMALL_AREA) return;
  SeedList seeds;
  seed_find(matches, old, new, k, &seeds);
  seed_keep_increasing(&seeds);
  for (uint32_t i = 0; i < seeds.count; i++) {
    Seed next = i + 1 < seeds.count ? seeds.items[i + 1] : (Seed){old.end, new.end};
    match_seed(matches, &old, &new, seeds.items[i], k, next);
  }
  seed_release(&seeds);
}

static bool is_main(Matches *matches, uint32_t old) {
  return matches_has_old(matches, old) && matches_chain(matches, old) == MATCHES_MAIN_CHAIN;
}

bool chain_next_gap(Matches *matches, ChainGap *gap) {
  while (!gap->ended) {
    uint32_t at = gap->next_old;
    while (at < matches->old.count && !is_main(matches, at)) at++;
    gap->ended = at == matches->old.count;
    uint32_t to = gap->ended ? matches->new.count : (uint32_t)matches->to_new[at];
    gap->old = span_make(gap->next_old, at);
    gap->new = span_make(gap->next_new, to);
    gap->next_old = at + 1;
    gap->next_new = to + 1;
    if (!span_is_empty(gap->old) && !span_is_empty(gap->new)) return true;
  }
  return false;
}

void chain_extend_gaps(Matches *matches, uint32_t k) {
  ChainGap gap = {0};
  while (chain_next_gap(matches, &gap)) chain_extend(matches, gap.old, gap.new, k);
}
