// SPDX-License-Identifier: MIT
// `postil tag`, `untag`, `comment`, `delete`: what is done to annotations that are there.
// One call is one change; what is there already changes nothing and is no failure. Where a brief is
// named, its whole is meant, which the acts of the screen and of scripts do.
#include "base/memory.h"
#include "cli/run.h"
#include "library/annotation.h"
#include "session/session.h"

#include <stdlib.h>

static bool find_key(Run *run, const char *word, int64_t *key, Error *err) {
  Annotation annotation;
  if (!annotation_find(run->library, word, &annotation, err)) return false;
  *key = annotation.key;
  annotation_release(&annotation);
  return true;
}

// What is said of the whole brief.
static bool edit_whole(Run *run, int64_t brief, ActionId act, const char *const *arguments,
                       Error *err) {
  Session session;
  SessionResult result = {0};
  session_init(&session, run->library);
  session.headless = true;
  bool ok = session_open(&session, brief, NULL, err) &&
            session_run_action(&session, act, arguments, run->word_count - 1, 0, &result, err);
  session_result_release(&result);
  session_release(&session);
  return ok;
}

// Why the word names neither; an id or title of which there are several says so itself.
static void refuse(const char *word, const Error *as_annotation, const Error *as_brief,
                   Error *err) {
  *err = as_annotation->kind == ERROR_INPUT ? *as_brief : *as_annotation;
  if (err->kind != ERROR_INPUT) return;
  error_set(err, ERROR_INPUT,
            "cannot find '%.200s': there is no annotation of that id and no brief of that name",
            word);
  error_hint(err, "'postil list' lists the briefs, 'postil list --annotations' the annotations");
}

// A word that names no annotation may name a brief.
static int edit(Run *run, const AnnotationEdit *edit, ActionId act, const char *const *arguments,
                Error *err) {
  int64_t key = 0, change = 0;
  Error unknown = {0}, other = {0};
  if (!run_open_library(run, LIBRARY_CHANGE, err)) return 0;
  if (find_key(run, run->words[0], &key, &unknown))
    annotation_edit(run->library, key, edit, &change, err);
  else if (unknown.kind == ERROR_INPUT && brief_find(run->library, run->words[0], &key, &other))
    edit_whole(run, key, act, arguments, err);
  else
    refuse(run->words[0], &unknown, &other, err);
  return 0;
}

int run_tag(Run *run, Error *err) {
  AnnotationEdit tagging = {.add_tags = run->words + 1, .add_count = run->word_count - 1};
  return edit(run, &tagging, ACTION_TAG_BRIEF, tagging.add_tags, err);
}

int run_untag(Run *run, Error *err) {
  AnnotationEdit untagging = {.remove_tags = run->words + 1, .remove_count = run->word_count - 1};
  return edit(run, &untagging, ACTION_UNTAG_BRIEF, untagging.remove_tags, err);
}

int run_comment(Run *run, Error *err) {
  Buffer text = {0};
  if (run_read_text(run->words[1], "the comment", &text, err)) {
    const char *comment = buffer_slice(&text).ptr;
    edit(run, &(AnnotationEdit){.comment = comment}, ACTION_COMMENT_BRIEF, &comment, err);
  }
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
