// SPDX-License-Identifier: MIT
// Finding, in parts. Every part is a statement of its own, for the rows behind the last one:
// between two parts nothing is open, so the library can be changed and others can write.
//
//   list annotations ── list briefs ──────────── done        order NEWEST
//                            │ 64, then 4096 at a time
//                            └─ count phrases ── weigh ── sort ── done        order BEST
//
// A word that is still being typed is the beginning of many. SQLite puts their places together
// before it gives the first row, for each part again: so there all rows are one part, which is
// broken off where the reader does not wait. Until it could be done the texts with the whole word
// stand in for it.
#include "library/finding.h"

#include "library/inside.h"
#include "library/rows.h"

#include <math.h>
#include <stdlib.h>

enum { FIRST_PART = 64, PART = 4096, WEIGHED_PART = 1024, EVERYTHING = INT32_MAX };

typedef enum Stage {
  STAGE_ANNOTATIONS,
  STAGE_BRIEFS,
  STAGE_LISTED,
  STAGE_PHRASES,
  STAGE_WEIGHTS,
  STAGE_SORT,
  STAGE_WEIGHED
} Stage;

typedef struct FoundList {
  Found *items;
  size_t count, capacity;
} FoundList;

struct Finding {
  Library *library;
  Lookup lookup;
  unsigned scope;
  FindingOrder order;
  Stage stage;
  Buffer match;          // what the index is asked
  FoundList annotations; // newest first
  FoundList briefs;
  FoundList best;                    // the briefs, ordered by weight
  bool provisional;                  // the briefs are those of the whole word
  int64_t behind;                    // where the next part begins
  size_t weighed;                    // briefs that have their weight
  uint32_t phrase;                   // that is being counted
  double rarities[LOOKUP_TERMS_MAX]; // counts at first
};

static void write_comment_match(Finding *finding) {
  bool quotes = (finding->scope & FINDING_QUOTES) != 0;
  bool comments = (finding->scope & FINDING_COMMENTS) != 0;
  buffer_clear(&finding->match);
  buffer_printf(&finding->match, "{%s%s} : (", quotes ? "quote " : "", comments ? "comment" : "");
  lookup_write_match(&finding->lookup, UINT32_MAX, false, &finding->match);
  buffer_add_byte(&finding->match, ')');
}

static void write_match(Finding *finding, uint32_t phrase, bool whole) {
  buffer_clear(&finding->match);
  lookup_write_match(&finding->lookup, phrase, whole, &finding->match);
}

static void start_stage(Finding *finding, Stage stage) {
  finding->stage = stage;
  finding->behind = INT64_MAX;
  if (stage == STAGE_ANNOTATIONS)
    write_comment_match(finding);
  else
    write_match(finding, UINT32_MAX, false);
}

Finding *finding_open(Library *library, Slice words, LookupFlags flags, unsigned scope) {
  Finding *finding = memory_new(1, sizeof *finding);
  finding->library = library;
  finding->scope = scope;
  lookup_init(&finding->lookup, words, flags);
  bool annotations = (scope & (FINDING_QUOTES | FINDING_COMMENTS)) != 0;
  start_stage(finding, finding->lookup.phrase_count == 0 ? STAGE_LISTED
                       : annotations                     ? STAGE_ANNOTATIONS
                       : scope & FINDING_BRIEFS          ? STAGE_BRIEFS
                                                         : STAGE_LISTED);
  return finding;
}

void finding_close(Finding *finding) {
  if (!finding) return;
  lookup_release(&finding->lookup);
  buffer_release(&finding->match);
  free(finding->annotations.items);
  free(finding->briefs.items);
  free(finding->best.items);
  free(finding);
}

// ---- Parts

static void add(FoundList *list, Found found) {
  list->items = memory_grow(list->items, list->count, &list->capacity, sizeof *list->items);
  list->items[list->count++] = found;
}

// The rows of the next part; the caller goes through them.
static Statement *start_part(Finding *finding, StatementId id, int64_t most) {
  Statement *statement = statement_start(finding->library->store, id);
  statement_bind_text(statement, buffer_slice(&finding->match));
  statement_bind_int(statement, finding->behind);
  statement_bind_int(statement, most);
  return statement;
}

static Slice text_of_version(Statement *statement, int64_t version) {
  statement_bind_int(statement, version);
  return statement_next(statement) ? statement_text(statement, 0) : SLICE("");
}

