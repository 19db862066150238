// SPDX-License-Identifier: MIT
// Candidates and their scores. A quotation of a few letters stands in many places, so what is
// around it decides; a long one is known by itself.
#include "anchor/candidate.h"

#include "anchor/approximate.h"
#include "anchor/similarity.h"
#include "base/bisection.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>

enum {
  EXACT_MOST = 200,      // occurrences that are judged, the nearest
  LOOKED_MOST = 1 << 20, // places that are looked at for them
  CONTEXT_MOST = 64,     // letters of the surroundings that are compared
  CONTEXT_STRAY = 8,     // letters more of the text that may take part
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

// Marks of a cluster may have changed places, so the last letter may come from before the first.
Span candidate_span(const Haystack *haystack, const Candidate *candidate) {
  const Span *from = haystack->folded.from;
  return span_join(from[candidate->folded.start], from[candidate->folded.end - 1]);
}

typedef struct CandidateSearch {
  Haystack *haystack;
  const Needle *needle;
  Expectation expectation;
  CandidateList *list;              // room for LIST_MOST while it is collected
  SimilarityPattern prefix, suffix; // what stands next to the quotation, outwards
} CandidateSearch;

static const uint32_t *exact_letters(const Needle *needle) {
  return needle->folded.letters + needle->exact.start;
}

// The gram of the quotation that is rarest in the text, as its place in the quotation.
static uint32_t rarest_gram(const CandidateSearch *search) {
  uint32_t best = 0, fewest = UINT32_MAX;
  for (uint32_t i = 0; i + GRAMS_LENGTH <= span_len(search->needle->exact); i++) {
    GramBucket bucket = grams_bucket(&search->haystack->grams, exact_letters(search->needle) + i);
    if (bucket.count < fewest) {
      fewest = bucket.count;
      best = i;
    }
  }
  return best;
}

// The first letter at or behind the place where the quotation is expected.
static uint32_t expected_letter(const CandidateSearch *search) {
  const Haystack *haystack = search->haystack;
  int64_t expected = search->needle->hint + search->expectation.shift;
  Bisection range = bisection_of(0, haystack->folded.count);
  while (bisection_open(&range))
    bisection_narrow(&range, haystack->code_points[range.middle] < expected);
  return (uint32_t)range.low;
}

// Where the quotation may stand, from the place where it is expected outwards on both sides.
typedef struct Outwards {
  const uint32_t *positions; // of a gram of the quotation; NULL: every letter may be its first
  uint32_t offset;           // of the gram in the quotation
  uint32_t expected;
  uint32_t least, left, right, count; // left: the next one before is left - 1
} Outwards;

static uint32_t place_at(const Outwards *outwards, uint32_t index) {
  return outwards->positions ? outwards->positions[index] - outwards->offset : index;
}

// The first index from low on whose gram stands at `gram` or behind it; they rise. A gram that is
// nearer to the beginning of the text than in the quotation is no place.
static uint32_t first_index(const Outwards *outwards, uint32_t low, uint32_t gram) {
  Bisection range = bisection_of(low, outwards->count);
  while (bisection_open(&range)) {
    uint32_t middle = (uint32_t)range.middle;
    bisection_narrow(&range, (outwards->positions ? outwards->positions[middle] : middle) < gram);
  }
  return (uint32_t)range.low;
}

static void look_outwards(const CandidateSearch *search, Outwards *outwards) {
  const Grams *grams = &search->haystack->grams;
  uint32_t len = span_len(search->needle->exact), letters = grams->folded->count;
  *outwards = (Outwards){.count = letters >= len ? letters - len + 1 : 0};
  if (len >= GRAMS_LENGTH) {
    outwards->offset = rarest_gram(search);
    GramBucket bucket = grams_bucket(grams, exact_letters(search->needle) + outwards->offset);
    outwards->positions = bucket.positions;
    outwards->count = bucket.count;
  }
  if (search->needle->hint != SELECTOR_NO_HINT) outwards->expected = expected_letter(search);
  outwards->least = first_index(outwards, 0, outwards->offset);
  outwards->left = first_index(outwards, outwards->least, outwards->expected + outwards->offset);
  outwards->right = outwards->left;
}

// The nearer of the next on both sides.
static bool next_outwards(Outwards *outwards, uint32_t *place) {
  bool before = outwards->left > outwards->least, behind = outwards->right < outwards->count;
  if (!before && !behind) return false;
  uint32_t left = before ? place_at(outwards, outwards->left - 1) : 0;
  uint32_t right = behind ? place_at(outwards, outwards->right) : UINT32_MAX;
  bool go_left = before && (!behind || outwards->expected - left < right - outwards->expected);
  *place = go_left ? left : right;
  outwards->left -= go_left;
  outwards->right += !go_left;
  return true;
}

// The nearest occurrences, in no order; `count` has one more if there are more than fit.
static uint32_t find_occurrences(CandidateSearch *search, uint32_t places[EXACT_MOST]) {
  const uint32_t *letters = exact_letters(search->needle);
  uint32_t len = span_len(search->needle->exact), count = 0, looked = 0, at;
  Outwards outwards;
  look_outwards(search, &outwards);
  while (count <= EXACT_MOST && looked++ < LOOKED_MOST && next_outwards(&outwards, &at)) {
    if (!grams_stand_at(&search->haystack->grams, letters, len, at)) continue;
    if (count < EXACT_MOST) places[count] = at;
    count++;
  }
  search->haystack->work += looked;
  return count;
}

static int compare_places(const void *a, const void *b) {
  uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
  return left < right ? -1 : left > right;
}

// ---- Similarities

static uint32_t least(uint32_t a, uint32_t b) {
  return a < b ? a : b;
}

static void read_contexts(CandidateSearch *search) {
  const Folded *folded = &search->needle->folded;
  Span exact = search->needle->exact;
  uint32_t before = least(exact.start, CONTEXT_MOST);
  uint32_t behind = least(folded->count - exact.end, CONTEXT_MOST);
  similarity_read(&search->prefix, folded->letters + exact.start, before, true);
  similarity_read(&search->suffix, folded->letters + exact.end, behind, false);
}

// How alike a context is to what stands at a place: 1 for the same, negative for none to compare.
static double judge_side(const SimilarityPattern *context, const uint32_t *text, uint32_t room,
                         bool backwards) {
  if (context->count == 0) return -1;
  uint32_t count = least(room, context->count + CONTEXT_STRAY);
  return 1 - (double)similarity_to_beginning(context, text, count, backwards) / context->count;
}

static void judge_context(const CandidateSearch *search, Candidate *candidate) {
  const Folded *text = &search->haystack->folded;
  search->haystack->work += search->prefix.count + search->suffix.count + 2 * CONTEXT_STRAY;
  uint32_t start = candidate->folded.start, end = candidate->folded.end;
  double prefix = judge_side(&search->prefix, text->letters + start, start, true);
  double suffix = judge_side(&search->suffix, text->letters + end, text->count - end, false);
  if (prefix < 0 && suffix < 0) prefix = suffix = 0.5;
  candidate->prefix = prefix < 0 ? suffix : prefix;
  candidate->suffix = suffix < 0 ? prefix : suffix;
}

static bool is_word(const Folded *folded, uint32_t at) {
  return at < folded->count && character_class(folded->letters[at]) == CHARACTER_WORD;
}

static bool cuts_word(const Folded *folded, uint32_t at) {
  return at > 0 && is_word(folded, at - 1) && is_word(folded, at);
}

// Begins or ends inside a word where the quotation did not?
static bool is_inside_word(const CandidateSearch *search, Span place) {
  const Folded *text = &search->haystack->folded, *pattern = &search->needle->folded;
  Span exact = search->needle->exact;
  return (cuts_word(text, place.start) && !cuts_word(pattern, exact.start)) ||
         (cuts_word(text, place.end) && !cuts_word(pattern, exact.end));
}

static double similarity_of(const CandidateSearch *search, Span place) {
  uint32_t len = span_len(place), exact = span_len(search->needle->exact);
  uint32_t *errors = memory_resize(NULL, len + 1, sizeof *errors);
  similarity_scan(exact_letters(search->needle), exact,
                  search->haystack->folded.letters + place.start, len, false, errors);
  double similarity = 1 - (double)errors[len] / (len > exact ? len : exact);
  free(errors);
  return similarity;
}

// ---- Scores

static double counted(double context) {
  return context < weak_context ? 0 : context;
}

static void score(const CandidateSearch *search, Candidate *candidate) {
  uint32_t len = span_len(search->needle->exact);
  double words = len < 12 ? 0.34 : len < 40 ? 0.45 : 0.55, context = (1 - words) / 2;
  candidate->score = words * candidate->words +
                     context * (counted(candidate->prefix) + counted(candidate->suffix));
  candidate->rank = candidate->score;
  if (search->needle->hint == SELECTOR_NO_HINT) return;
  int64_t expected = search->needle->hint + search->expectation.shift;
  double off = fabs((double)(candidate_start_cp(search->haystack, candidate) - expected));
  double reach = (0.06 * search->haystack->code_point_count + 100) * search->expectation.scale;
  candidate->rank += 0.12 * (exp(-off / reach) - 1);
}

static void add_candidate(CandidateSearch *search, Span place, bool exact) {
  Candidate *candidate = &search->list->items[search->list->count++];
  *candidate = (Candidate){.folded = place, .exact = exact};
  candidate->words = exact ? 1 : similarity_of(search, place);
  if (exact && is_inside_word(search, place)) candidate->words = inside_word;
  judge_context(search, candidate);
}

static bool add_exact(CandidateSearch *search) {
  uint32_t places[EXACT_MOST], len = span_len(search->needle->exact);
  uint32_t found = find_occurrences(search, places), count = least(found, EXACT_MOST);
  bool sure = false;
  search->list->exact_count = found;
  qsort(places, count, sizeof *places, compare_places);
  for (uint32_t i = 0; i < count; i++) {
    add_candidate(search, span_make(places[i], places[i] + len), true);
    const Candidate *candidate = &search->list->items[search->list->count - 1];
    double context = (candidate->prefix + candidate->suffix) / 2;
    sure = sure || context + candidate->words - 1 >= enough;
  }
  return sure;
}

static void add_fuzzy(CandidateSearch *search) {
  Span places[APPROXIMATE_PLACES_MAX];
  uint32_t count = approximate_find(search->haystack, search->needle, places);
  for (uint32_t i = 0; i < count; i++) add_candidate(search, places[i], false);
}

static double greater(double a, double b) {
  return a > b ? a : b;
}

static bool is_accepted(const CandidateSearch *search, const Candidate *best) {
  uint32_t len = span_len(search->needle->exact);
  double context = greater(best->prefix, best->suffix);
  if (best->words >= 1) {
    if (search->list->exact_count > 1 && context < 0.5) return false;
    if (len >= 26 && len < 60 && context < 0.3) return false;
    return len >= 26 || context >= 0.55;
  }
  bool both = best->prefix >= 0.5 && best->suffix >= 0.5;
  return best->score >= 0.58 && (best->words >= 0.5 || both) &&
         (context >= 0.5 || best->words >= 0.8);
}

static Finding choose(const CandidateSearch *search) {
  Finding finding = {.lead = 1};
  for (uint32_t i = 0; i < search->list->count; i++) {
    if (finding.found && search->list->items[i].rank <= finding.best.rank) continue;
    finding.best = search->list->items[i];
    finding.found = true;
  }
  if (!finding.found) return finding;
  double rival = -1;
  for (uint32_t i = 0; i < search->list->count; i++) {
    const Candidate *other = &search->list->items[i];
    if (!span_overlaps(other->folded, finding.best.folded)) rival = greater(rival, other->rank);
  }
  if (rival > -1) finding.lead = finding.best.score - rival;
  finding.accepted = is_accepted(search, &finding.best);
  return finding;
}

static void collect(CandidateSearch *search) {
  CandidateList *list = search->list;
  read_contexts(search);
  list->items = memory_resize(list->items, LIST_MOST, sizeof *list->items);
  list->count = 0;
  if (!add_exact(search)) add_fuzzy(search);
  list->items = memory_resize(list->items, list->count + 1, sizeof *list->items);
}

// Of very many occurrences only the nearest to what was expected are listed.
static bool is_listed(const CandidateList *list) {
  return list->items && list->exact_count <= EXACT_MOST;
}

Finding candidate_find(Haystack *haystack, const Needle *needle, Expectation expectation,
                       CandidateList *list) {
  if (span_is_empty(needle->exact) || haystack->folded.count == 0) return (Finding){0};
  CandidateSearch search = {haystack, needle, expectation, list, .prefix.count = 0};
  if (!is_listed(list)) collect(&search);
  for (uint32_t i = 0; i < list->count; i++) score(&search, &list->items[i]);
  return choose(&search);
}

void candidate_list_release(CandidateList *list) {
  free(list->items);
  *list = (CandidateList){0};
}
