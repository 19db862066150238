// SPDX-License-Identifier: MIT
// The life of the App and its events. A key goes to the top overlay, else through the keymap of the
// mode to an action; keys of a sequence and a count are gathered here. Nothing here waits.
//
//   event ─► app_feed ─┬─ overlay with mode 0: its key()
//                      └─ overlay's key(), then count, sequence ─► keymap ─► command line ─► action
#include "tui/app.h"
#include "tui/coming.h"
#include "tui/dispatch.h"
#include "tui/editor.h"
#include "tui/map.h"
#include "tui/overlay.h"
#include "tui/remember.h"
#include "tui/tutor.h"

#include <stdlib.h>

// A question may lie over what has something to keep.
static void tick_overlays(App *app) {
  app->wishes.tick = false;
  for (Overlay *at = app->overlay; at; at = at->below)
    if (at->ops->tick) at->ops->tick(app, at);
}

static bool notes_are_off(const Config *config) {
  return strcmp(config_text(config, CONFIG_NOTES), "off") == 0;
}

App *app_new(Library *library, Config *config, uint32_t rows, uint32_t columns, SafeMode mode) {
  App *app = memory_new(1, sizeof *app);
  app->library = library;
  app->screen = screen_new(rows, columns, mode);
  app->config = config;
  app->keymap = config_keymap(config);
  session_init(&app->session, library);
  app->session.config = config;
  app->session.hidden = config_number(config, CONFIG_FURNITURE);
  app->frame.notes_hidden = notes_are_off(config);
  remember_begin(app);
  habit_load(app);
  briefs_load(app);
  if (library_read_only(library)) app_say(app, "this library can only be read");
  return app;
}

void app_free(App *app) {
  if (!app) return;
  tick_overlays(app);
  while (app->overlay) overlay_pop(app);
  habit_save(app);
  tutor_free(app->tutor);
  remember_leave(app);
  split_release(app);
  reader_release(&app->reader); // borrows the session's version
  session_release(&app->session);
  briefs_release(&app->briefs);
  finder_release(&app->finder);
  results_release(&app->results);
  repeated_release(&app->repeated);
  cited_release(&app->cited);
  elsewhere_release(&app->elsewhere);
  adder_release(&app->adder);
  attach_release(&app->attach);
  free(app->coming);
  buffer_release(&app->message);
  buffer_release(&app->export_path);
  exportform_release(&app->export_form);
  buffer_release(&app->wishes.copy);
  for (int kind = 0; kind < RECALL_KIND_COUNT; kind++) recall_release(&app->recalls[kind]);
  matrixseat_release(&app->matrix_seat);
  launch_release(&app->wishes.launch);
  log_release(&app->messages);
  screen_free(app->screen);
  free(app);
}

int64_t app_brief_in_view(const App *app) {
  const Brief *row = briefs_current(app);
  return app->focus == PANE_LIST && row ? row->key : app->session.brief.key;
}

uint32_t app_mode(const App *app) {
  if (app->overlay) return app->overlay->ops->mode;
  if (app->focus == PANE_LIST) return MODE_LIST;
  if (app->focus == PANE_NOTES) return MODE_NOTES;
  return app->session.selecting ? MODE_SELECT : MODE_TEXT;
}

void app_resize(App *app, uint32_t rows, uint32_t columns) {
  screen_resize(app->screen, rows, columns);
}

static void show_opened(App *app, int64_t key) {
  app->focus = PANE_TEXT;
  app->finder.shown = false;
  briefs_go_to(app, key);
  remember_panes(app);
}

bool app_open_brief(App *app, int64_t key, const CpSpan *span) {
  Error err = {0};
  coming_add(app);
  bool ok = session_open(&app->session, key, span, &err);
  app_changed(app);
  if (ok)
    show_opened(app, key);
  else
    app_fail(app, &err);
  return ok;
}