static bool has_accents(Finding *finding, const Found *found) {
  Store *store = finding->library->store;
  bool has = false;
  if (found->annotation) {
    Annotation annotation = {0};
    Error ignored;
    if (!rows_find_annotation(store, found->key, &annotation, &ignored)) return false;
    has = ((finding->scope & FINDING_QUOTES) &&
           lookup_all_in(&finding->lookup, slice_of(annotation.quote))) ||
          ((finding->scope & FINDING_COMMENTS) &&
           lookup_all_in(&finding->lookup, slice_of(annotation.comment)));
    annotation_release(&annotation);
  } else {
    Statement *statement = statement_start(store, STATEMENT_VERSION_TEXT);
    has = lookup_all_in(&finding->lookup, text_of_version(statement, found->key));
    statement_end(statement);
  }
  return has;
}

// The index knows no accents: where they count the texts decide.
static void drop_unaccented(Finding *finding, FoundList *list, size_t from) {
  if (!(finding->lookup.flags & LOOKUP_ACCENTS)) return;
  size_t kept = from;
  for (size_t i = from; i < list->count; i++) {
    if (has_accents(finding, &list->items[i])) list->items[kept++] = list->items[i];
  }
  list->count = kept;
}

static void list_annotations(Finding *finding) {
  FoundList *list = &finding->annotations;
  size_t before = list->count;
  int64_t rows = 0;
  Statement *statement = start_part(finding, STATEMENT_FIND_ANNOTATIONS, FIRST_PART);
  for (; statement_next(statement); rows++) {
    finding->behind = statement_int(statement, 0);
    if (statement_int(statement, 1)) add(list, (Found){.annotation = true, .key = finding->behind});
  }
  drop_unaccented(finding, list, before);
  if (rows == FIRST_PART) return;
  start_stage(finding, finding->scope & FINDING_BRIEFS ? STAGE_BRIEFS : STAGE_LISTED);
}

// Returns the number of rows.
static int64_t list_part(Finding *finding, int64_t most) {
  FoundList *list = &finding->briefs;
  size_t before = list->count;
  int64_t rows = 0;
  Statement *statement = start_part(finding, STATEMENT_FIND_BRIEFS, most);
  for (; statement_next(statement); rows++) {
    if (rows == 0 && finding->provisional) before = list->count = 0;
    finding->provisional = false;
    finding->behind = statement_int(statement, 0);
    add(list, (Found){.key = finding->behind});
  }
  drop_unaccented(finding, list, before);
  return rows;
}

// The texts with the whole word, until there is time for all that begin so.
static void list_provisional(Finding *finding) {
  if (finding->provisional) return;
  write_match(finding, UINT32_MAX, true);
  list_part(finding, FIRST_PART);
  start_stage(finding, STAGE_BRIEFS);
  finding->provisional = true;
}

static int64_t part_size(const Finding *finding) {
  bool slow = (finding->lookup.flags & LOOKUP_ACCENTS) != 0;
  if (finding->lookup.begins) return EVERYTHING;
  return finding->briefs.count == 0 || slow ? FIRST_PART : PART;
}

static void list_briefs(Finding *finding, FindingPatience *go_on, void *context) {
  Store *store = finding->library->store;
  int64_t most = part_size(finding);
  store_set_patience(store, finding->lookup.begins ? go_on : NULL, context);
  int64_t rows = list_part(finding, most);
  store_set_patience(store, NULL, NULL);
  bool gave_up = store_gave_up(store);
  if (gave_up && rows == 0) list_provisional(finding);
  if (gave_up || rows == most) return;
  if (finding->provisional) finding->briefs.count = 0;
  finding->provisional = false;
  start_stage(finding, STAGE_LISTED);
}

// ---- The best first

// Of one phrase alone it does not matter how rare it is.
static void start_weighing(Finding *finding) {
  finding->phrase = 0;
  finding->weighed = 0;
  for (uint32_t i = 0; i < LOOKUP_TERMS_MAX; i++) finding->rarities[i] = 0;
  if (finding->briefs.count == 0) {
    start_stage(finding, STAGE_SORT);
  } else if (finding->lookup.phrase_count > 1) {
    start_stage(finding, STAGE_PHRASES);
    write_match(finding, 0, false);
  } else {
    finding->rarities[0] = 1;
    start_stage(finding, STAGE_WEIGHTS);
  }
}

