// SPDX-License-Identifier: MIT
// Golden screens: one way through the program at four sizes, every stop written down.
#include "support/check.h"
#include "support/stage.h"

static void walk_through(uint32_t rows, uint32_t columns, const char *golden) {
  Stage stage = stage_open(rows, columns);
  Buffer out = {0};
  stage_write(&stage, "an empty library", &out);
  stage_play(&stage, "+");
  stage_write(&stage, "where to add from", &out);
  stage_play(&stage, "data/briefs<Enter>");
  stage_write(&stage, "the list", &out);
  stage_play(&stage, "/nothing like it^Uvelna<Enter>");
  stage_write(&stage, "the list, filtered", &out);
  stage_play(&stage, "<Enter>");
  stage_write(&stage, "a brief", &out);
  stage_play(&stage, "]f");
  stage_write(&stage, "the first mark", &out);
  stage_play(&stage, "]f<Enter>");
  stage_write(&stage, "what Ibid. means", &out);
  stage_play(&stage, "<Esc>H(viwt");
  stage_write(&stage, "the tag picker", &out);
  stage_play(&stage, "water/measure<Enter>");
  stage_play(&stage, "a");
  stage_play(&stage, "A ruler,<Enter>not a treaty.");
  stage_write(&stage, "a comment", &out);
  stage_play(&stage, "^S");
  stage_write(&stage, "two annotations", &out);
  stage_play(&stage, "/compact");
  stage_write(&stage, "a search", &out);
  stage_play(&stage, "<Esc>G");
  stage_write(&stage, "the end", &out);
  stage_play(&stage, "?");
  stage_write(&stage, "help", &out);
  check_golden(golden, buffer_slice(&out));
  buffer_release(&out);
  stage_close(&stage);
}

static void wide_screen(void **state) {
  (void)state;
  walk_through(45, 160, "screen-160x45.txt");
}

static void medium_screen(void **state) {
  (void)state;
  walk_through(30, 100, "screen-100x30.txt");
}

static void small_screen(void **state) {
  (void)state;
  walk_through(20, 60, "screen-60x20.txt");
}

static void smallest_screen(void **state) {
  (void)state;
  walk_through(5, 20, "screen-20x5.txt");
}

static void a_screen_that_is_very_small_says_it_in_fewer_words(void **state) {
  (void)state;
  Stage stage = stage_open(4, 12);
  stage_shows(&stage, "needs 20 x 5");
  stage_resize(&stage, 1, 6);
  stage_shows(&stage, "20 x 5");
  stage_resize(&stage, 1, 1);
  stage_shows(&stage, "!");
  stage_close(&stage);
}

static void a_filter_that_finds_nothing_says_how_to_leave_it(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_add(&stage, "one.txt", "A brief about something.\n");
  stage_play(&stage, "/xyz<Enter>");
  stage_shows(&stage, "Esc all briefs");
  stage_play(&stage, "<Esc>");
  stage_shows(&stage, "one.txt");
  stage_lacks(&stage, "all briefs");
  stage_close(&stage);
}

static void a_screen_that_is_too_small_says_so(void **state) {
  (void)state;
  Stage stage = stage_open(4, 40);
  stage_shows(&stage, "needs 20 columns, 5 rows");
  stage_resize(&stage, 24, 80);
  stage_shows(&stage, "Your library is empty.");
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(wide_screen),
      cmocka_unit_test(medium_screen),
      cmocka_unit_test(small_screen),
      cmocka_unit_test(smallest_screen),
      cmocka_unit_test(a_screen_that_is_too_small_says_so),
      cmocka_unit_test(a_screen_that_is_very_small_says_it_in_fewer_words),
      cmocka_unit_test(a_filter_that_finds_nothing_says_how_to_leave_it),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
