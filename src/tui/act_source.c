// SPDX-License-Identifier: MIT
// What is cited and what is repeated across the library: lists to choose from, and the way there.
//
//   S    all sources ──▶ who cites one, and the brief of the same title ──▶ the note's mark
//   gw   the source of the footnote here ──┘
//   gb   the brief of the same title, at once
//   gs   the other places of the sentence here ──▶ there
//
// A row's value is a brief and a note (a place) in it; a list is read when it is opened, so nothing
// but rows has to be kept. All sources stay open under who cites one: the way back is one level.
#include "library/repeat.h"
#include "library/sources.h"
#include "text/position.h"
#include "text/sentence.h"
#include "tui/dispatch.h"
#include "tui/menu.h"
#include "tui/notes.h"
#include "tui/overlay.h"

#include <stdlib.h>

enum { PLACE_BITS = 32 };
static const uint32_t whole_brief = UINT32_MAX; // instead of a note

static int64_t value_of(int64_t brief, uint32_t place) {
  return (int64_t)((uint64_t)brief << PLACE_BITS | place);
}

static int64_t brief_of(int64_t value) {
  return value >> PLACE_BITS;
}

static uint32_t place_of(int64_t value) {
  return (uint32_t)((uint64_t)value & UINT32_MAX);
}

static void add_title(App *app, int64_t key, Buffer *out) {
  Brief brief = {0};
  Error ignored;
  if (brief_get(app->library, key, &brief, &ignored)) buffer_add_string(out, brief.title);
  brief_release(&brief);
}

// ---- Going there

static bool open_brief(App *app, int64_t key) {
  overlay_clear(app);
  app->focus = PANE_TEXT;
  return app->session.brief.key == key || app_open_brief(app, key, NULL);
}

// To the first mark of a note, else to the note. One jump leads back: opening another brief is one,
// so the way within it is none.
static void go_to_note(App *app, int64_t value) {
  uint32_t note = place_of(value);
  bool here = app->session.brief.key == brief_of(value);
  if (!open_brief(app, brief_of(value)) || note == whole_brief) return;
  const Version *version = app->session.version;
  if (note >= version->note_count) return;
  uint32_t pos = version->notes[note].span.start;
  for (uint32_t i = version->reference_count; i-- > 0;)
    if (version->references[i].note == (int32_t)note) pos = version->references[i].span.start;
  session_move_to(&app->session, pos, here);
}

static void go_to_place(App *app, int64_t value) {
  bool here = app->session.brief.key == brief_of(value);
  if (!open_brief(app, brief_of(value))) return;
  uint32_t pos = positions_byte(app->session.version->positions, place_of(value));
  session_move_to(&app->session, pos, here);
}

// ---- Who cites it

static bool has_note(const SourceList *list, const Source *source, int64_t value) {
  for (uint32_t i = 0; i < source->note_count; i++) {
    const SourceNote *note = &list->notes[source->first + i];
    if (note->brief == brief_of(value) && note->note == place_of(value)) return true;
  }
  return false;
}

static void add_citing(App *app, Menu *menu, const SourceNote *note) {
  Buffer title = {0}, label = {0};
  add_title(app, note->brief, &title);
  buffer_printf(&label, "[%s]%s", note->label, note->back ? " Ibid." : "");
  menu_add(menu, buffer_slice(&title), buffer_slice(&label), FACE_TEXT,
           value_of(note->brief, note->note));
  buffer_release(&title);
  buffer_release(&label);
}

static void add_here(App *app, Menu *menu, const Source *source) {
  if (source->same == SOURCE_NOT_HERE) return;
  Buffer title = {0};
  add_title(app, source->here, &title);
  menu_add(menu, buffer_slice(&title), slice_of(cited_words(source->same)), FACE_TITLE,
           value_of(source->here, whole_brief));
  buffer_release(&title);
}

static Menu *make_citing(App *app, const SourceList *list, const Source *source,
                         const MenuRequest *request) {
  Menu *menu = menu_new(request);
  add_here(app, menu, source);
  for (uint32_t i = 0; i < source->note_count; i++)
    add_citing(app, menu, &list->notes[source->first + i]);
  return menu;
}

// Who asks at a note goes on from there.
static void choose_note(Menu *menu, const SourceList *list, const Source *source, int64_t value) {
  uint32_t row = source->same != SOURCE_NOT_HERE;
  for (uint32_t i = 0; i < source->note_count; i++) {
    const SourceNote *note = &list->notes[source->first + i];
    if (value_of(note->brief, note->note) == value) menu_set_current(menu, row + i);
  }
}

