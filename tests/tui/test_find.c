// SPDX-License-Identifier: MIT
// Finding in the library on the screen: as one types, the list, the walk through the texts and the
// way back.
#include "support/check.h"
#include "support/shelf.h"
#include "support/stage.h"

#include "base/moment.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char dam[] =
    "The Dam\n\nShare this article\n\nThe river rose at night. Nobody saw how high "
    "the river stood.\n";
static const char boat[] = "The Boat\n\nA boat went up the river to the old mill.\n";
static const char mill[] =
    "The Mill\n\nRiver, river, river: the mill has one word. The cafés along "
    "the Tōkyō road wait.\n";

static Stage set_up(uint32_t rows, uint32_t columns) {
  Stage stage = stage_open(rows, columns);
  stage_add(&stage, "dam.txt", dam);
  stage_add(&stage, "mill.txt", mill);
  stage_open_brief(&stage, stage_add(&stage, "boat.txt", boat));
  return stage;
}

static Slice at_caret(const Stage *stage, size_t len) {
  const Session *session = &stage->app->session;
  return slice_cut(session->version->text, session->pos, session->pos + len);
}

static void what_is_typed_is_found_with_each_key(void **state) {
  (void)state;
  Stage stage = set_up(24, 120);
  stage_play(&stage, "g/");
  stage_shows(&stage, "Type words to find them");
  stage_play(&stage, "riv");
  stage_shows(&stage, "A boat went up the river to the old mill.");
  stage_shows(&stage, "3 · newest first");
  stage_play(&stage, "er mil");
  stage_shows(&stage, "2 · newest first");
  stage_play(&stage, "k");
  stage_shows(&stage, "Nothing has these words.");
  stage_play(&stage, "<Esc>");
  stage_shows(&stage, "A boat went up");
  assert_null(stage.app->overlay);
  stage_close(&stage);
}

static void one_letter_that_is_no_word_says_when_beginnings_are_found(void **state) {
  (void)state;
  Stage stage = set_up(24, 100);
  stage_play(&stage, "g/r");
  stage_shows(&stage, "Words that begin so are found from two letters on.");
  stage_play(&stage, "i");
  stage_shows(&stage, "3 · newest first");
  stage_play(&stage, "^Urq");
  stage_shows(&stage, "Nothing has these words.");
  stage_play(&stage, "^Ua");
  stage_shows(&stage, "A boat went up the river");
  stage_resize(&stage, 12, 40);
  stage_play(&stage, "^Ur");
  stage_shows(&stage, "letters on."); // on the next row
  stage_close(&stage);
}

static void enter_goes_there_and_n_goes_on_into_the_next_texts(void **state) {
  (void)state;
  Stage stage = set_up(24, 120);
  stage_play(&stage, "g/river<Enter><Enter>");
  stage_shows(&stage, "1 of 1 here · text 1 of 3");
  check_text(at_caret(&stage, 8), "river to");
  stage_play(&stage, "n");
  check_text(at_caret(&stage, 6), "River,");
  stage_shows(&stage, "1 of 3 here · text 2 of 3");
  stage_play(&stage, "2n");
  check_text(at_caret(&stage, 6), "river:");
  stage_play(&stage, "n");
  check_text(at_caret(&stage, 10), "river rose");
  stage_play(&stage, "nn");
  check_text(at_caret(&stage, 11), "river stood");
  stage_shows(&stage, "that was the last place");
  stage_play(&stage, "NN");
  check_text(at_caret(&stage, 6), "river:");
  stage_close(&stage);
}

static bool always_typed(void *terminal) {
  (void)terminal;
  return true;
}

static void a_walk_goes_on_into_texts_that_are_still_being_found(void **state) {
  (void)state;
  enum { MORE = 70 };
  Stage stage = set_up(24, 120);
  for (int i = 0; i < MORE; i++) {
    char name[16], text[32];
    snprintf(name, sizeof name, "%d.txt", i);
    snprintf(text, sizeof text, "Text %d\n\nAnother river.\n", i);
    stage_add(&stage, name, text);
  }
  App *app = stage.app;
  app->hurry = always_typed;
  results_open(app, SLICE("river"));
  while (finding_count(app->results.finding) == 0)
    assert_true(finding_work(app->results.finding, NULL, NULL));
  results_visit(app, 0, false);
  assert_false(finding_complete(app->results.finding));
  app->hurry = NULL;
  assert_true(results_busy(app));
  while (results_busy(app)) results_step(app);
  stage_play(&stage, "n");
  stage_shows(&stage, "text 2 of 73");
  stage_close(&stage);
}

// A machine so slow that a step's time is over whenever somebody asks.
static bool slow(void *terminal) {
  (void)terminal;
  for (int64_t until = moment_steady_ms() + 25; moment_steady_ms() < until;) continue;
  return false;
}

static void a_search_that_takes_longer_than_a_step_comes_to_its_end(void **state) {
  (void)state;
  Stage stage = set_up(24, 120);
  App *app = stage.app;
  app->hurry = slow;
  results_open(app, SLICE("\"the dam at night\""));
  for (int steps = 0; steps < 50 && results_busy(app); steps++) results_step(app);
  assert_false(results_busy(app));
  assert_int_equal(finding_count(app->results.finding), 0);
  app->hurry = NULL;
  stage_close(&stage);
}

static void the_list_says_when_it_is_not_yet_in_order(void **state) {
  (void)state;
  Stage stage = set_up(24, 120);
  stage_play(&stage, "g/river<Enter>");
  stage.app->hurry = always_typed;
  assert_true(results_reorder(stage.app));
  app_draw(stage.app);
  stage_shows(&stage, "3 · weighing…");
  stage.app->hurry = NULL;
  while (results_busy(stage.app)) results_step(stage.app);
  app_draw(stage.app);
  stage_shows(&stage, "3 · best first");
  stage_close(&stage);
}

