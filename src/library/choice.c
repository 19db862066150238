// SPDX-License-Identifier: MIT
// The walk is a merge of two: annotations that stand in the brief's newest version come straight
// from the index of places, in order and one at a time; orphans, those in older versions and on the
// whole brief, which are few, are sorted by SQLite.
//
//   anchor_place ──  12…30  15…20  40…41 ──┐
//                                          ├─ 12…30  14…18  15…20  40…41  whole
//   sorted rest ──  14…18  whole ──────────┘
#include "library/choice.h"

#include "base/memory.h"
#include "library/inside.h"
#include "library/rows.h"

#include <stdlib.h>

// ---- The codebook

static void release_codebook(Library *library) {
  RowsCodebook *codebook = library->codebook;
  library->codebook = NULL;
  for (uint32_t i = 0; codebook && i < codebook->count; i++) free(codebook->paths[i]);
  if (codebook) free(codebook->paths);
  if (codebook) free(codebook->keys);
  free(codebook);
}

// A tag is looked up for each annotation that has it, so all of them are in memory.
static bool load_codebook(Library *library, Error *err) {
  RowsCodebook *codebook = memory_new(1, sizeof *codebook);
  size_t keys = 0, paths = 0;
  Statement *rows = statement_start(library->store, STATEMENT_CHOICE_CODEBOOK);
  library->codebook = codebook;
  while (statement_next(rows)) {
    codebook->keys = memory_grow(codebook->keys, codebook->count, &keys, sizeof *codebook->keys);
    codebook->paths =
        memory_grow(codebook->paths, codebook->count, &paths, sizeof *codebook->paths);
    codebook->keys[codebook->count] = statement_int(rows, 0);
    codebook->paths[codebook->count++] = statement_string(rows, 1);
  }
  return store_check(library->store, err);
}

bool choice_begin(Library *library, Error *err) {
  if (!store_begin_reading(library->store, err)) return false;
  if (load_codebook(library, err)) return true;
  choice_end(library);
  return false;
}

void choice_end(Library *library) {
  release_codebook(library);
  store_end_reading(library->store);
}

bool choice_check(Library *library, Error *err) {
  return store_check(library->store, err);
}

void choice_set_patience(Library *library, ChoicePatience *go_on, void *context) {
  store_set_patience(library->store, go_on, context);
}

bool choice_gave_up(Library *library) {
  return store_gave_up(library->store);
}

static Statement *start(Library *library, StatementId id, const Choice *choice, int64_t brief) {
  Statement *statement = statement_start(library->store, id);
  statement_bind_int(statement, brief ? brief : 0);
  statement_bind_int(statement, brief ? brief : INT64_MAX);
  statement_bind_int(statement, choice->since ? choice->since : INT64_MIN);
  statement_bind_int(statement, choice->until ? choice->until : INT64_MAX);
  statement_bind_text_or_null(statement, choice->colour);
  statement_bind_text_or_null(statement, choice->tag);
  statement_bind_text_or_null(statement, choice->exact);
  statement_bind_keys(statement, choice->keys);
  statement_bind_int(statement, choice->keys == NULL); // SQL cannot see that in a pointer
  return statement;
}

// ---- Counting

static unsigned colours_of(Slice names) {
  unsigned colours = 0;
  while (names.len > 0) {
    const char *comma = memchr(names.ptr, ',', names.len);
    size_t len = comma ? (size_t)(comma - names.ptr) : names.len;
    Colour colour;
    if (colour_parse(slice_cut(names, 0, len), &colour)) colours |= 1U << colour;
    names = slice_cut(names, comma ? len + 1 : len, names.len);
  }
  return colours;
}

bool choice_count(Library *library, const Choice *choice, ChoiceCounts *counts, Error *err) {
  size_t capacity = 0;
  Statement *rows = start(library, STATEMENT_CHOICE_COUNTS, choice, choice->brief);
  *counts = (ChoiceCounts){0};
  while (statement_next(rows)) {
    counts->items = memory_grow(counts->items, counts->count, &capacity, sizeof *counts->items);
    counts->items[counts->count++] = (ChoiceCount){
        .brief = statement_int(rows, 0),
        .annotations = (uint32_t)statement_int(rows, 1),
        .whole = (uint32_t)statement_int(rows, 2),
        .orphans = (uint32_t)statement_int(rows, 3),
        .updated = statement_int(rows, 4),
        .colours = colours_of(statement_text(rows, 5)),
        .whole_comments = (uint32_t)statement_int(rows, 6),
        .elsewhere = (uint32_t)statement_int(rows, 7),
    };
  }
  if (store_check(library->store, err)) return true;
  choice_release_counts(counts);
  return false;
}

void choice_release_counts(ChoiceCounts *counts) {
  free(counts->items);
  *counts = (ChoiceCounts){0};
}

static int compare_brief(const void *key, const void *count) {
  int64_t a = *(const int64_t *)key, b = ((const ChoiceCount *)count)->brief;
  return (a > b) - (a < b);
}

