// SPDX-License-Identifier: MIT
// Answers are operations on the place of an annotation, and nothing else: undo, history and other
// machines need to know nothing of a review. What is there is read inside the transaction.
#include "library/review.h"

#include "base/memory.h"
#include "library/place.h"
#include "library/record.h"
#include "library/rows.h"

#include <stdlib.h>

bool review_list(Library *library, int64_t brief, AnnotationList *list, Error *err) {
  *list = (AnnotationList){0};
  size_t capacity = 0;
  Statement *statement = statement_start(library->store, STATEMENT_ANNOTATIONS_TO_REVIEW);
  statement_bind_int(statement, brief);
  while (statement_next(statement)) {
    list->items = memory_grow(list->items, list->count, &capacity, sizeof *list->items);
    rows_take_annotation(statement, &list->items[list->count++]);
  }
  if (store_check(library->store, err)) return true;
  annotation_release_list(list);
  return false;
}

// ---- Answers

typedef struct Answer {
  const char *what;   // for the journal
  bool waiting;       // only for what waits
  bool orphan;        // an orphan, whatever it is now
  const CpSpan *span; // a passage of the newest version; NULL: where it is
} Answer;

static bool is_orphan(const Annotation *annotation, const Answer *answer) {
  return !answer->span && (answer->orphan || annotation->state == ANNOTATION_ORPHAN);
}

static bool find_place(Library *library, const Annotation *annotation, const Answer *answer,
                       Place *place, Error *err) {
  RowsBrief brief;
  if (is_orphan(annotation, answer)) {
    return place_find_orphan(library, annotation->version, annotation->span.start_cp,
                             slice_of(annotation->quote), place, err);
  }
  if (!answer->span) return place_find(library, annotation->version, annotation->span, place, err);
  if (!rows_find_brief(library->store, annotation->brief, &brief, err)) return false;
  free(brief.title);
  return place_find(library, brief.version, *answer->span, place, err);
}

static bool check_answer(const Annotation *annotation, const Answer *answer, Error *err) {
  if (annotation->whole) {
    return error_set(err, ERROR_USAGE,
                     "cannot review the annotation: it is on the whole brief and has no place");
  }
  if (annotation->review || !answer->waiting) return true;
  return error_set(err, ERROR_NOTHING, "cannot accept the place: the annotation does not wait");
}

// Inside the transaction.
static bool record_answer(Record *record, const Annotation *annotation, const Answer *answer,
                          Error *err) {
  Place place = {0};
  bool settled = answer->orphan && annotation->state == ANNOTATION_ORPHAN && !annotation->review;
  if (!check_answer(annotation, answer, err)) return false;
  if (settled) return true;
  bool ok = find_place(record->library, annotation, answer, &place, err);
  if (ok) {
    record_open(record, "annotation", annotation->id);
    record_set_json(record, "place", buffer_slice(&place.json));
    record_set_moment(record, "updated", record->now);
    record_close(record);
  }
  place_release(&place);
  return ok;
}

static bool give_answer(Library *library, int64_t key, const Answer *answer, int64_t *change,
                        Error *err) {
  Annotation annotation;
  Record record;
  *change = 0;
  if (!record_begin(&record, library, answer->what, err)) return false;
  bool found = rows_find_annotation(library->store, key, &annotation, err);
  bool ok = found && record_answer(&record, &annotation, answer, err);
  if (found) annotation_release(&annotation);
  if (ok) return record_commit(&record, change, err);
  record_cancel(&record);
  return false;
}

bool review_accept(Library *library, int64_t annotation, int64_t *change, Error *err) {
  Answer answer = {.what = "accept the place", .waiting = true};
  return give_answer(library, annotation, &answer, change, err);
}

bool review_orphan(Library *library, int64_t annotation, int64_t *change, Error *err) {
  Answer answer = {.what = "say that the passage is gone", .orphan = true};
  return give_answer(library, annotation, &answer, change, err);
}

bool review_attach(Library *library, int64_t annotation, CpSpan span, int64_t *change, Error *err) {
  Answer answer = {.what = "attach to another passage", .span = &span};
  return give_answer(library, annotation, &answer, change, err);
}
