// SPDX-License-Identifier: MIT
// The walk is a merge of two: annotations that stand in the brief's newest version, and orphans,
// those in older versions and on the whole brief, which are few and sorted by SQLite.
//
//   in the newest version   12…30  15…20 │ 40…41  50…60 │ 61… ──┐
//                                                                ├─ 12…30  14…18  15…20  40…41  …
//   sorted rest             14…18  whole ────────────────────────┘
//
// The first come in stretches of the text. Their places are read from an index in the order of the
// text, their rows in the order of their keys, which is how they lie in the file; then they are
// sorted. A reader who annotates here and there leaves rows that are far from each other though
// they stand side by side, and each by itself would be a page to read: together they share pages,
// the more the longer the stretch is. So it has few places at first, and more as long as rows are
// found to be scattered, but never more than STRETCH_BYTES: where it would, a shorter one is read.
// What has no more than the first stretch holds is read as it comes.
#include "library/choice.h"

#include "base/memory.h"
#include "base/order.h"
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
  return order_compare(a, b);
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

enum { ROOM_FIRST = 256, ROOM_MOST = 65536, STRETCH_BYTES = 32 << 20 };

static int compare_places(const void *one, const void *other) {
  const Annotation *a = one, *b = other;
  int order = order_compare(a->whole, b->whole);
  if (!order) order = order_compare(a->span.start_cp, b->span.start_cp);
  if (!order) order = order_compare(a->span.end_cp, b->span.end_cp);
  if (!order) order = order_compare(a->created, b->created);
  return order ? order : strcmp(a->id, b->id);
}

static void drop_stretch(ChoiceWalk *walk) {
  for (uint32_t i = walk->at; i < walk->count; i++) annotation_release(&walk->stretch[i]);
  walk->at = walk->count = 0;
}

// The last place of a stretch that fills the room. All on one span are in one stretch, as the index
// knows nothing of their order.
static void find_end(ChoiceWalk *walk) {
  walk->more = false;
  walk->to = (ChoicePlace){INT64_MAX, INT64_MAX};
  if (walk->few) return;
  Statement *row = statement_start(walk->library->store, STATEMENT_CHOICE_PLACE);
  statement_bind_int(row, walk->version);
  statement_bind_int(row, walk->from.start_cp);
  statement_bind_int(row, walk->from.end_cp);
  statement_bind_int(row, walk->room - 1);
  walk->more = statement_next(row);
  if (walk->more) walk->to = (ChoicePlace){statement_int(row, 0), statement_int(row, 1)};
  statement_end(row);
}

typedef struct Stretch {
  size_t bytes;   // of all that is chosen there, unless they are too many
  bool scattered; // its rows do not lie in the order of the text
} Stretch;

static Statement *start_stretch(const ChoiceWalk *walk) {
  StatementId id = walk->few ? STATEMENT_CHOICE_FEW : STATEMENT_CHOICE_PLACED;
  Statement *rows = start(walk->library, id, walk->choice, walk->brief);
  statement_bind_int(rows, walk->version);
  if (walk->few) return rows;
  statement_bind_int(rows, walk->from.start_cp);
  statement_bind_int(rows, walk->from.end_cp);
  statement_bind_int(rows, walk->to.start_cp);
  statement_bind_int(rows, walk->to.end_cp);
  return rows;
}

static Stretch read_stretch(ChoiceWalk *walk) {
  Stretch stretch = {0};
  Statement *rows = start_stretch(walk);
  while ((stretch.bytes < STRETCH_BYTES || walk->room == 1) && statement_next(rows)) {
    walk->stretch = memory_grow(walk->stretch, walk->count, &walk->capacity, sizeof *walk->stretch);
    Annotation *annotation = &walk->stretch[walk->count++];
    rows_take_annotation_by(rows, walk->library->codebook, annotation);
    stretch.bytes += rows_size(annotation);
    if (walk->count > 1 && compare_places(annotation - 1, annotation) > 0) stretch.scattered = true;
  }
  statement_end(rows);
  if (stretch.scattered) qsort(walk->stretch, walk->count, sizeof *walk->stretch, compare_places);
  return stretch;
}

// The next stretch of which something is chosen.
static void pull_stretch(ChoiceWalk *walk) {
  drop_stretch(walk);
  while (walk->more && walk->count == 0) {
    find_end(walk);
    Stretch stretch = read_stretch(walk);
    if (stretch.bytes >= STRETCH_BYTES && walk->room > 1) {
      drop_stretch(walk);
      walk->more = true;
      walk->few = false;
      walk->room = (walk->room + 7) / 8;
    } else {
      walk->from = walk->to;
      if (stretch.scattered && stretch.bytes < STRETCH_BYTES / 2 && walk->room < ROOM_MOST)
        walk->room *= 2;
    }
  }
}

static void pull_other(ChoiceWalk *walk) {
  walk->other_there = walk->others && statement_next(walk->others);
  if (walk->other_there)
    rows_take_annotation_by(walk->others, walk->library->codebook, &walk->other);
}

ChoiceWalk choice_walk(Library *library, const Choice *choice, const Brief *brief,
                       const ChoiceCount *count) {
  ChoiceWalk walk = {.library = library,
                     .choice = choice,
                     .brief = brief->key,
                     .version = brief->version,
                     .room = ROOM_FIRST,
                     .more = true,
                     .few = count && count->annotations <= ROOM_FIRST,
                     .from = {-1, -1}};
  if (!count || count->elsewhere > 0) {
    walk.others = start(library, STATEMENT_CHOICE_OTHERS, choice, brief->key);
    statement_bind_int(walk.others, brief->version);
    pull_other(&walk);
  }
  pull_stretch(&walk);
  return walk;
}

static void give(Annotation *from, Annotation *annotation) {
  annotation_release(annotation);
  *annotation = *from;
  *from = (Annotation){0};
}

bool choice_next(ChoiceWalk *walk, Annotation *annotation) {
  Annotation *placed = walk->at < walk->count ? &walk->stretch[walk->at] : NULL;
  Annotation *other = walk->other_there ? &walk->other : NULL;
  if (!placed && !other) return false;
  if (placed && (!other || compare_places(placed, other) <= 0)) {
    give(placed, annotation);
    if (++walk->at == walk->count) pull_stretch(walk);
  } else {
    give(other, annotation);
    pull_other(walk);
  }
  return true;
}

void choice_end_walk(ChoiceWalk *walk) {
  if (walk->others) statement_end(walk->others);
  annotation_release(&walk->other);
  drop_stretch(walk);
  free(walk->stretch);
  *walk = (ChoiceWalk){0};
}
