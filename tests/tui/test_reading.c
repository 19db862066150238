// SPDX-License-Identifier: MIT
// The text and its panes: two texts side by side, widths, what is remembered of each brief.
#include "support/check.h"
#include "support/stage.h"

#include <stdlib.h>

#define VELNA  "data/briefs/velna-compact.txt"
#define TRAINS "data/briefs/night-trains.txt"

static Stage open_two(uint32_t rows, uint32_t columns) {
  Stage stage = stage_open(rows, columns);
  stage_add_file(&stage, TRAINS);
  stage_open_brief(&stage, stage_add_file(&stage, VELNA));
  return stage;
}

static void write_screen(const Stage *stage, const char *golden) {
  Buffer out = {0};
  stage_write(stage, golden, &out);
  check_golden(golden, buffer_slice(&out));
  buffer_release(&out);
}

// ---- Two texts

static void two_places_of_a_brief_stand_side_by_side(void **state) {
  (void)state;
  Stage stage = open_two(30, 120);
  stage_play(&stage, "=G");
  uint32_t end = stage.app->session.pos;
  assert_true(end > 0);
  write_screen(&stage, "screen-split-120x30.txt");
  stage_play(&stage, "<Tab>");
  assert_int_equal(stage.app->session.pos, 0);
  stage_play(&stage, "<Tab>");
  assert_int_equal(stage.app->session.pos, end);
  stage_close(&stage);
}

static void two_briefs_stand_side_by_side_with_the_annotations_of_both(void **state) {
  (void)state;
  Stage stage = open_two(45, 160);
  stage_play(&stage, "twater<Enter>:split night<Enter>H");
  assert_int_equal(stage.app->session.annotations.count, 1);
  write_screen(&stage, "screen-split-160x45.txt");
  stage_play(&stage, "<Tab>");
  stage_shows(&stage, "yellow · water");
  stage_close(&stage);
}

static void an_annotation_is_drawn_on_both_places_of_its_brief(void **state) {
  (void)state;
  Stage stage = open_two(30, 120);
  stage_play(&stage, "=H");
  assert_int_equal(stage.app->session.annotations.count, 1);
  assert_int_equal(stage.app->split.parked.session.annotations.count, 1);
  stage_play(&stage, "<Tab>u");
  assert_int_equal(stage.app->session.annotations.count, 0);
  assert_int_equal(stage.app->split.parked.session.annotations.count, 0);
  stage_close(&stage);
}

static void a_tag_given_on_one_side_is_repeated_on_the_other(void **state) {
  (void)state;
  Stage stage = open_two(30, 120);
  stage_play(&stage, "twater<Enter>=G.");
  assert_int_equal(stage.app->session.annotations.count, 2);
  assert_string_equal(stage_annotation(&stage, 1)->tags[0], "water");
  stage_close(&stage);
}

static void q_closes_the_side_in_focus_and_leaves_the_other(void **state) {
  (void)state;
  Stage stage = open_two(30, 120);
  int64_t velna = stage.app->session.brief.key;
  stage_play(&stage, ":split night<Enter>");
  assert_int_not_equal(stage.app->session.brief.key, velna);
  stage_play(&stage, "q");
  assert_int_equal(stage.app->session.brief.key, velna);
  assert_false(stage.app->split.open);
  assert_int_equal(stage.app->focus, PANE_TEXT);
  stage_close(&stage);
}

static void fewer_than_120_columns_refuse_a_second_text(void **state) {
  (void)state;
  Stage stage = open_two(30, 119);
  stage_play(&stage, "=");
  assert_false(stage.app->split.open);
  stage_shows(&stage, "two texts side by side need 120 columns");
  stage_close(&stage);
}

static void a_resize_keeps_both_texts_and_their_places(void **state) {
  (void)state;
  Stage stage = open_two(30, 120);
  stage_play(&stage, "}}=G");
  uint32_t right = stage.app->session.pos, left = stage.app->split.parked.session.pos;
  stage_resize(&stage, 24, 80);
  stage_play(&stage, "<Tab>");
  assert_int_equal(stage.app->session.pos, left);
  stage_resize(&stage, 45, 160);
  stage_play(&stage, "<Tab>");
  assert_int_equal(stage.app->session.pos, right);
  stage_shows(&stage, "Few rivers in the region");
  stage_close(&stage);
}

