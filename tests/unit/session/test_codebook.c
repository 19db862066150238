// SPDX-License-Identifier: MIT
// What scripts and the `:` line do to the codebook.
#include "support/reading.h"

#include "library/tag.h"

static const char marked[] =
    "select 4 10; tag energy/solar; select 0 3; tag energy energy/wind; select 11 13; tag power";

static Reading *stock(void) {
  Reading *reading = reading_open(true);
  reading_do(reading, marked);
  return reading;
}

static void rename_tag_takes_along_what_is_below(void **state) {
  (void)state;
  Reading *reading = stock();
  reading_do(reading, "rename-tag energy 'climate / energy'");
  assert_int_equal(reading->result.change_count, 1);
  reading_check_message(reading, "renamed energy to climate/energy: 2 annotations in 1 brief");
  reading_check_annotations(reading, "Few|yellow|climate/energy,climate/energy/wind|\n"
                                     "rivers|yellow|climate/energy/solar|\n"
                                     "in|yellow|power|\n");
  reading_do(reading, "undo; rename-tag energy energy");
  assert_int_equal(reading->result.change_count, 0);
  reading_check_message(reading, "nothing to change: it is so already");
  reading_refuse(reading, "rename-tag energy power", ERROR_DATA);
  reading_refuse(reading, "rename-tag water power", ERROR_INPUT);
  reading_free(reading);
}

static void merge_tag_makes_one_of_two(void **state) {
  (void)state;
  Reading *reading = stock();
  reading_do(reading, "merge-tag energy power");
  reading_check_message(reading, "merged energy into power: 2 annotations in 1 brief");
  reading_check_annotations(reading, "Few|yellow|power,power/wind|\nrivers|yellow|power/solar|\n"
                                     "in|yellow|power|\n");
  reading_free(reading);
}

static void split_tag_gives_some_of_its_annotations_another(void **state) {
  (void)state;
  Reading *reading = stock();
  reading_do(reading, "select 14 17; tag power energy; comment 'by night'");
  reading_do(reading, "split-tag power power/night night has:comment");
  assert_int_equal(reading->result.change_count, 1);
  reading_check_message(reading, "split power: 1 of its 2 annotations has power/night now");
  reading_check_annotations(reading, "Few|yellow|energy,energy/wind|\nrivers|yellow|energy/solar|\n"
                                     "in|yellow|power|\nthe|yellow|energy,power/night|by night\n");
  // Of the tag itself: what has the one below it does not count.
  reading_refuse(reading, "split-tag power power/day night", ERROR_NOTHING);
  reading_refuse(reading, "split-tag power power in", ERROR_DATA);
  reading_refuse(reading, "split-tag water rain in", ERROR_INPUT);
  reading_do(reading, "undo");
  reading_check_annotations(reading, "Few|yellow|energy,energy/wind|\nrivers|yellow|energy/solar|\n"
                                     "in|yellow|power|\nthe|yellow|energy,power|by night\n");
  // Who has the new tag already has it once.
  reading_do(reading, "redo; split-tag energy power/night night");
  reading_check_annotations(reading, "Few|yellow|energy,energy/wind|\nrivers|yellow|energy/solar|\n"
                                     "in|yellow|power|\nthe|yellow|power/night|by night\n");
  reading_free(reading);
}

static void the_last_tags_are_known_by_their_new_names(void **state) {
  (void)state;
  Reading *reading = reading_open(false);
  reading_do(reading, "select 4 10; tag energy/solar energybill; rename-tag energy power");
  reading_do(reading, "select 0 3; tag-again");
  reading_check_annotations(reading, "Few|yellow|energybill,power/solar|\n"
                                     "rivers|yellow|energybill,power/solar|\n");
  reading_free(reading);
}

static void delete_tag_leaves_the_annotations(void **state) {
  (void)state;
  Reading *reading = stock();
  reading_do(reading, "delete-tag energy");
  reading_check_message(reading, "deleted energy: 2 annotations in 1 brief stay");
  reading_check_annotations(reading, "Few|yellow||\nrivers|yellow||\nin|yellow|power|\n");
  reading_free(reading);
}

static void check_tag(Reading *reading, uint32_t count, const char *path, uint32_t colour,
                      const char *memo) {
  Error err = {0};
  TagList list;
  check_ok(tag_list(reading->session.library, &list, &err), &err);
  assert_int_equal(list.count, count);
  for (uint32_t i = 0; i < list.count; i++) {
    if (strcmp(list.items[i].path, path) != 0) continue;
    assert_int_equal(list.items[i].colour, colour);
    assert_string_equal(list.items[i].memo, memo);
    count = 0;
  }
  assert_int_equal(count, 0);
  tag_release_list(&list);
}

static void add_tag_colour_tag_and_memo_tag_describe_the_codebook(void **state) {
  (void)state;
  Reading *reading = stock();
  reading_do(reading, "add-tag 'C# / \\'; colour-tag 'C#/\\' #0A0b0c; memo-tag 'C#/\\' \"a\\nb\"");
  assert_int_equal(reading->result.change_count, 1);
  check_tag(reading, 5, "C#/\\", 0x0a0b0c, "a\nb");
  reading_do(reading, "colour-tag 'C#/\\' none; memo-tag 'C#/\\' ''");
  check_tag(reading, 5, "C#/\\", TAG_NO_COLOUR, "");
  reading_do(reading, "undo 5");
  check_tag(reading, 4, "power", TAG_NO_COLOUR, "");
  reading_refuse(reading, "colour-tag power mauve", ERROR_USAGE);
  reading_refuse(reading, "memo-tag none x", ERROR_INPUT);
  reading_free(reading);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rename_tag_takes_along_what_is_below),
      cmocka_unit_test(merge_tag_makes_one_of_two),
      cmocka_unit_test(split_tag_gives_some_of_its_annotations_another),
      cmocka_unit_test(the_last_tags_are_known_by_their_new_names),
      cmocka_unit_test(delete_tag_leaves_the_annotations),
      cmocka_unit_test(add_tag_colour_tag_and_memo_tag_describe_the_codebook),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
