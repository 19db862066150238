// SPDX-License-Identifier: MIT
// `postil tag`, `untag`, `comment`, `delete`: what is done to annotations that are there.
// One call is one change; what is there already changes nothing and is no failure.
#include "base/memory.h"
#include "cli/run.h"
#include "library/annotation.h"

#include <stdlib.h>

static bool find_key(Run *run, const char *word, int64_t *key, Error *err) {
  Annotation annotation;
  if (!annotation_find(run->library, word, &annotation, err)) return false;
  *key = annotation.key;
  annotation_release(&annotation);
  return true;
}

static int edit(Run *run, const AnnotationEdit *edit, Error *err) {
  int64_t key = 0, change = 0;
  if (run_open_library(run, LIBRARY_CHANGE, err) && find_key(run, run->words[0], &key, err))
    annotation_edit(run->library, key, edit, &change, err);
  return 0;
}

int run_tag(Run *run, Error *err) {
  return edit(run, &(AnnotationEdit){.add_tags = run->words + 1, .add_count = run->word_count - 1},
              err);
}

int run_untag(Run *run, Error *err) {
  return edit(run,
              &(AnnotationEdit){.remove_tags = run->words + 1, .remove_count = run->word_count - 1},
              err);
}

int run_comment(Run *run, Error *err) {
  Buffer text = {0};
  if (run_read_text(run->words[1], "the comment", &text, err))
    edit(run, &(AnnotationEdit){.comment = buffer_slice(&text).ptr}, err);
  buffer_release(&text);
  return 0;
}

// The keys of all annotations that the words name; the caller frees. NULL with *err.
static int64_t *find_keys(Run *run, Error *err) {
  if (!run_open_library(run, LIBRARY_CHANGE, err)) return NULL;
  int64_t *keys = memory_new(run->word_count, sizeof *keys);
  for (uint32_t i = 0; i < run->word_count; i++) {
    if (find_key(run, run->words[i], &keys[i], err)) continue;
    free(keys);
    return NULL;
  }
  return keys;
}

int run_delete(Run *run, Error *err) {
  int64_t change = 0, *keys = find_keys(run, err);
  if (keys) annotation_delete(run->library, keys, run->word_count, &change, err);
  free(keys);
  return 0;
}

int run_join(Run *run, Error *err) {
  AnnotationAdded kept;
  int64_t *keys = find_keys(run, err);
  if (keys && annotation_merge(run->library, keys, run->word_count, &kept, err))
    run_print_id(run, kept.id);
  free(keys);
  return 0;
}
