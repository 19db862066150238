// SPDX-License-Identifier: MIT
// Candidates and their scores. A quotation of a few letters stands in many places, so what is
// around it decides; a long one is known by itself.
#include "anchor/candidate.h"

#include "anchor/approximate.h"
#include "anchor/similarity.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
  EXACT_MOST = 200,  // occurrences that are judged, the nearest
  CONTEXT_MOST = 64, // letters of the surroundings that are compared
  CONTEXT_STRAY = 8, // letters more of the text that may take part
  LIST_MOST = EXACT_MOST + APPROXIMATE_PLACES_MAX,
};

static const double inside_word = 0.75, enough = 0.75, weak_context = 0.35;

// Letters come in the order of the text but for marks, which stay inside their cluster.
static void count_code_points(Haystack *haystack) {
  const Folded *folded = &haystack->folded;
  Slice text = haystack->text;
  uint32_t pos = 0, count = 0;
  haystack->code_points = memory_resize(NULL, folded->count + 1, sizeof *haystack->code_points);
  for (uint32_t i = 0; i < folded->count; i++) {
    uint32_t start = folded->from[i].start;
    if (start > pos) {
      count += utf8_count(slice_cut(text, pos, start));
      pos = start;
    }
    haystack->code_points[i] = count;
  }
  haystack->code_point_count = count + utf8_count(slice_cut(text, pos, text.len));
}

void candidate_open(Haystack *haystack, Slice text) {
  *haystack = (Haystack){.text = text, .table = spelling_table_new()};
  folded_make(text, &haystack->folded);
  grams_make(&haystack->folded, &haystack->grams);
  token_cut(text, &haystack->folded, haystack->table, &haystack->tokens);
  count_code_points(haystack);
}

void candidate_close(Haystack *haystack) {
  grams_release(&haystack->grams);
  folded_release(&haystack->folded);
  token_release(&haystack->tokens);
  spelling_table_free(haystack->table);
  free(haystack->code_points);
}

// ---- Needles

void candidate_fold(const Selector *selector, Needle *needle) {
  *needle = (Needle){.hint = selector->start_cp};
  buffer_add(&needle->raw, selector->prefix);
  needle->raw_exact.start = (uint32_t)needle->raw.len;
  buffer_add(&needle->raw, selector->exact);
  needle->raw_exact.end = (uint32_t)needle->raw.len;
  buffer_add(&needle->raw, selector->suffix);
  folded_make(buffer_slice(&needle->raw), &needle->folded);
  const Folded *folded = &needle->folded;
  Span exact = {0, folded->count};
  while (exact.start < exact.end && folded->from[exact.start].start < needle->raw_exact.start)
    exact.start++;
  while (exact.end > exact.start && folded->from[exact.end - 1].start >= needle->raw_exact.end)
    exact.end--;
  while (exact.start < exact.end && folded->letters[exact.start] == ' ') exact.start++;
  while (exact.end > exact.start && folded->letters[exact.end - 1] == ' ') exact.end--;
  needle->exact = exact;
}

void candidate_release(Needle *needle) {
  buffer_release(&needle->raw);
  folded_release(&needle->folded);
}

// ---- Places

int64_t candidate_start_cp(const Haystack *haystack, const Candidate *candidate) {
  return haystack->code_points[candidate->folded.start];
}

Span candidate_span(const Haystack *haystack, const Candidate *candidate) {
  return span_make(haystack->folded.from[candidate->folded.start].start,
                   haystack->folded.from[candidate->folded.end - 1].end);
}

typedef struct CandidateList {
  Haystack *haystack;
  const Needle *needle;
  Expectation expectation;
  Candidate items[LIST_MOST];
  uint32_t count, exact_count; // exact_count: all occurrences
} CandidateList;

static const uint32_t *exact_letters(const Needle *needle) {
  return needle->folded.letters + needle->exact.start;
}

// The gram of the quotation that is rarest in the text, as its place in the quotation.
static uint32_t rarest_gram(const CandidateList *list) {
  uint32_t best = 0, fewest = UINT32_MAX, count;
  for (uint32_t i = 0; i + GRAMS_LENGTH <= span_len(list->needle->exact); i++) {
    grams_bucket(&list->haystack->grams, exact_letters(list->needle) + i, &count);
    if (count < fewest) {
      fewest = count;
      best = i;
    }
  }
  return best;
}

typedef struct Places {
  uint32_t *items;
  size_t count, room;
} Places;

static void add_place(Places *places, uint32_t at) {
  places->items = memory_grow(places->items, places->count, &places->room, sizeof *places->items);
  places->items[places->count++] = at;
}

