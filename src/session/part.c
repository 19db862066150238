// SPDX-License-Identifier: MIT
// Finding a part of a tag, and giving it another one. One pass over what has the tag.
#include "session/part.h"

#include "base/memory.h"
#include "library/alias.h"
#include "library/query.h"
#include "session/act.h"

#include <stdlib.h>

// The list is by brief, so a new one is another than the last.
static void take(Part *part, const Annotation *annotation, int64_t *brief) {
  part->annotations[part->figures.annotations++] = annotation->key;
  if (annotation->brief != *brief) part->figures.briefs++;
  *brief = annotation->brief;
}

static void choose(const AnnotationList *list, const char *path, const Keys *keys, Part *part) {
  int64_t brief = 0;
  part->annotations = memory_new((size_t)list->count + 1, sizeof *part->annotations);
  for (uint32_t i = 0; i < list->count; i++) {
    if (!annotation_has_tag(&list->items[i], path)) continue;
    part->all++;
    if (keys_have(keys, list->items[i].key)) take(part, &list->items[i], &brief);
  }
}

static bool find_matching(Library *library, const char *typed, Keys *keys, Error *err) {
  Query query;
  bool ok = query_parse(&query, slice_of(typed), QUERY_STRICT, err) &&
            query_find_annotations(library, &query, 0, keys, err);
  query_release(&query);
  return ok;
}

bool part_find(Library *library, const char *tag, const char *filter, Part *part, Error *err) {
  TagFigures ignored;
  Keys keys = {0};
  *part = (Part){.figures.tags = 1};
  if (!tag_affected(library, tag, &ignored, err)) return false;
  char *path = alias_resolve(library, tag, err);
  if (!path) return false;
  AnnotationList list = {0};
  bool ok = find_matching(library, filter, &keys, err) &&
            annotation_list(library, &(AnnotationWish){.tag = path}, &list, err);
  if (ok) choose(&list, path, &keys, part);
  if (ok && part->figures.annotations == 0) {
    ok = error_set(err, ERROR_NOTHING, "of the %u annotation%s of '%s' none is with “%s”",
                   part->all, part->all == 1 ? "" : "s", path, filter);
    part_release(part);
  }
  annotation_release_list(&list);
  keys_release(&keys);
  free(path);
  return ok;
}

void part_release(Part *part) {
  free(part->annotations);
  *part = (Part){0};
}

// ---- The act

static char *join(const Act *act, uint32_t from) {
  Buffer words = {0};
  for (uint32_t i = from; i < act->argument_count; i++)
    buffer_printf(&words, "%s%s", i > from ? " " : "", act->arguments[i]);
  return buffer_take(&words);
}

static void say_split(Act *act, const Part *part) {
  uint32_t count = part->figures.annotations;
  act_say(act, "split %s: %u of its %u annotation%s %s %s now", act->arguments[0], count, part->all,
          part->all == 1 ? "" : "s", count == 1 ? "has" : "have", act->arguments[1]);
}

bool session_do_TAG_SPLIT(Act *act) {
  Library *library = act->session->library;
  char *filter = join(act, 2);
  Part part;
  int64_t change = 0;
  bool ok = part_find(library, act->arguments[0], filter, &part, act->err);
  free(filter);
  if (!ok) return false;
  ok = tag_split(library, act->arguments[0], act->arguments[1], part.annotations,
                 part.figures.annotations, &change, act->err);
  if (ok) {
    act_add_change(act, change);
    say_split(act, &part);
  }
  part_release(&part);
  return ok;
}