// Rarity as BM25 has it. The greatest key stands for the number of texts.
static void take_rarities(Finding *finding) {
  Statement *newest = statement_start(finding->library->store, STATEMENT_FIND_NEWEST);
  double all = (double)statement_take_int(newest, 0);
  for (uint32_t i = 0; i < finding->lookup.phrase_count; i++) {
    double rarity = log((all - finding->rarities[i] + 0.5) / (finding->rarities[i] + 0.5));
    finding->rarities[i] = rarity > 1e-6 ? rarity : 1e-6;
  }
}

static void count_phrase(Finding *finding) {
  int64_t most = finding->lookup.begins ? EVERYTHING : PART, rows = 0;
  Statement *statement = start_part(finding, STATEMENT_FIND_BRIEFS, most);
  for (; statement_next(statement); rows++) finding->behind = statement_int(statement, 0);
  finding->rarities[finding->phrase] += (double)rows;
  if (rows == most) return;
  if (++finding->phrase < finding->lookup.phrase_count) {
    finding->behind = INT64_MAX;
    write_match(finding, finding->phrase, false);
    return;
  }
  take_rarities(finding);
  start_stage(finding, STAGE_WEIGHTS);
}

// Rows come as the briefs were listed; of some of these the accents were wrong.
static void keep_weight(Finding *finding, const Statement *statement) {
  int64_t key = statement_int(statement, 0);
  FoundList *briefs = &finding->briefs;
  while (finding->weighed < briefs->count && briefs->items[finding->weighed].key > key)
    finding->weighed++;
  if (finding->weighed == briefs->count || briefs->items[finding->weighed].key != key) return;
  briefs->items[finding->weighed].weight = statement_real(statement, 1);
}

static void weigh(Finding *finding) {
  int64_t most = finding->lookup.begins ? EVERYTHING : WEIGHED_PART, rows = 0;
  Statement *statement = start_part(finding, STATEMENT_FIND_WEIGHTS, most);
  statement_bind_blob(statement,
                      slice_make((const char *)finding->rarities,
                                 finding->lookup.phrase_count * sizeof *finding->rarities));
  for (; statement_next(statement); rows++) {
    finding->behind = statement_int(statement, 0);
    keep_weight(finding, statement);
  }
  if (rows < most) start_stage(finding, STAGE_SORT);
}

static int compare_weights(const void *left, const void *right) {
  const Found *a = left, *b = right;
  if (a->weight != b->weight) return a->weight > b->weight ? -1 : 1;
  return a->key > b->key ? -1 : a->key < b->key;
}

static void sort(Finding *finding) {
  finding->best.count = 0;
  for (size_t i = 0; i < finding->briefs.count; i++) add(&finding->best, finding->briefs.items[i]);
  if (finding->best.count)
    qsort(finding->best.items, finding->best.count, sizeof(Found), compare_weights);
  start_stage(finding, STAGE_WEIGHED);
}

// ---- The work

bool finding_work(Finding *finding, FindingPatience *go_on, void *context) {
  switch (finding->stage) {
  case STAGE_ANNOTATIONS: list_annotations(finding); break;
  case STAGE_BRIEFS: list_briefs(finding, go_on, context); break;
  case STAGE_LISTED:
    if (finding->order == FINDING_BEST) start_weighing(finding);
    break;
  case STAGE_PHRASES: count_phrase(finding); break;
  case STAGE_WEIGHTS: weigh(finding); break;
  case STAGE_SORT: sort(finding); break;
  case STAGE_WEIGHED: break;
  }
  if (store_failed(finding->library->store)) return false;
  return finding->stage != STAGE_WEIGHED &&
         !(finding->stage == STAGE_LISTED && finding->order == FINDING_NEWEST);
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

uint32_t finding_count(const Finding *finding) {
  return (uint32_t)(finding->annotations.count + finding->briefs.count);
}

bool finding_complete(const Finding *finding) {
  return finding->stage >= STAGE_LISTED;
}

const Found *finding_at(const Finding *finding, uint32_t index) {
  if (index < finding->annotations.count) return &finding->annotations.items[index];
  size_t at = index - finding->annotations.count;
  bool best = finding->order == FINDING_BEST && finding->stage == STAGE_WEIGHED;
  const FoundList *list = best ? &finding->best : &finding->briefs;
  return at < list->count ? &list->items[at] : NULL;
}

const Lookup *finding_lookup(const Finding *finding) {
  return &finding->lookup;
}

Library *finding_library(const Finding *finding) {
  return finding->library;
}
