// SPDX-License-Identifier: MIT
// The review list on the screen: what it shows, its answers, and that each can be taken back.
#include "support/check.h"
#include "support/stage.h"
#include "tui/reviewlist.h"

#include <stdlib.h>

#define TITLE "Ports and Trade\n\n"
#define STAY  "Nobody had asked the workers what they thought of it, says the report.\n\n"

static const char first[] =
    TITLE "The port lost two thirds of its trade in a year. Ships went elsewhere.\n\n" STAY
          "Farmers wait for rain in the north. The dam is empty. The river is low.\n";
// Two sentences are gone.
static const char second[] = TITLE "The port lost two thirds of its trade in a year.\n\n" STAY
                                   "Farmers wait for rain in the north. The river is low.\n";

static const char other_first[] = "Night Trains\n\nThere was a train from Paris to Vienna until "
                                  "last year. It was slow. Nobody took it twice.\n";
static const char other_second[] = "Night Trains\n\nThere was a train from Paris to Vienna until "
                                   "last year. Nobody took it twice.\n";

static void add_version(Stage *stage, const char *name, const char *text) {
  stage_add(stage, name, text);
  app_changed(stage->app);
  app_draw(stage->app);
}

// Two orphans in one brief, which is open, and one in another.
static Stage set_up(uint32_t rows, uint32_t columns) {
  Stage stage = stage_open(rows, columns);
  stage_open_brief(&stage, stage_add(&stage, "trains.txt", other_first));
  stage_play(&stage, "/It was<Enter>H");
  stage_add(&stage, "trains.txt", other_second);
  int64_t ports = stage_add(&stage, "ports.txt", first);
  stage_open_brief(&stage, ports);
  stage_play(&stage, "/Ships<Enter>H/The dam<Enter>H/Nobody<Enter>H");
  add_version(&stage, "ports.txt", second);
  return stage;
}

static void the_list_shows_this_brief_first_and_both_passages(void **state) {
  (void)state;
  Stage stage = set_up(24, 100);
  stage_play(&stage, "R");
  stage_shows(&stage, "review · Ports and Trade");
  stage_shows(&stage, "2 here · 3 to review");
  stage_shows(&stage, "as it was");
  stage_shows(&stage, "not in the text any more");
  stage_shows(&stage, "- its trade in a year. Ships went elsewhere."); // with its sign
  stage_shows(&stage, "‹it was here›");
  assert_string_equal(reviewlist_chosen(stage.app)->quote, "Ships went elsewhere.");
  stage_play(&stage, "jj");
  assert_string_equal(reviewlist_chosen(stage.app)->quote, "It was slow.");
  stage_close(&stage);
}

static void the_hints_are_those_of_what_waits_after_the_key(void **state) {
  (void)state;
  Stage stage = set_up(24, 80);
  stage_play(&stage, "Ryxx");
  stage_lacks(&stage, "it is gone");
  stage_play(&stage, "uy");
  stage_shows(&stage, "it is gone");
  stage_close(&stage);
}

static void after_an_answer_the_next_one_is_current_and_undo_brings_it_back(void **state) {
  (void)state;
  Stage stage = set_up(24, 80);
  stage_play(&stage, "Ry");
  stage_shows(&stage, "2 to review");
  assert_string_equal(reviewlist_chosen(stage.app)->quote, "The dam is empty.");
  stage_play(&stage, "x");
  assert_string_equal(reviewlist_chosen(stage.app)->quote, "It was slow.");
  stage_play(&stage, "u");
  stage_shows(&stage, "2 to review");
  assert_string_equal(reviewlist_chosen(stage.app)->quote, "The dam is empty.");
  stage_play(&stage, "u");
  assert_string_equal(reviewlist_chosen(stage.app)->quote, "Ships went elsewhere.");
  stage_play(&stage, "^R");
  stage_shows(&stage, "2 to review");
  stage_close(&stage);
}

static void an_orphan_is_attached_to_what_the_reader_selects(void **state) {
  (void)state;
  Stage stage = set_up(24, 80);
  stage_play(&stage, "Rr");
  stage_shows(&stage, "attach: “Ships went elsewhere.”"); // the old wording stays in view
  stage_play(&stage, "/river<Enter>viw<Enter>");
  stage_shows(&stage, "2 to review");
  stage_play(&stage, "q");
  stage_shows(&stage, "The river is low.");
  bool attached = false;
  for (uint32_t i = 0; i < stage.app->session.annotations.count; i++)
    attached = attached || strcmp(stage_annotation(&stage, i)->quote, "river") == 0;
  assert_true(attached);
  stage_play(&stage, "u");
  stage_play(&stage, "R");
  stage_shows(&stage, "3 to review");
  stage_close(&stage);
}