static void find_occurrences(const CandidateList *list, Places *places) {
  const uint32_t *letters = exact_letters(list->needle);
  uint32_t len = span_len(list->needle->exact), count;
  const Grams *grams = &list->haystack->grams;
  if (len < GRAMS_LENGTH) {
    for (uint32_t at = 0; at + len <= grams->folded->count; at++) {
      if (grams->folded->letters[at] == *letters && grams_stand_at(grams, letters, len, at))
        add_place(places, at);
    }
    return;
  }
  uint32_t offset = rarest_gram(list);
  const uint32_t *positions = grams_bucket(grams, letters + offset, &count);
  for (uint32_t i = 0; i < count; i++) {
    if (positions[i] < offset) continue;
    if (grams_stand_at(grams, letters, len, positions[i] - offset))
      add_place(places, positions[i] - offset);
  }
}

// The first letter at or behind the place where the quotation is expected.
static uint32_t expected_letter(const CandidateList *list) {
  const Haystack *haystack = list->haystack;
  int64_t expected = list->needle->hint + list->expectation.shift;
  uint32_t low = 0, high = haystack->folded.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (haystack->code_points[middle] < expected)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

// Of too many places a run of the nearest; they are in order.
static void keep_nearest(const CandidateList *list, Places *places) {
  if (places->count <= EXACT_MOST) return;
  size_t start = 0;
  if (list->needle->hint != SELECTOR_NO_HINT) {
    int64_t expected = expected_letter(list);
    while (start + EXACT_MOST < places->count &&
           places->items[start + EXACT_MOST] - expected < expected - places->items[start]) {
      start++;
    }
  }
  memmove(places->items, places->items + start, EXACT_MOST * sizeof *places->items);
  places->count = EXACT_MOST;
}

// ---- Similarities

// The least distance of `pattern` to a beginning of the text; both are read by `step`.
static uint32_t distance_to_beginning(const uint32_t *pattern, uint32_t count, const uint32_t *text,
                                      uint32_t text_count, int step) {
  uint8_t row[CONTEXT_MOST + CONTEXT_STRAY + 1];
  for (uint32_t j = 0; j <= text_count; j++) row[j] = (uint8_t)j;
  for (uint32_t i = 0; i < count; i++) {
    uint8_t diagonal = row[0], letter;
    row[0] = (uint8_t)(i + 1);
    for (uint32_t j = 0; j < text_count; j++) {
      letter = pattern[(int)i * step] != text[(int)j * step];
      uint8_t best = (uint8_t)(diagonal + letter);
      if (row[j] + 1 < best) best = (uint8_t)(row[j] + 1);
      diagonal = row[j + 1];
      if (diagonal + 1 < best) best = (uint8_t)(diagonal + 1);
      row[j + 1] = best;
    }
  }
  uint32_t least = row[0];
  for (uint32_t j = 1; j <= text_count; j++) least = row[j] < least ? row[j] : least;
  return least;
}

static uint32_t least(uint32_t a, uint32_t b) {
  return a < b ? a : b;
}

static void judge_context(const CandidateList *list, Candidate *candidate) {
  const Folded *text = &list->haystack->folded, *pattern = &list->needle->folded;
  Span exact = list->needle->exact;
  uint32_t before = least(exact.start, CONTEXT_MOST);
  uint32_t behind = least(pattern->count - exact.end, CONTEXT_MOST);
  uint32_t room_before = least(candidate->folded.start, before + CONTEXT_STRAY);
  uint32_t room_behind = least(text->count - candidate->folded.end, behind + CONTEXT_STRAY);
  candidate->prefix = candidate->suffix = -1;
  if (before > 0) {
    uint32_t d =
        distance_to_beginning(pattern->letters + exact.start - 1, before,
                              text->letters + candidate->folded.start - 1, room_before, -1);
    candidate->prefix = 1 - (double)d / before;
  }
  if (behind > 0) {
    uint32_t d = distance_to_beginning(pattern->letters + exact.end, behind,
                                       text->letters + candidate->folded.end, room_behind, 1);
    candidate->suffix = 1 - (double)d / behind;
  }
  if (before == 0 && behind == 0) candidate->prefix = candidate->suffix = 0.5;
  if (before == 0 && behind > 0) candidate->prefix = candidate->suffix;
  if (behind == 0 && before > 0) candidate->suffix = candidate->prefix;
}

static bool is_word(const Folded *folded, uint32_t at) {
  return at < folded->count && character_class(folded->letters[at]) == CHARACTER_WORD;
}

static bool cuts_word(const Folded *folded, uint32_t at) {
  return at > 0 && is_word(folded, at - 1) && is_word(folded, at);
}

// Begins or ends inside a word where the quotation did not?
static bool is_inside_word(const CandidateList *list, Span place) {
  const Folded *text = &list->haystack->folded, *pattern = &list->needle->folded;
  Span exact = list->needle->exact;
  return (cuts_word(text, place.start) && !cuts_word(pattern, exact.start)) ||
         (cuts_word(text, place.end) && !cuts_word(pattern, exact.end));
}

static double similarity_of(const CandidateList *list, Span place) {
  uint32_t len = span_len(place), exact = span_len(list->needle->exact);
  uint32_t *errors = memory_resize(NULL, len + 1, sizeof *errors);
  similarity_scan(exact_letters(list->needle), exact, list->haystack->folded.letters + place.start,
                  len, false, errors);
  double similarity = 1 - (double)errors[len] / (len > exact ? len : exact);
  free(errors);
  return similarity;
}

// ---- Scores

static double counted(double context) {
  return context < weak_context ? 0 : context;
}

static void score(const CandidateList *list, Candidate *candidate) {
  uint32_t len = span_len(list->needle->exact);
  double words = len < 12 ? 0.34 : len < 40 ? 0.45 : 0.55, context = (1 - words) / 2;
  candidate->score = words * candidate->words +
                     context * (counted(candidate->prefix) + counted(candidate->suffix));
  candidate->rank = candidate->score;
  if (list->needle->hint == SELECTOR_NO_HINT) return;
  int64_t expected = list->needle->hint + list->expectation.shift;
  double off = fabs((double)(candidate_start_cp(list->haystack, candidate) - expected));
  double reach = (0.06 * list->haystack->code_point_count + 100) * list->expectation.scale;
  candidate->rank += 0.12 * (exp(-off / reach) - 1);
}

static void add_candidate(CandidateList *list, Span place, bool exact) {
  Candidate *candidate = &list->items[list->count++];
  *candidate = (Candidate){.folded = place, .exact = exact};
  candidate->words = exact ? 1 : similarity_of(list, place);
  if (exact && is_inside_word(list, place)) candidate->words = inside_word;
  judge_context(list, candidate);
  score(list, candidate);
}

static bool add_exact(CandidateList *list) {
  Places places = {0};
  bool sure = false;
  uint32_t len = span_len(list->needle->exact);
  find_occurrences(list, &places);
  list->exact_count = (uint32_t)places.count;
  keep_nearest(list, &places);
  for (size_t i = 0; i < places.count; i++) {
    add_candidate(list, span_make(places.items[i], places.items[i] + len), true);
    const Candidate *candidate = &list->items[list->count - 1];
    double context = (candidate->prefix + candidate->suffix) / 2;
    sure = sure || context + candidate->words - 1 >= enough;
  }
  free(places.items);
  return sure;
}

static void add_fuzzy(CandidateList *list) {
  Span places[APPROXIMATE_PLACES_MAX];
  uint32_t count = approximate_find(list->haystack, list->needle, places);
  for (uint32_t i = 0; i < count; i++) add_candidate(list, places[i], false);
}

static double greater(double a, double b) {
  return a > b ? a : b;
}

static bool is_accepted(const CandidateList *list, const Candidate *best) {
  uint32_t len = span_len(list->needle->exact);
  double context = greater(best->prefix, best->suffix);
  if (best->words >= 1) {
    if (list->exact_count > 1 && context < 0.5) return false;
    if (len >= 26 && len < 60 && context < 0.3) return false;
    return len >= 26 || context >= 0.55;
  }
  bool both = best->prefix >= 0.5 && best->suffix >= 0.5;
  return best->score >= 0.58 && (best->words >= 0.5 || both) &&
         (context >= 0.5 || best->words >= 0.8);
}

static Finding choose(const CandidateList *list) {
  Finding finding = {.lead = 1};
  for (uint32_t i = 0; i < list->count; i++) {
    if (finding.found && list->items[i].rank <= finding.best.rank) continue;
    finding.best = list->items[i];
    finding.found = true;
  }
  if (!finding.found) return finding;
  double rival = -1;
  for (uint32_t i = 0; i < list->count; i++) {
    const Candidate *other = &list->items[i];
    if (!span_overlaps(other->folded, finding.best.folded)) rival = greater(rival, other->rank);
  }
  if (rival > -1) finding.lead = finding.best.score - rival;
  finding.accepted = is_accepted(list, &finding.best);
  return finding;
}

Finding candidate_find(Haystack *haystack, const Needle *needle, Expectation expectation) {
  if (span_is_empty(needle->exact) || haystack->folded.count == 0) return (Finding){0};
  CandidateList *list = memory_new(1, sizeof *list);
  list->haystack = haystack;
  list->needle = needle;
  list->expectation = expectation;
  if (!add_exact(list)) add_fuzzy(list);
  Finding finding = choose(list);
  free(list);
  return finding;
}
