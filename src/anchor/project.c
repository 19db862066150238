// SPDX-License-Identifier: MIT
// Projection. The pairs inside the span say roughly where it is; the work is in its two ends, which
// are exact only if words that were replaced, slid or inserted there are told from their
// neighbours.
//
//   old      x │ a  b  c  d │ y            i0 .. i1: tokens of the span
//   new      x   A  b     d   y            lo .. hi: found; A is a's, for it lies between x and b
#include "anchor/project.h"

#include "anchor/similarity.h"

#include "base/utf8.h"

enum {
  ALIKE_LEAST = 50, // thousandths that a replaced word counts for at least
  INSERTED_MOST = 30,
  FOREIGN_MOST = 3, // new words of another chain inside a run
  TAIL_MOST = 4,
  SLIDE_LEAST = 4,
  OWNED_MOST = 4,
  CONTEXT_TOKENS = 4,
  CONTEXT_STRAY = 6,
  SHORT_SPAN = 4, // tokens
  REVIEW_BELOW = 600,
};

typedef struct Projection {
  Matches *matches;
  uint32_t i0, i1; // tokens of the span, half-open
  int32_t chain;
  uint32_t a, z;   // first and last old token of the run
  uint32_t lo, hi; // first and last new token
  int32_t mass, context;
} Projection;

static bool is_break(const TokenList *tokens, uint32_t at) {
  return tokens->items[at].number == SPELLING_BREAK;
}

static bool on_chain(const Projection *projection, uint32_t old) {
  return matches_has_old(projection->matches, old) &&
         matches_chain(projection->matches, old) == projection->chain;
}

static bool is_equal_match(const Projection *projection, uint32_t old) {
  return on_chain(projection, old) && !projection->matches->substituted[old];
}

static int32_t pair_weight(const Matches *matches, uint32_t old) {
  const Spelling *spelling = matches_old_spelling(matches, old);
  if (!matches->substituted[old]) return spelling->weight;
  const Spelling *other = matches_new_spelling(matches, (uint32_t)matches->to_new[old]);
  int32_t alike = similarity_of_words(matches->table, spelling, other);
  return spelling->weight * (alike > ALIKE_LEAST ? alike : ALIKE_LEAST) / SPELLING_UNIT;
}

// ---- Chain and run

static bool find_tokens(Projection *projection, Span span) {
  const TokenList *old = &projection->matches->old;
  Span range = token_range(old, span);
  while (!span_is_empty(range) && is_break(old, range.start)) range.start++;
  while (!span_is_empty(range) && is_break(old, range.end - 1)) range.end--;
  projection->i0 = range.start;
  projection->i1 = range.end;
  return !span_is_empty(range);
}

// Is the old token one of the span's words that are found somewhere? Then its chain's weight.
static int64_t *weight_at(Matches *matches, uint32_t old) {
  if (!matches_has_old(matches, old) || is_break(&matches->old, old)) return NULL;
  return &matches->weights[matches_chain(matches, old)];
}

static bool choose_chain(Projection *projection) {
  Matches *matches = projection->matches;
  int64_t most = 0, *weight;
  for (uint32_t old = projection->i0; old < projection->i1; old++) {
    if ((weight = weight_at(matches, old))) *weight += pair_weight(matches, old);
  }
  for (uint32_t old = projection->i0; old < projection->i1; old++) {
    if (!(weight = weight_at(matches, old))) continue;
    int32_t chain = matches_chain(matches, old);
    if (*weight > most || (*weight == most && most > 0 && chain < projection->chain)) {
      most = *weight;
      projection->chain = chain;
    }
  }
  for (uint32_t old = projection->i0; old < projection->i1; old++) {
    if ((weight = weight_at(matches, old))) *weight = 0;
  }
  return most > 0;
}

// New words between two pairs that were matched on another chain.
static uint32_t count_foreign(const Projection *projection, uint32_t start, uint32_t end) {
  Matches *matches = projection->matches;
  uint32_t count = 0;
  for (uint32_t new = start; new < end; new ++) {
    CharacterClass class = matches_new_spelling(matches, new)->class;
    bool word = class == CHARACTER_WORD || class == CHARACTER_UNSPACED;
    count += word && matches_has_new(matches, new) &&
             matches_chain(matches, (uint32_t)matches->to_old[new]) != projection->chain;
  }
  return count;
}

