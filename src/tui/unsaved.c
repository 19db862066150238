// SPDX-License-Identifier: MIT
// Drafts. A draft is no change of the library, so nothing is read again because of it. Each process
// has slots of its own: two screens do not overwrite each other's words, and what another one is
// still writing was not left behind.
//
//   comment/PROCESS = brief's id LF annotation's id, START-END in code points, or "whole" LF words
//   memo/PROCESS    = path of the tag LF words
#include "tui/unsaved.h"

#include "base/process.h"
#include "tui/tagtree.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define WHOLE "whole"

static const char *kind_of(bool memo) {
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

static void set(App *app, const char *slot, Slice draft) {
  Error err = {0};
  if (library_read_only(app->library)) return;
  if (!library_set_draft(app->library, slot, draft, &err)) app_fail(app, &err);
  app->stamp = library_stamp(app->library);
}

enum { SLOT_SIZE = 32 };

static void write_own_slot(bool memo, char slot[SLOT_SIZE]) {
  snprintf(slot, SLOT_SIZE, "%s/%lld", kind_of(memo), (long long)getpid());
}

static void set_own(App *app, bool memo, Slice draft) {
  char slot[SLOT_SIZE];
  write_own_slot(memo, slot);
  set(app, slot, draft);
}

void unsaved_keep(App *app, const char *tag, const SessionTarget *target, Slice words) {
  Buffer draft = {0};
  if (tag)
    buffer_printf(&draft, "%s\n", tag);
  else
    write_target(target, &draft);
  buffer_add(&draft, words);
  set_own(app, tag != NULL, buffer_slice(&draft));
  buffer_release(&draft);
}

void unsaved_drop(App *app, const char *tag) {
  set_own(app, tag != NULL, SLICE(""));
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

// Is it of a process that has ended? Where none is named, it is of a postil that did not name them.
static bool is_left(const char *slot, bool memo) {
  size_t len = strlen(kind_of(memo));
  if (strncmp(slot, kind_of(memo), len) != 0) return false;
  return slot[len] == '\0' ||
         (slot[len] == '/' && !process_runs(strtoll(slot + len + 1, NULL, 10)));
}

static bool find_in_slot(App *app, const char *slot, bool memo, Unsaved *found) {
  *found = (Unsaved){.draft = library_draft(app->library, slot)};
  if (found->draft && (memo ? find_memo(app, found) : find_comment(app, found))) return true;
  unsaved_release(found);
  return false;
}

// From now on this process writes it.
static void take_over(App *app, const char *slot, bool memo) {
  char *draft = library_draft(app->library, slot);
  if (draft) set_own(app, memo, slice_of(draft));
  set(app, slot, SLICE(""));
  free(draft);
}

// What stands in the slot of this process was left by one of the same number. It comes first, for
// what is taken over goes there.
static bool find_left(App *app, bool memo, Unsaved *found) {
  char own[SLOT_SIZE];
  write_own_slot(memo, own);
  bool open = find_in_slot(app, own, memo, found);
  char *slot = open ? NULL : library_next_draft(app->library, "");
  while (slot) {
    open = is_left(slot, memo) && find_in_slot(app, slot, memo, found);
    if (open) take_over(app, slot, memo);
    char *next = open ? NULL : library_next_draft(app->library, slot);
    free(slot);
    slot = next;
  }
  return open;
}

bool unsaved_find(App *app, Unsaved *found) {
  *found = (Unsaved){0};
  return find_left(app, false, found) || find_left(app, true, found);
}

void unsaved_release(Unsaved *found) {
  free(found->draft);
  *found = (Unsaved){0};
}