static void a_brief_chosen_in_the_list_opens_beside(void **state) {
  (void)state;
  Stage stage = open_two(30, 160);
  int64_t velna = stage.app->session.brief.key;
  stage_play(&stage, "Lgg=");
  assert_true(stage.app->split.open);
  assert_int_equal(stage.app->split.parked.session.brief.key, velna);
  assert_int_not_equal(stage.app->session.brief.key, velna);
  stage_close(&stage);
}

static void a_removed_brief_ends_the_split(void **state) {
  (void)state;
  Stage stage = open_two(30, 120);
  int64_t velna = stage.app->session.brief.key;
  stage_play(&stage, ":split night<Enter>LDy");
  assert_false(stage.app->split.open);
  assert_int_equal(stage.app->session.brief.key, velna);
  stage_close(&stage);
}

static void two_places_of_one_brief_come_back_side_by_side(void **state) {
  (void)state;
  Stage stage = open_two(30, 120);
  stage_play(&stage, "}=G<Tab>");
  int64_t velna = stage.app->session.brief.key;
  uint32_t here = stage.app->session.pos, there = stage.app->split.parked.session.pos;
  assert_int_not_equal(here, there);
  for (int time = 0; time < 2; time++) { // also when nothing moved in between
    stage_reopen(&stage, 30, 120);
    stage_open_brief(&stage, velna);
    assert_true(stage.app->split.open);
    assert_int_equal(stage.app->split.parked.session.brief.key, velna);
    assert_int_equal(stage.app->session.pos, here);
    assert_int_equal(stage.app->split.parked.session.pos, there);
  }
  stage_play(&stage, "<Tab>q");
  stage_reopen(&stage, 30, 120);
  stage_open_brief(&stage, velna);
  assert_false(stage.app->split.open);
  assert_int_equal(stage.app->session.pos, here);
  stage_close(&stage);
}

static void two_briefs_come_back_side_by_side(void **state) {
  (void)state;
  Stage stage = open_two(30, 120);
  stage_play(&stage, ":split night<Enter>");
  int64_t night = stage.app->session.brief.key;
  stage_reopen(&stage, 30, 120);
  stage_open_brief(&stage, night);
  assert_true(stage.app->split.open);
  assert_int_equal(stage.app->session.brief.key, night);
  assert_false(stage.app->split.right);
  assert_int_not_equal(stage.app->split.parked.session.brief.key, night);
  stage_play(&stage, "<Tab>q");
  assert_false(stage.app->split.open);
  assert_int_equal(stage.app->session.brief.key, night);
  stage_reopen(&stage, 30, 120);
  stage_open_brief(&stage, night);
  assert_false(stage.app->split.open);
  stage_close(&stage);
}

static void a_pair_waits_for_a_screen_that_is_wide_enough(void **state) {
  (void)state;
  Stage stage = open_two(30, 120);
  stage_play(&stage, ":split night<Enter>");
  int64_t night = stage.app->session.brief.key;
  stage_reopen(&stage, 30, 100);
  stage_open_brief(&stage, night);
  assert_false(stage.app->split.open);
  stage_reopen(&stage, 30, 120);
  stage_open_brief(&stage, night);
  assert_true(stage.app->split.open);
  stage_close(&stage);
}

static void the_mouse_moves_the_text_under_it_and_a_click_goes_there(void **state) {
  (void)state;
  Stage stage = open_two(30, 120);
  stage_play(&stage, "=");
  Event wheel = {.type = EVENT_MOUSE, .mouse = MOUSE_WHEEL_DOWN, .row = 5, .column = 20};
  app_feed(stage.app, &wheel);
  assert_true(stage.app->split.right);
  assert_int_equal(stage.app->session.pos, 0);
  assert_true(stage.app->split.parked.session.pos > 0);
  Event press = {.type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .row = 8, .column = 20};
  app_feed(stage.app, &press);
  assert_false(stage.app->split.right);
  app_draw(stage.app);
  assert_true(stage.app->screen->cursor_column < 60);
  stage_close(&stage);
}

// ---- Panes

static uint32_t width(const Stage *stage, PaneId pane) {
  return stage->app->frame.panes[pane].columns;
}