static void leaving_the_search_for_a_passage_changes_nothing(void **state) {
  (void)state;
  Stage stage = set_up(24, 80);
  stage_play(&stage, "Rjrvw");
  stage_play(&stage, "<Esc>"); // the selection
  stage_shows(&stage, "attach: “The dam is empty.”");
  stage_play(&stage, "<Esc>");
  stage_shows(&stage, "3 to review");
  assert_string_equal(reviewlist_chosen(stage.app)->quote, "The dam is empty.");
  stage_play(&stage, "q");
  stage_lacks(&stage, "attach:");
  stage_close(&stage);
}

static void enter_goes_to_where_the_passage_was(void **state) {
  (void)state;
  Stage stage = set_up(24, 80);
  stage_play(&stage, "Rj<Enter>");
  stage_shows(&stage, "orphan: its passage was here");
  stage_shows(&stage, "× Farmers wait for rain");
  const Session *session = &stage.app->session;
  const char *at = strstr(session->version->text.ptr, "north.");
  uint32_t pos = (uint32_t)(at - session->version->text.ptr);
  assert_in_range(session->pos, pos + strlen("north"), pos + strlen("north."));
  stage_play(&stage, "<Left>ga");
  stage_shows(&stage, "orphan: was here");
  stage_close(&stage);
}

static void orphans_stand_between_their_neighbours_in_the_annotations_pane(void **state) {
  (void)state;
  Stage stage = set_up(30, 80);
  stage_play(&stage, "A");
  Buffer screen = {0};
  screen_write_text(stage.app->screen, &screen);
  const char *ships = strstr(screen.ptr, "Ships went"), *nobody = strstr(screen.ptr, "Nobody had");
  const char *dam = strstr(screen.ptr, "The dam is");
  assert_true(ships && nobody && dam);
  assert_true(ships < nobody && nobody < dam);
  buffer_release(&screen);
  stage_close(&stage);
}

static void an_empty_list_says_so(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_play(&stage, "R");
  stage_shows(&stage, "Nothing waits for you.");
  stage_play(&stage, "y");
  stage_shows(&stage, "nothing waits for an answer here");
  stage_play(&stage, "r");
  stage_shows(&stage, "nothing waits for an answer here");
  stage_play(&stage, "q");
  stage_lacks(&stage, "Nothing waits");
  stage_close(&stage);
}

static void differing_words_have_a_sign_and_a_face(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_open_brief(&stage, stage_add(&stage, "ports.txt", first));
  stage_play(&stage, ":select 'lost two thirds of its trade'<Enter>H");
  add_version(&stage, "ports.txt",
              TITLE "It gave two thirds away and trade was dead.\n\n" STAY
                    "Farmers wait for rain in the north. The dam is empty. The river is low.\n");
  stage_play(&stage, "R");
  const Screen *screen = stage.app->screen;
  uint32_t removed = 0, added = 0;
  for (uint32_t i = 0; i < screen->rows * screen->columns; i++) {
    removed += screen->cells[i].face == FACE_REMOVED;
    added += screen->cells[i].face == FACE_ADDED;
  }
  assert_true(removed > 5 && added > 5);
  stage_resize(&stage, 12, 40); // one above the other
  stage_shows(&stage, "as it was");
  stage_shows(&stage, "as it is now");
  stage_close(&stage);
}

static bool caret_is_at(const Stage *stage, const char *words) {
  const Session *session = &stage->app->session;
  return strncmp(session->version->text.ptr + session->pos, words, strlen(words)) == 0;
}