bool app_glance_brief(App *app, int64_t key, const CpSpan *span) {
  // More than lines can take that are filled with characters of four bytes; app_draw() looks
  // whether it was enough.
  enum { BYTES_LEAST = 32 << 10, BYTES_A_CELL = 4 };
  size_t cells = (size_t)app->screen->rows * app->screen->columns;
  if (!session_glance(&app->session, key, span, BYTES_LEAST + cells * BYTES_A_CELL)) return false;
  app_changed(app);
  show_opened(app, key);
  return true;
}

void app_complete_brief(App *app) {
  Error err = {0};
  coming_add(app);
  if (session_complete(&app->session, &err)) return;
  app_changed(app);
  app_fail(app, &err);
}

// ---- What has changed

void app_changed(App *app) {
  Error err = {0};
  if (app->session.brief.key) {
    int64_t key = app->session.brief.key;
    if (!session_refresh(&app->session, &err)) app_fail(app, &err);
    briefs_update(app, key);
  }
  split_refresh(app);
  if (!app->session.brief.key && app->focus != PANE_LIST) app->focus = PANE_LIST;
  app->stamp = library_stamp(app->library);
  elsewhere_note_own(app);
}

static void forget_keys(App *app) {
  app->pending_count = 0;
  app->count = 0;
}

// What lies over the brief was made for it as it was; only words that the reader is writing stay.
static void leave_overlays(App *app) {
  while (app->overlay && !app->overlay->ops->holds_words) overlay_pop(app);
  forget_keys(app);
}

// A selection is gone with the old text, and with it what a key was meant for.
bool app_renew(App *app) {
  int64_t key = app->session.brief.key, version = app->session.brief.version;
  app_changed(app);
  bool renewed = key != 0 && app->session.brief.key == key && app->session.brief.version != version;
  if (renewed) leave_overlays(app);
  return renewed;
}

static void leave_gone_brief(App *app, const char *title) {
  Buffer undo = {0};
  leave_overlays(app);
  keymap_write_keys(app->keymap, ACTION_UNDO_KEY, MODE_LIST, 1, &undo);
  app_say(app, "“%s” was removed by another program: %s brings it back", title,
          buffer_slice(&undo).ptr);
  buffer_release(&undo);
}

// Another process may have written: then everything is read again. False when the brief that was
// being read has gone with it, or shows another text: what was typed was meant for that.
static bool look_for_changes(App *app) {
  int64_t stamp = library_stamp(app->library);
  if (stamp == app->stamp) return true;
  elsewhere_note_foreign(app);
  bool reading = app->session.brief.key != 0 && app->focus != PANE_LIST;
  int64_t key = app->session.brief.key;
  char *title = reading ? memory_string(slice_of(app->session.brief.title)) : NULL;
  bool renewed = app_renew(app);
  briefs_load(app);
  bool gone = reading && app->session.brief.key != key;
  if (gone) leave_gone_brief(app, title);
  if (renewed) app_say(app, "another program has changed the text: you are where you were in it");
  free(title);
  return !gone && !renewed;
}

void app_configure(App *app) {
  uint32_t redo = config_take_redo(app->config);
  if (redo & CONFIG_REDO_FURNITURE) {
    app->session.hidden = config_number(app->config, CONFIG_FURNITURE);
    session_settle(&app->session);
  }
  if (redo & CONFIG_REDO_NOTES) app->frame.notes_hidden = notes_are_off(app->config);
  if (redo & CONFIG_REDO_SEARCH) app->finder.stale = true;
  if (redo & CONFIG_REDO_CELLS) app->wishes.redraw = true;
  if (redo & (CONFIG_REDO_CELLS | CONFIG_REDO_TERMINAL)) app->wishes.configure = true;
}

// ---- Keys

static bool is_control(Key key, char letter) {
  return key == (Key)(letter & 0x1F);
}

// Digits are a count in front of a sequence; 0 only behind another digit.
static bool take_digit(App *app, Key key) {
  if (app->pending_count > 0 || key < '0' || key > '9') return false;
  if (key == '0' && app->count == 0) return false;
  app->count = app->count * 10 + (key - '0');
  if (app->count > APP_COUNT_MAX) app->count = APP_COUNT_MAX;
  return true;
}

