// SPDX-License-Identifier: MIT
// The order of the passes. What is surest comes first, for what is matched once stays so:
//
//   runs of 6 and 4 words that are unique   the text as it runs on
//   moved blocks                            before single words can be matched by chance
//   runs of 3, 2, 1 in what is left         between what is sure on both sides
//   gaps word by word                       moved blocks first, then the text
#include "anchor/alignment.h"

#include "anchor/chain.h"
#include "anchor/gap.h"
#include "anchor/matches.h"
#include "anchor/moved.h"
#include "anchor/project.h"
#include "base/memory.h"

#include <stdlib.h>

enum {
  UNRELATED_AREA = 4000000, // tokens by tokens: smaller texts are compared in any case
  UNRELATED_PERCENT = 2,
  NEAR = 8, // tokens
};

struct Alignment {
  Slice old_text, new_text;
  SpellingTable *table;
  TokenList old, new;
  Matches matches;
  bool same, unrelated;
};

static bool is_unrelated(const Matches *matches) {
  uint32_t old = matches->old.count, new = matches->new.count, matched = 0;
  if ((uint64_t)old * new <= UNRELATED_AREA) return false;
  for (uint32_t i = 0; i < old; i++) matched += matches_has_old(matches, i);
  return (uint64_t)matched * 100 < (uint64_t)UNRELATED_PERCENT * (old < new ? old : new);
}

// Marks each old token that is in a span or at most NEAR tokens from one; NULL for all. How many
// spans begin less how many end at a token is summed up, so that spans may lie on each other.
static bool *mark_near(const Matches *matches, const Span *spans, uint32_t count) {
  if (!spans) return NULL;
  uint32_t tokens = matches->old.count;
  bool *near = memory_new((size_t)tokens + 1, sizeof *near);
  int32_t *changes = memory_new((size_t)tokens + 1, sizeof *changes), open = 0;
  for (uint32_t i = 0; i < count; i++) {
    Span range = token_range(&matches->old, spans[i]);
    changes[range.start > NEAR ? range.start - NEAR : 0]++;
    changes[range.end + NEAR < tokens ? range.end + NEAR : tokens]--;
  }
  for (uint32_t at = 0; at < tokens; at++) {
    open += changes[at];
    near[at] = open > 0;
  }
  free(changes);
  return near;
}

static bool is_near(const bool *near, Span old) {
  if (!near) return true;
  for (uint32_t at = old.start; at < old.end; at++) {
    if (near[at]) return true;
  }
  return false;
}

static void fill_gaps(Matches *matches, const bool *near) {
  ChainGap gap = {0};
  while (chain_next_gap(matches, &gap)) {
    if (is_near(near, gap.old)) gap_fill(matches, gap.old, gap.new, GAP_BOTH, MATCHES_MAIN_CHAIN);
  }
}

static void align(Alignment *alignment, const Span *spans, uint32_t count) {
  Matches *matches = &alignment->matches;
  Span old = span_make(0, matches->old.count), new = span_make(0, matches->new.count);
  chain_extend(matches, old, new, 6);
  chain_extend_gaps(matches, 4);
  moved_find(matches);
  alignment->unrelated = is_unrelated(matches);
  if (alignment->unrelated) return;
  for (uint32_t k = 3; k >= 1; k--) chain_extend_gaps(matches, k);
  moved_complete(matches);
  bool *near = mark_near(matches, spans, count);
  fill_gaps(matches, near);
  matches_close(matches);
  free(near);
}

Alignment *alignment_new(Slice old, Slice new, const Span *spans, uint32_t count) {
  Alignment *alignment = memory_new(1, sizeof *alignment);
  alignment->old_text = old;
  alignment->new_text = new;
  alignment->same = slice_equal(old, new);
  if (alignment->same) return alignment;
  alignment->table = spelling_table_new();
  token_cut_text(old, alignment->table, &alignment->old);
  token_cut_text(new, alignment->table, &alignment->new);
  matches_init(&alignment->matches, alignment->table, alignment->old, alignment->new);
  align(alignment, spans, count);
  return alignment;
}

void alignment_free(Alignment *alignment) {
  if (!alignment) return;
  matches_release(&alignment->matches);
  token_release(&alignment->old);
  token_release(&alignment->new);
  spelling_table_free(alignment->table);
  free(alignment);
}

bool alignment_is_unrelated(const Alignment *alignment) {
  return alignment->unrelated;
}

uint32_t alignment_share(const Alignment *alignment) {
  const Matches *matches = &alignment->matches;
  uint32_t old = matches->old.count, new = matches->new.count, longer = old > new ? old : new;
  uint64_t matched = 0;
  if (alignment->same || longer == 0) return 100;
  for (uint32_t i = 0; i < old; i++) {
    matched += matches_has_old(matches, i) && !matches->substituted[i];
  }
  return (uint32_t)(matched * 100 / longer);
}

AnchorPlace alignment_place(Alignment *alignment, Span span) {
  if (alignment->same) return (AnchorPlace){ANCHOR_SAME, span, SPELLING_UNIT, false};
  if (alignment->unrelated) return (AnchorPlace){.state = ANCHOR_ORPHAN};
  return project_span(&alignment->matches, alignment->old_text, alignment->new_text, span);
}

uint64_t alignment_cells(const Alignment *alignment) {
  return alignment->matches.cells;
}

uint64_t alignment_work(const Alignment *alignment) {
  return alignment->matches.work;
}