static void two_versions_stand_side_by_side_and_scroll_together(void **state) {
  (void)state;
  Stage stage = set_up(30, 130);
  stage_play(&stage, ":versions<Enter>");
  stage_shows(&stage, "older version");
  stage_shows(&stage, "elsewhere."); // on the old side, with its annotation
  const Session *older = &stage.app->split.parked.session;
  assert_int_equal(older->annotations.count, 3);
  assert_false(older->annotations.items[0].orphan);
  stage_play(&stage, "/The river<Enter>");
  assert_memory_equal(older->version->text.ptr + older->pos, "The river", strlen("The river"));
  uint32_t removed = 0;
  for (uint32_t i = 0; i < 30 * 130; i++)
    removed += stage.app->screen->cells[i].face == FACE_REMOVED;
  assert_in_range(removed, 30, 80); // two sentences and their signs
  stage_play(&stage, "q");
  stage_lacks(&stage, "older version");
  assert_int_equal(stage.app->session.older, 0);
  assert_true(caret_is_at(&stage, "The river"));
  stage_close(&stage);
}

static void an_older_version_is_compared_with_the_newest_that_comes_meanwhile(void **state) {
  (void)state;
  Stage stage = set_up(30, 130);
  stage_play(&stage, ":versions<Enter>");
  add_version(&stage, "ports.txt",
              TITLE "A lorry came. The port lost two thirds of its trade in a year.\n\n" STAY
                    "Farmers wait for rain in the north. The river is low.\n");
  stage_shows(&stage, "newest version");
  stage_shows(&stage, "A lorry came.");
  stage_play(&stage, "/The river<Enter>"); // both scroll together
  const Session *older = &stage.app->split.parked.session;
  assert_memory_equal(older->version->text.ptr + older->pos, "The river", strlen("The river"));
  uint32_t added = 0;
  for (uint32_t i = 0; i < 30 * 130; i++) added += stage.app->screen->cells[i].face == FACE_ADDED;
  assert_in_range(added, strlen("A lorry came."), 30); // with its sign
  stage_close(&stage);
}

static void an_older_version_can_only_be_read(void **state) {
  (void)state;
  static const char *const keys[] = {"H", "t", "a", "c", "dd", "gr", "ma"};
  Stage stage = set_up(24, 80);
  stage_play(&stage, "/Farmers<Enter>:versions<Enter><Tab>");
  stage_shows(&stage, "older version");
  assert_true(caret_is_at(&stage, "Farmers"));
  Error err = {0};
  ChangeList before, after;
  check_ok(change_list(stage.library, 0, &before, &err), &err);
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    stage_play(&stage, keys[i]);
    stage_play(&stage, "<Esc>");
  }
  stage_play(&stage, "H");
  stage_shows(&stage, "this is an older version");
  check_ok(change_list(stage.library, 0, &after, &err), &err);
  assert_int_equal(before.count, after.count);
  change_release_list(&before);
  change_release_list(&after);
  stage_play(&stage, "<Tab>");
  stage_lacks(&stage, "older version");
  assert_true(caret_is_at(&stage, "Farmers"));
  stage_close(&stage);
}

static void tiny_screens_hold(void **state) {
  (void)state;
  Stage stage = set_up(24, 80);
  stage_play(&stage, "R");
  for (uint32_t rows = 1; rows < 16; rows++)
    for (uint32_t columns = 1; columns < 90; columns += 11) stage_resize(&stage, rows, columns);
  stage_resize(&stage, 24, 80);
  stage_play(&stage, "r");
  for (uint32_t rows = 1; rows < 16; rows++)
    for (uint32_t columns = 1; columns < 90; columns += 11) stage_resize(&stage, rows, columns);
  stage_resize(&stage, 24, 80);
  stage_shows(&stage, "attach:");
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_list_shows_this_brief_first_and_both_passages),
      cmocka_unit_test(the_hints_are_those_of_what_waits_after_the_key),
      cmocka_unit_test(after_an_answer_the_next_one_is_current_and_undo_brings_it_back),
      cmocka_unit_test(an_orphan_is_attached_to_what_the_reader_selects),
      cmocka_unit_test(leaving_the_search_for_a_passage_changes_nothing),
      cmocka_unit_test(enter_goes_to_where_the_passage_was),
      cmocka_unit_test(orphans_stand_between_their_neighbours_in_the_annotations_pane),
      cmocka_unit_test(an_empty_list_says_so),
      cmocka_unit_test(differing_words_have_a_sign_and_a_face),
      cmocka_unit_test(two_versions_stand_side_by_side_and_scroll_together),
      cmocka_unit_test(an_older_version_is_compared_with_the_newest_that_comes_meanwhile),
      cmocka_unit_test(an_older_version_can_only_be_read),
      cmocka_unit_test(tiny_screens_hold),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
