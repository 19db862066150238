// SPDX-License-Identifier: MIT
// Fuzzy matching for pickers: of all ways in which the typed characters stand in the candidate the
// best one counts. One row of scores for each typed character; the product of both lengths in time,
// and both are cut at lengths that nobody types.
#include "base/utf8.h"
#include "text/fold.h"
#include "text/search.h"
#include "text/view.h"

#include <unictype.h>

enum {
  TYPED_MAX = 64,
  CANDIDATE_MAX = 512,
  NONE = -1000000,
  FOR_MATCH = 16,
  FOR_WORD_START = 12,
  FOR_RUN = 18,
  FOR_EARLY = 8, // less one for each character before the first
};

static bool is_word_character(uint32_t code_point) {
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N |
                                                          UC_CATEGORY_MASK_M);
}

static uint32_t read_typed(Slice typed, uint32_t out[TYPED_MAX]) {
  uint32_t count = 0, code_point;
  for (size_t at = 0; at < typed.len && count < TYPED_MAX;) {
    at += utf8_decode(slice_cut(typed, at, typed.len), &code_point, NULL);
    if (!view_is_blank(code_point)) out[count++] = fold_simple(code_point);
  }
  return count;
}

// The folded characters of a candidate and what each is worth where it stands.
static uint32_t read_candidate(Slice candidate, uint32_t out[CANDIDATE_MAX],
                               int32_t worth[CANDIDATE_MAX]) {
  uint32_t count = 0, code_point;
  bool in_word = false;
  for (size_t at = 0; at < candidate.len && count < CANDIDATE_MAX; count++) {
    at += utf8_decode(slice_cut(candidate, at, candidate.len), &code_point, NULL);
    bool word = is_word_character(code_point);
    out[count] = fold_simple(code_point);
    worth[count] = FOR_MATCH + (word && !in_word ? FOR_WORD_START : 0);
    in_word = word;
  }
  return count;
}

int32_t search_fuzzy(Slice typed, Slice candidate) {
  uint32_t wanted[TYPED_MAX], given[CANDIDATE_MAX];
  int32_t worth[CANDIDATE_MAX], scores[CANDIDATE_MAX];
  uint32_t wanted_count = read_typed(typed, wanted);
  uint32_t given_count = read_candidate(candidate, given, worth);
  if (wanted_count == 0) return 0;
  for (uint32_t j = 0; j < given_count; j++) {
    int32_t early = j < FOR_EARLY ? FOR_EARLY - (int32_t)j : 0;
    scores[j] = given[j] == wanted[0] ? worth[j] + early : NONE;
  }
  for (uint32_t i = 1; i < wanted_count; i++) {
    int32_t best = NONE, last = NONE; // of the row before: over all but the last, and the last
    for (uint32_t j = 0; j < given_count; j++) {
      int32_t before = last > NONE && last + FOR_RUN > best ? last + FOR_RUN : best;
      if (last > best) best = last;
      last = scores[j];
      scores[j] = given[j] == wanted[i] && before > NONE ? before + worth[j] : NONE;
    }
  }
  int32_t most = NONE;
  for (uint32_t j = 0; j < given_count; j++) {
    if (scores[j] > most) most = scores[j];
  }
  return most > NONE ? most : -1;
}
