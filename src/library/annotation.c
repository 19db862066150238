// SPDX-License-Identifier: MIT
// Reading annotations. Making and changing them is in annotation_edit.c.
//
// A list is one statement: anchors, tags and briefs are joined by keys, so its cost grows with what
// it gives (and the sort), never with a query for each row.
#include "library/annotation.h"

#include "base/memory.h"
#include "library/inside.h"
#include "library/rows.h"
#include "library/several.h"

#include <stdlib.h>

static const char *const state_names[] = {
    [ANNOTATION_SAME] = "same",
    [ANNOTATION_CHANGED] = "changed",
    [ANNOTATION_MOVED] = "moved",
    [ANNOTATION_ORPHAN] = "orphan",
};

const char *annotation_state_name(AnnotationState state) {
  if ((unsigned)state > ANNOTATION_ORPHAN) BUG("no state %d", (int)state);
  return state_names[state];
}

bool annotation_has_tag(const Annotation *annotation, const char *path) {
  for (uint32_t i = 0; i < annotation->tag_count; i++)
    if (strcmp(annotation->tags[i], path) == 0) return true;
  return false;
}

void annotation_release(Annotation *annotation) {
  free(annotation->block);
  *annotation = (Annotation){0};
}

void annotation_release_list(AnnotationList *list) {
  for (uint32_t i = 0; i < list->count; i++) annotation_release(&list->items[i]);
  free(list->items);
  *list = (AnnotationList){0};
}

// ---- Listing

static Statement *start(Library *library, const AnnotationWish *wanted) {
  if (wanted->id) {
    Statement *statement = statement_start(library->store, STATEMENT_ANNOTATIONS_BY_ID);
    statement_bind_text(statement, slice_of(wanted->id));
    return statement;
  }
  StatementId id =
      wanted->tag
          ? (wanted->brief ? STATEMENT_ANNOTATIONS_OF_TAG_AND_BRIEF : STATEMENT_ANNOTATIONS_OF_TAG)
          : (wanted->brief ? STATEMENT_ANNOTATIONS_OF_BRIEF : STATEMENT_ANNOTATIONS);
  Statement *statement = statement_start(library->store, id);
  if (wanted->tag) statement_bind_text(statement, slice_of(wanted->tag));
  if (wanted->brief) statement_bind_int(statement, wanted->brief);
  return statement;
}

static bool has_tag(const Annotation *annotation, const char *path) {
  size_t len = strlen(path);
  for (uint32_t i = 0; i < annotation->tag_count; i++) {
    const char *tag = annotation->tags[i];
    if (strncmp(tag, path, len) == 0 && (tag[len] == '\0' || tag[len] == '/')) return true;
  }
  return false;
}

// With an id, brief and tag are looked at here: there are a few rows at most.
static bool is_wanted(const Annotation *annotation, const AnnotationWish *wanted) {
  if (!wanted->id) return true;
  return (!wanted->brief || annotation->brief == wanted->brief) &&
         (!wanted->tag || has_tag(annotation, wanted->tag));
}

bool annotation_list(Library *library, const AnnotationWish *wish, AnnotationList *list,
                     Error *err) {
  *list = (AnnotationList){0};
  size_t capacity = 0;
  Statement *rows = start(library, wish);
  while (statement_next(rows)) {
    Annotation annotation;
    rows_take_annotation(rows, &annotation);
    if (!is_wanted(&annotation, wish)) {
      annotation_release(&annotation);
      continue;
    }
    list->items = memory_grow(list->items, list->count, &capacity, sizeof *list->items);
    list->items[list->count++] = annotation;
  }
  if (store_check(library->store, err)) return true;
  annotation_release_list(list);
  return false;
}

bool annotation_get(Library *library, int64_t key, Annotation *annotation, Error *err) {
  return rows_find_annotation(library->store, key, annotation, err);
}

// ---- Finding one

static bool refuse_several(const AnnotationList *list, const char *id, Error *err) {
  Several several = {0};
  for (uint32_t i = 0; i < list->count; i++) several_add(&several, slice_of(list->items[i].id));
  return several_refuse(&several, "annotation", id, true, err);
}

bool annotation_find(Library *library, const char *id, Annotation *annotation, Error *err) {
  AnnotationList list = {0};
  size_t len = strlen(id);
  bool fits = len >= SEVERAL_ID_LEAST && len < UUID_SIZE;
  if (fits && !annotation_list(library, &(AnnotationWish){.id = id}, &list, err)) return false;
  if (list.count == 1) {
    *annotation = list.items[0];
    free(list.items);
    return true;
  }
  if (list.count == 0) {
    error_set(err, ERROR_INPUT, "cannot find the annotation '%s': there is none of that id", id);
    error_hint(err, "an annotation is named by its id or at least %d characters of its beginning",
               SEVERAL_ID_LEAST);
  } else {
    refuse_several(&list, id, err);
  }
  annotation_release_list(&list);
  return false;
}
