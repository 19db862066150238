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

static uint32_t number(const Query *query, unsigned column) {
  int64_t value = query_int(query, column);
  if (value < 0) return 0;
  return value > UINT32_MAX ? UINT32_MAX : (uint32_t)value;
}

static TitleSource title_source(Slice name) {
  for (TitleSource source = TITLE_FROM_FILE; source < TITLE_FROM_SENTENCE; source++) {
    if (slice_equal(name, slice_of(view_title_source_name(source)))) return source;
  }
  return TITLE_FROM_SENTENCE;
}

void rows_take_brief(const Query *query, Brief *brief) {
  *brief = (Brief){.key = query_int(query, 0), .version = query_int(query, 2)};
  rows_copy(brief->id, sizeof brief->id, query_text(query, 1));
  rows_copy(brief->hash, sizeof brief->hash, query_text(query, 3));
  brief->title = query_string(query, 4);
  brief->title_source = title_source(query_text(query, 5));
  brief->series = query_string(query, 6);
  brief->date = query_string(query, 7);
  brief->url = query_string(query, 8);
  brief->language = query_string(query, 9);
  brief->author = query_string(query, 10);
  brief->author_guessed = query_int(query, 11) != 0;
  brief->path = query_string(query, 12);
  brief->added = query_int(query, 13);
  brief->annotations = number(query, 14);
  brief->length_cp = number(query, 15);
  brief->place_cp = number(query, 16);
  brief->read = query_int(query, 17) != 0;
  if (brief->place_cp > brief->length_cp) brief->place_cp = brief->length_cp;
}

bool rows_find_brief(Store *store, int64_t key, RowsBrief *brief, Error *err) {
  Query *query = query_start(store, QUERY_BRIEF_ALIVE);
  query_bind_int(query, key);
  bool found = query_next(query);
  if (found) {
    *brief = (RowsBrief){.version = query_int(query, 1), .title = query_string(query, 2)};
    rows_copy(brief->id, sizeof brief->id, query_text(query, 0));
  }
  query_end(query);
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

void rows_take_annotation(const Query *query, Annotation *annotation) {
  *annotation = (Annotation){.key = query_int(query, 0), .brief = query_int(query, 2)};
  rows_copy(annotation->id, sizeof annotation->id, query_text(query, 1));
  annotation->version = query_int(query, 3);
  annotation->whole = query_is_null(query, 4);
  if (!annotation->whole) {
    annotation->span = (CpSpan){number(query, 4), number(query, 5)};
    annotation->state = state(query_text(query, 9));
  }
  annotation->quote = query_string(query, 6);
  annotation->prefix = query_string(query, 7);
  annotation->suffix = query_string(query, 8);
  if (!colour_parse(query_text(query, 10), &annotation->colour)) annotation->colour = COLOUR_YELLOW;
  annotation->comment = query_string(query, 11);
  annotation->created = query_int(query, 12);
  annotation->updated = query_int(query, 13);
  annotation->by = query_string(query, 14);
  take_tags(annotation, query_text(query, 15));
  annotation->review = query_int(query, 16) != 0;
  annotation->score = number(query, 17);
  annotation->old_quote = query_string(query, 18);
  // What was set as an orphan has its wording in its own row.
  if (annotation->state != ANNOTATION_ORPHAN || annotation->whole || annotation->quote[0]) return;
  free(annotation->quote);
  annotation->quote = memory_string(slice_of(annotation->old_quote));
}

bool rows_find_annotation(Store *store, int64_t key, Annotation *annotation, Error *err) {
  Query *query = query_start(store, QUERY_ANNOTATION);
  query_bind_int(query, key);
  bool found = query_next(query);
  if (found) rows_take_annotation(query, annotation);
  query_end(query);
  if (found) return true;
  if (!store_check(store, err)) return false;
  return error_set(err, ERROR_INPUT,
                   "cannot read the annotation: it is not in the library any more");
}
