// SPDX-License-Identifier: MIT
// Places stand by version, so that the annotations of each brief are read once.
#include "library/spread.h"

#include "base/memory.h"
#include "library/brief.h"
#include "text/position.h"

#include <stdlib.h>

static bool is_alike(const Annotation *annotation, const Annotation *other,
                     const RepeatPlace *place) {
  if (other->whole || other->version != place->version || other->state == ANNOTATION_ORPHAN ||
      other->span.start_cp != place->span.start_cp || other->span.end_cp != place->span.end_cp ||
      other->colour != annotation->colour || strcmp(other->comment, annotation->comment) != 0)
    return false;
  for (uint32_t i = 0; i < annotation->tag_count; i++)
    if (!annotation_has_tag(other, annotation->tags[i])) return false;
  return true;
}

static bool has_alike(const AnnotationList *list, const Annotation *annotation,
                      const RepeatPlace *place) {
  for (uint32_t i = 0; i < list->count; i++)
    if (is_alike(annotation, &list->items[i], place)) return true;
  return false;
}

bool spread_leave_out(Library *library, const Annotation *annotation, RepeatPlaces *places,
                      Error *err) {
  RepeatPlaces left = {0};
  AnnotationList list = {0};
  int64_t brief = 0;
  bool ok = true;
  for (uint32_t i = 0; i < places->count && ok; i++) {
    const RepeatPlace *place = &places->items[i];
    if (place->brief != brief) {
      annotation_release_list(&list);
      brief = place->brief;
      ok = annotation_list(library, &(AnnotationWish){.brief = brief}, &list, err);
    }
    if (ok && !has_alike(&list, annotation, place)) repeat_add_place(&left, *place);
  }
  annotation_release_list(&list);
  repeat_release_places(places);
  *places = left;
  return ok;
}

static bool is_newest(Library *library, const Annotation *annotation, bool *newest, Error *err) {
  Brief brief;
  if (!brief_get(library, annotation->brief, &brief, err)) return false;
  *newest = brief.version == annotation->version;
  brief_release(&brief);
  return true;
}

bool spread_find(Library *library, const Annotation *annotation, RepeatPlaces *places, Error *err) {
  Span passage;
  bool newest;
  *places = (RepeatPlaces){0};
  if (annotation->whole || annotation->state == ANNOTATION_ORPHAN) return true;
  if (!is_newest(library, annotation, &newest, err)) return false;
  if (!newest) return true;
  Version *version = brief_version(library, annotation->version, err);
  if (!version) return false;
  bool ok = !positions_to_bytes(version->positions, annotation->span, &passage) ||
            repeat_find(library, version, annotation->version, passage, places, err);
  version_free(version);
  return ok && spread_leave_out(library, annotation, places, err);
}

bool spread_make(Library *library, const Annotation *annotation, const RepeatPlaces *places,
                 int64_t *change, Error *err) {
  AnnotationRequest request = {.colour = annotation->colour,
                               .comment = annotation->comment,
                               .tags = (const char *const *)annotation->tags,
                               .tag_count = annotation->tag_count};
  AnnotationSpot *spots = memory_new((size_t)places->count + 1, sizeof *spots);
  for (uint32_t i = 0; i < places->count; i++)
    spots[i] =
        (AnnotationSpot){places->items[i].brief, places->items[i].version, places->items[i].span};
  bool ok = annotation_add_alike(library, &request, spots, places->count, change, err);
  free(spots);
  return ok;
}
