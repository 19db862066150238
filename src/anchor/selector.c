// SPDX-License-Identifier: MIT
// All annotations of a document together. Those that are found for sure, in the order in which they
// stood before, say how the text has shifted between them; the others are looked for again where
// they are then expected.
#include "anchor/selector.h"

#include "anchor/alignment.h"
#include "anchor/candidate.h"
#include "anchor/increasing.h"
#include "base/memory.h"

#include <stdlib.h>

enum {
  PATTERN_MOST = 4096, // letters; longer ones are aligned like an old text
  SURE_LENGTH = 16,
  OUTSIDE_MOST = 40, // code points
  LONG = 60,
  SHORT = 26,
};

typedef struct Item {
  Needle needle;
  CandidateList candidates;
  Finding finding;
  int64_t start_cp; // of what was found
  bool sure, aligned;
  AnchorPlace place; // when it was aligned
} Item;

typedef struct Placer {
  Haystack haystack;
  Item *items;
  uint32_t count;
  uint32_t *order; // items with a hint, by it
  uint32_t order_count;
} Placer;

static const double sure_score = 0.9, clear_lead = 0.12, settled = 0.95;

static uint32_t length_of(const Item *item) {
  return span_len(item->needle.exact);
}

// A pattern that is too long to be looked for letter by letter.
static void align_item(Placer *placer, Item *item) {
  Span span = item->needle.raw_exact;
  Alignment *alignment =
      alignment_new(buffer_slice(&item->needle.raw), placer->haystack.text, &span, 1);
  item->place = alignment_place(alignment, span);
  item->place.review = item->place.state != ANCHOR_ORPHAN;
  if (item->place.state == ANCHOR_MOVED) item->place.state = ANCHOR_CHANGED;
  item->aligned = true;
  placer->haystack.work += alignment_work(alignment) + alignment_cells(alignment);
  alignment_free(alignment);
}

static void find_item(Placer *placer, Item *item, Expectation expectation) {
  item->finding = candidate_find(&placer->haystack, &item->needle, expectation, &item->candidates);
  if (item->finding.found)
    item->start_cp = candidate_start_cp(&placer->haystack, &item->finding.best);
}

// ---- The second look

static int compare_hints(const void *a, const void *b, void *items) {
  const Item *left = (const Item *)items + *(const uint32_t *)a;
  const Item *right = (const Item *)items + *(const uint32_t *)b;
  if (left->needle.hint != right->needle.hint)
    return left->needle.hint < right->needle.hint ? -1 : 1;
  return *(const uint32_t *)a < *(const uint32_t *)b ? -1 : 1;
}

static void order_items(Placer *placer) {
  placer->order = memory_new(placer->count + 1, sizeof *placer->order);
  for (uint32_t i = 0; i < placer->count; i++) {
    const Item *item = &placer->items[i];
    if (!item->aligned && item->needle.hint != SELECTOR_NO_HINT)
      placer->order[placer->order_count++] = i;
  }
  qsort_r(placer->order, placer->order_count, sizeof *placer->order, compare_hints, placer->items);
}

static bool is_confident(const Item *item) {
  const Finding *finding = &item->finding;
  return finding->accepted && finding->best.score >= sure_score && length_of(item) >= SURE_LENGTH &&
         finding->lead > clear_lead;
}

// Of the confident ones the longest run that increases in the new text is sure.
static void choose_sure(Placer *placer) {
  size_t most = (size_t)placer->order_count + 1;
  uint32_t *confident = memory_new(most, sizeof *confident), count = 0;
  uint32_t *chosen = memory_new(most, sizeof *chosen);
  int64_t *starts = memory_new(most, sizeof *starts);
  for (uint32_t i = 0; i < placer->order_count; i++) {
    const Item *item = &placer->items[placer->order[i]];
    if (!is_confident(item)) continue;
    confident[count] = placer->order[i];
    starts[count++] = item->start_cp;
  }
  uint32_t sure = increasing_choose(starts, count, chosen);
  for (uint32_t i = 0; i < sure; i++) placer->items[confident[chosen[i]]].sure = true;
  free(starts);
  free(chosen);
  free(confident);
}

static int64_t change_of(const Item *item) {
  return item->start_cp - item->needle.hint;
}

