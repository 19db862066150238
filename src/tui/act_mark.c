// SPDX-License-Identifier: MIT
// Actions that jump: labels on sentences, marks by letter and their list.
#include "session/bookmark.h"
#include "text/sentence.h"
#include "text/view.h"
#include "tui/dispatch.h"
#include "tui/jumplabel.h"
#include "tui/letter.h"
#include "tui/menu.h"

#include <stdio.h>

void tui_do_LABELS(App *app, const Call *call) {
  (void)call;
  jumplabel_open(app);
}

// ---- Marks

// The key as the argument of a command; what is no character is none of its letters.
static void run_with_key(App *app, ActionId id, Key key) {
  Buffer letter = {0};
  key_write(&letter, key);
  const char *argument = letter.ptr;
  app_run(app, id, 0, &argument, 1);
  buffer_release(&letter);
}

static void set_mark(App *app, Key key) {
  run_with_key(app, ACTION_MARK, key);
}

static void go_to_mark(App *app, Key key) {
  run_with_key(app, ACTION_TO_MARK, key);
}

void tui_do_MARK_KEY(App *app, const Call *call) {
  static const LetterRequest request = {"a-z", "mark this place", set_mark};
  (void)call;
  letter_open(app, &request);
}

void tui_do_TO_MARK_KEY(App *app, const Call *call) {
  static const LetterRequest request = {"a-z", "to this mark; ' where the last jump began",
                                        go_to_mark};
  (void)call;
  letter_open(app, &request);
}

// ---- Their list

static void go_to_chosen(App *app, int64_t letter) {
  go_to_mark(app, (Key)letter);
}

static void remove_chosen(App *app, int64_t letter) {
  Error err = {0};
  if (bookmark_set(&app->session, (char)letter, BOOKMARK_NONE, &err))
    app_say(app, "mark %c removed", (char)letter);
  else
    app_fail(app, &err);
}

void tui_do_MARKS(App *app, const Call *call) {
  static const MenuRequest request = {.title = "marks of this brief",
                                      .enter = "go there",
                                      .chosen = go_to_chosen,
                                      .deleted = remove_chosen};
  const Session *session = &app->session;
  Bookmarks marks = bookmark_list(session);
  Menu *menu = menu_new(&request);
  Buffer row = {0};
  uint32_t count = 0;
  (void)call;
  for (int at = 0; at < BOOKMARK_LETTERS; at++) {
    if (marks.pos[at] == BOOKMARK_NONE) continue;
    buffer_clear(&row);
    buffer_printf(&row, "%c  ", 'a' + at);
    Span sentence = sentence_at(session->version, marks.pos[at]);
    view_append(session->version, sentence, VIEW_WITHOUT_REFERENCES, &row);
    menu_add(menu, buffer_slice(&row), SLICE(""), FACE_TEXT, 'a' + at);
    count++;
  }
  buffer_release(&row);
  menu_open(app, menu);
  if (count == 0) app_say(app, "this brief has no marks: m and a letter set one");
}