static void say_unbound(App *app) {
  Buffer keys = {0}, help = {0};
  for (uint32_t i = 0; i < app->pending_count; i++) key_write(&keys, app->pending[i]);
  keymap_write_keys(app->keymap, ACTION_HELP, app_mode(app), 1, &help);
  app_say(app, "%s does nothing here: %s lists all keys", buffer_slice(&keys).ptr,
          buffer_slice(&help).ptr);
  buffer_release(&keys);
  buffer_release(&help);
}

static void feed_sequence(App *app, Key key) {
  if (app->pending_count > 0 && (key == KEY_ESCAPE || is_control(key, 'C'))) {
    forget_keys(app);
    return;
  }
  app->pending[app->pending_count++] = key;
  KeymapCommand command;
  KeymapMatch match =
      keymap_find(app->keymap, (Mode)app_mode(app), app->pending, app->pending_count, &command);
  if (match == KEYMAP_PREFIX && app->pending_count < KEY_SEQUENCE_MAX) return;
  if (match == KEYMAP_FOUND) {
    uint32_t count = app->count;
    forget_keys(app);
    if (command.id != ACTION_NONE)
      app_run(app, command.id, count, NULL, 0);
    else
      app_run_line(app, slice_of(command.line), count);
    return;
  }
  say_unbound(app);
  forget_keys(app);
}

static void feed_key(App *app, Key key) {
  buffer_clear(&app->message);
  app->message_is_error = false;
  Overlay *overlay = app->overlay;
  if (key == KEY_F1_ && overlay && overlay->ops->mode == 0) { // ? may be text there
    app_run(app, ACTION_HELP, 0, NULL, 0);
    return;
  }
  if (overlay && app->pending_count == 0 && overlay->ops->key &&
      overlay->ops->key(app, overlay, key))
    return;
  if (app_mode(app) == 0) { // it takes every key but these
    if (is_control(key, 'Z')) app->wishes.suspend = true;
    if (is_control(key, 'L')) app->wishes.redraw = true;
    if (key == '?') app_run(app, ACTION_HELP, 0, NULL, 0);
    return;
  }
  if (take_digit(app, key)) return;
  feed_sequence(app, key);
}

static void feed_paste(App *app, Slice text) {
  buffer_clear(&app->message);
  app->message_is_error = false;
  forget_keys(app);
  if (app->overlay && app->overlay->ops->paste) {
    app->overlay->ops->paste(app, app->overlay, text);
    return;
  }
  app_say(app, "nothing to paste into here: open a prompt or a comment first");
}

// ---- The mouse

static bool holds(Rect rect, uint32_t row, uint32_t column) {
  return row >= rect.row && row - rect.row < rect.rows && column >= rect.column &&
         column - rect.column < rect.columns;
}

// Did the click that put the caret where it is go to text, and not to the map or between blocks?
static bool is_on_text(const App *app, const Event *event) {
  uint32_t row, column;
  return !map_is_at(app, event->column) && reader_find_cell(app, app->session.pos, &row, &column) &&
         row == event->row;
}

static void click(App *app, PaneId pane, const Event *event) {
  app->focus = pane;
  session_select_none(&app->session);
  pane_ops(pane)->click(app, event->row, event->column);
  if (pane != PANE_TEXT || !is_on_text(app, event)) return;
  if (event->clicks == 2) app_run(app, ACTION_OBJECT_WORD, 0, NULL, 0);
  if (event->clicks == 3) app_run(app, ACTION_OBJECT_SENTENCE, 0, NULL, 0);
}

// Dragging over the text selects, from where the button went down; over the map it moves.
static void drag(App *app, PaneId pane, const Event *event) {
  if (pane != PANE_TEXT || app->focus != PANE_TEXT) return;
  bool scrolls = map_is_at(app, event->column);
  if (!app->session.selecting && !scrolls) app_run(app, ACTION_SELECT_CHARACTERS, 0, NULL, 0);
  pane_ops(pane)->click(app, event->row, event->column);
}

