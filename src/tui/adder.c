// SPDX-License-Identifier: MIT
// Adding from the screen. What was typed is one path with whatever blanks it has, if there is such
// a file; else words as in the command language, so that pasted, quoted paths work too. Folders are
// walked; each step adds one file.
#include "tui/adder.h"
#include "base/file.h"
#include "tui/app.h"
#include "tui/path.h"
#include "tui/prompt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

void adder_release(Adder *adder) {
  for (uint32_t i = 0; i < adder->count; i++) free(adder->paths[i]);
  free(adder->paths);
  *adder = (Adder){0};
}

bool adder_busy(const Adder *adder) {
  return adder->next < adder->count;
}

// ---- Which files

static bool take_file(void *context, const char *path) {
  Adder *adder = &((App *)context)->adder;
  adder->paths = memory_grow(adder->paths, adder->count, &adder->capacity, sizeof *adder->paths);
  adder->paths[adder->count++] = memory_string(slice_of(path));
  return true;
}

static void folder_failed(void *context, const Error *err) {
  App *app = context;
  app->adder.failed++;
  app_fail(app, err);
}

static void take_path(App *app, Slice path) {
  char *expanded = path_expand(path);
  uint32_t before = app->adder.count;
  if (file_is_folder(expanded)) {
    file_walk(expanded, take_file, folder_failed, app);
    if (app->adder.count == before) app_say(app, "there are no files in %s", expanded);
  } else {
    take_file(app, expanded);
  }
  free(expanded);
}

// A path that is not there keeps the prompt open, with what was typed: nothing is added.
static bool are_there(App *app, const Command *words) {
  for (uint32_t i = 0; i < words->count; i++) {
    Error err = {0};
    if (path_exists(slice_of(words->words[i]))) continue;
    error_set(&err, error_kind_of_errno(errno), "cannot add '%.400s': %s", words->words[i],
              strerror(errno));
    app_fail(app, &err);
    return false;
  }
  return true;
}

static void open_prompt(App *app, Slice text);

static void start(App *app, Slice typed) {
  Slice path = slice_trim(typed);
  Error err = {0};
  CommandList commands = {0};
  if (path.len == 0) return;
  adder_release(&app->adder);
  Arena *arena = arena_new();
  const char *whole = arena_slice(arena, path).ptr;
  Command words = {.words = &whole, .count = 1};
  bool several = !path_exists(path) && line_parse(arena, path, &commands, &err);
  if (several && commands.count == 1) words = commands.items[0];
  if (are_there(app, &words))
    for (uint32_t i = 0; i < words.count; i++) take_path(app, slice_of(words.words[i]));
  else
    open_prompt(app, typed);
  arena_free(arena);
}

// ---- Adding

static void say_so_far(App *app, const char *path) {
  Slice name = file_name(path);
  buffer_clear(&app->message); // progress is no message to keep
  buffer_printf(&app->message, "adding %u of %u: %.*s", app->adder.next + 1, app->adder.count,
                (int)name.len, name.ptr);
}

static void say_what_came(App *app) {
  const Adder *adder = &app->adder;
  Buffer text = {0};
  buffer_printf(&text, "added %u brief%s", adder->added, adder->added == 1 ? "" : "s");
  if (adder->there) buffer_printf(&text, ", %u already there", adder->there);
  if (adder->failed) buffer_printf(&text, ", %u not added (:messages says why)", adder->failed);
  app_say(app, "%s", text.ptr);
  buffer_release(&text);
}

static void finish(App *app) {
  Adder *adder = &app->adder;
  bool one = adder->count == 1;
  briefs_load(app);
  if (adder->last) briefs_go_to(app, adder->last);
  if (!one || adder->failed == 0) say_what_came(app); // one that failed has said why
  adder_release(adder);
}

static void count_outcome(App *app, const BriefAdded *added, const char *path) {
  Adder *adder = &app->adder;
  adder->last = added->key;
  if (added->outcome == BRIEF_ALREADY_THERE)
    adder->there++;
  else
    adder->added++;
  if (added->outcome == BRIEF_CHANGED)
    app_say(app, "%s has changed: it is a new brief, the older one keeps its annotations", path);
}

void adder_step(App *app) {
  Adder *adder = &app->adder;
  if (!adder_busy(adder)) return;
  Error err = {0};
  BriefAdded added = {0};
  const char *path = adder->paths[adder->next];
  if (brief_add_file(app->library, path, NULL, &added, &err)) {
    count_outcome(app, &added, path);
  } else {
    adder->failed++;
    app_fail(app, &err);
  }
  adder->next++;
  if (adder_busy(adder))
    say_so_far(app, adder->paths[adder->next]);
  else
    finish(app);
}

void adder_stop(App *app) {
  if (!adder_busy(&app->adder)) return;
  for (uint32_t i = app->adder.next; i < app->adder.count; i++) free(app->adder.paths[i]);
  app->adder.count = app->adder.next;
  finish(app);
}

// ---- The prompt

static void open_prompt(App *app, Slice text) {
  static const PromptRequest request = {.label = "Add file or folder: ",
                                        .accept = "add",
                                        .accepted = start,
                                        .complete = path_complete,
                                        .recall = RECALL_PATH};
  prompt_open(app, &request, text);
}

void adder_open(App *app) {
  if (adder_busy(&app->adder))
    app_say(app, "files are still being added");
  else
    open_prompt(app, SLICE(""));
}
