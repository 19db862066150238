// SPDX-License-Identifier: MIT
// Making, changing and deleting annotations: each call is one change.
//
// `updated` is set by every change of an annotation, its tags included, so that undo restores it
// with the rest. Whether an edit changes anything is asked inside the transaction: another program
// may have made it in the meantime.
#include "library/annotation.h"

#include "base/memory.h"
#include "library/brief.h"
#include "library/codebook.h"
#include "library/fold.h"
#include "library/place.h"
#include "library/record.h"
#include "library/rows.h"

#include <stdlib.h>

// ---- Making

static void record_making(Record *record, const AnnotationRequest *request, const char *brief,
                          const char *comment, const Place *place, const CodebookPaths *tags,
                          AnnotationAdded *added) {
  stamp_new_id(record->library->store, added->id);
  record_open(record, "annotation", added->id);
  record_set_text(record, "brief", brief);
  if (!request->whole) {
    record_set_json(record, "place", buffer_slice(&place->json));
    record_set_text(record, "colour", colour_name(request->colour));
  }
  if (comment[0]) record_set_text(record, "comment", comment);
  record_set_moment(record, "created", record->now);
  record_set_moment(record, "updated", record->now);
  record_set_text(record, "by", library_reader(record->library));
  record_close(record);
  for (uint32_t i = 0; i < tags->count; i++) codebook_put(record, added->id, tags->items[i]);
  added->key = fold_find_thing(record->library->store, "annotation", slice_of(added->id), NULL);
}

static char *describe_making(const AnnotationRequest *request, const CodebookPaths *tags,
                             const char *comment, uint32_t count) {
  Buffer what = {0};
  if (tags->count) {
    buffer_add_string(&what, tags->count == 1 ? "tag " : "tags ");
    codebook_describe(tags, &what);
    if (comment[0]) buffer_add_string(&what, " and comment");
  } else if (comment[0]) {
    buffer_add_string(&what, request->whole ? "comment on the whole brief" : "comment");
  } else {
    buffer_add_string(&what, "highlight");
  }
  if (count > 1) buffer_printf(&what, " in %u places", count);
  return buffer_take(&what);
}

// What is made, and what of it has been read for all places.
typedef struct Making {
  const AnnotationRequest *request;
  char *comment;
  CodebookPaths tags;
  Record record;
  AnnotationAdded added; // last
} Making;

static bool make_at(Making *making, const AnnotationSpot *spot, Error *err) {
  Library *library = making->record.library;
  bool whole = making->request->whole;
  RowsBrief brief;
  Place place = {0};
  if (!rows_find_brief(library->store, spot->brief, &brief, err)) return false;
  bool ok =
      spot->version == 0 || spot->version == brief.version ||
      error_set(err, ERROR_BUSY, "cannot annotate: the text of '%s' has just changed", brief.title);
  ok = ok && (whole || place_find(library, brief.version, spot->span, &place, err));
  if (ok)
    record_making(&making->record, making->request, brief.id, making->comment, &place,
                  &making->tags, &making->added);
  place_release(&place);
  free(brief.title);
  return ok;
}

static bool make(Library *library, Making *making, const AnnotationSpot *spots, uint32_t count,
                 Error *err) {
  char *what = describe_making(making->request, &making->tags, making->comment, count);
  bool begun = record_begin(&making->record, library, what, err), ok = begun;
  for (uint32_t i = 0; ok && i < count; i++) ok = make_at(making, &spots[i], err);
  ok = begun && record_end(&making->record, ok, &making->added.change, err);
  free(what);
  return ok;
}

static bool add(Library *library, const AnnotationRequest *request, const AnnotationSpot *spots,
                uint32_t count, AnnotationAdded *added, Error *err) {
  Making making = {.request = request};
  *added = (AnnotationAdded){0};
  if (!codebook_read_paths(library, request->tags, request->tag_count, &making.tags, err))
    return false;
  making.comment = library_repair(request->comment ? request->comment : "");
  bool ok = make(library, &making, spots, count, err);
  if (ok) *added = making.added;
  free(making.comment);
  codebook_release_paths(&making.tags);
  return ok;
}

bool annotation_add(Library *library, const AnnotationRequest *request, AnnotationAdded *added,
                    Error *err) {
  AnnotationSpot spot = {.brief = request->brief, .span = request->span};
  return add(library, request, &spot, 1, added, err);
}

bool annotation_add_alike(Library *library, const AnnotationRequest *request,
                          const AnnotationSpot *spots, uint32_t count, int64_t *change,
                          Error *err) {
  AnnotationRequest alike = *request;
  AnnotationAdded added;
  alike.whole = false;
  bool ok = add(library, &alike, spots, count, &added, err);
  *change = added.change;
  return ok;
}

// ---- Changing

typedef struct Editing {
  const Annotation *annotation;
  const AnnotationEdit *edit;
  char *comment; // NULL leaves it
  CodebookPaths add, remove;
  Place place;
  bool placed; // `place` is to be set
  Record record;
} Editing;