// Of two texts the wheel moves the one under it; a click gives it the keyboard.
static void feed_other_side(App *app, const Event *event, int32_t rows) {
  if (rows == 0 && event->mouse != MOUSE_PRESS) return;
  Frame frame = app->frame;
  PaneId focus = app->focus;
  split_swap(app);
  if (rows == 0) {
    click(app, PANE_TEXT, event);
    return;
  }
  reader_ops.scroll(app, rows);
  split_swap(app);
  app->frame = frame;
  app->focus = focus;
}

static void feed_mouse(App *app, const Event *event) {
  enum { WHEEL_ROWS = 3 };
  int32_t rows = event->mouse == MOUSE_WHEEL_UP     ? -WHEEL_ROWS
                 : event->mouse == MOUSE_WHEEL_DOWN ? WHEEL_ROWS
                                                    : 0;
  Overlay *overlay = app->overlay;
  if (overlay) {
    if (rows != 0 && overlay->ops->stride) overlay->ops->stride(app, overlay, STRIDE_LINE, rows);
    if (event->mouse == MOUSE_PRESS && overlay->ops->click)
      overlay->ops->click(app, overlay, event->row, event->column);
    return;
  }
  if (holds(app->frame.halves[!app->split.right], event->row, event->column)) {
    if (event->mouse != MOUSE_DRAG) feed_other_side(app, event, rows);
    return;
  }
  for (PaneId pane = 0; pane < PANE_COUNT; pane++) {
    if (!app->frame.shown[pane] || !holds(app->frame.panes[pane], event->row, event->column))
      continue;
    if (rows != 0)
      pane_ops(pane)->scroll(app, rows);
    else if (event->mouse == MOUSE_PRESS)
      click(app, pane, event);
    else if (event->mouse == MOUSE_DRAG)
      drag(app, pane, event);
  }
}

// ---- Events

// What is meant for the list is meant for the one that the filter will show.
static void feed_input(App *app, const Event *event) {
  if (!app->overlay) briefs_complete(app);
  if (event->type == EVENT_KEY)
    feed_key(app, event->key);
  else if (event->type == EVENT_PASTE)
    feed_paste(app, event->paste);
  else
    feed_mouse(app, event);
}

static void tick(App *app) {
  if (adder_busy(&app->adder))
    adder_step(app);
  else if (briefs_busy(app))
    briefs_step(app);
  else if (overlay_busy(app))
    overlay_work(app);
  else if (results_busy(app))
    results_step(app);
  else if (cited_patience(app) >= 0)
    cited_step(app);
  else if (repeated_patience(app) >= 0)
    repeated_step(app);
  else
    tick_overlays(app);
}

void app_feed(App *app, const Event *event) {
  app_complete_brief(app);
  if (app->failure.kind != ERROR_NONE) return;
  switch (event->type) {
  case EVENT_NONE: tick(app); break;
  case EVENT_KEY:
  case EVENT_PASTE:
  case EVENT_MOUSE:
    repeated_interrupt(app);
    if (look_for_changes(app) || app->overlay) feed_input(app, event);
    break;
  case EVENT_RESUMED: look_for_changes(app); break;
  case EVENT_RESIZE:
  case EVENT_END: break;
  }
  remember_panes(app);
  tutor_look(app);
}

int app_patience(const App *app) {
  enum { DRAFT_MS = 1500, GLANCE_MS = 25 };
  if (app->failure.kind != ERROR_NONE) return 0;
  if (app->session.glanced) return GLANCE_MS; // the terminal comes first
  if (adder_busy(&app->adder) || briefs_busy(app) || overlay_busy(app) || results_busy(app) ||
      cited_patience(app) == 0)
    return 0;
  return app->wishes.tick ? DRAFT_MS : repeated_patience(app);
}
