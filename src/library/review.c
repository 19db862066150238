// SPDX-License-Identifier: MIT
// Answers are operations on the place of an annotation, and nothing else: undo, history and other
// machines need to know nothing of a review. What is there is read inside the transaction.
#include "library/review.h"

#include "base/memory.h"
#include "library/place.h"
#include "library/record.h"
#include "library/rows.h"
#include "text/cluster.h"
#include "text/position.h"

#include <stdlib.h>

enum { AROUND_BYTES = 240 };

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

// ---- Both passages

void review_release_pair(ReviewPair *pair) {
  char *strings[] = {pair->old.before, pair->old.words, pair->old.after,
                     pair->new.before, pair->new.words, pair->new.after};
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) free(strings[i]);
  *pair = (ReviewPair){0};
}

// So far from a place, but not in the middle of a word where that can be helped.
static uint32_t reach_back(Slice text, uint32_t pos) {
  uint32_t start = pos > AROUND_BYTES ? pos - AROUND_BYTES : 0, at = start;
  if (start == 0) return 0;
  while (at < pos && text.ptr[at] != ' ' && text.ptr[at] != '\n') at++;
  if (at < pos) return at + 1;
  return cluster_start(text, span_make(0, (uint32_t)text.len), start);
}

static uint32_t reach_on(Slice text, uint32_t pos) {
  uint32_t len = (uint32_t)text.len, end = len - pos > AROUND_BYTES ? pos + AROUND_BYTES : len;
  uint32_t at = end;
  if (end == len) return len;
  while (at > pos && text.ptr[at] != ' ' && text.ptr[at] != '\n') at--;
  return at > pos ? at : cluster_start(text, span_make(0, len), end);
}

static bool cut_passage(Library *library, int64_t version_key, CpSpan span, ReviewPassage *passage,
                        Error *err) {
  Span bytes;
  const Version *version = library_borrow_version(library, version_key, err);
  if (!version) return false;
  if (!positions_to_bytes(version->positions, span, &bytes))
    return error_set(err, ERROR_DATA, "cannot show the passage: it is not in its text");
  Slice text = version->text;
  passage->version = version_key;
  passage->before = memory_string(slice_cut(text, reach_back(text, bytes.start), bytes.start));
  passage->words = memory_string(slice_cut(text, bytes.start, bytes.end));
  passage->after = memory_string(slice_cut(text, bytes.end, reach_on(text, bytes.end)));
  return true;
}

// Where an annotation is and was; was.version is 0 when it was never placed.
typedef struct Stands {
  int64_t is_version, was_version;
  CpSpan is, was;
} Stands;

static bool find_stands(Library *library, int64_t annotation, Stands *stands, Error *err) {
  Statement *statement = statement_start(library->store, STATEMENT_REVIEW_PLACES);
  statement_bind_int(statement, annotation);
  bool found = statement_next(statement);
  if (found) {
    *stands =
        (Stands){statement_int(statement, 0),
                 statement_int(statement, 3),
                 {(uint32_t)statement_int(statement, 1), (uint32_t)statement_int(statement, 2)},
                 {(uint32_t)statement_int(statement, 4), (uint32_t)statement_int(statement, 5)}};
  }
  statement_end(statement);
  if (found) return true;
  if (!store_check(library->store, err)) return false;
  return error_set(err, ERROR_INPUT, "cannot show the passage: the annotation has none");
}

// Of one that was never placed the words are known that it came with.
static bool tell_words(Library *library, int64_t key, ReviewPassage *passage, Error *err) {
  Annotation annotation;
  if (!rows_find_annotation(library->store, key, &annotation, err)) return false;
  passage->before = memory_string(slice_of(annotation.prefix));
  passage->words = memory_string(slice_of(annotation.quote));
  passage->after = memory_string(slice_of(annotation.suffix));
  annotation_release(&annotation);
  return true;
}

bool review_pair(Library *library, int64_t annotation, ReviewPair *pair, Error *err) {
  Stands stands = {0};
  *pair = (ReviewPair){0};
  if (!find_stands(library, annotation, &stands, err)) return false;
  bool ok =
      cut_passage(library, stands.is_version, stands.is, &pair->new, err) &&
      (stands.was_version ? cut_passage(library, stands.was_version, stands.was, &pair->old, err)
                          : tell_words(library, annotation, &pair->old, err));
  if (!ok) review_release_pair(pair);
  return ok;
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
  return record_end(&record, ok, change, err);
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
