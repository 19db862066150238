// SPDX-License-Identifier: MIT
// Rows to structs. Columns are read in the order of the statement; what a damaged library may hold
// in them comes out as the nearest fit.
#include "library/rows.h"

#include "base/memory.h"

#include <stdlib.h>

enum { TAG_DIVIDER = 31 }; // stands between the paths in ANNOTATION_COLUMNS

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
static void take_tags(Annotation *annotation, Slice joined) {
  size_t capacity = 0;
  while (joined.len) {
    const char *divider = memchr(joined.ptr, TAG_DIVIDER, joined.len);
    size_t len = divider ? (size_t)(divider - joined.ptr) : joined.len;
    annotation->tags =
        memory_grow(annotation->tags, annotation->tag_count, &capacity, sizeof *annotation->tags);
    annotation->tags[annotation->tag_count++] = memory_string(slice_cut(joined, 0, len));
    joined = slice_cut(joined, divider ? len + 1 : len, joined.len);
  }
  if (annotation->tag_count < 2) return;
  qsort(annotation->tags, annotation->tag_count, sizeof *annotation->tags, compare_strings);
  uint32_t kept = 1;
  for (uint32_t i = 1; i < annotation->tag_count; i++) {
    if (strcmp(annotation->tags[i], annotation->tags[kept - 1]) == 0)
      free(annotation->tags[i]);
    else
      annotation->tags[kept++] = annotation->tags[i];
  }
  annotation->tag_count = kept;
}

static AnnotationState state(Slice name) {
  for (AnnotationState found = ANNOTATION_SAME; found < ANNOTATION_ORPHAN; found++) {
    if (slice_equal(name, slice_of(annotation_state_name(found)))) return found;
  }
  return ANNOTATION_ORPHAN;
}

void rows_take_annotation(const Statement *statement, Annotation *annotation) {
  *annotation =
      (Annotation){.key = statement_int(statement, 0), .brief = statement_int(statement, 2)};
  rows_copy(annotation->id, sizeof annotation->id, statement_text(statement, 1));
  annotation->version = statement_int(statement, 3);
  annotation->whole = statement_is_null(statement, 4);
  if (!annotation->whole) {
    annotation->span = (CpSpan){number(statement, 4), number(statement, 5)};
    annotation->state = state(statement_text(statement, 9));
  }
  annotation->quote = statement_string(statement, 6);
  annotation->prefix = statement_string(statement, 7);
  annotation->suffix = statement_string(statement, 8);
  if (!colour_parse(statement_text(statement, 10), &annotation->colour))
    annotation->colour = COLOUR_YELLOW;
  annotation->comment = statement_string(statement, 11);
  annotation->created = statement_int(statement, 12);
  annotation->updated = statement_int(statement, 13);
  annotation->by = statement_string(statement, 14);
  take_tags(annotation, statement_text(statement, 15));
  annotation->review = statement_int(statement, 16) != 0;
  annotation->score = number(statement, 17);
  annotation->old_quote = statement_string(statement, 18);
  annotation->foreign = statement_string(statement, 19);
  annotation->carried = !statement_is_null(statement, 20);
  annotation->placed = statement_int(statement, 20);
  // What was set as an orphan has its wording in its own row.
  if (annotation->state != ANNOTATION_ORPHAN || annotation->whole || annotation->quote[0]) return;
  free(annotation->quote);
  annotation->quote = memory_string(slice_of(annotation->old_quote));
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
  Statement *statement = statement_start(store, STATEMENT_BRIEF_SHOWN);
  statement_bind_int(statement, brief);
  return statement_take_int(statement, 0);
}