static void angle_brackets_change_the_width_of_the_pane_in_focus(void **state) {
  (void)state;
  Stage stage = open_two(30, 160);
  uint32_t list = width(&stage, PANE_LIST), notes = width(&stage, PANE_NOTES);
  stage_play(&stage, "L><Tab>3<lt>");
  assert_int_equal(width(&stage, PANE_LIST), list + 2);
  stage_shows(&stage, "text: 66 columns");
  assert_int_equal(stage.app->reader.style.width, 66);
  stage_play(&stage, "<Tab>>");
  assert_int_equal(width(&stage, PANE_NOTES), notes + 2);
  stage_play(&stage, ":width<Enter>");
  assert_int_equal(width(&stage, PANE_NOTES), notes);
  stage_close(&stage);
}

static void no_width_takes_the_text_away(void **state) {
  (void)state;
  Stage stage = open_two(30, 120);
  stage_play(&stage, "L99><Tab><Tab>99>");
  assert_true(width(&stage, PANE_TEXT) >= 30);
  stage_play(&stage, "<Tab>99<lt><Tab>99<lt>");
  assert_true(width(&stage, PANE_TEXT) >= 30);
  stage_close(&stage);
}

static void a_pane_that_has_the_screen_has_no_width(void **state) {
  (void)state;
  Stage stage = open_two(30, 100);
  stage_play(&stage, "L>");
  stage_shows(&stage, "this pane has the whole width");
  stage_close(&stage);
}

static void widths_are_kept_by_the_library(void **state) {
  (void)state;
  Stage stage = open_two(30, 160);
  stage_play(&stage, "L5>");
  uint32_t list = width(&stage, PANE_LIST);
  stage_reopen(&stage, 30, 160);
  stage_play(&stage, "<Enter>");
  assert_int_equal(width(&stage, PANE_LIST), list);
  stage_close(&stage);
}

static void a_brief_is_opened_with_the_panes_that_it_was_left_with(void **state) {
  (void)state;
  Stage stage = open_two(30, 160);
  stage_play(&stage, "FLL");
  assert_false(stage.app->frame.shown[PANE_NOTES]);
  assert_false(stage.app->frame.shown[PANE_LIST]);
  stage_play(&stage, "K");
  assert_false(stage.app->frame.shown[PANE_LIST]);
  stage_play(&stage, "L<Tab>");
  assert_true(stage.app->frame.shown[PANE_LIST]);
  stage_play(&stage, "J");
  assert_false(stage.app->frame.shown[PANE_LIST]);
  stage_reopen(&stage, 30, 160);
  stage_play(&stage, "/velna<Enter><Enter>");
  assert_false(stage.app->frame.shown[PANE_NOTES]);
  stage_close(&stage);
}

static void zoom_and_furniture_are_remembered_too(void **state) {
  (void)state;
  Stage stage = open_two(30, 160);
  stage_open_brief(&stage, stage_add(&stage, "shared.txt",
                                     "Rivers and Rulers\n\nShare this article\n\nOne river has "
                                     "two banks. Nobody disputes it.\n"));
  stage_play(&stage, "zg.");
  stage_shows(&stage, "Share this article");
  stage_reopen(&stage, 30, 160);
  stage_play(&stage, "/rulers<Enter><Enter>");
  assert_false(stage.app->frame.shown[PANE_LIST]);
  assert_true(stage.app->session.hidden);
  stage_play(&stage, "z");
  assert_true(stage.app->frame.shown[PANE_LIST]);
  stage_close(&stage);
}

static void the_reading_place_is_kept_over_other_briefs(void **state) {
  (void)state;
  Stage stage = open_two(30, 100);
  stage_play(&stage, "}}}");
  uint32_t pos = stage.app->session.pos;
  stage_play(&stage, "K");
  stage_play(&stage, "J");
  assert_int_equal(stage.app->session.pos, pos);
  stage_reopen(&stage, 24, 80);
  stage_play(&stage, "/velna<Enter><Enter>");
  assert_int_equal(stage.app->session.pos, pos);
  stage_close(&stage);
}

static void footnotes_stand_where_the_option_says(void **state) {
  (void)state;
  Stage stage = open_two(40, 160);
  assert_true(stage.app->frame.notes_beside);
  stage_play(&stage, ":set notes below<Enter>");
  assert_true(stage.app->frame.notes_below);
  stage_resize(&stage, 40, 100);
  stage_play(&stage, ":set notes side<Enter>");
  assert_true(stage.app->frame.notes_beside);
  stage_close(&stage);
}

