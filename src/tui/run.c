// SPDX-License-Identifier: MIT
// Running actions from keys, the `:` line and menus, and what comes of it on the status line.
// Actions of the session run there; those of the screen have a handler here.
#include "base/utf8.h"
#include "library/change.h"
#include "tui/app.h"
#include "tui/dispatch.h"
#include "tui/overlay.h"
#include "tui/pager.h"
#include "tui/tagask.h"

#include <stdlib.h>

DispatchHandler *dispatch_find(ActionId id) {
  static DispatchHandler *const handlers[ACTION_COUNT] = {
#define SESSION_ACTION(action, name, modes, keys, group, arguments, least, most, help)
#define SCREEN_ACTION(action, name, modes, keys, group, arguments, least, most, help)              \
  [ACTION_##action] = tui_do_##action,
#include "command/actions.def"
  };
  return handlers[id];
}

// ---- The status line

// What a message quotes may be long: of that is kept what a screen can show.
static void shorten(Buffer *text) {
  enum { BYTES_MAX = 4096 };
  if (text->len <= BYTES_MAX) return;
  text->len = utf8_before(text->ptr, BYTES_MAX + 1);
  text->ptr[text->len] = '\0';
}

void app_say(App *app, const char *format, ...) {
  Buffer text = {0}; // an argument may be the message before
  va_list arguments;
  va_start(arguments, format);
  buffer_vprintf(&text, format, arguments);
  va_end(arguments);
  shorten(&text);
  buffer_release(&app->message);
  app->message = text;
  app->message_is_error = false;
  log_add(&app->messages, buffer_slice(&text));
}

void app_fail(App *app, const Error *err) {
  buffer_clear(&app->message);
  buffer_add_string(&app->message, err->message);
  if (err->hint[0]) {
    buffer_add_string(&app->message, ": ");
    buffer_add_string(&app->message, err->hint);
  }
  app->message_is_error = err->kind != ERROR_NOTHING;
  log_add(&app->messages, buffer_slice(&app->message));
}

// ---- Actions

// What a command lists: a line is told, more are a page to read.
static void show_lines(App *app, Slice lines) {
  Pager *pager = NULL;
  while (lines.len > 0) {
    size_t len = 0;
    while (len < lines.len && lines.ptr[len] != '\n') len++;
    Slice line = slice_cut(lines, 0, len);
    lines = slice_cut(lines, len < lines.len ? len + 1 : len, lines.len);
    if (!pager && lines.len == 0) {
      app_say(app, "%.*s", (int)line.len, line.ptr);
      return;
    }
    if (!pager) pager = pager_new("listed");
    pager_add(pager, line, FACE_TEXT, 2);
  }
  if (pager) pager_open(app, pager);
}

static void show_result(App *app, const SessionResult *result) {
  show_lines(app, buffer_slice(&result->lines));
  if (result->message.len > 0) app_say(app, "%s", result->message.ptr);
}

// An act that opened a brief (back, open) shows it.
static void follow_session(App *app, int64_t was) {
  int64_t is = app->session.brief.key;
  if (is == was || is == 0) return;
  app->finder.shown = false;
  app->stamp = library_stamp(app->library); // leaving the other one saved its reading place
  briefs_go_to(app, is);
  app->focus = PANE_TEXT;
}

// On the list the caret goes where something came back or changed.
static void follow_change(App *app, const SessionResult *result) {
  Error ignored = {0};
  ChangeSubject subject;
  if (app->focus != PANE_LIST || result->change_count == 0) return;
  int64_t last = result->changes[result->change_count - 1];
  if (change_subject(app->library, last, &subject, &ignored) && subject.brief)
    briefs_go_to(app, subject.brief);
}

static bool changes_list(ActionId id) {
  return id == ACTION_UNDO || id == ACTION_REDO || id == ACTION_ADD;
}

// What came of an act of the session; `was` was open before.
static bool finish(App *app, int64_t was, bool ok, SessionResult *result, const Error *err) {
  if (ok && result->made) repeated_offer(app, result->made);
  if (ok)
    show_result(app, result);
  else
    app_fail(app, err);
  follow_session(app, was);
  session_result_release(result);
  return ok;
}

static bool run_in_session(App *app, ActionId id, const Call *call) {
  Error err = {0};
  SessionResult result = {0};
  int64_t was = app->session.brief.key;
  bool ok = session_run_action(&app->session, id, call->arguments, call->argument_count,
                               call->count, &result, &err);
  if (result.change_count > 0) app_changed(app);
  if (changes_list(id)) {
    briefs_load(app);
    follow_change(app, &result);
  }
  app_configure(app);
  return finish(app, was, ok, &result, &err);
}

void app_revert(App *app) {
  Error err = {0};
  SessionResult result = {0};
  int64_t was = app->session.brief.key;
  bool ok = session_revert(&app->session, &app->reverting, &result, &err);
  habit_count(app, app->reverting.redo ? ACTION_REDO : ACTION_UNDO);
  if (result.change_count > 0) app_changed(app);
  briefs_load(app);
  follow_change(app, &result);
  finish(app, was, ok, &result, &err);
}

bool app_edit(App *app, SessionTarget *target, const AnnotationEdit *edit) {
  Error err = {0};
  SessionResult result = {0};
  int64_t was = app->session.brief.key;
  bool ok = session_edit(&app->session, target, edit, &result, &err);
  if (result.change_count > 0) app_changed(app);
  return finish(app, was, ok, &result, &err);
}

bool app_edit_text(App *app, int64_t brief, Slice text) {
  Error err = {0};
  SessionResult result = {0};
  int64_t was = app->session.brief.key;
  bool ok = session_edit_text(&app->session, brief, text, &result, &err);
  if (result.change_count > 0) {
    app_changed(app);
    briefs_update(app, brief);
  }
  return finish(app, was, ok, &result, &err);
}

// A folder's files are added in steps. A file is added at once, so that the next command on the
// line has it open.
static bool run_add(App *app, const Call *call) {
  Error err = {0};
  bool folders = false;
  if (!adder_takes(call->arguments, call->argument_count, &err)) {
    app_fail(app, &err);
    return false;
  }
  for (uint32_t i = 0; i < call->argument_count; i++)
    folders = folders || file_is_folder(call->arguments[i]);
  if (!folders) return run_in_session(app, ACTION_ADD, call);
  adder_start(app, call->arguments, call->argument_count);
  return true;
}

bool app_run(App *app, ActionId id, uint32_t count, const char *const *arguments,
             uint32_t argument_count) {
  Error err = {0};
  const Action *action = action_get(id);
  if (!action_takes(action, argument_count, &err)) {
    app_fail(app, &err);
    return false;
  }
  Call call = {count, arguments, argument_count};
  habit_count(app, id);
  if (id == ACTION_ADD) return run_add(app, &call);
  if (id == ACTION_BACK && results_return(app)) return true;
  if (action->session) return run_in_session(app, id, &call);
  dispatch_find(id)(app, &call);
  return true;
}

// What vim's readers type from habit.
static ActionId find_action(Slice name) {
  static const struct {
    const char *name;
    ActionId id;
  } habits[] = {{"q", ACTION_QUIT},  {"q!", ACTION_QUIT}, {"qa", ACTION_QUIT},
                {"wq", ACTION_QUIT}, {"x", ACTION_QUIT},  {"h", ACTION_HELP},
                {"u", ACTION_UNDO},  {"e", ACTION_OPEN},  {"color", ACTION_COLOUR}};
  for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
    if (slice_equal(name, slice_of(habits[i].name))) return habits[i].id;
  return action_find(name);
}

static bool run_command(App *app, const Command *command, uint32_t count) {
  ActionId id = find_action(slice_of(command->words[0]));
  if (id == ACTION_NONE) {
    Error err = {0};
    ActionId nearest = action_nearest(slice_of(command->words[0]));
    error_set(&err, ERROR_USAGE, "cannot run '%s': there is no such command", command->words[0]);
    if (nearest != ACTION_NONE)
      error_hint(&err, "did you mean '%s'? F1 lists all", action_get(nearest)->name);
    else
      error_hint(&err, "F1 lists all");
    app_fail(app, &err);
    return false;
  }
  const char *const *words = command->words + 1;
  return tagask_before(app, id, words, command->count - 1) ||
         app_run(app, id, count, words, command->count - 1);
}

bool app_run_line(App *app, Slice line, uint32_t count) {
  Error err = {0};
  CommandList commands = {0};
  Arena *arena = arena_new();
  bool ok = line_parse(arena, line, &commands, &err);
  if (!ok) app_fail(app, &err);
  for (uint32_t i = 0; ok && i < commands.count; i++)
    ok = run_command(app, &commands.items[i], count);
  arena_free(arena);
  return ok;
}