static bool is_parted(const Projection *projection, uint32_t last, uint32_t next) {
  const int32_t *to_new = projection->matches->to_new;
  uint32_t tokens = projection->i1 - projection->i0, gap = next - last - 1;
  uint32_t start = (uint32_t)to_new[last] + 1, end = (uint32_t)to_new[next];
  if (end < start) return true;
  if (end - start > gap + INSERTED_MOST + tokens / 4) return true;
  return count_foreign(projection, start, end) > FOREIGN_MOST;
}

typedef struct Run {
  uint32_t a, z;
  int64_t weight;
} Run;

// Keeps the heaviest run of pairs that belong together.
static void choose_run(Projection *projection) {
  Matches *matches = projection->matches;
  Run best = {0}, run = {0};
  int64_t all = 0;
  bool any = false;
  for (uint32_t old = projection->i0; old < projection->i1; old++) {
    if (is_break(&matches->old, old)) continue;
    all += matches_old_spelling(matches, old)->weight;
    if (!on_chain(projection, old)) continue;
    if (!any || is_parted(projection, run.z, old)) run = (Run){old, old, 0};
    any = true;
    run.z = old;
    run.weight += pair_weight(matches, old);
    if (run.weight > best.weight) best = run;
  }
  projection->a = best.a;
  projection->z = best.z;
  projection->lo = (uint32_t)matches->to_new[best.a];
  projection->hi = (uint32_t)matches->to_new[best.z];
  projection->mass = (int32_t)(best.weight * SPELLING_UNIT / all);
}

// ---- The two ends

static bool same_words(const Matches *matches, uint32_t old, uint32_t new) {
  return matches->old.items[old].number == matches->new.items[new].number &&
         !is_break(&matches->old, old);
}

static void repair(Projection *projection) {
  const Matches *matches = projection->matches;
  while (projection->a > projection->i0 && projection->lo > 0 &&
         (!on_chain(projection, projection->a) || is_equal_match(projection, projection->a)) &&
         same_words(matches, projection->a - 1, projection->lo - 1)) {
    projection->a--;
    projection->lo--;
  }
  while (projection->z + 1 < projection->i1 && projection->hi + 1 < matches->new.count &&
         (!on_chain(projection, projection->z) || is_equal_match(projection, projection->z)) &&
         same_words(matches, projection->z + 1, projection->hi + 1)) {
    projection->z++;
    projection->hi++;
  }
}

// Do `count` unmatched new tokens from `new` on spell what the old ones from `old` on do?
static bool are_spelled(const Matches *matches, uint32_t old, uint32_t new, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (new + i >= matches->new.count || matches_has_new(matches, new + i)) return false;
    if (matches->old.items[old + i].number != matches->new.items[new + i].number) return false;
  }
  return true;
}

// A full stop at the end of the span may have been matched behind a sentence that was inserted
// after it: then the stop right behind the rest is the one.
static void slide_end(Projection *projection) {
  const Matches *matches = projection->matches;
  const int32_t *to_new = matches->to_new;
  uint32_t z = projection->z, q = z;
  if (!is_equal_match(projection, z) || (uint32_t)to_new[z] != projection->hi) return;
  while (q > projection->a && is_equal_match(projection, q - 1) && to_new[q - 1] == to_new[q] - 1) {
    q--;
  }
  uint32_t tail = z - q + 1;
  if (q == projection->a || tail > TAIL_MOST || !on_chain(projection, q - 1)) return;
  uint32_t before = (uint32_t)to_new[q - 1], gap = (uint32_t)to_new[q] - before - 1;
  if (gap >= SLIDE_LEAST && gap >= tail && are_spelled(matches, q, before + 1, tail))
    projection->hi = before + tail;
}

static void slide_start(Projection *projection) {
  const Matches *matches = projection->matches;
  const int32_t *to_new = matches->to_new;
  uint32_t a = projection->a, q = a;
  if (!is_equal_match(projection, a) || (uint32_t)to_new[a] != projection->lo) return;
  while (q < projection->z && is_equal_match(projection, q + 1) && to_new[q + 1] == to_new[q] + 1) {
    q++;
  }
  uint32_t head = q - a + 1;
  if (q == projection->z || head > TAIL_MOST || !on_chain(projection, q + 1)) return;
  uint32_t behind = (uint32_t)to_new[q + 1], gap = behind - (uint32_t)to_new[q] - 1;
  if (gap >= SLIDE_LEAST && gap >= head && are_spelled(matches, a, behind - head, head))
    projection->lo = behind - head;
}

