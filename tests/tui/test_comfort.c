// SPDX-License-Identifier: MIT
// What an hour's use asked for: places that are shown with what one came for, messages that say
// what happened, few keys.
#include "support/check.h"
#include "support/stage.h"

#include <stdlib.h>

#define VELNA  "data/briefs/velna-compact.txt"
#define TRAINS "data/briefs/night-trains.txt"

static void check_caret_at(const Stage *stage, const char *words) {
  const Session *session = &stage->app->session;
  Slice rest = slice_cut(session->version->text, session->pos, session->version->text.len);
  if (!slice_starts(rest, slice_of(words)))
    fail_msg("the caret is not at «%s» but at «%.*s»", words, 40, rest.ptr);
}

// ---- Going to places

static void a_heading_below_the_view_comes_to_its_top(void **state) {
  (void)state;
  Stage stage = stage_open_file(TRAINS, 24, 80);
  stage_play(&stage, "]]");
  uint32_t row = stage.app->reader.caret_row;
  check_caret_at(&stage, "How the Common Timetable");
  assert_true(row > 3); // it was in view: nothing moved
  stage_play(&stage, "oj<Enter>");
  check_caret_at(&stage, "Costs and Who");
  assert_true(stage.app->reader.caret_row <= 4);
  stage_close(&stage);
}

static void a_place_far_below_comes_to_a_third_of_the_pane(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 24, 80);
  stage_play(&stage, "F/valley<Enter>");
  uint32_t row = stage.app->reader.caret_row, rows = stage.app->reader.rect.rows;
  assert_true(row + 1 >= rows / 3 && row <= rows / 2);
  stage_close(&stage);
}

static void a_line_below_the_view_comes_by_one_row(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 24, 80);
  stage_play(&stage, "F10j10j10j10j");
  uint32_t row = stage.app->reader.caret_row;
  stage_play(&stage, "j");
  assert_int_equal(stage.app->reader.caret_row, row);
  stage_close(&stage);
}

static void undo_and_redo_go_to_what_they_revert(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 24, 80);
  stage_play(&stage, "/The idea<Enter>HG0");
  uint32_t end = stage.app->session.pos;
  stage_play(&stage, "u");
  check_caret_at(&stage, "The idea of a common gauge");
  stage_play(&stage, "^O");
  assert_int_equal(stage.app->session.pos, end);
  stage_play(&stage, "^R");
  check_caret_at(&stage, "The idea of a common gauge");
  stage_close(&stage);
}

static void undo_inside_its_annotation_leaves_the_caret(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 24, 80);
  stage_play(&stage, "/The idea<Enter>Hww");
  uint32_t pos = stage.app->session.pos;
  stage_play(&stage, "u");
  assert_int_equal(stage.app->session.pos, pos);
  stage_close(&stage);
}

static void a_part_of_the_text_is_reached_and_told(void **state) {
  (void)state;
  static const char *const parts[] = {"1%", "13%", "38%", "50%", "77%", "99%", "100%"};
  Stage stage = stage_open_file(VELNA, 24, 80);
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    stage_play(&stage, parts[i]);
    assert_int_equal(reader_percent(stage.app), atoi(parts[i]));
  }
  stage_close(&stage);
}

static void the_footnotes_open_near_the_caret(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 24, 80);
  stage_play(&stage, "/Measurement alone<Enter><Tab><Enter>"); // no mark in this sentence
  check_caret_at(&stage, "[iii] “Wells");
  stage_play(&stage, "/The review in<Enter><Tab><Enter>"); // nor behind this one
  check_caret_at(&stage, "[v] “A treaty");
  stage_close(&stage);
}

