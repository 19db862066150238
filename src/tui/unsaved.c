// SPDX-License-Identifier: MIT
// Drafts. A draft is no change of the library, so nothing is read again because of it.
//
//   comment = brief's id LF annotation's id, START-END in code points, or "whole" LF words
//   memo    = path of the tag LF words
#include "tui/unsaved.h"

#include "tui/tagtree.h"

#include <stdio.h>
#include <stdlib.h>

#define WHOLE "whole"

static const char *slot_of(bool memo) {
  return memo ? "memo" : "comment";
}

// ---- Keeping

static void write_target(const SessionTarget *target, Buffer *out) {
  buffer_printf(out, "%s\n", target->brief);
  if (target->whole)
    buffer_add_string(out, WHOLE "\n");
  else if (target->annotation[0])
    buffer_printf(out, "%s\n", target->annotation);
  else
    buffer_printf(out, "%u-%u\n", target->span.start_cp, target->span.end_cp);
}

static void set(App *app, bool memo, Slice draft) {
  Error err = {0};
  if (library_read_only(app->library)) return;
  if (!library_set_draft(app->library, slot_of(memo), draft, &err)) app_fail(app, &err);
  app->stamp = library_stamp(app->library);
}

void unsaved_keep(App *app, const char *tag, const SessionTarget *target, Slice words) {
  Buffer draft = {0};
  if (tag)
    buffer_printf(&draft, "%s\n", tag);
  else
    write_target(target, &draft);
  buffer_add(&draft, words);
  set(app, tag != NULL, buffer_slice(&draft));
  buffer_release(&draft);
}

void unsaved_drop(App *app, const char *tag) {
  set(app, tag != NULL, SLICE(""));
}

// ---- What was left behind

// Goes to what a comment was about: an annotation's id, or a span.
static bool go_to_target(App *app, const char *target) {
  Error err = {0};
  if (strcmp(target, WHOLE) == 0) return true;
  unsigned from, to;
  if (sscanf(target, "%u-%u", &from, &to) == 2 && strlen(target) != UUID_SIZE - 1) {
    char start[16], end[16];
    const char *arguments[] = {start, end};
    snprintf(start, sizeof start, "%u", from);
    snprintf(end, sizeof end, "%u", to);
    return app_run(app, ACTION_SELECT, 0, arguments, 2);
  }
  Annotation annotation = {0};
  if (!annotation_find(app->library, target, &annotation, &err)) return false;
  CpSpan span = annotation.span;
  int64_t brief = annotation.brief;
  annotation_release(&annotation);
  return app_open_brief(app, brief, &span);
}

// Ends the first line of a text; gives what stands behind it, NULL when there is but one.
static char *end_line(char *text) {
  char *end = text ? strchr(text, '\n') : NULL;
  if (!end) return NULL;
  *end = '\0';
  return end + 1;
}

static bool find_comment(App *app, Unsaved *found) {
  Error err = {0};
  int64_t brief;
  char *target = end_line(found->draft), *words = end_line(target);
  if (!words) return false;
  found->words = words;
  found->whole = strcmp(target, WHOLE) == 0;
  return brief_find(app->library, found->draft, &brief, &err) && app_open_brief(app, brief, NULL) &&
         go_to_target(app, target);
}

static bool find_memo(App *app, Unsaved *found) {
  found->words = end_line(found->draft);
  found->tag = found->draft;
  return found->words && tagtree_open_on(app, found->tag);
}

bool unsaved_find(App *app, Unsaved *found) {
  *found = (Unsaved){.draft = library_draft(app->library, slot_of(false))};
  if (found->draft && find_comment(app, found)) return true;
  unsaved_release(found);
  found->draft = library_draft(app->library, slot_of(true));
  if (found->draft && find_memo(app, found)) return true;
  unsaved_release(found);
  return false;
}

void unsaved_release(Unsaved *found) {
  free(found->draft);
  *found = (Unsaved){0};
}
