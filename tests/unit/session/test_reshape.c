// SPDX-License-Identifier: MIT
// Other passages, splitting, merging, and what is said of the whole brief.
#include "support/reading.h"

static void a_script_gives_the_annotation_another_passage(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 4 10; tag a; comment c");
  reading_do(reading, "respan 0 10");
  assert_int_equal(reading->result.change_count, 1);
  reading_check_annotations(reading, "Few rivers|yellow|a|c\n");
  reading_do(reading, "respan 'one agreement'");
  reading_check_annotations(reading, "one agreement|yellow|a|c\n");
  reading_do(reading, "undo 2");
  reading_check_annotations(reading, "rivers|yellow|a|c\n");
  reading_free(reading);
}

static void a_selection_is_given_to_the_annotation_that_it_touches(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 4 10; highlight; select 0 10; respan");
  reading_check_annotations(reading, "Few rivers|yellow||\n");
  reading_do(reading, "select 20 25");
  reading_refuse(reading, "respan", ERROR_NOTHING);
  reading_refuse(reading, "respan nowhere-in-the-text", ERROR_NOTHING);
  reading_free(reading);
}

static void with_a_screen_the_passage_is_selected_first(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_do(reading, "select 4 10; highlight; respan");
  assert_true(reading->session.selecting);
  assert_int_equal(reading->result.change_count, 0);
  reading_check_cut(reading, session_selection(&reading->session), "rivers");
  reading_do(reading, "other-end; previous-word; respan");
  assert_false(reading->session.selecting);
  reading_check_annotations(reading, "Few rivers|yellow||\n");
  reading_free(reading);
}

static void selecting_something_else_does_not_move_an_annotation(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_do(reading, "select 4 10; highlight; respan");
  session_select_none(&reading->session);
  reading_do(reading, "next-paragraph; select-characters; object-word");
  reading_refuse(reading, "respan", ERROR_NOTHING);
  reading_check_annotations(reading, "rivers|yellow||\n");
  reading_free(reading);
}

static void an_annotation_is_split_at_the_caret(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_do(reading, "select 0 10; tag a; comment c; next-word; split-annotation");
  assert_int_equal(reading->result.change_count, 1);
  reading_check_annotations(reading, "Few|yellow|a|c\nrivers|yellow|a|\n");
  reading_do(reading, "undo");
  reading_check_annotations(reading, "Few rivers|yellow|a|c\n");
  reading_free(reading);
}

static void a_script_splits_at_a_position(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 0 10; highlight; split-annotation 4");
  reading_check_annotations(reading, "Few|yellow||\nrivers|yellow||\n");
  reading_refuse(reading, "split-annotation 4000", ERROR_USAGE);
  reading_refuse(reading, "split-annotation here", ERROR_USAGE);
  reading_free(reading);
}

static void the_annotations_that_a_selection_touches_are_merged(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 0 3; tag a; select 4 10; tag b; comment c; select 2 6; merge");
  assert_int_equal(reading->result.change_count, 1);
  reading_check_annotations(reading, "Few rivers|yellow|a,b|c\n");
  reading_do(reading, "comment d"); // it is the current one
  reading_check_annotations(reading, "Few rivers|yellow|a,b|d\n");
  reading_do(reading, "undo 2");
  reading_check_annotations(reading, "Few|yellow|a|\nrivers|yellow|b|c\n");
  reading_free(reading);
}

static void one_annotation_is_not_merged(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 0 3; tag a");
  reading_refuse(reading, "merge", ERROR_NOTHING);
  reading_do(reading, "select 20 25");
  reading_refuse(reading, "merge", ERROR_NOTHING);
  reading_refuse(reading, "merge 00000000", ERROR_INPUT);
  reading_free(reading);
}

static void the_whole_brief_has_one_comment_and_tags(void **state) {
  (void)state;
  for (int headless = 0; headless < 2; headless++) {
    Reading *reading = reading_open(headless);
    reading_do(reading, "tag-brief water trust");
    assert_int_equal(reading->result.change_count, 1);
    reading_do(reading, "comment-brief 'read again'; untag-brief trust");
    reading_check_annotations(reading, "|yellow|water|read again\n");
    reading_do(reading, "comment-brief ''");
    reading_check_annotations(reading, "|yellow|water|\n");
    reading_do(reading, "undo 3");
    reading_check_annotations(reading, "|yellow|trust,water|\n");
    reading_free(reading);
  }
}

static void of_a_brief_of_which_nothing_is_said_nothing_is_removed(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_refuse(reading, "untag-brief a", ERROR_NOTHING);
  reading_refuse(reading, "comment-brief ''", ERROR_NOTHING);
  reading_check_annotations(reading, "");
  reading_free(reading);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_script_gives_the_annotation_another_passage),
      cmocka_unit_test(a_selection_is_given_to_the_annotation_that_it_touches),
      cmocka_unit_test(with_a_screen_the_passage_is_selected_first),
      cmocka_unit_test(selecting_something_else_does_not_move_an_annotation),
      cmocka_unit_test(an_annotation_is_split_at_the_caret),
      cmocka_unit_test(a_script_splits_at_a_position),
      cmocka_unit_test(the_annotations_that_a_selection_touches_are_merged),
      cmocka_unit_test(one_annotation_is_not_merged),
      cmocka_unit_test(the_whole_brief_has_one_comment_and_tags),
      cmocka_unit_test(of_a_brief_of_which_nothing_is_said_nothing_is_removed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