static void the_picker_leaves_the_passage_to_be_read(void **state) {
  (void)state;
  static const char *const places[] = {"gg", "/summit and<Enter>", "/cannot supply<Enter>", "G"};
  static const uint32_t sizes[][2] = {{24, 80}, {45, 160}, {20, 60}};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    for (size_t at = 0; at < sizeof places / sizeof *places; at++) {
      Stage stage = stage_open_file(VELNA, sizes[i][0], sizes[i][1]);
      uint32_t row, column;
      stage_play(&stage, "tone<Enter>ttwo<Enter>");
      stage_play(&stage, places[at]);
      reader_caret_cell(stage.app, &row, &column);
      Screen *before = screen_new(1, 1, SAFE_UNICODE);
      screen_copy(before, 0, 0, stage.app->screen, row, column, 1);
      stage_play(&stage, "t");
      const Screen *screen = stage.app->screen;
      assert_true(screen_same_cell(before, before->cells, screen,
                                   &screen->cells[row * screen->columns + column]));
      screen_free(before);
      assert_true(stage.app->screen->cursor_row != row);
      stage_close(&stage);
    }
}

// ---- Messages

static void tags_that_were_there_are_told(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 24, 80);
  stage_play(&stage, "twater<Enter>");
  stage_shows(&stage, "tagged water: ");
  stage_play(&stage, "T");
  stage_shows(&stage, "tagged already water: ");
  stage_play(&stage, ")T");
  stage_shows(&stage, "tagged water: ");
  stage_close(&stage);
}

static void where_nothing_is_hidden_it_says_so(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 24, 80);
  stage_play(&stage, "g.");
  stage_shows(&stage, "all of this text is the brief: nothing of it is hidden");
  assert_false(stage.app->session.hidden);
  stage_close(&stage);
}

static void what_is_like_no_command_is_not_guessed(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_play(&stage, ":foo<Enter>");
  stage_shows(&stage, "cannot run 'foo': there is no such command: F1 lists all");
  stage_play(&stage, ":hlep<Enter>");
  stage_shows(&stage, "did you mean 'help'?");
  stage_close(&stage);
}

static void the_list_at_the_caret_has_the_comments_words(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 24, 80);
  stage_play(&stage, "}aBoth banks?^Sga");
  stage_shows(&stage, "yellow · “Both banks?”");
  stage_close(&stage);
}

static void help_says_what_the_signs_mean(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 240, 100);
  stage_play(&stage, "?");
  stage_shows(&stage, "Signs");
  stage_shows(&stage, "▎ 2                 an annotation");
  stage_shows(&stage, "on the map: one annotation, some, four or more");
  stage_lacks(&stage, "not read yet");
  stage_play(&stage, "qq?");
  stage_shows(&stage, "●                   not read yet");
  stage_lacks(&stage, "on the map");
  stage_play(&stage, "qC?");
  stage_lacks(&stage, "Signs");
  stage_close(&stage);
}

static void a_search_over_the_end_says_so(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 24, 80);
  stage_play(&stage, "/groundwater<Enter>");
  stage_shows(&stage, "/groundwater  1/2\n");
  stage_play(&stage, "n");
  stage_shows(&stage, "/groundwater  2/2\n");
  stage_lacks(&stage, "from the beginning");
  stage_play(&stage, "n");
  stage_shows(&stage, "/groundwater  1/2, from the beginning on");
  stage_play(&stage, "N");
  stage_shows(&stage, "/groundwater  2/2, from the end on");
  stage_play(&stage, "N");
  stage_shows(&stage, "/groundwater  1/2\n");
  stage_close(&stage);
}

static void a_search_goes_on_the_way_it_began(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 24, 80);
  stage_play(&stage, "G<M-/>river");
  stage_shows(&stage, " back /river");
  uint32_t matches = stage.app->finder.matches, here = stage.app->finder.here;
  assert_true(matches > 2);
  assert_int_equal(here, matches); // the last one
  stage_play(&stage, "<Enter>n");
  assert_int_equal(stage.app->finder.here, matches - 1);
  stage_play(&stage, "N");
  assert_int_equal(stage.app->finder.here, matches);
  stage_play(&stage, "N");
  assert_int_equal(stage.app->finder.here, 1);
  stage_shows(&stage, ", from the beginning on");
  stage_close(&stage);
}

// ---- Few keys

