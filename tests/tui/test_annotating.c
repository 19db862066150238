// SPDX-License-Identifier: MIT
// Changing annotations on the screen: other passages, splitting, merging, the whole brief.
#include "support/check.h"
#include "support/stage.h"
#include "tui/editor.h"

#define BRIEF "data/briefs/velna-compact.txt"

static Stage open_brief(uint32_t rows, uint32_t columns) {
  Stage stage = stage_open(rows, columns);
  stage_open_brief(&stage, stage_add_file(&stage, BRIEF));
  stage_play(&stage, "gg}");
  return stage;
}

static const Annotation *annotation(const Stage *stage, uint32_t at) {
  assert_true(at < stage->app->session.annotations.count);
  return stage_annotation(stage, at);
}

static void check_count(const Stage *stage, uint32_t count) {
  assert_int_equal(stage->app->session.annotations.count, count);
}

static void enter_takes_the_passage_that_was_selected_anew(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "viwtwater<Enter>gr");
  stage_shows(&stage, "Enter takes the passage");
  stage_play(&stage, "e");
  stage_shows(&stage, "selecting the annotation's passage anew");
  stage_shows(&stage, "Enter take this passage");
  stage_play(&stage, "<Enter>");
  check_count(&stage, 1);
  assert_string_equal(annotation(&stage, 0)->quote, "The idea");
  assert_string_equal(annotation(&stage, 0)->tags[0], "water");
  assert_false(stage.app->session.selecting);
  stage_play(&stage, "u");
  assert_string_equal(annotation(&stage, 0)->quote, "The");
  stage_close(&stage);
}

static void escape_leaves_the_passage_as_it_is(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "viwHgree<Esc><Enter>");
  assert_string_equal(annotation(&stage, 0)->quote, "The");
  stage_close(&stage);
}

static void while_selecting_the_annotation_there_gets_the_selection(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "viwHbveeegr");
  check_count(&stage, 1);
  assert_string_equal(annotation(&stage, 0)->quote, "The idea of");
  stage_close(&stage);
}

static void the_list_at_the_caret_offers_another_passage(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "Hviwcpink<Esc><Esc>viwtword<Enter>0ga");
  stage_shows(&stage, "gr other passage");
  stage_play(&stage, "jgre<Enter>");
  check_count(&stage, 2);
  bool moved = false;
  for (uint32_t i = 0; i < 2; i++)
    moved = moved || strncmp(annotation(&stage, i)->quote, "The idea", 8) == 0;
  assert_true(moved);
  stage_close(&stage);
}

static void the_outline_has_no_passages(void **state) {
  (void)state;
  Stage stage = stage_open(30, 100);
  stage_open_brief(&stage, stage_add(&stage, "a.md", "# One\n\nText here.\n\n# Two\n\nMore.\n"));
  stage_play(&stage, "}Hogr");
  stage_shows(&stage, "nothing here has a passage");
  assert_false(stage.app->session.selecting);
  stage_close(&stage);
}

static void the_annotation_is_split_before_the_caret(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "HwgS");
  check_count(&stage, 2);
  assert_string_equal(annotation(&stage, 0)->quote, "The");
  assert_string_equal(annotation(&stage, 1)->quote, "idea of a common gauge is old.");
  stage_play(&stage, "u");
  check_count(&stage, 1);
  stage_close(&stage);
}

static void annotations_in_the_selection_are_merged(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "viwtone<Enter>wviwttwo<Enter>0vwlgJ");
  check_count(&stage, 1);
  assert_string_equal(annotation(&stage, 0)->quote, "The idea");
  assert_int_equal(annotation(&stage, 0)->tag_count, 2);
  stage_play(&stage, "u");
  check_count(&stage, 2);
  stage_close(&stage);
}

static void the_whole_brief_is_commented_and_tagged(void **state) {
  (void)state;
  Stage stage = open_brief(30, 120);
  stage_play(&stage, "gcRead with the treaty.^Sgtrivers<Enter>");
  check_count(&stage, 1);
  assert_true(annotation(&stage, 0)->whole);
  assert_string_equal(annotation(&stage, 0)->comment, "Read with the treaty.");
  assert_string_equal(annotation(&stage, 0)->tags[0], "rivers");
  stage_shows(&stage, "rivers · “Read with the treaty.”"); // beside the title
  stage_play(&stage, "ga");
  stage_shows(&stage, "the whole brief");
  stage_play(&stage, "<Esc>gc Twice.^S");
  check_count(&stage, 1);
  assert_string_equal(annotation(&stage, 0)->comment, "Read with the treaty. Twice.");
  stage_close(&stage);
}

static void a_draft_on_the_whole_brief_is_offered_again(void **state) {
  (void)state;
  Stage stage = open_brief(30, 120);
  stage_play(&stage, "gcNot yet");
  const Event nothing = {.type = EVENT_NONE};
  app_feed(stage.app, &nothing);
  Stage again = {stage.library, stage.config,
                 app_new(stage.library, stage.config, 30, 120, SAFE_UNICODE), stage.shown};
  assert_true(editor_open_draft(again.app));
  app_draw(again.app);
  stage_shows(&again, "the whole brief");
  stage_play(&again, "^S");
  assert_string_equal(annotation(&again, 0)->comment, "Not yet");
  assert_true(annotation(&again, 0)->whole);
  app_free(again.app);
  stage_close(&stage);
}

static void all_of_a_hundred_overlapping_annotations_are_reachable(void **state) {
  (void)state;
  Stage stage = open_brief(40, 100);
  for (int i = 0; i < 100; i++) stage_play(&stage, ":highlight<Enter>");
  check_count(&stage, 100);
  stage_play(&stage, "gaG");
  for (int i = 0; i < 99; i++) stage_play(&stage, "ddga");
  check_count(&stage, 1);
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(enter_takes_the_passage_that_was_selected_anew),
      cmocka_unit_test(escape_leaves_the_passage_as_it_is),
      cmocka_unit_test(while_selecting_the_annotation_there_gets_the_selection),
      cmocka_unit_test(the_list_at_the_caret_offers_another_passage),
      cmocka_unit_test(the_outline_has_no_passages),
      cmocka_unit_test(the_annotation_is_split_before_the_caret),
      cmocka_unit_test(annotations_in_the_selection_are_merged),
      cmocka_unit_test(the_whole_brief_is_commented_and_tagged),
      cmocka_unit_test(a_draft_on_the_whole_brief_is_offered_again),
      cmocka_unit_test(all_of_a_hundred_overlapping_annotations_are_reachable),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
