// SPDX-License-Identifier: MIT
// Splitting a tag: some of its annotations get another one. It is the only change of the codebook
// that annotations themselves show, as which of them it means is nothing that a tag could know.
//
//   water  ▪ ▪ ▪ ▪        split 'water', these two, to 'water/ground'        water         ▪   ▪
//            └───┴ chosen                                                    water/ground    ▪   ▪
//
// Who has the tag is asked inside the transaction. The cost is that of the annotations chosen.
#include "library/tag.h"

#include "library/alias.h"
#include "library/codebook.h"
#include "library/rows.h"

#include <stdlib.h>

static void exchange(Record *record, const Annotation *annotation, const char *path,
                     const char *wanted) {
  record_open(record, "annotation", annotation->id);
  record_set_moment(record, "updated", record->now);
  record_close(record);
  codebook_take_off(record, annotation, path);
  if (!annotation_has_tag(annotation, wanted)) codebook_put(record, annotation->id, wanted);
}

static bool exchange_all(Record *record, const char *path, const char *wanted,
                         const int64_t *annotations, uint32_t count, Error *err) {
  for (uint32_t i = 0; i < count; i++) {
    Annotation annotation;
    if (!rows_find_annotation(record->library->store, annotations[i], &annotation, err))
      return false;
    if (annotation_has_tag(&annotation, path)) exchange(record, &annotation, path, wanted);
    annotation_release(&annotation);
  }
  return true;
}

// Both in their one form.
static bool split(Library *library, const char *path, const char *wanted,
                  const int64_t *annotations, uint32_t count, int64_t *change, Error *err) {
  Record record;
  Buffer what = {0};
  if (strcmp(path, wanted) == 0)
    return error_set(err, ERROR_DATA, "cannot split '%s' into itself", path);
  buffer_printf(&what, CODEBOOK_SPLIT "'%s', %u annotation%s to '%s'", path, count,
                count == 1 ? "" : "s", wanted);
  bool ok = record_begin(&record, library, what.ptr, err);
  if (ok) {
    ok = exchange_all(&record, path, wanted, annotations, count, err);
    ok = record_end(&record, ok, change, err);
  }
  buffer_release(&what);
  return ok;
}

bool tag_split(Library *library, const char *typed, const char *typed_wanted,
               const int64_t *annotations, uint32_t count, int64_t *change, Error *err) {
  if (change) *change = 0;
  char *path = alias_resolve(library, typed, err);
  char *wanted = path ? alias_resolve(library, typed_wanted, err) : NULL;
  bool ok = wanted && split(library, path, wanted, annotations, count, change, err);
  free(path);
  free(wanted);
  return ok;
}