const ChoiceCount *choice_find_count(const ChoiceCounts *counts, int64_t brief) {
  if (counts->count == 0) return NULL;
  return bsearch(&brief, counts->items, counts->count, sizeof *counts->items, compare_brief);
}

static bool take_texts(Library *library, Statement *rows, ChoiceTexts *texts, Error *err) {
  size_t capacity = 0;
  *texts = (ChoiceTexts){0};
  while (statement_next(rows)) {
    texts->items = memory_grow(texts->items, texts->count, &capacity, sizeof *texts->items);
    texts->items[texts->count++] = statement_string(rows, 0);
  }
  if (store_check(library->store, err)) return true;
  choice_release_texts(texts);
  return false;
}

bool choice_tags(Library *library, const Choice *choice, ChoiceTexts *paths, Error *err) {
  return take_texts(library, start(library, STATEMENT_CHOICE_TAGS, choice, choice->brief), paths,
                    err);
}

bool choice_people(Library *library, const Choice *choice, ChoiceTexts *names, Error *err) {
  return take_texts(library, start(library, STATEMENT_CHOICE_PEOPLE, choice, choice->brief), names,
                    err);
}

void choice_release_texts(ChoiceTexts *texts) {
  for (uint32_t i = 0; i < texts->count; i++) free(texts->items[i]);
  free(texts->items);
  *texts = (ChoiceTexts){0};
}

static int compare_text(const void *text, const void *item) {
  return strcmp(text, *(char *const *)item);
}

bool choice_has_text(const ChoiceTexts *texts, const char *text) {
  return texts->count > 0 &&
         bsearch(text, texts->items, texts->count, sizeof *texts->items, compare_text);
}

// ---- Walking

static void pull(ChoiceWalk *walk, int side) {
  walk->there[side] = walk->rows[side] && statement_next(walk->rows[side]);
  if (walk->there[side])
    rows_take_annotation_by(walk->rows[side], walk->library->codebook, &walk->heads[side]);
}

static int compare_numbers(int64_t a, int64_t b) {
  return (a > b) - (a < b);
}

static int compare_places(const void *one, const void *other) {
  const Annotation *a = one, *b = other;
  int order = compare_numbers(a->whole, b->whole);
  if (!order) order = compare_numbers(a->span.start_cp, b->span.start_cp);
  if (!order) order = compare_numbers(a->span.end_cp, b->span.end_cp);
  if (!order) order = compare_numbers(a->created, b->created);
  return order ? order : strcmp(a->id, b->id);
}

static bool is_on(const ChoiceWalk *walk, CpSpan span) {
  const Annotation *head = &walk->heads[0];
  return walk->there[0] && head->span.start_cp == span.start_cp && head->span.end_cp == span.end_cp;
}

// The index knows nothing of the order of those on one span: they are taken together and sorted.
static void pull_span(ChoiceWalk *walk) {
  CpSpan span = walk->heads[0].span;
  walk->same_at = walk->same_count = 0;
  while (is_on(walk, span)) {
    walk->same = memory_grow(walk->same, walk->same_count, &walk->capacity, sizeof *walk->same);
    walk->same[walk->same_count++] = walk->heads[0];
    walk->heads[0] = (Annotation){0};
    pull(walk, 0);
  }
  if (walk->same_count > 1) qsort(walk->same, walk->same_count, sizeof *walk->same, compare_places);
}

ChoiceWalk choice_walk(Library *library, const Choice *choice, const Brief *brief,
                       const ChoiceCount *count) {
  static const StatementId ids[] = {STATEMENT_CHOICE_PLACED, STATEMENT_CHOICE_OTHERS};
  ChoiceWalk walk = {.library = library};
  for (int side = 0; side < 2; side++) {
    if (side == 1 && count && count->elsewhere == 0) continue;
    walk.rows[side] = start(library, ids[side], choice, brief->key);
    statement_bind_int(walk.rows[side], brief->version);
    pull(&walk, side);
  }
  pull_span(&walk);
  return walk;
}

static void give(Annotation *from, Annotation *annotation) {
  annotation_release(annotation);
  *annotation = *from;
  *from = (Annotation){0};
}

bool choice_next(ChoiceWalk *walk, Annotation *annotation) {
  Annotation *placed = walk->same_at < walk->same_count ? &walk->same[walk->same_at] : NULL;
  Annotation *other = walk->there[1] ? &walk->heads[1] : NULL;
  if (!placed && !other) return false;
  if (placed && (!other || compare_places(placed, other) <= 0)) {
    give(placed, annotation);
    if (++walk->same_at == walk->same_count) pull_span(walk);
  } else {
    give(other, annotation);
    pull(walk, 1);
  }
  return true;
}

void choice_end_walk(ChoiceWalk *walk) {
  for (int side = 0; side < 2; side++) {
    if (walk->rows[side]) statement_end(walk->rows[side]);
    annotation_release(&walk->heads[side]);
  }
  for (uint32_t i = walk->same_at; i < walk->same_count; i++) annotation_release(&walk->same[i]);
  free(walk->same);
  *walk = (ChoiceWalk){0};
}