// How the text has shifted at an item, by its sure neighbours (NULL for none, not both).
static int64_t shift_at(const Item *item, const Item *left, const Item *right) {
  if (!left) return change_of(right);
  if (!right) return change_of(left);
  int64_t from = left->needle.hint, to = right->needle.hint;
  if (to == from) return change_of(left);
  double share = (double)(item->needle.hint - from) / (double)(to - from);
  return change_of(left) + (int64_t)(share * (double)(change_of(right) - change_of(left)));
}

static bool is_outside(const Item *item, const Item *left, const Item *right) {
  if (left && item->start_cp < left->start_cp - OUTSIDE_MOST) return true;
  return right && item->start_cp > right->start_cp + OUTSIDE_MOST;
}

// Far from its neighbours: only what is strong by itself stays.
static bool is_weak(const Item *item) {
  const Candidate *best = &item->finding.best;
  double context = best->prefix > best->suffix ? best->prefix : best->suffix;
  if (!best->exact) return best->score < 0.8 || context < 0.6;
  if (context < 0.75 && length_of(item) < LONG) return true;
  return length_of(item) < SHORT && (best->prefix < 0.75 || best->suffix < 0.75);
}

static void look_again(Placer *placer, Item *item, const Item *left, const Item *right) {
  if (!left && !right) return;
  find_item(placer, item, (Expectation){shift_at(item, left, right), 0.3});
  if (item->finding.accepted && is_outside(item, left, right) && is_weak(item))
    item->finding.accepted = false;
}

static void look_at_others_again(Placer *placer) {
  const Item *left = NULL, *right = NULL;
  uint32_t next = 0; // the place in the order from which `right` was looked for
  for (uint32_t i = 0; i < placer->order_count; i++) {
    Item *item = &placer->items[placer->order[i]];
    if (item->sure) {
      left = item;
      continue;
    }
    if (next <= i) {
      for (next = i + 1; next < placer->order_count; next++) {
        if (placer->items[placer->order[next]].sure) break;
      }
    }
    right = next < placer->order_count ? &placer->items[placer->order[next]] : NULL;
    look_again(placer, item, left, right);
  }
}

// ---- Answers

static bool is_same_wording(const Placer *placer, const Item *item) {
  Span place = item->finding.best.folded;
  const Folded *folded = &placer->haystack.folded;
  return span_len(place) == length_of(item) &&
         memcmp(folded->letters + place.start,
                item->needle.folded.letters + item->needle.exact.start,
                span_len(place) * sizeof *folded->letters) == 0;
}

static SelectorAnswer answer_of(const Placer *placer, const Item *item) {
  const Finding *finding = &item->finding;
  SelectorAnswer answer = {.place.state = ANCHOR_ORPHAN};
  if (item->aligned) answer.place = item->place;
  if (item->aligned || !finding->found) return answer;
  Span span = candidate_span(&placer->haystack, &finding->best);
  if (!finding->accepted) {
    answer.suggested = length_of(item) >= LONG && finding->best.words >= 0.8;
    answer.suggestion = span;
    return answer;
  }
  answer.place = (AnchorPlace){
      .state = is_same_wording(placer, item) ? ANCHOR_SAME : ANCHOR_CHANGED,
      .span = span,
      .score = (int32_t)(finding->best.score * SPELLING_UNIT + 0.5),
      .review = finding->best.score < settled || finding->lead < clear_lead,
  };
  return answer;
}

uint64_t selector_place(Slice text, const Selector *selectors, uint32_t count,
                        SelectorAnswer *answers) {
  Placer placer = {.count = count, .items = memory_new(count + 1, sizeof(Item))};
  candidate_open(&placer.haystack, text);
  for (uint32_t i = 0; i < count; i++) {
    Item *item = &placer.items[i];
    candidate_fold(&selectors[i], &item->needle);
    if (item->needle.folded.count > PATTERN_MOST)
      align_item(&placer, item);
    else
      find_item(&placer, item, (Expectation){0, 1});
  }
  order_items(&placer);
  choose_sure(&placer);
  look_at_others_again(&placer);
  for (uint32_t i = 0; i < count; i++) {
    answers[i] = answer_of(&placer, &placer.items[i]);
    candidate_list_release(&placer.items[i].candidates);
    candidate_release(&placer.items[i].needle);
  }
  uint64_t work = placer.haystack.work;
  candidate_close(&placer.haystack);
  free(placer.items);
  free(placer.order);
  return work;
}