// Rows and columns from one to many, with one text and with two.
static void every_size_of_the_screen_can_be_drawn(void **state) {
  (void)state;
  Stage stage = open_two(45, 160);
  for (uint32_t round = 0; round < 2; round++) {
    for (uint32_t rows = 1; rows < 60; rows += rows < 12 ? 1 : 9)
      for (uint32_t columns = 1; columns < 200; columns += columns < 30 ? 1 : 7)
        stage_resize(&stage, rows, columns);
    stage_resize(&stage, 45, 160);
    stage_shows(&stage, "Few rivers in the region");
    stage_play(&stage, "=");
  }
  stage_close(&stage);
}

// ---- Map and outline

static const char levels[] =
    "Rivers\n\nA first paragraph stands before all that has a heading in this text.\n\n"
    "1. Part One\n\nA sentence about water. And one about stones and what lies under them.\n\n"
    "1.1 Detail\n\nWater again, in a paragraph of its own which is longer than its heading.\n\n"
    "2. Part Two\n\nThe end of it all is a sentence that has nothing to say of rivers.\n";

static Stage open_levels(uint32_t rows, uint32_t columns) {
  Stage stage = stage_open(rows, columns);
  stage_open_brief(&stage, stage_add(&stage, "levels.txt", levels));
  return stage;
}

static void the_map_shows_annotations_matches_and_both(void **state) {
  (void)state;
  Stage stage = open_levels(24, 80);
  stage_shows(&stage, "┃");
  stage_lacks(&stage, "◇");
  stage_play(&stage, "/stones<Enter>H");
  stage_shows(&stage, "◇");
  stage_shows(&stage, "▪\n"); // what begins at the map's right edge
  stage_play(&stage, "viwH");
  stage_shows(&stage, "◈");
  stage_play(&stage, "<Esc>(viwHwviwHwviwH");
  stage_play(&stage, "<Esc>");
  stage_shows(&stage, "█");
  stage_lacks(&stage, "◈");
  stage_close(&stage);
}

static void the_map_shows_the_matches_of_its_own_text_only(void **state) {
  (void)state;
  Stage stage = open_two(30, 120);
  stage_play(&stage, "/Karst<Enter>");
  assert_true(stage.app->finder.matches > 0);
  stage_play(&stage, ":split night<Enter>");
  assert_int_equal(stage.app->finder.matches, 0);
  stage_play(&stage, "<Tab>");
  assert_true(stage.app->finder.matches > 0);
  stage_close(&stage);
}

static void the_outline_shows_levels_and_annotations_and_goes_there(void **state) {
  (void)state;
  Stage stage = open_levels(24, 80);
  stage_play(&stage, "/stones<Enter>H");
  stage_play(&stage, "o");
  write_screen(&stage, "screen-outline-80x24.txt");
  stage_play(&stage, "j<Enter>");
  stage_shows(&stage, "· 1.1 Detail");
  Slice rest = slice_cut(stage.app->session.version->text, stage.app->session.pos,
                         stage.app->session.version->text.len);
  assert_true(slice_starts(rest, SLICE("1.1 Detail")));
  stage_close(&stage);
}

// ---- The list

static void a_brief_without_a_title_shows_its_first_sentence(void **state) {
  (void)state;
  Stage stage = stage_open(24, 100);
  stage_add_file(&stage, VELNA);
  stage_shows(&stage, "~ velna-compact.txt  Few rivers in the region");
  stage_resize(&stage, 24, 60);
  stage_shows(&stage, "0% · Few rivers in the region");
  stage_close(&stage);
}

static void metadata_is_edited_field_by_field_and_undone(void **state) {
  (void)state;
  Stage stage = stage_open(24, 100);
  stage_add_file(&stage, VELNA);
  stage_play(&stage, "e");
  write_screen(&stage, "screen-metadata-100x24.txt");
  stage_play(&stage, "<Enter>The Velna Compact<Enter>jjj<Enter>River Papers<Enter>");
  stage_play(&stage, "<Esc>");
  stage_shows(&stage, "● ");
  stage_shows(&stage, "The Velna Compact");
  stage_lacks(&stage, "velna-compact.txt");
  assert_string_equal(stage.app->briefs.rows.items[0].series, "River Papers");
  stage_play(&stage, "uu");
  stage_shows(&stage, "~ velna-compact.txt");
  stage_close(&stage);
}

