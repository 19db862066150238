// SPDX-License-Identifier: MIT
// Approximate search in three steps, each on what the one before it left:
//
//   votes      a gram that stands at p, and at i in the pattern, votes for a start near p - i
//   distance   in the eight best windows, the letters at which the pattern ends with fewest errors
//   words      there the pattern's tokens are aligned with the text's; those of the quotation are
//   it
#include "anchor/approximate.h"

#include "anchor/gap.h"
#include "anchor/similarity.h"
#include "base/bisection.h"
#include "base/memory.h"

#include <stdlib.h>

enum {
  BUCKET_MOST = 400, // positions of a gram that is worth a vote
  VOTES_LEAST = 3,
  WINDOWS_MOST = 8,
  RIVAL_SHARE = 2, // with less than half of the most votes it is none
  MARGIN = 24,     // letters around a place that are aligned
  BLOCKED = 8,
};

typedef struct Window {
  uint32_t start, end;
  uint32_t *errors; // at start .. end; UINT32_MAX where a place was taken
} Window;

typedef struct ApproximateSearch {
  Haystack *haystack;
  const Needle *needle;
  uint32_t m;
  uint32_t shift; // of positions to bins
  Window windows[WINDOWS_MOST];
  uint32_t window_count;
  TokenList tokens; // of the needle
  Span exact;       // of those
} ApproximateSearch;

// ---- Votes

static uint16_t *count_votes(const ApproximateSearch *search, uint32_t *bins) {
  const Folded *pattern = &search->needle->folded, *text = &search->haystack->folded;
  *bins = ((text->count + 2 * search->m) >> search->shift) + 2;
  uint16_t *votes = memory_new(*bins, sizeof *votes);
  for (uint32_t i = 0; i + GRAMS_LENGTH <= search->m; i++) {
    GramBucket bucket = grams_bucket(&search->haystack->grams, pattern->letters + i);
    if (bucket.count > BUCKET_MOST) continue;
    search->haystack->work += bucket.count;
    for (uint32_t k = 0; k < bucket.count; k++) {
      if (bucket.checks[k] != bucket.check) continue;
      uint16_t *vote = &votes[(bucket.positions[k] - i + search->m) >> search->shift];
      if (*vote < UINT16_MAX) ++*vote;
    }
  }
  return votes;
}

typedef struct Bin {
  uint32_t index, votes;
} Bin;

// The best bins, each with its neighbours, best first.
static uint32_t choose_bins(const uint16_t *votes, uint32_t bins, Bin best[WINDOWS_MOST]) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < bins; i++) {
    if (votes[i] == 0) continue;
    uint32_t sum = votes[i] + (i > 0 ? votes[i - 1] : 0U) + (i + 1 < bins ? votes[i + 1] : 0U);
    if (sum < VOTES_LEAST || (count == WINDOWS_MOST && sum <= best[count - 1].votes)) continue;
    uint32_t at = count < WINDOWS_MOST ? count++ : count - 1;
    for (; at > 0 && best[at - 1].votes < sum; at--) best[at] = best[at - 1];
    best[at] = (Bin){i, sum};
  }
  return count;
}

static uint32_t clamp(int64_t position, uint32_t most) {
  return position < 0 ? 0 : position > most ? most : (uint32_t)position;
}

static bool is_known(const ApproximateSearch *search, uint32_t start) {
  for (uint32_t i = 0; i < search->window_count; i++) {
    uint32_t other = search->windows[i].start;
    if ((start > other ? start - other : other - start) <= search->m / 2) return true;
  }
  return false;
}

static void add_window(ApproximateSearch *search, uint32_t bin) {
  const Folded *text = &search->haystack->folded;
  int64_t m = search->m, size = (int64_t)1 << search->shift;
  int64_t at = ((int64_t)bin << search->shift) - m;
  uint32_t start = clamp(at - m / 3 - size, text->count);
  uint32_t end = clamp(at + m + m / 3 + 2 * size, text->count);
  if (start >= end || is_known(search, start)) return;
  Window *window = &search->windows[search->window_count++];
  search->haystack->work += (uint64_t)(end - start) * (search->m / 64 + 1);
  *window = (Window){start, end, memory_resize(NULL, end - start + 1, sizeof(uint32_t))};
  similarity_scan(search->needle->folded.letters, search->m, text->letters + start, end - start,
                  true, window->errors);
}

static void find_windows(ApproximateSearch *search) {
  search->shift = search->m < 128 ? 5 : search->m < 512 ? 6 : 8;
  uint32_t bins, count;
  Bin best[WINDOWS_MOST];
  uint16_t *votes = count_votes(search, &bins);
  count = choose_bins(votes, bins, best);
  free(votes);
  for (uint32_t i = 0; i < count && best[i].votes * RIVAL_SHARE >= best[0].votes; i++) {
    add_window(search, best[i].index);
  }
}

// ---- Places