// Are the new tokens nobody's, and of one paragraph?
static bool are_unclaimed(const Matches *matches, uint32_t start, uint32_t end) {
  for (uint32_t new = start; new < end; new ++) {
    if (matches_has_new(matches, new) || is_break(&matches->new, new)) return false;
  }
  return true;
}

static bool is_punctuation(const Matches *matches, uint32_t new) {
  return matches_new_spelling(matches, new)->class == CHARACTER_PUNCTUATION;
}

// The words between the pair before the span and what is found of it are the span's first words,
// replaced.
static void own_start(Projection *projection) {
  const Matches *matches = projection->matches;
  uint32_t i0 = projection->i0, first = i0;
  if (i0 == 0 || is_equal_match(projection, i0) || !is_equal_match(projection, i0 - 1)) return;
  uint32_t start = (uint32_t)matches->to_new[i0 - 1] + 1;
  while (first < projection->i1 && !is_equal_match(projection, first)) first++;
  if (start >= projection->lo || projection->lo - start > 2 * (first - i0) + OWNED_MOST) return;
  if (!are_unclaimed(matches, start, projection->lo)) return;
  while (start < projection->lo && is_punctuation(matches, start)) start++;
  projection->lo = start;
}

static void own_end(Projection *projection) {
  const Matches *matches = projection->matches;
  uint32_t last = projection->i1 - 1, behind = projection->i1, at = last;
  if (behind >= matches->old.count || is_equal_match(projection, last)) return;
  if (!is_equal_match(projection, behind)) return;
  uint32_t end = (uint32_t)matches->to_new[behind];
  while (at > projection->i0 && !is_equal_match(projection, at)) at--;
  uint32_t own = last - at + (is_equal_match(projection, at) ? 0 : 1);
  if (end <= projection->hi + 1 || end - projection->hi - 1 > 2 * own + OWNED_MOST) return;
  if (are_unclaimed(matches, projection->hi + 1, end)) projection->hi = end - 1;
}

// Of a passage that began with the end of a sentence which is gone, its stop may have been matched
// with that of the sentence before; of one that ended with the beginning of a sentence, the
// quotation mark or bullet with that of the sentence behind. Neither is of the passage, where no
// words beside it are.
static void leave_strays(Projection *projection) {
  const Matches *matches = projection->matches;
  if (projection->a > projection->i0 && same_words(matches, projection->a, projection->lo)) {
    while (projection->lo < projection->hi &&
           token_closes(&matches->new, matches->table, projection->lo))
      projection->lo++;
    while (projection->lo < projection->hi && is_break(&matches->new, projection->lo))
      projection->lo++;
  }
  if (projection->z + 1 < projection->i1 && same_words(matches, projection->z, projection->hi)) {
    while (projection->hi > projection->lo &&
           token_opens(&matches->new, matches->table, projection->hi))
      projection->hi--;
    while (projection->hi > projection->lo && is_break(&matches->new, projection->hi))
      projection->hi--;
  }
}

// ---- Judging

static bool is_good_context(const Projection *projection, uint32_t old, uint32_t distance) {
  if (!is_equal_match(projection, old)) return false;
  uint32_t new = (uint32_t)projection->matches->to_new[old];
  if (new < projection->lo) return projection->lo - new <= distance + CONTEXT_STRAY;
  return new > projection->hi &&new - projection->hi <= distance + CONTEXT_STRAY;
}

static void judge_context(Projection *projection) {
  int32_t good = 0, there = 0;
  for (uint32_t d = 1; d <= CONTEXT_TOKENS; d++) {
    if (projection->i0 >= d) {
      there++;
      good += is_good_context(projection, projection->i0 - d, d);
    }
    if (projection->i1 - 1 + d < projection->matches->old.count) {
      there++;
      good += is_good_context(projection, projection->i1 - 1 + d, d);
    }
  }
  projection->context = there ? good * SPELLING_UNIT / there : projection->mass;
}

