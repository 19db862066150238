// SPDX-License-Identifier: MIT
// Actions on the program itself: help, the command line, history, messages, leaving.
#include "base/moment.h"
#include "library/change.h"
#include "tui/completion.h"
#include "tui/dispatch.h"
#include "tui/menu.h"
#include "tui/overlay.h"
#include "tui/pager.h"
#include "tui/prompt.h"
#include "tui/tagtree.h"
#include "tui/tutor.h"
#include "tui/visit.h"

#include <stdlib.h>

// ---- The command line

static void run_typed(App *app, Slice line) {
  app_run_line(app, line, 0);
}

void tui_do_COMMAND_LINE(App *app, const Call *call) {
  static const PromptRequest request = {.label = ":",
                                        .accept = "run",
                                        .accepted = run_typed,
                                        .complete = completion_of_line,
                                        .recall = RECALL_COMMAND};
  (void)call;
  prompt_open(app, &request, SLICE(""));
}

// ---- What was done and said

// Shows what a change was about.
static void show_change(App *app, int64_t change) {
  Error err = {0};
  ChangeSubject subject;
  if (!change_subject(app->library, change, &subject, &err))
    app_fail(app, &err);
  else if (subject.annotation && subject.alive)
    visit_annotation(app, subject.brief, subject.annotation);
  else if (subject.annotation)
    app_say(app, "this annotation was deleted, or its brief removed");
  else if (subject.brief && subject.alive)
    app_open_brief(app, subject.brief, NULL);
  else if (subject.brief)
    app_say(app, "this brief was removed");
  else
    tagtree_open(app);
}

// By the beginning of its passage a reader knows an annotation again.
static void write_passage(App *app, const Change *change, Buffer *out) {
  enum { COLUMNS = 36 };
  Error ignored = {0};
  ChangeSubject subject;
  Buffer words = {0};
  if (change_subject(app->library, change->id, &subject, &ignored))
    change_add_words(app->library, &subject, &words);
  if (words.len > 0) {
    buffer_add_string(out, "“");
    safe_append_fit(out, buffer_slice(&words), app->screen->mode, COLUMNS);
    buffer_add_string(out, "”");
  }
  buffer_release(&words);
}

static void add_change(App *app, Menu *menu, const Change *change) {
  char when[MOMENT_TEXT_SIZE];
  Buffer line = {0}, detail = {0};
  moment_format(change->at, when);
  buffer_printf(&line, "%.10s %.5s  %s", when, when + 11, change->what);
  write_passage(app, change, &detail);
  if (change->undone) buffer_add_string(&detail, detail.len ? "  undone" : "undone");
  menu_add(menu, buffer_slice(&line), buffer_slice(&detail), change->undone ? FACE_DIM : FACE_TEXT,
           change->id);
  buffer_release(&detail);
  buffer_release(&line);
}

void tui_do_HISTORY(App *app, const Call *call) {
  enum { HISTORY_MAX = 1000 };
  static const MenuRequest request = {.title = "history: what was changed, newest first (UTC)",
                                      .enter = "show",
                                      .chosen = show_change};
  Error err = {0};
  ChangeList list = {0};
  (void)call;
  if (!change_list(app->library, HISTORY_MAX, &list, &err)) {
    app_fail(app, &err);
    return;
  }
  Menu *menu = menu_new(&request);
  for (uint32_t i = 0; i < list.count; i++) add_change(app, menu, &list.items[i]);
  if (list.count == 0) app_say(app, "nothing was changed yet");
  menu_open(app, menu);
  change_release_list(&list);
}

static void add_log(Pager *pager, const Log *log) {
  for (uint32_t i = 0; i < log_count(log); i++)
    pager_add(pager, slice_of(log_line(log, i)), FACE_TEXT, 2);
}

void tui_do_MESSAGES(App *app, const Call *call) {
  (void)call;
  Pager *pager = pager_new("messages");
  add_log(pager, &app->messages);
  if (app->reports && log_count(app->reports) > 0) {
    pager_add(pager, SLICE("What SQLite reported:"), FACE_HEADING, 0);
    add_log(pager, app->reports);
  }
  if (log_count(&app->messages) == 0)
    pager_add(pager, SLICE("There were no messages."), FACE_DIM, 0);
  pager_end(pager);
  pager_open(app, pager);
}

void tui_do_WRITE(App *app, const Call *call) {
  (void)call;
  app_say(app, "everything is saved: each change is written when it is made");
}

// ---- Cancelling and leaving

static void cancel_overlay(App *app) {
  Overlay *overlay = app->overlay;
  if (overlay->ops->cancel)
    overlay->ops->cancel(app, overlay);
  else
    overlay_pop(app);
}

void tui_do_CANCEL(App *app, const Call *call) {
  (void)call;
  if (app->overlay)
    cancel_overlay(app);
  else if (adder_busy(&app->adder))
    adder_stop(app);
  else if (app->session.selecting || app->session.selected)
    session_select_none(&app->session);
  else if (app->focus == PANE_NOTES)
    app->focus = PANE_TEXT;
  else if (attach_active(app) && app->focus == PANE_TEXT)
    attach_leave(app);
  else if (app->focus == PANE_LIST)
    briefs_set_filter(app, SLICE(""));
  else
    app->finder.shown = false;
}

void tui_do_CLOSE(App *app, const Call *call) {
  (void)call;
  bool open = app->session.brief.key != 0;
  if (app->overlay)
    cancel_overlay(app);
  else if (app->session.selecting)
    session_select_none(&app->session);
  else if (app->focus == PANE_NOTES)
    app->focus = PANE_TEXT;
  else if (attach_active(app) && app->focus == PANE_TEXT)
    attach_leave(app);
  else if (app->split.open && app->focus == PANE_TEXT)
    split_close(app);
  else if (app->focus == app->first || !open)
    app->wishes.quit = true;
  else {
    app->focus = app->first;
    if (app->first == PANE_LIST) briefs_go_to(app, app->session.brief.key);
  }
}

void tui_do_QUIT(App *app, const Call *call) {
  (void)call;
  app->wishes.quit = true;
}

void tui_do_SUSPEND(App *app, const Call *call) {
  (void)call;
  app->wishes.suspend = true;
}

void tui_do_REDRAW(App *app, const Call *call) {
  (void)call;
  app->wishes.redraw = true;
}

// The loop of tui.c opens it: it is an App of its own.
void tui_do_TUTOR(App *app, const Call *call) {
  bool next = call->argument_count > 0 && strcmp(call->arguments[0], "next") == 0;
  if (!app->tutor && next)
    app_say(app, "there is no lesson here: :tutor begins them");
  else if (!app->tutor)
    app->wishes.tutor = true;
  else if (next)
    tutor_skip(app);
  else
    app_say(app, "this is the tutor: :tutor next goes on to the next lesson");
}