// The letter behind which the pattern ends with fewest errors.
static bool find_lowest(const ApproximateSearch *search, uint32_t *end, uint32_t *errors) {
  *errors = UINT32_MAX;
  for (uint32_t i = 0; i < search->window_count; i++) {
    const Window *window = &search->windows[i];
    for (uint32_t at = 0; at <= window->end - window->start; at++) {
      if (window->errors[at] >= *errors) continue;
      *errors = window->errors[at];
      *end = window->start + at;
    }
  }
  return *errors != UINT32_MAX && (uint64_t)*errors * 100 <= (uint64_t)search->m * 62;
}

static void block(ApproximateSearch *search, uint32_t end) {
  uint32_t reach = search->m / 2 + BLOCKED;
  for (uint32_t i = 0; i < search->window_count; i++) {
    Window *window = &search->windows[i];
    for (uint32_t at = window->start; at <= window->end; at++) {
      bool near = at + reach >= end && at <= end + reach;
      if (near) window->errors[at - window->start] = UINT32_MAX;
    }
  }
}

static uint32_t *list_tokens(Span range) {
  uint32_t *tokens = memory_resize(NULL, span_len(range) + 1, sizeof *tokens);
  for (uint32_t i = 0; i < span_len(range); i++) tokens[i] = range.start + i;
  return tokens;
}

// Letters of the folded haystack that come from the bytes.
static Span letters_of(const Folded *folded, Span bytes) {
  Bisection range = bisection_of(0, folded->count);
  while (bisection_open(&range))
    bisection_narrow(&range, folded->from[range.middle].end <= bytes.start);
  uint32_t low = (uint32_t)range.low;
  uint32_t end = low;
  while (end < folded->count && folded->from[end].start < bytes.end) end++;
  return span_make(low, end);
}

// The new tokens that were paired with tokens of the quotation, from the first to the last. A stop
// at the start or an opening mark at the end is not the quotation's where the words beside it in
// the quotation are gone.
static bool hull_of(const ApproximateSearch *search, const GapPairs *pairs, Span new, Span *hull) {
  const TokenList *tokens = &search->haystack->tokens;
  const SpellingTable *table = search->haystack->table;
  uint32_t first = 0, end = pairs->count;
  while (first < end && !span_contains(search->exact, pairs->items[first].old)) first++;
  while (end > first && !span_contains(search->exact, pairs->items[end - 1].old)) end--;
  if (first == end) return false;
  bool cut = pairs->items[first].old > search->exact.start;
  while (cut && first + 1 < end && token_closes(tokens, table, new.start + pairs->items[first].new))
    first++;
  cut = pairs->items[end - 1].old + 1 < search->exact.end;
  while (cut && end - 1 > first &&
         token_opens(tokens, table, new.start + pairs->items[end - 1].new))
    end--;
  *hull = span_join(tokens->items[new.start + pairs->items[first].new].span,
                    tokens->items[new.start + pairs->items[end - 1].new].span);
  return true;
}

static bool align_words(const ApproximateSearch *search, uint32_t end, uint32_t errors,
                        Span *place) {
  Haystack *haystack = search->haystack;
  const Folded *folded = &haystack->folded;
  uint32_t start = clamp((int64_t)end - search->m - errors - MARGIN, folded->count);
  uint32_t stop = clamp((int64_t)end + MARGIN, folded->count);
  if (start >= stop) return false;
  Span bytes = span_make(folded->from[start].start, folded->from[stop - 1].end), hull;
  Span new = token_range(&haystack->tokens, bytes);
  Matches matches = {.table = haystack->table, .old = search->tokens, .new = haystack->tokens};
  uint32_t *of_old = list_tokens(span_make(0, search->tokens.count)), *of_new = list_tokens(new);
  GapPairs pairs;
  gap_align(&matches, (GapSide){of_old, search->tokens.count}, (GapSide){of_new, span_len(new)},
            GAP_FREE, &pairs);
  haystack->work += matches.cells;
  bool found = hull_of(search, &pairs, new, &hull);
  if (found) *place = letters_of(folded, hull);
  gap_release(&pairs);
  free(of_old);
  free(of_new);
  return found && !span_is_empty(*place);
}

uint32_t approximate_find(Haystack *haystack, const Needle *needle,
                          Span places[APPROXIMATE_PLACES_MAX]) {
  ApproximateSearch search = {.haystack = haystack, .needle = needle, .m = needle->folded.count};
  uint32_t count = 0, end = 0, errors;
  token_cut(buffer_slice(&needle->raw), &needle->folded, haystack->table, &search.tokens);
  search.exact = token_range(&search.tokens, needle->raw_exact);
  find_windows(&search);
  for (uint32_t i = 0; i < APPROXIMATE_PLACES_MAX && find_lowest(&search, &end, &errors); i++) {
    if (align_words(&search, end, errors, &places[count])) count++;
    block(&search, end);
  }
  for (uint32_t i = 0; i < search.window_count; i++) free(search.windows[i].errors);
  token_release(&search.tokens);
  return count;
}