static void a_date_that_is_none_is_refused_and_can_be_typed_again(void **state) {
  (void)state;
  Stage stage = stage_open(24, 100);
  stage_add_file(&stage, VELNA);
  stage_play(&stage, "ejj<Enter>soon<Enter>");
  assert_true(stage.app->message_is_error);
  stage_play(&stage, "<Enter>2026-02<Enter>");
  stage_shows(&stage, "date saved");
  assert_string_equal(stage.app->briefs.rows.items[0].date, "2026-02");
  stage_close(&stage);
}

static void a_guessed_author_is_confirmed(void **state) {
  (void)state;
  Stage stage = stage_open(24, 100);
  stage_add_file(&stage, "data/briefs/ports-before-plants.txt");
  stage_shows(&stage, "Ines Marchetti?");
  stage_play(&stage, "<Enter>");
  stage_shows(&stage, "Ines Marchetti? ·");
  stage_play(&stage, "qej<Enter><Enter><Esc>");
  stage_shows(&stage, "Ines Marchetti");
  stage_lacks(&stage, "Ines Marchetti?");
  stage_play(&stage, "<Enter>");
  stage_shows(&stage, "Ines Marchetti ·");
  stage_close(&stage);
}

static void the_same_column_again_reverses_the_list(void **state) {
  (void)state;
  Stage stage = open_two(24, 100);
  stage_play(&stage, "q:sort title<Enter>gg");
  assert_string_equal(briefs_current(stage.app)->title, "night-trains.txt");
  stage_shows(&stage, "title▾");
  stage_play(&stage, ":sort title<Enter>gg");
  assert_string_equal(briefs_current(stage.app)->title, "velna-compact.txt");
  stage_shows(&stage, "title▴");
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(two_places_of_a_brief_stand_side_by_side),
      cmocka_unit_test(two_briefs_stand_side_by_side_with_the_annotations_of_both),
      cmocka_unit_test(an_annotation_is_drawn_on_both_places_of_its_brief),
      cmocka_unit_test(a_tag_given_on_one_side_is_repeated_on_the_other),
      cmocka_unit_test(q_closes_the_side_in_focus_and_leaves_the_other),
      cmocka_unit_test(fewer_than_120_columns_refuse_a_second_text),
      cmocka_unit_test(a_resize_keeps_both_texts_and_their_places),
      cmocka_unit_test(a_brief_chosen_in_the_list_opens_beside),
      cmocka_unit_test(a_removed_brief_ends_the_split),
      cmocka_unit_test(two_briefs_come_back_side_by_side),
      cmocka_unit_test(two_places_of_one_brief_come_back_side_by_side),
      cmocka_unit_test(a_pair_waits_for_a_screen_that_is_wide_enough),
      cmocka_unit_test(the_mouse_moves_the_text_under_it_and_a_click_goes_there),
      cmocka_unit_test(angle_brackets_change_the_width_of_the_pane_in_focus),
      cmocka_unit_test(no_width_takes_the_text_away),
      cmocka_unit_test(a_pane_that_has_the_screen_has_no_width),
      cmocka_unit_test(widths_are_kept_by_the_library),
      cmocka_unit_test(a_brief_is_opened_with_the_panes_that_it_was_left_with),
      cmocka_unit_test(zoom_and_furniture_are_remembered_too),
      cmocka_unit_test(the_reading_place_is_kept_over_other_briefs),
      cmocka_unit_test(footnotes_stand_where_the_option_says),
      cmocka_unit_test(a_brief_without_a_title_shows_its_first_sentence),
      cmocka_unit_test(metadata_is_edited_field_by_field_and_undone),
      cmocka_unit_test(a_date_that_is_none_is_refused_and_can_be_typed_again),
      cmocka_unit_test(a_guessed_author_is_confirmed),
      cmocka_unit_test(the_same_column_again_reverses_the_list),
      cmocka_unit_test(every_size_of_the_screen_can_be_drawn),
      cmocka_unit_test(the_map_shows_annotations_matches_and_both),
      cmocka_unit_test(the_map_shows_the_matches_of_its_own_text_only),
      cmocka_unit_test(the_outline_shows_levels_and_annotations_and_goes_there),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
