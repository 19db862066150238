// SPDX-License-Identifier: MIT
// Parting an annotation and making one of several: each is one change, so that one undo takes it
// back.
//
//   split    ├────────a────────┤   ->  ├───a───┤├───b────┤      a keeps id and comment, b is new
//   merge    ├──a──┤  ├──b──┤      ->  ├────────a────────┤      b is deleted; tags and comments in
//   a
//
// What is there is read inside the transaction: another program may have changed it.
#include "library/annotation.h"

#include "base/memory.h"
#include "library/codebook.h"
#include "library/fold.h"
#include "library/place.h"
#include "library/record.h"
#include "library/rows.h"
#include "text/position.h"

#include <stdlib.h>

static void set_updated(Record *record) {
  record_set_moment(record, "updated", record->now);
}

// ---- Splitting

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static Span trim(Slice text, Span span) {
  while (span.start < span.end && is_blank(text.ptr[span.start])) span.start++;
  while (span.end > span.start && is_blank(text.ptr[span.end - 1])) span.end--;
  return span;
}

typedef struct Halves {
  Place first, second;
} Halves;

static bool find_halves(Library *library, const Annotation *annotation, uint32_t at_cp,
                        Halves *halves, Error *err) {
  const Version *version = library_borrow_version(library, annotation->version, err);
  Span span;
  if (!version) return false;
  const Positions *positions = version->positions;
  bool inside = at_cp > annotation->span.start_cp && at_cp < annotation->span.end_cp &&
                positions_to_bytes(positions, annotation->span, &span);
  uint32_t at = inside ? positions_byte(positions, at_cp) : 0;
  Span first = inside ? trim(version->text, span_make(span.start, at)) : (Span){0};
  Span second = inside ? trim(version->text, span_make(at, span.end)) : (Span){0};
  if (span_is_empty(first) || span_is_empty(second)) {
    return error_set(err, ERROR_USAGE,
                     "cannot split the annotation there: its text must stand on both sides");
  }
  CpSpan first_cp = positions_to_code_points(positions, first);
  CpSpan second_cp = positions_to_code_points(positions, second);
  return place_find(library, annotation->version, first_cp, &halves->first, err) &&
         place_find(library, annotation->version, second_cp, &halves->second, err);
}

static void record_split(Record *record, const Annotation *annotation, const char *brief,
                         const Halves *halves, AnnotationAdded *added) {
  record_open(record, "annotation", annotation->id);
  record_set_json(record, "place", buffer_slice(&halves->first.json));
  set_updated(record);
  record_close(record);
  stamp_new_id(record->library->store, added->id);
  record_open(record, "annotation", added->id);
  record_set_text(record, "brief", brief);
  record_set_json(record, "place", buffer_slice(&halves->second.json));
  record_set_text(record, "colour", colour_name(annotation->colour));
  record_set_moment(record, "created", record->now);
  set_updated(record);
  record_set_text(record, "by", library_reader(record->library));
  record_close(record);
  for (uint32_t i = 0; i < annotation->tag_count; i++)
    codebook_put(record, added->id, annotation->tags[i]);
  added->key = fold_find_thing(record->library->store, "annotation", slice_of(added->id), NULL);
}

static bool split(Record *record, const Annotation *annotation, uint32_t at_cp,
                  AnnotationAdded *added, Error *err) {
  RowsBrief brief;
  Halves halves = {0};
  if (annotation->whole || annotation->state == ANNOTATION_ORPHAN) {
    return error_set(err, ERROR_USAGE, "cannot split the annotation: it has no passage");
  }
  if (!rows_find_brief(record->library->store, annotation->brief, &brief, err)) return false;
  bool ok = find_halves(record->library, annotation, at_cp, &halves, err);
  if (ok) record_split(record, annotation, brief.id, &halves, added);
  free(brief.title);
  place_release(&halves.first);
  place_release(&halves.second);
  return ok;
}

bool annotation_split(Library *library, int64_t key, uint32_t at_cp, AnnotationAdded *added,
                      Error *err) {
  Record record;
  Annotation annotation = {0};
  *added = (AnnotationAdded){0};
  if (!record_begin(&record, library, "split an annotation", err)) return false;
  bool ok = rows_find_annotation(library->store, key, &annotation, err) &&
            split(&record, &annotation, at_cp, added, err);
  ok = record_end(&record, ok, &added->change, err);
  annotation_release(&annotation);
  return ok;
}

// ---- Merging

typedef struct Merging {
  AnnotationList list; // in the order of the text
  CpSpan span;
  Buffer comment;
  Place place;
} Merging;

static int by_place(const void *left, const void *right) {
  const Annotation *a = left, *b = right;
  if (a->span.start_cp != b->span.start_cp) return a->span.start_cp < b->span.start_cp ? -1 : 1;
  if (a->span.end_cp != b->span.end_cp) return a->span.end_cp < b->span.end_cp ? -1 : 1;
  if (a->created != b->created) return a->created < b->created ? -1 : 1;
  return strcmp(a->id, b->id);
}

