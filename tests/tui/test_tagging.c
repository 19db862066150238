// SPDX-License-Identifier: MIT
// Highlighting, tagging and colouring from the text, and taking it back.
#include "support/check.h"
#include "support/stage.h"

#define BRIEF "data/briefs/velna-compact.txt"

static Stage open_brief(uint32_t rows, uint32_t columns) {
  return stage_open_file(BRIEF, rows, columns);
}

static uint32_t annotations(const Stage *stage) {
  return stage->app->session.annotations.count;
}

static void two_keys_and_a_name_tag_the_sentence(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "twater<Enter>");
  assert_int_equal(annotations(&stage), 1);
  assert_string_equal(stage_annotation(&stage, 0)->tags[0], "water");
  stage_shows(&stage, "water");
  stage_close(&stage);
}

static void several_tags_are_put_on_at_once_and_can_be_taken_off(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "twater<Tab>energy/solar<Tab><Enter>");
  assert_int_equal(annotations(&stage), 1);
  assert_int_equal(stage_annotation(&stage, 0)->tag_count, 2);
  stage_play(&stage, "twater<Tab><Enter>");
  assert_int_equal(stage_annotation(&stage, 0)->tag_count, 1);
  assert_string_equal(stage_annotation(&stage, 0)->tags[0], "energy/solar");
  stage_close(&stage);
}

static void a_new_tag_that_was_marked_can_be_unmarked(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "twater<Tab>rivers<Tab>water");
  stage_shows(&stage, "[x]   new tag “water”");
  stage_play(&stage, "<Tab>rivers<Enter>"); // once more is still once
  assert_int_equal(annotations(&stage), 1);
  assert_int_equal(stage_annotation(&stage, 0)->tag_count, 1);
  assert_string_equal(stage_annotation(&stage, 0)->tags[0], "rivers");
  stage_close(&stage);
}

static void an_alias_is_shown_with_its_tag_and_puts_that_on(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, ":add-tag climate/emissions<Enter>:alias-tag climate/emissions co2<Enter>");
  stage_shows(&stage, "co2 is another name of climate/emissions now");
  stage_play(&stage, "tco");
  stage_shows(&stage, "co2 → climate/emissions");
  stage_play(&stage, "2");
  stage_shows(&stage, "co2 → climate/emissions");
  stage_play(&stage, "<Enter>");
  assert_int_equal(stage_annotation(&stage, 0)->tag_count, 1);
  assert_string_equal(stage_annotation(&stage, 0)->tags[0], "climate/emissions");
  stage_play(&stage, "C");
  stage_shows(&stage, "= co2");
  stage_play(&stage, "/co2<Enter>");
  stage_shows(&stage, "emissions");
  stage_close(&stage);
}

static void a_digit_takes_a_recent_tag(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "twater<Enter>)t1");
  assert_int_equal(annotations(&stage), 2);
  assert_string_equal(stage_annotation(&stage, 1)->tags[0], "water");
  stage_close(&stage);
}

static void one_d_never_deletes_and_undo_brings_back(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "Hd<Esc>");
  assert_int_equal(annotations(&stage), 1);
  stage_play(&stage, "dd");
  assert_int_equal(annotations(&stage), 0);
  stage_play(&stage, "u");
  assert_int_equal(annotations(&stage), 1);
  stage_play(&stage, "^R");
  assert_int_equal(annotations(&stage), 0);
  stage_close(&stage);
}

static void of_several_annotations_at_the_caret_one_is_chosen(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "Hviwt"
                     "word<Enter>");
  assert_int_equal(annotations(&stage), 2);
  stage_play(&stage, "0dd");
  stage_shows(&stage, "annotations at the caret");
  assert_int_equal(annotations(&stage), 2);
  stage_play(&stage, "dd");
  assert_int_equal(annotations(&stage), 1);
  stage_close(&stage);
}

static void overlapping_annotations_are_all_shown(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "ggHviwcgreen<Esc>");
  stage_play(&stage, "viwH");
  const Screen *screen = stage.app->screen;
  const Cell *under = stage_cursor(&stage);
  assert_true(under->attributes & CELL_UNDERLINE);
  assert_true(under->attributes & CELL_BOLD);
  uint32_t gutter = stage.app->reader.text_column - READER_GUTTER;
  const Cell *sign = &screen->cells[(size_t)screen->cursor_row * screen->columns + gutter];
  assert_int_equal(sign->text[0], '2');
  stage_close(&stage);
}

static void a_colour_makes_an_annotation_where_none_is(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "cG<Enter>");
  stage_shows(&stage, "grey: “");
  assert_int_equal(annotations(&stage), 1);
  assert_int_equal(stage.app->session.annotations.items[0].colour, COLOUR_GREY);
  stage_play(&stage, "cgg<Enter>");
  assert_int_equal(annotations(&stage), 1);
  assert_int_equal(stage.app->session.annotations.items[0].colour, COLOUR_YELLOW);
  stage_close(&stage);
}

static void tags_put_on_and_taken_off_together_are_one_change(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "twater<Tab>river<Tab><Enter>");
  stage_play(&stage, "twater<Tab>law<Tab><Enter>");
  stage_shows(&stage, "tagged law; untagged water");
  stage_play(&stage, "u");
  const Annotation *annotation = stage_annotation(&stage, 0);
  assert_int_equal(annotation->tag_count, 2);
  assert_string_equal(annotation->tags[0], "river");
  assert_string_equal(annotation->tags[1], "water");
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(two_keys_and_a_name_tag_the_sentence),
      cmocka_unit_test(several_tags_are_put_on_at_once_and_can_be_taken_off),
      cmocka_unit_test(a_new_tag_that_was_marked_can_be_unmarked),
      cmocka_unit_test(an_alias_is_shown_with_its_tag_and_puts_that_on),
      cmocka_unit_test(a_digit_takes_a_recent_tag),
      cmocka_unit_test(one_d_never_deletes_and_undo_brings_back),
      cmocka_unit_test(of_several_annotations_at_the_caret_one_is_chosen),
      cmocka_unit_test(overlapping_annotations_are_all_shown),
      cmocka_unit_test(a_colour_makes_an_annotation_where_none_is),
      cmocka_unit_test(tags_put_on_and_taken_off_together_are_one_change),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
