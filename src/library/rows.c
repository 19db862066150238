// SPDX-License-Identifier: MIT
// Rows to structs. Columns are read in the order of the statement; what a damaged library may hold
// in them comes out as the nearest fit.
#include "library/rows.h"

#include "base/bisection.h"
#include "base/memory.h"

#include <stddef.h>
#include <stdlib.h>

enum { TAG_DIVIDER = 31 }; // stands between the paths in ANNOTATION_COLUMNS

bool rows_text_has(Store *store, int64_t version, const Lookup *lookup) {
  Statement *row = statement_start(store, STATEMENT_VERSION_BARE_TEXT);
  statement_bind_int(row, version);
  bool has = statement_next(row) && lookup_all_in(lookup, statement_text(row, 0));
  statement_end(row);
  return has;
}

void rows_copy(char *field, size_t size, Slice text) {
  size_t len = text.len < size ? text.len : size - 1;
  if (len) memcpy(field, text.ptr, len);
  field[len] = '\0';
}

static uint32_t number(const Statement *statement, unsigned column) {
  int64_t value = statement_int(statement, column);
  if (value < 0) return 0;
  return value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

static TitleSource title_source(Slice name) {
  for (TitleSource source = TITLE_FROM_FILE; source < TITLE_FROM_SENTENCE; source++) {
    if (slice_equal(name, slice_of(view_title_source_name(source)))) return source;
  }
  return TITLE_FROM_SENTENCE;
}

void rows_take_brief(const Statement *statement, Brief *brief) {
  *brief = (Brief){.key = statement_int(statement, 0), .version = statement_int(statement, 2)};
  rows_copy(brief->id, sizeof brief->id, statement_text(statement, 1));
  rows_copy(brief->hash, sizeof brief->hash, statement_text(statement, 3));
  brief->title = statement_string(statement, 4);
  brief->title_source = title_source(statement_text(statement, 5));
  brief->series = statement_string(statement, 6);
  brief->date = statement_string(statement, 7);
  brief->url = statement_string(statement, 8);
  brief->language = statement_string(statement, 9);
  brief->author = statement_string(statement, 10);
  brief->author_guessed = statement_int(statement, 11) != 0;
  brief->path = statement_string(statement, 12);
  brief->added = statement_int(statement, 13);
  brief->annotations = number(statement, 14);
  brief->length_cp = number(statement, 15);
  brief->place_cp = number(statement, 16);
  brief->read = statement_int(statement, 17) != 0;
  if (brief->place_cp > brief->length_cp) brief->place_cp = brief->length_cp;
}

void rows_take_listed(const Statement *statement, Brief *brief) {
  *brief = (Brief){.key = statement_int(statement, 0),
                   .version = statement_int(statement, 1),
                   .title = statement_string(statement, 2),
                   .title_source = title_source(statement_text(statement, 3)),
                   .series = statement_string(statement, 4),
                   .author = statement_string(statement, 5),
                   .author_guessed = statement_int(statement, 6) != 0,
                   .date = statement_string(statement, 7),
                   .length_cp = number(statement, 8),
                   .place_cp = number(statement, 9),
                   .read = statement_int(statement, 10) != 0,
                   .annotations = number(statement, 11),
                   .added = statement_int(statement, 12),
                   .url = memory_string(SLICE("")),
                   .language = memory_string(SLICE("")),
                   .path = memory_string(SLICE(""))};
  if (brief->place_cp > brief->length_cp) brief->place_cp = brief->length_cp;
}

bool rows_find_brief(Store *store, int64_t key, RowsBrief *brief, Error *err) {
  Statement *statement = statement_start(store, STATEMENT_BRIEF_ALIVE);
  statement_bind_int(statement, key);
  bool found = statement_next(statement);
  if (found) {
    *brief = (RowsBrief){.version = statement_int(statement, 1),
                         .title = statement_string(statement, 2)};
    rows_copy(brief->id, sizeof brief->id, statement_text(statement, 0));
  }
  statement_end(statement);
  if (found) return true;
  if (!store_check(store, err)) return false;
  return error_set(err, ERROR_INPUT, "cannot read the brief: it is not in the library any more");
}

// ---- Annotations

static int compare_strings(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

// The paths in order, each once.
static void sort_tags(Annotation *annotation) {
  uint32_t kept = 0;
  if (annotation->tag_count > 1)
    qsort(annotation->tags, annotation->tag_count, sizeof *annotation->tags, compare_strings);
  for (uint32_t i = 0; i < annotation->tag_count; i++)
    if (kept == 0 || strcmp(annotation->tags[i], annotation->tags[kept - 1]) != 0)
      annotation->tags[kept++] = annotation->tags[i];
  annotation->tag_count = kept;
}

// Paths that stand divided in a string of the annotation's own.
static void take_paths(Annotation *annotation, char *joined) {
  while (*joined) {
    char *divider = strchr(joined, TAG_DIVIDER);
    annotation->tags[annotation->tag_count++] = joined;
    if (!divider) return;
    *divider = '\0';
    joined = divider + 1;
  }
}

static char *find_path(const RowsCodebook *codebook, int64_t key) {
  Bisection range = bisection_of(0, codebook->count);
  while (bisection_open(&range)) bisection_narrow(&range, codebook->keys[range.middle] < key);
  uint32_t low = (uint32_t)range.low;
  bool found = low < codebook->count && codebook->keys[low] == key && codebook->paths[low][0];
  return found ? codebook->paths[low] : NULL;
}

static void take_keys(Annotation *annotation, const RowsCodebook *codebook, char *joined) {
  while (*joined) {
    char *end, *path = find_path(codebook, strtoll(joined, &end, 10));
    if (path) annotation->tags[annotation->tag_count++] = path;
    if (*end != ',') return;
    joined = end + 1;
  }
}

static AnnotationState state(Slice name) {
  for (AnnotationState found = ANNOTATION_SAME; found < ANNOTATION_ORPHAN; found++) {
    if (slice_equal(name, slice_of(annotation_state_name(found)))) return found;
  }
  return ANNOTATION_ORPHAN;
}

// The columns that are texts, and where they go.
enum { QUOTE = 6, TAGS = 15, OLD_QUOTE = 18, TEXTS = 8 };

static const struct {
  unsigned column;
  size_t member;
} texts[TEXTS] = {{QUOTE, offsetof(Annotation, quote)},
                  {7, offsetof(Annotation, prefix)},
                  {8, offsetof(Annotation, suffix)},
                  {11, offsetof(Annotation, comment)},
                  {14, offsetof(Annotation, by)},
                  {TAGS, 0}, // as they stand in the row
                  {OLD_QUOTE, offsetof(Annotation, old_quote)},
                  {19, offsetof(Annotation, foreign)}};

static uint32_t count_tags(Slice joined, char divider) {
  uint32_t count = joined.len > 0;
  for (size_t i = 0; i < joined.len; i++) count += joined.ptr[i] == divider;
  return count;
}

// Makes the block: room for the tags, then the texts. Returns the tags as they stand in the row.
static char *take_texts(const Statement *statement, char divider, Annotation *annotation) {
  Slice found[TEXTS];
  uint32_t tags = count_tags(statement_text(statement, TAGS), divider);
  size_t size = tags * sizeof *annotation->tags;
  for (size_t i = 0; i < TEXTS; i++) {
    found[i] = statement_text(statement, texts[i].column);
    size += found[i].len + 1;
  }
  // What was set as an orphan has its wording in its own row.
  if (annotation->state == ANNOTATION_ORPHAN && !annotation->whole && found[0].len == 0) {
    found[0] = statement_text(statement, OLD_QUOTE);
    size += found[0].len;
  }
  annotation->block = memory_new(size, 1);
  annotation->tags = (char **)(void *)annotation->block;
  char *at = annotation->block + tags * sizeof *annotation->tags, *joined = at;
  for (size_t i = 0; i < TEXTS; i++) {
    if (found[i].len) memcpy(at, found[i].ptr, found[i].len);
    if (texts[i].column == TAGS)
      joined = at;
    else
      *(char **)(void *)((char *)annotation + texts[i].member) = at;
    at += found[i].len + 1;
  }
  return joined;
}

// All but the tags; returns these as they stand in the row, in memory of the annotation's own.
static char *take_annotation(const Statement *statement, char divider, Annotation *annotation) {
  *annotation =
      (Annotation){.key = statement_int(statement, 0), .brief = statement_int(statement, 2)};
  rows_copy(annotation->id, sizeof annotation->id, statement_text(statement, 1));
  annotation->version = statement_int(statement, 3);
  annotation->whole = statement_is_null(statement, 4);
  if (!annotation->whole) {
    annotation->span = (CpSpan){number(statement, 4), number(statement, 5)};
    annotation->state = state(statement_text(statement, 9));
  }
  if (!colour_parse(statement_text(statement, 10), &annotation->colour))
    annotation->colour = COLOUR_YELLOW;
  annotation->created = statement_int(statement, 12);
  annotation->updated = statement_int(statement, 13);
  annotation->review = statement_int(statement, 16) != 0;
  annotation->score = number(statement, 17);
  annotation->carried = !statement_is_null(statement, 20);
  annotation->placed = statement_int(statement, 20);
  return take_texts(statement, divider, annotation);
}

void rows_take_annotation(const Statement *statement, Annotation *annotation) {
  take_paths(annotation, take_annotation(statement, TAG_DIVIDER, annotation));
  sort_tags(annotation);
}

void rows_take_annotation_by(const Statement *statement, const RowsCodebook *codebook,
                             Annotation *annotation) {
  take_keys(annotation, codebook, take_annotation(statement, ',', annotation));
  sort_tags(annotation);
}

// The last text of the block is the last of the table above.
size_t rows_size(const Annotation *annotation) {
  return sizeof *annotation + (size_t)(annotation->foreign - annotation->block) +
         strlen(annotation->foreign) + 1;
}

bool rows_find_annotation(Store *store, int64_t key, Annotation *annotation, Error *err) {
  Statement *statement = statement_start(store, STATEMENT_ANNOTATION);
  statement_bind_int(statement, key);
  bool found = statement_next(statement);
  if (found) rows_take_annotation(statement, annotation);
  statement_end(statement);
  if (found) return true;
  if (!store_check(store, err)) return false;
  return error_set(err, ERROR_INPUT,
                   "cannot read the annotation: it is not in the library any more");
}

int64_t rows_shown_version(Store *store, int64_t brief) {
  return statement_take_of(store, STATEMENT_BRIEF_SHOWN, brief);
}
