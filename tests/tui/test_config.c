// SPDX-License-Identifier: MIT
// The configuration on the screen: what each option changes, keys of the reader's own, errors.
#include "support/check.h"
#include "support/stage.h"

#include "tui/hint.h"

static const char sample[] = "data/briefs/velna-compact.txt";

static Stage open_sample(uint32_t rows, uint32_t columns) {
  Stage stage = stage_open(rows, columns);
  stage_open_brief(&stage, stage_add_file(&stage, sample));
  return stage;
}

// Types a line behind `:`.
static void type(Stage *stage, const char *line) {
  stage_play(stage, ":");
  stage_paste(stage, line);
  stage_play(stage, "<Enter>");
}

static void the_text_is_as_wide_as_the_reader_wants(void **state) {
  (void)state;
  Stage stage = open_sample(24, 100);
  assert_int_equal(stage.app->reader.style.width, 72);
  type(&stage, "set text-width 40");
  assert_int_equal(stage.app->reader.style.width, 40);
  type(&stage, "set text-width 200");
  assert_true(stage.app->reader.style.width > 72);
  stage_close(&stage);
}

static void the_panes_are_as_wide_as_the_reader_wants(void **state) {
  (void)state;
  Stage stage = open_sample(24, 160);
  type(&stage, "set list-width 20");
  type(&stage, "set notes-width 50");
  assert_int_equal(stage.app->frame.panes[PANE_LIST].columns, 20);
  assert_int_equal(stage.app->frame.panes[PANE_NOTES].columns, 50);
  type(&stage, "set list-width 200");
  type(&stage, "set notes-width 200");
  assert_true(stage.app->frame.panes[PANE_TEXT].columns >= 30);
  stage_close(&stage);
}

static void footnotes_stand_where_the_reader_wants(void **state) {
  (void)state;
  Stage stage = open_sample(40, 160);
  stage_play(&stage, "]f");
  assert_true(stage.app->frame.notes_beside);
  type(&stage, "set notes below");
  assert_false(stage.app->frame.notes_beside);
  assert_true(stage.app->frame.shown[PANE_NOTES]);
  type(&stage, "set notes off");
  assert_false(stage.app->frame.shown[PANE_NOTES]);
  stage_play(&stage, "F");
  assert_true(stage.app->frame.shown[PANE_NOTES]);
  stage_resize(&stage, 40, 100);
  type(&stage, "set notes side");
  assert_true(stage.app->frame.notes_beside);
  stage_close(&stage);
}

static void the_row_of_hints_can_go(void **state) {
  (void)state;
  Stage stage = open_sample(24, 100);
  uint32_t rows = stage.app->frame.panes[PANE_TEXT].rows;
  stage_shows(&stage, "highlight");
  type(&stage, "set hints off");
  stage_lacks(&stage, "highlight");
  assert_true(stage.app->frame.panes[PANE_TEXT].rows > rows);
  stage_close(&stage);
}

static void furniture_is_shown_from_the_beginning(void **state) {
  (void)state;
  Stage stage = stage_open(24, 100);
  type(&stage, "set furniture on");
  stage_open_brief(&stage, stage_add_file(&stage, sample));
  assert_true(stage.app->session.hidden);
  type(&stage, "set furniture!");
  assert_false(stage.app->session.hidden);
  stage_close(&stage);
}

static void new_annotations_have_the_usual_colour(void **state) {
  (void)state;
  Stage stage = open_sample(24, 100);
  type(&stage, "set highlight-colour green");
  stage_play(&stage, "H");
  assert_int_equal(stage.app->session.annotations.items[0].colour, COLOUR_GREEN);
  type(&stage, "highlight red");
  assert_int_equal(stage.app->session.annotations.count, 2);
  // The words of the option are the colours of the library, in their order.
  for (int colour = 0; colour < COLOUR_COUNT; colour++) {
    Buffer line = {0};
    buffer_printf(&line, "set highlight-colour %s", colour_name((Colour)colour));
    type(&stage, line.ptr);
    assert_int_equal(config_number(stage.config, CONFIG_HIGHLIGHT_COLOUR), colour);
    buffer_release(&line);
  }
  stage_close(&stage);
}

static void removing_asks_only_where_it_shall(void **state) {
  (void)state;
  Stage stage = stage_open(24, 100);
  stage_add_file(&stage, sample);
  stage_play(&stage, "D");
  stage_shows(&stage, "Remove “");
  stage_play(&stage, "<Esc>");
  type(&stage, "set confirm-remove off");
  stage_play(&stage, "D");
  stage_lacks(&stage, "Remove “");
  assert_int_equal(stage.app->briefs.all, 0);
  stage_close(&stage);
}

