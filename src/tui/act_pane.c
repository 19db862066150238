// SPDX-License-Identifier: MIT
// Actions on panes: which one has the keyboard, which are shown, how wide they are.
//
// A width is an option; `<` and `>` change it and have the library remember it (tui/remember.h).
#include "tui/dispatch.h"
#include "tui/remember.h"

#include <stdlib.h>

// ---- Which one

static bool can_focus(const App *app, PaneId pane) {
  if (pane == PANE_LIST) return true;
  if (app->session.brief.key == 0) return false;
  return pane == PANE_TEXT || notes_exist(app);
}

static void focus(App *app, PaneId pane) {
  if (pane == PANE_NOTES && app->focus != PANE_NOTES) {
    int32_t note = notes_near_caret(app);
    app->notes.current = note == VERSION_NONE ? 0 : note;
    app->frame.notes_hidden = false;
  }
  if (pane != PANE_TEXT) session_select_none(&app->session);
  if (pane == PANE_LIST && app->session.brief.key) briefs_go_to(app, app->session.brief.key);
  app->focus = pane;
}

static void cycle(App *app, uint32_t by) {
  PaneId pane = app->focus;
  do pane = (pane + by) % PANE_COUNT;
  while (!can_focus(app, pane));
  focus(app, pane);
}

void tui_do_PANE_NEXT(App *app, const Call *call) {
  (void)call;
  if (app->split.open && app->focus == PANE_TEXT)
    split_swap(app);
  else
    cycle(app, 1);
}

void tui_do_PANE_PREVIOUS(App *app, const Call *call) {
  (void)call;
  cycle(app, PANE_COUNT - 1);
}

void tui_do_LIST(App *app, const Call *call) {
  (void)call;
  bool away = app->focus == PANE_LIST && app->session.brief.key != 0;
  app->frame.list_hidden = away;
  focus(app, away ? PANE_TEXT : PANE_LIST);
}

void tui_do_NOTES(App *app, const Call *call) {
  (void)call;
  if (!notes_exist(app)) {
    app_say(app, "no brief with footnotes is open");
    return;
  }
  if (app->screen->columns < FRAME_MEDIUM) { // there is room for one pane
    focus(app, app->focus == PANE_NOTES ? PANE_TEXT : PANE_NOTES);
    return;
  }
  app->frame.notes_hidden = !app->frame.notes_hidden;
  if (app->focus == PANE_NOTES) focus(app, PANE_TEXT);
  app_say(app, app->frame.notes_hidden ? "footnotes hidden" : "footnotes shown");
}

void tui_do_SPLIT(App *app, const Call *call) {
  Error err = {0};
  const Brief *row = briefs_current(app);
  int64_t brief = app->focus == PANE_LIST && row ? row->key : app->session.brief.key;
  if (call->argument_count && !brief_find(app->library, call->arguments[0], &brief, &err)) {
    app_fail(app, &err);
    return;
  }
  bool other = app->focus == PANE_LIST || call->argument_count;
  if (app->split.open && other)
    app_open_brief(app, brief, NULL);
  else
    split_open(app, brief);
}

void tui_do_ZOOM(App *app, const Call *call) {
  (void)call;
  app->frame.zoomed = !app->frame.zoomed;
}

void tui_do_FURNITURE(App *app, const Call *call) {
  (void)call;
  Session *session = &app->session;
  uint32_t count = 0;
  if (!session->version) return;
  for (uint32_t i = 0; i < session->version->block_count; i++)
    count += version_block_hidden(&session->version->blocks[i]);
  if (count == 0) {
    app_say(app, "all of this text is the brief: nothing of it is hidden");
    return;
  }
  session->hidden = !session->hidden;
  session_settle(session);
  app_say(app, "%u part%s that %s not the brief: %s", count, count == 1 ? "" : "s",
          count == 1 ? "is" : "are", session->hidden ? "shown" : "hidden");
}

// ---- Widths

static uint32_t shown_width(const App *app) {
  return app->focus == PANE_TEXT ? app->reader.style.width : app->frame.panes[app->focus].columns;
}

static const char *why_no_width(const App *app) {
  bool side = app->focus == PANE_LIST ? app->frame.shown[PANE_TEXT] : app->frame.notes_beside;
  if (app->focus == PANE_TEXT) return app->session.version ? NULL : "no brief is open";
  return side ? NULL
              : "this pane has the whole width: it can be set where it stands beside the text";
}

static void set_width(App *app, int64_t columns) {
  static const char *const names[PANE_COUNT] = {
      [PANE_LIST] = "list", [PANE_TEXT] = "text", [PANE_NOTES] = "footnotes"};
  const char *refusal = why_no_width(app);
  Error err = {0};
  if (refusal)
    app_say(app, "%s", refusal);
  else if (!remember_width(app, app->focus, columns < 0 ? 0 : (uint32_t)columns, &err))
    app_fail(app, &err);
  else if (columns == 0)
    app_say(app, "%s: as wide as the screen suggests", names[app->focus]);
  else
    app_say(app, "%s: %u columns", names[app->focus], remember_width_of(app, app->focus));
}

static int64_t width_step(const Call *call) {
  enum { STEP = 2 };
  return (int64_t)STEP * (call->count ? call->count : 1);
}

void tui_do_NARROWER(App *app, const Call *call) {
  int64_t width = (int64_t)shown_width(app) - width_step(call);
  set_width(app, width > 1 ? width : 1);
}

void tui_do_WIDER(App *app, const Call *call) {
  set_width(app, (int64_t)shown_width(app) + width_step(call));
}

void tui_do_WIDTH(App *app, const Call *call) {
  set_width(app, call->argument_count ? (int64_t)strtoul(call->arguments[0], NULL, 10) : 0);
}