static void a_digit_chooses_a_colour(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 24, 80);
  stage_play(&stage, "Hc");
  stage_shows(&stage, "2 green");
  stage_play(&stage, "2");
  assert_int_equal(stage.app->session.annotations.items[0].colour, COLOUR_GREEN);
  stage_lacks(&stage, "╭─ colour");
  stage_play(&stage, "c9"); // there are eight
  stage_shows(&stage, "╭─ colour");
  stage_close(&stage);
}

static void listed_annotations_are_tagged_commented_and_coloured(void **state) {
  (void)state;
  Stage stage = stage_open_file(TRAINS, 30, 100);
  stage_play(&stage, "H");
  stage_open_brief(&stage, stage_add_file(&stage, VELNA));
  stage_play(&stage, "HAA");
  stage_shows(&stage, "annotations · library");
  stage_play(&stage, "gg");
  stage_shows(&stage,
              " The decision of five railway companies"); // of the other brief, in the preview
  stage_play(&stage, "ttrains<Enter>");
  stage_shows(&stage, "annotations · library");
  stage_shows(&stage, "tagged trains");
  stage_play(&stage, "aFive!^S");
  stage_shows(&stage, "Five! · trains");
  stage_play(&stage, "c3");
  stage_shows(&stage, " blue · trains · ");
  assert_string_equal(stage.app->session.brief.title, "velna-compact.txt");
  assert_int_equal(stage_annotation(&stage, 0)->tag_count, 0);
  stage_play(&stage, "uyuyuy");
  stage_lacks(&stage, "Five!");
  stage_close(&stage);
}

static void where_nothing_is_listed_nothing_is_tagged(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 30, 100);
  stage_play(&stage, "At");
  stage_shows(&stage, "there is no annotation here");
  stage_play(&stage, "qgcWhole^SAc");
  stage_shows(&stage, "it is on the whole brief: it has no colour");
  stage_close(&stage);
}

static void in_other_lists_digits_are_counts(void **state) {
  (void)state;
  Stage stage = stage_open_file(TRAINS, 24, 80);
  stage_play(&stage, "o2j<Enter>");
  check_caret_at(&stage, "Lessons for Other");
  stage_close(&stage);
}

static void what_was_copied_is_told(void **state) {
  (void)state;
  Stage stage = stage_open_file("data/briefs/velna-compact.txt", 24, 80);
  stage_play(&stage, "vy");
  assert_string_equal(stage.app->message.ptr, "copied 1 character");
  stage_play(&stage, "vly");
  assert_string_equal(stage.app->message.ptr, "copied 2 characters");
  stage_play(&stage, "vY");
  assert_string_equal(stage.app->message.ptr, "copied 1 character with the citation");
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_heading_below_the_view_comes_to_its_top),
      cmocka_unit_test(a_place_far_below_comes_to_a_third_of_the_pane),
      cmocka_unit_test(a_line_below_the_view_comes_by_one_row),
      cmocka_unit_test(undo_and_redo_go_to_what_they_revert),
      cmocka_unit_test(undo_inside_its_annotation_leaves_the_caret),
      cmocka_unit_test(a_part_of_the_text_is_reached_and_told),
      cmocka_unit_test(the_footnotes_open_near_the_caret),
      cmocka_unit_test(the_picker_leaves_the_passage_to_be_read),
      cmocka_unit_test(tags_that_were_there_are_told),
      cmocka_unit_test(where_nothing_is_hidden_it_says_so),
      cmocka_unit_test(what_is_like_no_command_is_not_guessed),
      cmocka_unit_test(the_list_at_the_caret_has_the_comments_words),
      cmocka_unit_test(help_says_what_the_signs_mean),
      cmocka_unit_test(a_search_over_the_end_says_so),
      cmocka_unit_test(a_search_goes_on_the_way_it_began),
      cmocka_unit_test(a_digit_chooses_a_colour),
      cmocka_unit_test(listed_annotations_are_tagged_commented_and_coloured),
      cmocka_unit_test(where_nothing_is_listed_nothing_is_tagged),
      cmocka_unit_test(in_other_lists_digits_are_counts),
      cmocka_unit_test(what_was_copied_is_told),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
