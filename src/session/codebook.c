// SPDX-License-Identifier: MIT
// Acts on the codebook. Each says afterwards what it touched; who wants to know before asks
// tag_affected(), as the screen and `postil tags --dry-run` do.
#include "session/act.h"

#include "library/alias.h"
#include "library/tag.h"

#include <stdlib.h>

// A path as it is kept, for messages; the caller frees.
static char *path_of(const char *typed) {
  Error ignored = {0};
  char *path = tag_normalise(typed, &ignored);
  return path ? path : memory_string(slice_of(typed));
}

static void say_figures(Act *act, const TagFigures *figures) {
  Buffer text = {0};
  tag_write_figures(figures, &text);
  act_say(act, ": %s", text.ptr);
  buffer_release(&text);
}

// "renamed a to b: 37 annotations in 9 briefs"
static void say_done(Act *act, int64_t change, const char *did, const char *to,
                     const TagFigures *figures) {
  if (change == 0) {
    act_say(act, "nothing to change: it is so already");
    return;
  }
  char *path = path_of(act->arguments[0]);
  char *other = to ? path_of(act->arguments[1]) : NULL;
  act_add_change(act, change);
  act_say(act, "%s %s", did, path);
  if (other) act_say(act, " %s %s", to, other);
  if (figures) say_figures(act, figures);
  free(path);
  free(other);
}

bool session_do_TAG_ADD(Act *act) {
  int64_t change;
  if (!tag_create(act->session->library, act->arguments[0], &change, act->err)) return false;
  say_done(act, change, "added", NULL, NULL);
  return true;
}

// T and . give the last tags again: under the names that they have now.
static void follow_last_tags(Act *act) {
  Session *session = act->session;
  char *path = path_of(act->arguments[0]), *wanted = path_of(act->arguments[1]);
  size_t len = strlen(path);
  for (uint32_t at = 0; at < session->last_tag_count; at++) {
    char *tag = session->last_tags[at];
    if (strncmp(tag, path, len) != 0 || (tag[len] != '\0' && tag[len] != '/')) continue;
    Buffer renamed = {0};
    buffer_printf(&renamed, "%s%s", wanted, tag + len);
    free(tag);
    session->last_tags[at] = buffer_take(&renamed);
  }
  free(path);
  free(wanted);
}

typedef bool TagPair(Library *library, const char *path, const char *other, int64_t *change,
                     Error *err);

static bool run_pair(Act *act, TagPair *pair, const char *did, const char *to) {
  Library *library = act->session->library;
  const char *const *words = act->arguments;
  int64_t change;
  TagFigures figures;
  if (!tag_affected(library, words[0], &figures, act->err) ||
      !pair(library, words[0], words[1], &change, act->err)) {
    return false;
  }
  say_done(act, change, did, to, &figures);
  follow_last_tags(act);
  return true;
}

bool session_do_TAG_RENAME(Act *act) {
  return run_pair(act, tag_rename, "renamed", "to");
}

bool session_do_TAG_MERGE(Act *act) {
  return run_pair(act, tag_merge, "merged", "into");
}

bool session_do_TAG_DELETE(Act *act) {
  Library *library = act->session->library;
  int64_t change;
  TagFigures figures;
  if (!tag_affected(library, act->arguments[0], &figures, act->err) ||
      !tag_delete(library, act->arguments[0], &change, act->err)) {
    return false;
  }
  say_done(act, change, "deleted", NULL, &figures);
  if (change) act_say(act, figures.annotations == 1 ? " stays" : " stay");
  return true;
}

// "co2 is another name of climate/emissions now"
bool session_do_TAG_ALIAS(Act *act) {
  int64_t change;
  const char *const *words = act->arguments;
  if (!alias_add(act->session->library, words[0], words[1], &change, act->err)) return false;
  if (change == 0) {
    act_say(act, "nothing to change: it is so already");
    return true;
  }
  Error ignored = {0};
  char *name = path_of(words[1]), *path = alias_resolve(act->session->library, words[0], &ignored);
  act_add_change(act, change);
  act_say(act, "%s is another name of %s now", name, path ? path : words[0]);
  free(name);
  free(path);
  return true;
}

bool session_do_TAG_UNALIAS(Act *act) {
  int64_t change;
  if (!alias_remove(act->session->library, act->arguments[0], &change, act->err)) return false;
  say_done(act, change, "took away the name", NULL, NULL);
  return true;
}

static bool set(Act *act, const TagEdit *edit, const char *did) {
  int64_t change;
  if (!tag_set(act->session->library, act->arguments[0], edit, &change, act->err)) return false;
  say_done(act, change, did, NULL, NULL);
  return true;
}

bool session_do_TAG_COLOUR(Act *act) {
  uint32_t rgb;
  if (!tag_parse_colour(act->arguments[1], &rgb, act->err)) return false;
  return set(act, &(TagEdit){.colour = &rgb}, "coloured");
}

bool session_do_TAG_MEMO(Act *act) {
  return set(act, &(TagEdit){.memo = act->arguments[1]}, "set the memo of");
}
