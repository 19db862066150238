// SPDX-License-Identifier: MIT
// Places where a quotation may stand, and the best of them.
#ifndef POSTIL_ANCHOR_CANDIDATE_H
#define POSTIL_ANCHOR_CANDIDATE_H

#include "anchor/grams.h"
#include "anchor/selector.h"
#include "anchor/token.h"
#include "base/buffer.h"

// The text that is searched, made once for all selectors.
typedef struct Haystack {
  Slice text;
  Folded folded;
  Grams grams;
  SpellingTable *table;
  TokenList tokens;
  uint32_t *code_points; // of the text, before each folded letter
  uint32_t code_point_count;
  uint64_t work; // places looked at, letters and tokens compared
} Haystack;

void candidate_open(Haystack *haystack, Slice text);
void candidate_close(Haystack *haystack);

// A selector folded: prefix, exact, suffix in one, and where exact lies in it.
typedef struct Needle {
  Buffer raw;
  Span raw_exact; // bytes of raw
  Folded folded;
  Span exact;   // of folded, without blanks at its ends
  int64_t hint; // code points, or SELECTOR_NO_HINT
} Needle;

void candidate_fold(const Selector *selector, Needle *needle);
void candidate_release(Needle *needle);

// Where to expect it: the hint and how it has shifted, and how strict that is.
typedef struct Expectation {
  int64_t shift; // code points
  double scale;  // 1 at first, less once neighbours are known
} Expectation;

typedef struct Candidate {
  Span folded;                  // of the haystack
  bool exact;                   // equal after folding
  double words, prefix, suffix; // similarities, 0 to 1
  double score, rank;
} Candidate;

typedef struct Finding {
  Candidate best;
  bool found, accepted;
  double lead; // of the best over the next that does not overlap it
} Finding;

// The places of one needle, kept from one look to the next: what is expected changes their ranks
// alone. {0} before the first.
typedef struct CandidateList {
  Candidate *items;
  uint32_t count, exact_count; // exact_count: more than are listed if there are more
} CandidateList;

Finding candidate_find(Haystack *haystack, const Needle *needle, Expectation expectation,
                       CandidateList *list);
void candidate_list_release(CandidateList *list);

// The code point of the text at which a candidate begins; its bytes.
int64_t candidate_start_cp(const Haystack *haystack, const Candidate *candidate);
Span candidate_span(const Haystack *haystack, const Candidate *candidate);

#endif
