// SPDX-License-Identifier: MIT
// Help where the reader is, and hints that make room for what is not known yet.
#include "support/check.h"
#include "support/stage.h"
#include "tui/overlay.h"
#include "tui/pager.h"

#include <stdio.h>
#include <stdlib.h>

#define BRIEF "data/briefs/velna-compact.txt"

// ---- Help

static void help_opens_everywhere_and_closes_again(void **state) {
  (void)state;
  static const struct {
    const char *to, *key, *first; // how to get there, the key, a row of the first part
  } places[] = {
      {"L", "?", "open the next brief of the list"},
      {"", "?", "one character left"},
      {"v", "?", "other end"},
      {"F<Tab>", "?", "to the next pane"},
      {"o", "?", ""},
      {"Hga", "?", "delete the annotation"},
      {"c", "?", "one line down"},
      {":history<Enter>", "?", ""},
      {"/", "<F1>", "clear"},
      {":", "<F1>", "complete"},
      {"t", "<F1>", "to find, or for a new tag"},
      {"a", "<F1>", "delete word"},
      {"E", "?", "name the file of the export"},
      {"Ef", "<F1>", "take it"},
      {"aword<Esc>", "?", "yes"},
      {"]f<Enter>", "<F1>", "close"},
      {"+", "<F1>", "add"},
  };
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    Stage stage = stage_open_file(BRIEF, 90, 100);
    stage_play(&stage, places[i].to);
    const Overlay *below = stage.app->overlay;
    bool page = pager_is_open(stage.app);
    stage_play(&stage, places[i].key);
    assert_true(pager_is_open(stage.app));
    if (!page) {
      stage_shows(&stage, "help: all keys");
      stage_shows(&stage, places[i].first);
      stage_play(&stage, "q");
      assert_ptr_equal(stage.app->overlay, below);
    }
    stage_close(&stage);
  }
}

static void text_fields_take_the_question_mark(void **state) {
  (void)state;
  Stage stage = stage_open_file(BRIEF, 24, 80);
  stage_play(&stage, "aWhy?^S");
  assert_string_equal(stage_annotation(&stage, 0)->comment, "Why?");
  stage_close(&stage);
}

static void help_names_every_action_once_with_its_keys(void **state) {
  (void)state;
  Stage stage = stage_open_file(BRIEF, 400, 160);
  stage_play(&stage, ":bind gX help<Enter>?");
  Buffer text = {0};
  screen_write_text(stage.app->screen, &text);
  for (ActionId id = 0; id < ACTION_COUNT; id++) {
    char start[32]; // of what may be wrapped
    snprintf(start, sizeof start, "%s", action_get(id)->help);
    if (!strstr(text.ptr, start)) fail_msg("help does not say: %s", action_get(id)->help);
  }
  const char *own = strstr(text.ptr, "gX");
  assert_non_null(own);
  assert_non_null(strstr(text.ptr, "Elsewhere"));
  assert_true(strstr(text.ptr, "mark the brief read or unread") > strstr(text.ptr, "Elsewhere"));
  buffer_release(&text);
  stage_close(&stage);
}

// ---- Hints

static void check_hint(const Stage *stage, const char *hint, bool wanted) {
  const Screen *screen = stage->app->screen;
  Buffer text = {0};
  screen_write_text(screen, &text);
  const char *last = strrchr(text.ptr, '\n');
  while (last > text.ptr && last[-1] != '\n') last--; // the last row
  if ((strstr(last, hint) != NULL) != wanted) fail_msg("«%s» in «%s»", hint, last);
  buffer_release(&text);
}

static void press_often(Stage *stage, const char *keys) {
  for (uint32_t i = 0; i < HABIT_KNOWN; i++) stage_play(stage, keys);
}

static void a_hint_that_is_known_makes_room_for_one_that_is_not(void **state) {
  (void)state;
  Stage stage = stage_open_file(BRIEF, 24, 80);
  check_hint(&stage, "t tag", true);
  check_hint(&stage, "o outline", false);
  press_often(&stage, "H");
  check_hint(&stage, "H highlight", false);
  press_often(&stage, "t<Esc>");
  press_often(&stage, "u");
  check_hint(&stage, "t tag", false);
  check_hint(&stage, "? help", true);
  check_hint(&stage, "q back", true);
  check_hint(&stage, "a comment", true);
  stage_close(&stage);
}

static void with_room_for_all_no_hint_goes_away(void **state) {
  (void)state;
  Stage stage = stage_open_file(BRIEF, 24, 300);
  press_often(&stage, "H");
  check_hint(&stage, "H highlight", true);
  stage_close(&stage);
}

static void help_does_not_go_away(void **state) {
  (void)state;
  Stage stage = stage_open_file(BRIEF, 24, 80);
  press_often(&stage, "?q");
  check_hint(&stage, "? help", true);
  stage_close(&stage);
}

static void what_is_known_is_remembered_and_is_no_change(void **state) {
  (void)state;
  Error err = {0};
  Change next = {0};
  Stage stage = stage_open_file(BRIEF, 24, 80);
  press_often(&stage, "t<Esc>");
  stage_play(&stage, "a<Esc>");
  stage_reopen(&stage, 24, 80);
  assert_int_equal(habit_uses(stage.app, ACTION_TAG_PICK), HABIT_KNOWN);
  assert_int_equal(habit_uses(stage.app, ACTION_COMMENT_EDIT), 1);
  assert_true(change_next_undo(stage.library, &next, &err));
  assert_null(strstr(next.what, "tag")); // adding the brief was the last one
  change_release(&next);
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(help_opens_everywhere_and_closes_again),
      cmocka_unit_test(text_fields_take_the_question_mark),
      cmocka_unit_test(help_names_every_action_once_with_its_keys),
      cmocka_unit_test(a_hint_that_is_known_makes_room_for_one_that_is_not),
      cmocka_unit_test(with_room_for_all_no_hint_goes_away),
      cmocka_unit_test(help_does_not_go_away),
      cmocka_unit_test(what_is_known_is_remembered_and_is_no_change),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