static void what_the_terminal_must_do_is_wished_once(void **state) {
  (void)state;
  Stage stage = open_sample(24, 100);
  stage.app->wishes.configure = stage.app->wishes.redraw = false;
  type(&stage, "set text-width 60");
  assert_false(stage.app->wishes.configure);
  type(&stage, "set mouse off");
  assert_true(stage.app->wishes.configure);
  assert_false(stage.app->wishes.redraw);
  stage.app->wishes.configure = false;
  type(&stage, "set theme light");
  assert_true(stage.app->wishes.configure && stage.app->wishes.redraw);
  stage_close(&stage);
}

// ---- Keys

static void a_bound_key_works_and_help_and_hints_name_it(void **state) {
  (void)state;
  Stage stage = open_sample(24, 100);
  type(&stage, "bind X highlight");
  stage_shows(&stage, "X highlight");
  stage_play(&stage, "X");
  assert_int_equal(stage.app->session.annotations.count, 1);
  type(&stage, "unbind H");
  stage_play(&stage, "?");
  stage_shows(&stage, "X highlights and t tags");
  stage_close(&stage);
}

static void a_bound_line_runs_all_its_commands(void **state) {
  (void)state;
  Stage stage = open_sample(200, 100);
  uint32_t before = stage.app->session.pos;
  type(&stage, "bind ,e 'tag energy; next-sentence'");
  stage_play(&stage, ",e");
  assert_int_equal(stage.app->session.annotations.count, 1);
  assert_string_equal(stage_annotation(&stage, 0)->tags[0], "energy");
  assert_true(stage.app->session.pos > before);
  stage_play(&stage, "?");
  stage_shows(&stage, "Your own");
  stage_shows(&stage, "tag energy; next-sentence");
  stage_close(&stage);
}

static void what_a_binding_hides_is_told(void **state) {
  (void)state;
  Stage stage = open_sample(24, 100);
  type(&stage, "bind text d delete-here");
  stage_shows(&stage, "d is bound; no longer: dd");
  type(&stage, "bind 5 quit");
  stage_shows(&stage, "digits are counts");
  stage_close(&stage);
}

// ---- The `:` line

static void an_option_is_told_and_all_of_them_are_a_page(void **state) {
  (void)state;
  Stage stage = open_sample(40, 100);
  type(&stage, "set theme");
  stage_shows(&stage, "theme dark");
  type(&stage, "set");
  stage_shows(&stage, "text-width 72");
  stage_shows(&stage, "confirm-remove on");
  stage_close(&stage);
}

static void a_value_that_does_not_fit_is_refused_with_the_range(void **state) {
  (void)state;
  Stage stage = open_sample(24, 100);
  type(&stage, "set theme pink");
  stage_shows(&stage, "it has dark|light|high-contrast|mono");
  assert_true(stage.app->message_is_error);
  stage_close(&stage);
}

static void tab_completes_options_values_tags_and_colours(void **state) {
  (void)state;
  Stage stage = open_sample(24, 100);
  stage_play(&stage, ":set the<Tab>");
  stage_shows(&stage, ":set theme");
  stage_play(&stage, " hi<Tab><Enter>");
  assert_string_equal(config_text(stage.config, CONFIG_THEME), "high-contrast");
  stage_play(&stage, ":set notes <Tab>");
  stage_shows(&stage, "auto  side  below  off");
  stage_play(&stage, "<Esc>:highl<Tab> pu<Tab><Enter>");
  assert_int_equal(stage.app->session.annotations.items[0].colour, COLOUR_PURPLE);
  type(&stage, "tag \"solar; 'power' /x\"");
  type(&stage, "untag \"solar; 'power' /x\"");
  assert_int_equal(stage_annotation(&stage, 0)->tag_count, 0);
  stage_play(&stage, ":tag sol<Tab><Enter>");
  assert_int_equal(stage_annotation(&stage, 0)->tag_count, 1);
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_text_is_as_wide_as_the_reader_wants),
      cmocka_unit_test(the_panes_are_as_wide_as_the_reader_wants),
      cmocka_unit_test(footnotes_stand_where_the_reader_wants),
      cmocka_unit_test(the_row_of_hints_can_go),
      cmocka_unit_test(furniture_is_shown_from_the_beginning),
      cmocka_unit_test(new_annotations_have_the_usual_colour),
      cmocka_unit_test(removing_asks_only_where_it_shall),
      cmocka_unit_test(what_the_terminal_must_do_is_wished_once),
      cmocka_unit_test(a_bound_key_works_and_help_and_hints_name_it),
      cmocka_unit_test(a_bound_line_runs_all_its_commands),
      cmocka_unit_test(what_a_binding_hides_is_told),
      cmocka_unit_test(an_option_is_told_and_all_of_them_are_a_page),
      cmocka_unit_test(a_value_that_does_not_fit_is_refused_with_the_range),
      cmocka_unit_test(tab_completes_options_values_tags_and_colours),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