static void back_goes_to_the_list_which_is_as_it_was(void **state) {
  (void)state;
  Stage stage = set_up(24, 120);
  stage_play(&stage, "g/river<Enter>j<Enter>");
  check_text(at_caret(&stage, 6), "River,");
  stage_play(&stage, "^O");
  stage_shows(&stage, "find · river");
  assert_int_equal(stage.app->results.roll.current, 1);
  stage_play(&stage, "q");
  assert_null(stage.app->overlay);
  stage_play(&stage, "g/");
  stage_shows(&stage, "find · river"); // remembered, until something is typed
  stage_play(&stage, "boat");
  stage_shows(&stage, "find · boat");
  stage_close(&stage);
}

static void back_from_elsewhere_in_the_text_is_the_jump_back(void **state) {
  (void)state;
  Stage stage = set_up(24, 120);
  stage_play(&stage, "g/river<Enter>j<Enter>G^O");
  assert_null(stage.app->overlay);
  stage_close(&stage);
}

static void the_best_come_first_when_that_is_asked_for(void **state) {
  (void)state;
  Stage stage = set_up(24, 120);
  stage_play(&stage, "g/river<Enter>s");
  stage_shows(&stage, "3 · best first");
  stage_play(&stage, "<Enter>");
  check_text(at_caret(&stage, 6), "River,");
  stage_play(&stage, "^Os");
  stage_shows(&stage, "3 · newest first");
  stage_close(&stage);
}

static void comments_are_found_and_lead_to_their_annotation(void **state) {
  (void)state;
  Stage stage = set_up(24, 120);
  stage_play(&stage, "/old mill<Enter>H:comment 'zebra crossing'<Enter>");
  stage_play(&stage, "gg:find zebra<Enter>");
  stage_shows(&stage, "in a comment");
  stage_play(&stage, "<Enter>");
  assert_int_equal(stage.app->session.annotations.count, 1);
  assert_int_equal(stage.app->session.pos, stage.app->session.spans[0].start);
  stage_close(&stage);
}

static void a_change_of_the_library_changes_the_list(void **state) {
  (void)state;
  Stage stage = set_up(24, 120);
  stage_play(&stage, "g/river<Enter>");
  stage_add(&stage, "new.txt", "New\n\nAnother river is here.\n");
  app_changed(stage.app);
  app_draw(stage.app);
  stage_play(&stage, "k");
  stage_shows(&stage, "4 · newest first");
  stage_shows(&stage, "Another river is here.");
  stage_close(&stage);
}

static void what_is_hidden_is_passed_over_unless_there_is_nothing_else(void **state) {
  (void)state;
  Stage stage = set_up(24, 120);
  stage_add(&stage, "share.txt", "Sharing\n\nShare this article\n\nThey share the water.\n");
  stage_play(&stage, "g/share<Enter>j");
  stage_shows(&stage, "in furniture, which is hidden"); // of the dam, where it stands nowhere else
  stage_play(&stage, "k<Enter>");
  check_text(at_caret(&stage, 11), "share the w");
  stage_shows(&stage, "1 of 1 here · text 1 of 2");
  stage_close(&stage);
}

static void accents_count_when_that_is_turned_on(void **state) {
  (void)state;
  Stage stage = set_up(24, 120);
  stage_play(&stage, "g/tokyo");
  stage_shows(&stage, "1 · newest first");
  stage_play(&stage, "^R");
  stage_shows(&stage, "Find, accents count: tokyo");
  stage_shows(&stage, "Nothing has these words.");
  stage_play(&stage, "^Utōkyō");
  stage_shows(&stage, "1 · newest first");
  stage_close(&stage);
}

static void any_size_and_hostile_words_are_fine(void **state) {
  (void)state;
  static const uint32_t sizes[][2] = {{12, 40}, {24, 80}, {40, 120}, {5, 20}, {1, 1}};
  Stage stage = set_up(24, 120);
  stage_play(&stage, "g/river<Enter>");
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    stage_resize(&stage, sizes[i][0], sizes[i][1]);
    stage_play(&stage, "jks");
  }
  stage_resize(&stage, 12, 40);
  stage_shows(&stage, "river");
  stage_play(&stage, "/^U\"NEAR( * col:x<Enter>");
  stage_play(&stage, "/^Utokyo cafe<Enter>");
  stage_shows(&stage, "The cafés along");
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_typed_is_found_with_each_key),
      cmocka_unit_test(one_letter_that_is_no_word_says_when_beginnings_are_found),
      cmocka_unit_test(enter_goes_there_and_n_goes_on_into_the_next_texts),
      cmocka_unit_test(a_walk_goes_on_into_texts_that_are_still_being_found),
      cmocka_unit_test(a_search_that_takes_longer_than_a_step_comes_to_its_end),
      cmocka_unit_test(the_list_says_when_it_is_not_yet_in_order),
      cmocka_unit_test(back_goes_to_the_list_which_is_as_it_was),
      cmocka_unit_test(back_from_elsewhere_in_the_text_is_the_jump_back),
      cmocka_unit_test(the_best_come_first_when_that_is_asked_for),
      cmocka_unit_test(comments_are_found_and_lead_to_their_annotation),
      cmocka_unit_test(a_change_of_the_library_changes_the_list),
      cmocka_unit_test(what_is_hidden_is_passed_over_unless_there_is_nothing_else),
      cmocka_unit_test(accents_count_when_that_is_turned_on),
      cmocka_unit_test(any_size_and_hostile_words_are_fine),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
