// SPDX-License-Identifier: MIT
#include "support/reading.h"

// ---- Annotating

static void a_script_annotates_its_selection(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 4 10; highlight green");
  assert_int_equal(reading->result.change_count, 1);
  reading_check_message(reading, "highlighted: “rivers”");
  reading_do(reading, "comment 'a remark'");
  assert_int_equal(reading->result.change_count, 1);
  reading_do(reading, "tag energy/solar ' b  c '");
  assert_int_equal(reading->result.change_count, 1);
  reading_check_message(reading, "tagged energy/solar, b c: “rivers”");
  reading_check_annotations(reading, "rivers|green|b c,energy/solar|a remark\n");
  reading_free(reading);
}

static void what_changes_nothing_has_no_change(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 4 10; tag a; tag a");
  assert_int_equal(reading->result.change_count, 0);
  reading_do(reading, "comment x; comment x");
  assert_int_equal(reading->result.change_count, 0);
  reading_free(reading);
}

static void tag_and_comment_make_an_annotation_in_the_same_change(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 4 10; tag a");
  assert_int_equal(reading->result.change_count, 1);
  reading_do(reading, "select 0 3; comment b");
  assert_int_equal(reading->result.change_count, 1);
  reading_check_annotations(reading, "Few|yellow||b\nrivers|yellow|a|\n");
  reading_do(reading, "undo");
  reading_check_annotations(reading, "rivers|yellow|a|\n");
  reading_free(reading);
}

static void after_deleting_the_selection_is_annotated_anew(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 4 10; highlight; delete");
  assert_int_equal(reading->result.change_count, 1);
  assert_int_equal(reading->session.annotation, 0);
  reading_check_annotations(reading, "");
  reading_do(reading, "tag a");
  reading_check_annotations(reading, "rivers|yellow|a|\n");
  reading_free(reading);
}

static void an_annotation_that_another_hand_deleted_counts_as_none(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 4 10; highlight red");
  int64_t change;
  check_ok(annotation_delete(reading->session.library, &reading->session.annotation, 1, &change,
                             &reading->err),
           &reading->err);
  reading_do(reading, "comment x");
  reading_check_annotations(reading, "rivers|yellow||x\n");
  check_ok(annotation_delete(reading->session.library, &reading->session.annotation, 1, &change,
                             &reading->err),
           &reading->err);
  reading_do(reading, "delete");
  assert_int_equal(reading->result.change_count, 0);
  reading_free(reading);
}

static void untag_and_colour_change_the_current_annotation(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 4 10; tag a b; untag a; colour blue");
  reading_check_annotations(reading, "rivers|blue|b|\n");
  reading_refuse(reading, "untag nowhere", ERROR_NOTHING);
  reading_refuse(reading, "colour puce", ERROR_USAGE);
  reading_refuse(reading, "highlight puce", ERROR_USAGE);
  assert_non_null(strstr(reading->err.hint, "yellow, green"));
  reading_check_annotations(reading, "rivers|blue|b|\n");
  reading_free(reading);
}

static void an_empty_comment_removes_it_and_makes_nothing(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 4 10");
  reading_refuse(reading, "comment ''", ERROR_NOTHING);
  reading_do(reading, "comment x; comment ''");
  reading_check_annotations(reading, "rivers|yellow||\n");
  reading_free(reading);
}

static void without_a_selection_the_sentence_is_annotated(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_do(reading, "next-paragraph; highlight");
  reading_check_annotations(reading, "The idea of a common gauge is old.|yellow||\n");
  reading_do(reading, "tag a; comment b; colour red");
  reading_check_annotations(reading, "The idea of a common gauge is old.|red|a|b\n");
  reading_free(reading);
}

static void a_count_annotates_that_many_sentences(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  Span target = session_target(&reading->session, 2);
  assert_int_equal(target.start, 0);
  Slice text = version_cut(reading->session.version, target);
  check_text(slice_cut(text, text.len - 17, text.len), "than their share.");
  reading_free(reading);
}

static void with_a_screen_a_selection_serves_once(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_do(reading, "next-word; select-characters; word-end; highlight");
  assert_false(reading->session.selecting);
  assert_true(span_is_empty(session_selection(&reading->session)));
  reading_check_cut(reading, reading->session.selection, "rivers");
  assert_int_equal(reading->session.annotations.count, 1);
  assert_int_equal(session_annotation_here(&reading->session), 0);
  reading_free(reading);
}

static void the_narrowest_annotation_comes_first(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_do(reading, "select 0 30; tag wide; select 4 10; tag narrow; select 0 20; tag middle");
  Session *session = &reading->session;
  session_move_to(session, 5, false);
  session_set_annotation(session, 0);
  uint32_t indices[2];
  assert_int_equal(session_annotations_at(session, 5, indices, 2), 2);
  assert_string_equal(reading_annotation(reading, indices[0])->tags[0], "narrow");
  assert_string_equal(reading_annotation(reading, indices[1])->tags[0], "middle");
  int32_t here = session_annotation_here(session);
  assert_int_equal(here, indices[0]);
  reading_free(reading);
}

static void the_last_tags_are_given_again(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_refuse(reading, "tag-again", ERROR_NOTHING);
  reading_do(reading, "select 4 10; tag a b; select 0 3; tag-again");
  reading_check_annotations(reading, "Few|yellow|a,b|\nrivers|yellow|a,b|\n");
  reading_free(reading);
}