static bool has_key(const AnnotationList *list, int64_t key) {
  for (uint32_t i = 0; i < list->count; i++)
    if (list->items[i].key == key) return true;
  return false;
}

static bool read_all(Library *library, const int64_t *keys, uint32_t count, AnnotationList *list,
                     Error *err) {
  list->items = memory_new(count + 1, sizeof *list->items);
  for (uint32_t i = 0; i < count; i++) {
    if (has_key(list, keys[i])) continue;
    if (!rows_find_annotation(library->store, keys[i], &list->items[list->count], err))
      return false;
    list->count++;
  }
  qsort(list->items, list->count, sizeof *list->items, by_place);
  return true;
}

static bool check_kinship(const AnnotationList *list, Error *err) {
  const Annotation *first = &list->items[0];
  if (list->count < 2)
    return error_set(err, ERROR_USAGE, "cannot merge: there is one annotation only");
  for (uint32_t i = 0; i < list->count; i++) {
    const Annotation *each = &list->items[i];
    if (each->brief != first->brief)
      return error_set(err, ERROR_USAGE, "cannot merge: the annotations are of different briefs");
    if (each->whole != first->whole)
      return error_set(err, ERROR_USAGE,
                       "cannot merge: one annotation is on a whole brief, another on a passage");
    if (each->version != first->version || each->state == ANNOTATION_ORPHAN)
      return error_set(err, ERROR_USAGE, "cannot merge: an annotation has lost its passage");
  }
  return true;
}

// The span from the first start to the last end, and the comments with an empty line between them;
// one that says the same again is not repeated.
static bool join(Library *library, Merging *merging, Error *err) {
  const AnnotationList *list = &merging->list;
  merging->span = list->items[0].span;
  for (uint32_t i = 0; i < list->count; i++) {
    const Annotation *each = &list->items[i];
    if (each->span.end_cp > merging->span.end_cp) merging->span.end_cp = each->span.end_cp;
    bool again = i > 0 && strcmp(each->comment, list->items[i - 1].comment) == 0;
    if (each->comment[0] == '\0' || again) continue;
    buffer_printf(&merging->comment, "%s%s", merging->comment.len ? "\n\n" : "", each->comment);
  }
  return list->items[0].whole ||
         place_find(library, list->items[0].version, merging->span, &merging->place, err);
}

// Adds the tags of the others that the kept one lacks, each once.
static void record_tags(Record *record, const AnnotationList *list) {
  const Annotation *kept = &list->items[0];
  CodebookPaths has = {.items = kept->tags, .count = kept->tag_count};
  for (uint32_t i = 1; i < list->count; i++) {
    for (uint32_t j = 0; j < list->items[i].tag_count; j++) {
      const char *path = list->items[i].tags[j];
      bool earlier = codebook_has_path(&has, path);
      for (uint32_t k = 1; k < i && !earlier; k++) {
        CodebookPaths other = {list->items[k].tags, list->items[k].tag_count};
        earlier = codebook_has_path(&other, path);
      }
      if (!earlier) codebook_put(record, kept->id, path);
    }
  }
}

static void record_merge(Record *record, const Merging *merging) {
  const Annotation *kept = &merging->list.items[0];
  record_open(record, "annotation", kept->id);
  if (!kept->whole && merging->span.end_cp != kept->span.end_cp)
    record_set_json(record, "place", buffer_slice(&merging->place.json));
  if (!slice_equal(buffer_slice(&merging->comment), slice_of(kept->comment)))
    record_set_text(record, "comment", merging->comment.ptr);
  set_updated(record);
  record_close(record);
  record_tags(record, &merging->list);
  for (uint32_t i = 1; i < merging->list.count; i++)
    record_delete(record, "annotation", merging->list.items[i].id, true);
}

bool annotation_merge(Library *library, const int64_t *keys, uint32_t count, AnnotationAdded *kept,
                      Error *err) {
  Record record;
  Merging merging = {0};
  Buffer what = {0};
  *kept = (AnnotationAdded){0};
  buffer_printf(&what, "merge %u annotations", count);
  bool ok = record_begin(&record, library, what.ptr, err);
  if (ok) {
    ok = read_all(library, keys, count, &merging.list, err) && check_kinship(&merging.list, err) &&
         join(library, &merging, err);
    if (ok) {
      record_merge(&record, &merging);
      kept->key = merging.list.items[0].key;
      memcpy(kept->id, merging.list.items[0].id, sizeof kept->id);
    }
    ok = record_end(&record, ok, &kept->change, err);
  }
  annotation_release_list(&merging.list);
  buffer_release(&merging.comment);
  place_release(&merging.place);
  buffer_release(&what);
  return ok;
}