// The source that a note cites: the brief that may be it, then all notes that cite it.
static void open_citing(App *app, int64_t value, bool at_note) {
  static const MenuRequest request = {
      .title = "who cites it", .enter = "go there", .told = true, .chosen = go_to_note};
  SourceList list;
  Error err = {0};
  bool found = false;
  if (!sources_list(app->library, brief_of(value), NULL, &list, &err)) {
    app_fail(app, &err);
    return;
  }
  for (uint32_t i = 0; i < list.count && !found; i++) {
    const Source *source = &list.items[i];
    found = has_note(&list, source, value);
    if (!found) continue;
    Menu *menu = make_citing(app, &list, source, &request);
    if (at_note) choose_note(menu, &list, source, value);
    menu_open(app, menu);
    app_say(app, "%s", source->name);
  }
  if (!found) app_say(app, "this footnote cites nothing that is known");
  sources_release(&list);
}

static void show_citing(App *app, int64_t value) {
  open_citing(app, value, false);
}

static int32_t current_note(const App *app) {
  return app->focus == PANE_NOTES ? app->notes.current : notes_at_caret(app);
}

// Asked anew: it may not be known yet.
void tui_do_CITED(App *app, const Call *call) {
  const Session *session = &app->session;
  int32_t note = current_note(app);
  int64_t here = 0;
  (void)call;
  if (!session->version || note < 0)
    app_say(app, "there is no footnote at the caret");
  else if (sources_find_here(app->library, session->brief.version, (uint32_t)note, &here) ==
               SOURCE_NOT_HERE ||
           here == session->brief.key)
    app_say(app, "no other brief of the library has the URL or title that this footnote cites");
  else
    open_brief(app, here);
}

void tui_do_SOURCE(App *app, const Call *call) {
  (void)call;
  const Session *session = &app->session;
  int32_t note = current_note(app);
  if (!session->version || note < 0)
    app_say(app, "there is no footnote at the caret");
  else
    open_citing(app, value_of(session->brief.key, (uint32_t)note), true);
}

// ---- All sources

static void add_source(Menu *menu, const SourceList *list, const Source *source) {
  const SourceNote *first = &list->notes[source->first];
  Buffer detail = {0};
  buffer_printf(&detail, "%s%u brief%s  %u note%s",
                source->same == SOURCE_SAME_URL     ? "same URL here  "
                : source->same == SOURCE_SAME_TITLE ? "same title here  "
                                                    : "",
                source->brief_count, source->brief_count == 1 ? "" : "s", source->note_count,
                source->note_count == 1 ? "" : "s");
  menu_add(menu, slice_of(source->name), buffer_slice(&detail), FACE_TEXT,
           value_of(first->brief, first->note));
  menu_add_told(menu, slice_of(source->words));
  buffer_release(&detail);
}

void tui_do_SOURCES(App *app, const Call *call) {
  static const MenuRequest request = {.title = "sources, most cited first",
                                      .enter = "who cites it",
                                      .told = true,
                                      .by_words = true,
                                      .kept = true,
                                      .chosen = show_citing};
  SourceList list;
  Error err = {0};
  (void)call;
  if (!sources_list(app->library, 0, NULL, &list, &err)) {
    app_fail(app, &err);
    return;
  }
  Menu *menu = menu_new(&request);
  for (uint32_t i = 0; i < list.count; i++) add_source(menu, &list, &list.items[i]);
  menu_open(app, menu);
  if (list.count == 0) app_say(app, "no footnote of the library cites anything");
  sources_release(&list);
}

// ---- Repeated sentences

void tui_do_REPEATS(App *app, const Call *call) {
  static const MenuRequest request = {
      .title = "this sentence also stands in", .enter = "go there", .chosen = go_to_place};
  const Session *session = &app->session;
  RepeatPlaces places;
  Error err = {0};
  (void)call;
  if (!session->version) return;
  if (!repeat_find(app->library, session->version, session->brief.version,
                   sentence_at(session->version, session->pos), &places, &err)) {
    app_fail(app, &err);
    return;
  }
  Menu *menu = menu_new(&request);
  for (uint32_t i = 0; i < places.count; i++) {
    const RepeatPlace *place = &places.items[i];
    Buffer title = {0};
    add_title(app, place->brief, &title);
    menu_add(menu, buffer_slice(&title),
             place->brief == session->brief.key ? SLICE("in this brief") : SLICE(""), FACE_TEXT,
             value_of(place->brief, place->span.start_cp));
    buffer_release(&title);
  }
  menu_open(app, menu);
  if (places.count == 0) app_say(app, "this sentence stands nowhere else in the library");
  repeat_release_places(&places);
}
