// SPDX-License-Identifier: MIT
// Finding: a trawl through the annotations, one through the texts of briefs, and a ranking of these
// where the best shall come first. Between two parts of any of them nothing is open, so the library
// can be changed and others can write.
//
// Memory: 8 bytes for each that was found, 16 more where they are weighed, and while the beginnings
// of words are counted 4 for each text of the library. What stands in them is read when it is
// shown.
#include "library/finding.h"

#include "library/inside.h"
#include "library/ranking.h"

#include <stdlib.h>

struct Finding {
  Library *library;
  Lookup lookup;
  Trawl *annotations, *briefs; // NULL: not looked for
  FindingOrder order;
  Ranking *ranking; // NULL before it was asked for
};

Finding *finding_open(Library *library, Slice words, LookupFlags flags, unsigned scope) {
  Finding *finding = memory_new(1, sizeof *finding);
  const Lookup *lookup = &finding->lookup;
  unsigned columns = (scope & FINDING_QUOTES ? (unsigned)BEGINNING_QUOTE : 0) |
                     (scope & FINDING_COMMENTS ? (unsigned)BEGINNING_COMMENT : 0);
  finding->library = library;
  lookup_init(&finding->lookup, words, flags);
  if (lookup->phrase_count == 0) return finding;
  if (columns) finding->annotations = trawl_open(library, lookup, BEGINNING_ANNOTATIONS, columns);
  if (scope & FINDING_BRIEFS)
    finding->briefs = trawl_open(library, lookup, BEGINNING_BRIEFS, BEGINNING_TEXT);
  return finding;
}

void finding_close(Finding *finding) {
  if (!finding) return;
  ranking_close(finding->ranking);
  trawl_close(finding->annotations);
  trawl_close(finding->briefs);
  lookup_release(&finding->lookup);
  free(finding);
}

// ---- The work

static bool is_listed(const Trawl *trawl) {
  return !trawl || trawl_complete(trawl);
}

bool finding_complete(const Finding *finding) {
  return is_listed(finding->annotations) && is_listed(finding->briefs);
}

static bool wants_ranking(const Finding *finding) {
  return finding->order == FINDING_BEST && finding->briefs &&
         !(finding->ranking && ranking_complete(finding->ranking));
}

static void rank(Finding *finding, StorePatience *go_on, void *context) {
  if (!finding->ranking)
    finding->ranking = ranking_open(finding->library, &finding->lookup, finding->briefs);
  ranking_work(finding->ranking, go_on, context);
}

bool finding_work(Finding *finding, StorePatience *go_on, void *context) {
  if (!is_listed(finding->annotations))
    trawl_work(finding->annotations, go_on, context);
  else if (!is_listed(finding->briefs))
    trawl_work(finding->briefs, go_on, context);
  else if (wants_ranking(finding))
    rank(finding, go_on, context);
  if (store_failed(finding->library->store)) return false;
  return !finding_complete(finding) || wants_ranking(finding);
}

void finding_want_few(Finding *finding) {
  if (finding->annotations) trawl_want_few(finding->annotations);
  if (finding->briefs) trawl_want_few(finding->briefs);
}

bool finding_check(Finding *finding, Error *err) {
  return store_check(finding->library->store, err);
}

void finding_set_order(Finding *finding, FindingOrder order) {
  finding->order = order;
}

FindingOrder finding_order(const Finding *finding) {
  return finding->order;
}

// ---- What was found

static uint32_t count_of(const Trawl *trawl) {
  return trawl ? trawl_keys(trawl)->count : 0;
}

uint32_t finding_count(const Finding *finding) {
  return count_of(finding->annotations) + count_of(finding->briefs);
}

Found finding_at(const Finding *finding, uint32_t index) {
  uint32_t annotations = count_of(finding->annotations);
  const Ranking *ranking = finding->ranking;
  if (index < annotations)
    return (Found){.annotation = true, .key = trawl_keys(finding->annotations)->items[index]};
  uint32_t at = index - annotations;
  bool best = finding->order == FINDING_BEST && ranking && ranking_complete(ranking);
  if (best) at = ranking_at(ranking, at);
  return (Found){.key = trawl_keys(finding->briefs)->items[at],
                 .weight = best ? ranking_weight(ranking, at) : 0};
}

const Lookup *finding_lookup(const Finding *finding) {
  return &finding->lookup;
}

Library *finding_library(const Finding *finding) {
  return finding->library;
}