static void repeat_annotates_the_sentence_like_the_last_and_goes_on(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_do(reading, "select 4 10; tag a; colour green; next-paragraph; repeat");
  reading_check_caret(reading, "A commission proposed");
  reading_check_annotations(reading,
                            "rivers|green|a|\nThe idea of a common gauge is old.|green|a|\n");
  reading_do(reading, "undo; highlight red; previous-sentence; repeat");
  assert_int_equal(reading->session.annotations.count, 3);
  assert_int_equal(reading_annotation(reading, 1)->tag_count, 0);
  assert_int_equal(reading->session.annotations.items[1].colour, COLOUR_RED);
  reading_free(reading);
}

static void repeat_right_after_an_annotation_marks_the_next_sentence(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_do(reading, "next-paragraph; highlight; repeat; repeat");
  const ShownList *list = &reading->session.annotations;
  assert_int_equal(list->count, 3);
  for (uint32_t i = 1; i < list->count; i++) {
    assert_true(list->items[i].span.start_cp >= list->items[i - 1].span.end_cp);
  }
  reading_free(reading);
}

static void repeat_at_the_last_sentence_marks_nothing_twice(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  Session *session = &reading->session;
  session_move_to(session, (uint32_t)session->version->text.len, false);
  reading_do(reading, "highlight");
  reading_refuse(reading, "repeat", ERROR_NOTHING);
  assert_int_equal(session->annotations.count, 1);
  reading_free(reading);
}

// ---- Undoing

static void undo_and_redo_find_the_current_annotation_again(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 4 10; highlight; undo");
  assert_int_equal(reading->session.annotation, 0);
  reading_check_annotations(reading, "");
  reading_do(reading, "redo; comment x");
  reading_check_annotations(reading, "rivers|yellow||x\n");
  reading_do(reading, "delete; undo; tag a");
  reading_check_annotations(reading, "rivers|yellow|a|x\n");
  reading_free(reading);
}

static void with_a_screen_undo_finds_it_too(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_do(reading, "select 4 10; highlight; undo");
  assert_int_equal(reading->session.annotation, 0);
  assert_int_equal(reading->session.annotations.count, 0);
  reading_do(reading, "redo");
  assert_int_not_equal(reading->session.annotation, 0);
  reading_free(reading);
}

static void undo_takes_a_number_and_gives_each_change(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 4 10; highlight; comment x; tag a; undo 2");
  assert_int_equal(reading->result.change_count, 2);
  reading_check_annotations(reading, "rivers|yellow||\n");
  reading_do(reading, "redo 2");
  assert_int_equal(reading->result.change_count, 2);
  reading_check_annotations(reading, "rivers|yellow|a|x\n");
  reading_refuse(reading, "undo 0", ERROR_USAGE);
  reading_refuse(reading, "undo x", ERROR_USAGE);
  reading_free(reading);
}

static void nothing_to_undo_is_no_failure(void **state) {
  (void)state;
  Reading *reading = reading_new(true);
  reading_do(reading, "undo");
  reading_check_message(reading, "there is nothing to undo");
  reading_do(reading, "redo 3");
  assert_int_equal(reading->result.change_count, 0);
  reading_free(reading);
}

static void undo_says_what_it_undid(void **state) {
  (void)state;
  Reading *reading = reading_open(true);
  reading_do(reading, "select 4 10; tag energy; undo");
  Slice message = buffer_slice(&reading->result.message);
  assert_true(slice_starts(message, SLICE("undone: ")));
  assert_null(strstr(message.ptr, "undo: "));
  reading_free(reading);
}

static void undoing_the_adding_of_the_open_brief_closes_it(void **state) {
  (void)state;
  for (int headless = 0; headless < 2; headless++) {
    Reading *reading = reading_open(headless);
    reading_do(reading, "undo");
    assert_int_equal(reading->session.brief.key, 0);
    assert_null(reading->session.version);
    reading_refuse(reading, "highlight", ERROR_USAGE);
    reading_free(reading);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_script_annotates_its_selection),
      cmocka_unit_test(what_changes_nothing_has_no_change),
      cmocka_unit_test(tag_and_comment_make_an_annotation_in_the_same_change),
      cmocka_unit_test(after_deleting_the_selection_is_annotated_anew),
      cmocka_unit_test(an_annotation_that_another_hand_deleted_counts_as_none),
      cmocka_unit_test(untag_and_colour_change_the_current_annotation),
      cmocka_unit_test(an_empty_comment_removes_it_and_makes_nothing),
      cmocka_unit_test(without_a_selection_the_sentence_is_annotated),
      cmocka_unit_test(a_count_annotates_that_many_sentences),
      cmocka_unit_test(with_a_screen_a_selection_serves_once),
      cmocka_unit_test(the_narrowest_annotation_comes_first),
      cmocka_unit_test(the_last_tags_are_given_again),
      cmocka_unit_test(repeat_annotates_the_sentence_like_the_last_and_goes_on),
      cmocka_unit_test(repeat_right_after_an_annotation_marks_the_next_sentence),
      cmocka_unit_test(repeat_at_the_last_sentence_marks_nothing_twice),
      cmocka_unit_test(undo_and_redo_find_the_current_annotation_again),
      cmocka_unit_test(with_a_screen_undo_finds_it_too),
      cmocka_unit_test(undo_takes_a_number_and_gives_each_change),
      cmocka_unit_test(nothing_to_undo_is_no_failure),
      cmocka_unit_test(undo_says_what_it_undid),
      cmocka_unit_test(undoing_the_adding_of_the_open_brief_closes_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