static bool is_accepted(const Projection *projection) {
  uint32_t before = projection->i1 - projection->i0, after = projection->hi - projection->lo + 1;
  if (after > 3 * before + 40) return false;
  if (projection->mass >= 360) return true;
  if (projection->mass >= 120 && projection->context >= 600 && after <= 2 * before + 4) return true;
  return before <= SHORT_SPAN && projection->context >= 700 && after <= 2 * before + 2;
}

static bool is_same_wording(const Projection *projection) {
  const TokenList *old = &projection->matches->old, *new = &projection->matches->new;
  uint32_t at = projection->i0, to = projection->lo;
  for (;;) {
    while (at < projection->i1 && is_break(old, at)) at++;
    while (to <= projection->hi && is_break(new, to)) to++;
    if (at == projection->i1 || to > projection->hi) break;
    if (old->items[at++].number != new->items[to++].number) return false;
  }
  return at == projection->i1 && to > projection->hi;
}

// ---- Positions

// As many code points into the new token as pos is into the old one.
static uint32_t same_offset(Slice old, Slice new, Span old_token, Span new_token, uint32_t pos) {
  uint32_t left = utf8_count(slice_cut(old, old_token.start, pos)), at = new_token.start;
  while (left-- > 0 && at < new_token.end) {
    uint32_t code_point;
    at += utf8_decode(slice_cut(new, at, new.len), &code_point, NULL);
  }
  return at < new_token.end ? at : new_token.end;
}

static Span new_span(const Projection *projection, Slice old, Slice new, Span span) {
  const Matches *matches = projection->matches;
  Span first = matches->old.items[projection->i0].span;
  Span last = matches->old.items[projection->i1 - 1].span;
  Span start = matches->new.items[projection->lo].span,
       end = matches->new.items[projection->hi].span;
  Span found = span_make(start.start, end.end);
  bool inside = span.start > first.start && same_words(matches, projection->i0, projection->lo);
  if (inside) found.start = same_offset(old, new, first, start, span.start);
  inside = span.end < last.end && same_words(matches, projection->i1 - 1, projection->hi);
  if (inside) found.end = same_offset(old, new, last, end, span.end);
  if (found.end > found.start) return found;
  return span_make(start.start, end.end);
}

// Of two equal stops of which one is left, the alignment may have kept the later one, which goes
// with the passage: do the old token and the new one spell the same, and is the new one nobody's
// before the passage?
static bool stays_before(const Matches *matches, uint32_t old, uint32_t new, uint32_t passage) {
  if (new >= matches->new.count || !same_words(matches, old, new)) return false;
  return !matches_has_new(matches, new) || (uint32_t)matches->to_old[new] >= passage;
}

// Right behind the nearest old token before the span that is where it was, and behind those that
// follow it there.
static AnchorPlace orphan(const Matches *matches, Span span) {
  uint32_t passage = token_range(&matches->old, span).start;
  uint32_t at = matches->main_before[passage], here = 0;
  if (at > 0) here = (uint32_t)matches->to_new[at - 1] + 1;
  uint32_t end = at + TAIL_MOST < passage ? at + TAIL_MOST : passage;
  while (at < end && stays_before(matches, at, here, passage)) {
    at++;
    here++;
  }
  uint32_t pos = here > 0 ? matches->new.items[here - 1].span.end : 0;
  return (AnchorPlace){ANCHOR_ORPHAN, span_make(pos, pos), 0, false};
}

AnchorPlace project_span(Matches *matches, Slice old, Slice new, Span span) {
  Projection projection = {.matches = matches};
  if (!find_tokens(&projection, span) || !choose_chain(&projection)) return orphan(matches, span);
  choose_run(&projection);
  repair(&projection);
  slide_end(&projection);
  slide_start(&projection);
  own_start(&projection);
  own_end(&projection);
  leave_strays(&projection);
  judge_context(&projection);
  if (!is_accepted(&projection)) return orphan(matches, span);
  AnchorPlace place = {
      .state = projection.chain != MATCHES_MAIN_CHAIN ? ANCHOR_MOVED
               : is_same_wording(&projection)         ? ANCHOR_SAME
                                                      : ANCHOR_CHANGED,
      .span = new_span(&projection, old, new, span),
      .score = (projection.mass + projection.context) / 2,
  };
  place.review = place.score < REVIEW_BELOW;
  return place;
}
