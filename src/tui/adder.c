// SPDX-License-Identifier: MIT
// Adding from the screen. What was typed is one path with whatever blanks it has, if there is such
// a file; else words as in the command language, so that pasted, quoted paths work too. Folders are
// walked first, so that it is known how many files there are; then each step adds one.
#include "tui/adder.h"
#include "base/file.h"
#include "tui/app.h"
#include "tui/path.h"
#include "tui/prompt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void adder_release(Adder *adder) {
  file_walk_release(&adder->walk);
  for (uint32_t i = 0; i < adder->count; i++) free(adder->paths[i]);
  free(adder->paths);
  *adder = (Adder){0};
}

bool adder_busy(const Adder *adder) {
  return adder->walk.count > 0 || adder->next < adder->count;
}

// ---- Which files

static bool takes(const char *path, Error *err) {
  char *expanded = path_expand(slice_of(path));
  bool ok = file_is_no_device(expanded, "add", err);
  if (ok && access(expanded, F_OK) != 0) {
    ok = error_set(err, error_kind_of_errno(errno), "cannot add '%.400s': %s", path,
                   strerror(errno));
  }
  free(expanded);
  return ok;
}

bool adder_takes(const char *const *paths, uint32_t count, Error *err) {
  for (uint32_t i = 0; i < count; i++)
    if (!takes(paths[i], err)) return false;
  return true;
}

void adder_start(App *app, const char *const *paths, uint32_t count) {
  adder_release(&app->adder);
  for (uint32_t i = count; i-- > 0;) {
    char *expanded = path_expand(slice_of(paths[i]));
    file_walk_add(&app->adder.walk, expanded);
    free(expanded);
  }
}

static void open_prompt(App *app, Slice text);

// A path that is not there keeps the prompt open, with what was typed: nothing is added.
static void start(App *app, Slice typed) {
  Slice path = slice_trim(typed);
  Error err = {0};
  CommandList commands = {0};
  if (path.len == 0) return;
  Arena *arena = arena_new();
  const char *whole = arena_slice(arena, path).ptr;
  Command words = {.words = &whole, .count = 1};
  bool several = !path_exists(path) && line_parse(arena, path, &commands, &err);
  if (several && commands.count == 1) words = commands.items[0];
  err = (Error){0};
  if (adder_takes(words.words, words.count, &err)) {
    adder_start(app, words.words, words.count);
  } else {
    app_fail(app, &err);
    open_prompt(app, typed);
  }
  arena_free(arena);
}

// ---- Looking

static void take_file(Adder *adder, char *path) {
  adder->paths = memory_grow(adder->paths, adder->count, &adder->capacity, sizeof *adder->paths);
  adder->paths[adder->count++] = path;
}

static void finish(App *app);

// Which file is read next.
static void say_so_far(App *app) {
  const Adder *adder = &app->adder;
  Slice name = file_name(adder->paths[adder->next]);
  buffer_clear(&app->message);
  buffer_printf(&app->message, "adding %u of %u: %.*s", adder->next + 1, adder->count,
                (int)name.len, name.ptr);
}

void adder_say_waiting(App *app, const char *program) {
  if (adder_busy(&app->adder))
    say_so_far(app);
  else
    buffer_clear(&app->message);
  buffer_printf(&app->message, "%swaiting for %s, Esc stops it", app->message.len ? ": " : "",
                program);
}

// Reads one folder, or takes some of the files that were found.
static void look(App *app) {
  enum { FILES_A_STEP = 100 };
  Adder *adder = &app->adder;
  FileStep step = FILE_STEP_FILE;
  for (int i = 0; i < FILES_A_STEP && step == FILE_STEP_FILE; i++) {
    Error err = {0};
    char *path = NULL;
    step = file_walk_step(&adder->walk, &path, &err);
    if (step == FILE_STEP_FILE) take_file(adder, path);
    if (step != FILE_STEP_FAILED) continue;
    adder->failed++;
    app_fail(app, &err);
  }
  if (adder->walk.count > 0) {
    buffer_clear(&app->message); // progress is no message to keep
    buffer_printf(&app->message, "looking for files: %u so far", adder->count);
  } else if (adder->count == 0 && adder->failed == 0) {
    adder_release(adder);
    app_say(app, "there are no files there");
  } else if (adder->count == 0) {
    finish(app);
  } else {
    say_so_far(app);
  }
}

// ---- Adding

// `here`: the text that is read is one of the new versions.
static void say_what_came(App *app, bool here) {
  const Adder *adder = &app->adder;
  Buffer text = {0};
  if (adder->added > 0 || adder->renewed == 0)
    buffer_printf(&text, "added %u brief%s", adder->added, adder->added == 1 ? "" : "s");
  if (adder->renewed)
    buffer_printf(&text, "%s%u new version%s", text.len ? ", " : "", adder->renewed,
                  adder->renewed == 1 ? "" : "s");
  if (here) buffer_add_string(&text, " (also of this text)");
  if (adder->there) buffer_printf(&text, ", %u already there", adder->there);
  if (adder->told) buffer_printf(&text, ", with a word on %u (:messages)", adder->told);
  if (adder->failed) buffer_printf(&text, ", %u not added (:messages says why)", adder->failed);
  app_say(app, "%s", text.ptr);
  buffer_release(&text);
}

static void finish(App *app) {
  Adder *adder = &app->adder;
  bool one = adder->count == 1;
  bool renewed = app_renew(app);
  briefs_load(app);
  if (adder->last) briefs_go_to(app, adder->last);
  bool said = adder->failed > 0 || adder->told > 0; // why, or what else is worth knowing
  if (!one || !said) say_what_came(app, renewed);
  adder_release(adder);
}

bool adder_say_outcome(App *app, const char *path, const BriefAdded *added) {
  bool known = added->outcome == BRIEF_RENEWED && added->reason == BRIEF_SAME_TEXT;
  bool waits = added->outcome == BRIEF_RENEWED && added->carried;
  if (added->lost) app_say(app, "%s: %s", path, added->lost);
  if (added->outcome == BRIEF_CHANGED)
    app_say(app, "%s is a new brief, though one %s", path,
            added->reason == BRIEF_SAME_TEXT ? "with much of its text is there under another title"
                                             : "of its title is there with another text");
  if (known) app_say(app, "%s is a new version: mostly the same text; undo takes it back", path);
  if (added->earlier)
    app_say(app, "%s is an earlier version of this: 'postil add --again' shows it", path);
  if (waits)
    app_say(app, "%s is a new version: %u of its %u annotations wait for review", path,
            added->waiting, added->carried);
  return added->lost || added->outcome == BRIEF_CHANGED || waits || known || added->earlier;
}

static void count_outcome(App *app, const BriefAdded *added, const char *path) {
  Adder *adder = &app->adder;
  adder->last = added->key;
  if (added->outcome == BRIEF_ALREADY_THERE)
    adder->there++;
  else if (added->outcome == BRIEF_RENEWED)
    adder->renewed++;
  else
    adder->added++;
  if (adder_say_outcome(app, path, added)) adder->told++;
}

static void add(App *app) {
  Adder *adder = &app->adder;
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
  if (adder->stopping && adder_busy(adder))
    adder_stop(app);
  else if (adder_busy(adder))
    say_so_far(app);
  else
    finish(app);
}

void adder_step(App *app) {
  if (app->adder.walk.count > 0)
    look(app);
  else if (adder_busy(&app->adder))
    add(app);
}

void adder_stop(App *app) {
  if (!adder_busy(&app->adder)) return;
  file_walk_release(&app->adder.walk);
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