static char *describe_editing(const Editing *editing) {
  Buffer what = {0};
  if (editing->add.count) {
    buffer_add_string(&what, editing->add.count == 1 ? "tag " : "tags ");
    codebook_describe(&editing->add, &what);
  }
  if (editing->remove.count) {
    buffer_add_string(&what, what.len ? ", untag " : "untag ");
    codebook_describe(&editing->remove, &what);
  }
  if (editing->comment) {
    const char *verb = editing->comment[0] ? "comment" : "clear the comment";
    buffer_printf(&what, "%s%s", what.len ? ", " : "", verb);
  }
  if (editing->edit->colour) {
    buffer_printf(&what, "%scolour %s", what.len ? ", " : "", colour_name(*editing->edit->colour));
  }
  if (editing->edit->span) buffer_printf(&what, "%smove to another passage", what.len ? ", " : "");
  return buffer_take(&what);
}

// The registers; true if any differs.
static void set_registers(Editing *editing, bool tags_differ) {
  Record *record = &editing->record;
  const Annotation *annotation = editing->annotation;
  const Colour *colour = editing->edit->colour;
  record_open(record, "annotation", annotation->id);
  if (editing->placed) record_set_json(record, "place", buffer_slice(&editing->place.json));
  if (editing->comment && strcmp(editing->comment, annotation->comment) != 0) {
    record_set_text(record, "comment", editing->comment[0] ? editing->comment : NULL);
  }
  if (colour && !annotation->whole && *colour != annotation->colour) {
    record_set_text(record, "colour", colour_name(*colour));
  }
  if (record->set.len || tags_differ) record_set_moment(record, "updated", record->now);
  record_close(record);
}

// Another passage, of the version that the annotation belongs to or of the one that is named.
static bool find_new_place(Editing *editing, Error *err) {
  const Annotation *annotation = editing->annotation;
  const AnnotationEdit *edit = editing->edit;
  Place *place = &editing->place;
  int64_t version = edit->span_version ? edit->span_version : annotation->version;
  if (annotation->whole) {
    return error_set(err, ERROR_USAGE,
                     "cannot change the passage: the annotation is on the whole brief");
  }
  if (!place_find(editing->record.library, version, *edit->span, place, err)) return false;
  editing->placed = version != annotation->version ||
                    place->span.start_cp != annotation->span.start_cp ||
                    place->span.end_cp != annotation->span.end_cp;
  return true;
}

// Tags and registers, inside the transaction.
static bool record_editing(Editing *editing, Error *err) {
  const Annotation *annotation = editing->annotation;
  bool tags_differ = editing->remove.count > 0;
  for (uint32_t i = 0; i < editing->remove.count; i++) {
    if (annotation_has_tag(annotation, editing->remove.items[i])) continue;
    return error_set(err, ERROR_NOTHING,
                     "cannot take the tag '%s' off: the annotation does not have it",
                     editing->remove.items[i]);
  }
  for (uint32_t i = 0; i < editing->add.count; i++) {
    if (!annotation_has_tag(annotation, editing->add.items[i])) tags_differ = true;
  }
  if (editing->edit->span && !find_new_place(editing, err)) return false;
  set_registers(editing, tags_differ);
  for (uint32_t i = 0; i < editing->remove.count; i++) {
    codebook_take_off(&editing->record, annotation, editing->remove.items[i]);
  }
  for (uint32_t i = 0; i < editing->add.count; i++) {
    const char *path = editing->add.items[i];
    bool has = annotation_has_tag(annotation, path) && !codebook_has_path(&editing->remove, path);
    if (!has) codebook_put(&editing->record, annotation->id, path);
  }
  return true;
}

static bool edit_inside(Library *library, int64_t key, Editing *editing, int64_t *change,
                        Error *err) {
  Annotation annotation = {0};
  char *what = describe_editing(editing);
  editing->annotation = &annotation;
  bool ok = record_begin(&editing->record, library, what, err);
  if (ok) {
    ok =
        rows_find_annotation(library->store, key, &annotation, err) && record_editing(editing, err);
    ok = record_end(&editing->record, ok, change, err);
    annotation_release(&annotation);
  }
  free(what);
  return ok;
}

bool annotation_edit(Library *library, int64_t key, const AnnotationEdit *edit, int64_t *change,
                     Error *err) {
  *change = 0;
  Editing editing = {.edit = edit};
  bool ok =
      codebook_read_paths(library, edit->add_tags, edit->add_count, &editing.add, err) &&
      codebook_read_paths(library, edit->remove_tags, edit->remove_count, &editing.remove, err);
  if (ok) {
    editing.comment = edit->comment ? library_repair(edit->comment) : NULL;
    ok = edit_inside(library, key, &editing, change, err);
  }
  free(editing.comment);
  place_release(&editing.place);
  codebook_release_paths(&editing.add);
  codebook_release_paths(&editing.remove);
  return ok;
}

// ---- Deleting

bool annotation_delete(Library *library, const int64_t *keys, uint32_t count, int64_t *change,
                       Error *err) {
  *change = 0;
  Buffer what = {0};
  Record record;
  buffer_add_string(&what, "delete ");
  if (count == 1)
    buffer_add_string(&what, "an annotation");
  else
    buffer_printf(&what, "%u annotations", count);
  bool begun = record_begin(&record, library, what.ptr, err), ok = begun;
  for (uint32_t i = 0; ok && i < count; i++) {
    Annotation annotation;
    ok = rows_find_annotation(library->store, keys[i], &annotation, err);
    if (!ok) break;
    record_delete(&record, "annotation", annotation.id, true);
    annotation_release(&annotation);
  }
  ok = begun && record_end(&record, ok, change, err);
  buffer_release(&what);
  return ok;
}
