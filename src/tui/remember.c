// SPDX-License-Identifier: MIT
// Widths and panes as settings. The library's file may come from anywhere, so what stands there is
// read as what the reader types: a width that an option refuses is passed over, an unknown letter
// too. Costs nothing while nothing changes: two comparisons an event.
#include "tui/remember.h"
#include "text/position.h"
#include "tui/app.h"

#include <stdio.h>
#include <stdlib.h>

enum { NAME_SIZE = UUID_SIZE + 8 }; // "beside/" is the longest name

// ---- Widths

static const ConfigId width_ids[PANE_COUNT] = {[PANE_LIST] = CONFIG_LIST_WIDTH,
                                               [PANE_TEXT] = CONFIG_TEXT_WIDTH,
                                               [PANE_NOTES] = CONFIG_NOTES_WIDTH};

void remember_begin(App *app) {
  for (PaneId pane = 0; pane < PANE_COUNT; pane++) {
    Error ignored = {0};
    char *value = library_setting(app->library, config_option(width_ids[pane])->name);
    if (value) config_set(app->config, width_ids[pane], value, &ignored);
    free(value);
  }
}

uint32_t remember_width_of(const App *app, PaneId pane) {
  return config_number(app->config, width_ids[pane]);
}

bool remember_width(App *app, PaneId pane, uint32_t columns, Error *err) {
  const ConfigOption *option = config_option(width_ids[pane]);
  char value[16] = "";
  if (columns > 0) {
    columns = columns < option->least ? option->least : columns;
    snprintf(value, sizeof value, "%u", columns < option->most ? columns : option->most);
  }
  if (!config_set(app->config, width_ids[pane], value[0] ? value : option->value, err))
    return false;
  if (library_read_only(app->library)) return true;
  return library_set_setting(app->library, option->name, slice_of(value), err);
}

// ---- Panes

typedef struct Letter {
  char letter;
  bool (*get)(const App *app);
  void (*set)(App *app, bool value);
} Letter;

static bool list_hidden(const App *app) {
  return app->frame.list_hidden;
}

static void hide_list(App *app, bool value) {
  app->frame.list_hidden = value;
}

static bool notes_hidden(const App *app) {
  return app->frame.notes_hidden;
}

static void hide_notes(App *app, bool value) {
  app->frame.notes_hidden = value;
}

static bool zoomed(const App *app) {
  return app->frame.zoomed;
}

static void zoom(App *app, bool value) {
  app->frame.zoomed = value;
}

static bool furniture_shown(const App *app) {
  return app->session.hidden;
}

static void show_furniture(App *app, bool value) {
  app->session.hidden = value;
  session_settle(&app->session);
}

// list hidden, footnotes hidden, zoomed, furniture shown; '-' for none of them
static const Letter letters[] = {{'l', list_hidden, hide_list},
                                 {'n', notes_hidden, hide_notes},
                                 {'z', zoomed, zoom},
                                 {'f', furniture_shown, show_furniture}};
enum { LETTER_COUNT = sizeof letters / sizeof *letters };

static uint32_t state_of(const App *app) {
  uint32_t state = 0;
  for (uint32_t i = 0; i < LETTER_COUNT; i++) state |= (uint32_t)letters[i].get(app) << i;
  return state;
}

static void write_name(const App *app, char name[NAME_SIZE]) {
  snprintf(name, NAME_SIZE, "panes/%s", app->session.brief.id);
}

// ---- Two briefs

static void keep_beside(App *app, const char *brief, const char *other) {
  char name[NAME_SIZE];
  Error err = {0};
  if (!brief[0]) return;
  snprintf(name, sizeof name, "beside/%s", brief);
  if (!library_set_setting(app->library, name, slice_of(other), &err)) app_fail(app, &err);
  app->stamp = library_stamp(app->library);
}

// In whichever order.
static bool stand_beside(const App *app, const char *left, const char *right) {
  bool swapped = strcmp(app->beside[0], left) != 0;
  return strcmp(app->beside[swapped], left) == 0 && strcmp(app->beside[!swapped], right) == 0;
}

static void keep_pair(App *app) {
  bool pair = app->split.open;
  const char *left = pair ? app->session.brief.id : "";
  const char *right = pair ? app->split.parked.session.brief.id : "";
  if (stand_beside(app, left, right)) return;
  bool keeps = !library_read_only(app->library);
  for (int i = 0; keeps && i < 2; i++) keep_beside(app, app->beside[i], "");
  snprintf(app->beside[0], UUID_SIZE, "%s", left);
  snprintf(app->beside[1], UUID_SIZE, "%s", right);
  for (int i = 0; keeps && i < 2; i++) keep_beside(app, app->beside[i], app->beside[!i]);
}

void remember_leave(App *app) {
  const Session *here = &app->session, *there = &app->split.parked.session;
  bool same = app->split.open && here->brief.key == there->brief.key && there->version;
  if (!same || library_read_only(app->library)) return;
  Buffer value = {0};
  buffer_printf(&value, "%s %u", there->brief.id,
                positions_code_point(there->version->positions, there->pos));
  keep_beside(app, here->brief.id, value.ptr);
  buffer_release(&value);
}

// Where the side that was just opened was left, when both show one brief.
static void bring_place_back(App *app, const char *place) {
  const Positions *positions = app->session.version->positions;
  unsigned long wanted = strtoul(place, NULL, 10);
  if (wanted < positions_count(positions))
    session_move_to(&app->session, positions_byte(positions, (uint32_t)wanted), false);
}

// The brief that was opened keeps the keyboard, and its side is the left one.
static void bring_pair_back(App *app) {
  char name[NAME_SIZE];
  int64_t other;
  Error ignored = {0};
  if (app->screen->columns < FRAME_WIDE) return;
  snprintf(name, sizeof name, "beside/%s", app->session.brief.id);
  char *value = library_setting(app->library, name);
  char *place = value ? strchr(value, ' ') : NULL;
  if (place) *place++ = '\0';
  bool opened =
      value && brief_find(app->library, value, &other, &ignored) && split_open(app, other);
  if (opened && place) bring_place_back(app, place);
  if (opened) split_swap(app);
  free(value);
}

// ---- All of it

static void bring_back(App *app) {
  char name[NAME_SIZE];
  write_name(app, name);
  char *value = library_setting(app->library, name);
  for (uint32_t i = 0; value && i < LETTER_COUNT; i++)
    letters[i].set(app, strchr(value, letters[i].letter) != NULL);
  free(value);
}

static void keep(App *app, uint32_t state) {
  char name[NAME_SIZE], value[LETTER_COUNT + 1] = "-";
  uint32_t len = 0;
  Error err = {0};
  write_name(app, name);
  for (uint32_t i = 0; i < LETTER_COUNT; i++)
    if (state & (1u << i)) value[len++] = letters[i].letter;
  if (!library_set_setting(app->library, name, slice_of(value), &err)) app_fail(app, &err);
  app->stamp = library_stamp(app->library);
}

void remember_panes(App *app) {
  int64_t brief = app->session.brief.key;
  keep_pair(app);
  // Two briefs have one list and one zoom; in the list nobody has decided yet.
  if (brief == 0 || app->split.open || app->focus == PANE_LIST) return;
  if (brief != app->panes_of) {
    app->panes_of = brief;
    bring_back(app);
    app->panes = state_of(app);
    bring_pair_back(app);
    keep_pair(app);
    return;
  }
  uint32_t state = state_of(app);
  if (state == app->panes) return;
  app->panes = state;
  if (!library_read_only(app->library)) keep(app, state);
}
