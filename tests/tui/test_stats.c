// SPDX-License-Identifier: MIT
// The page of figures: what it shows, in which widths, and where Enter leads.
#include "support/check.h"
#include "support/stage.h"

#include <string.h>

static Stage marked(uint32_t rows, uint32_t columns) {
  Stage stage = stage_open_file("data/briefs/velna-compact.txt", rows, columns);
  stage_play(&stage, "tenergy<Enter>)tenergy/solar<Enter>)tenergy/solar<Enter>");
  stage_play(&stage, ")twater<Enter>:colour green<Enter>");
  return stage;
}

static void figures_stand_with_bars_that_need_no_colour(void **state) {
  (void)state;
  Stage stage = marked(30, 100);
  stage_play(&stage, ":stats<Enter>");
  stage_shows(&stage, "the library in figures");
  stage_shows(&stage, "annotations             all                               4");
  stage_shows(&stage, "by tag                  energy/solar                      2  ████████");
  stage_shows(&stage, "by month of annotating  2026-03                           4  ████████");
  Buffer text = {0};
  stage_write(&stage, "", &text); // half of what the longest has
  const char *longest = strstr(text.ptr, "energy/solar  "), *half = strstr(text.ptr, "energy  ");
  assert_true(longest && half && strcspn(half, "\n") < strcspn(longest, "\n"));
  buffer_release(&text);
  stage_close(&stage);
}

static void enter_lists_what_a_row_counts_and_leads_to_the_passage(void **state) {
  (void)state;
  Stage stage = marked(30, 100);
  stage_play(&stage, ":stats<Enter>10j<Enter>"); // energy/solar
  stage_shows(&stage, "tag:=energy/solar");
  stage_shows(&stage, "velna-compact.txt  2");
  stage_play(&stage, "q");
  stage_shows(&stage, "the library in figures");
  stage_play(&stage, "<Enter><Enter>");
  assert_null(stage.app->overlay);
  assert_true(stage.app->session.annotation != 0);
  stage_close(&stage);
}

static void rows_without_annotations_say_so(void **state) {
  (void)state;
  Stage stage = marked(30, 100);
  stage_play(&stage, ":stats<Enter><Enter>");
  stage_shows(&stage, "this row counts no annotations");
  stage_play(&stage, "8j<Enter>");
  stage_shows(&stage, "there is none");
  stage_play(&stage, "q");
  assert_null(stage.app->overlay);
  stage_close(&stage);
}

// What another act changes is counted anew, and the row stays the current one.
static void a_change_is_counted_and_the_row_stays(void **state) {
  (void)state;
  Stage stage = marked(30, 100);
  stage_play(&stage, ":stats<Enter>"); // water is the last of the tags
  stage_shows(&stage, "water                             1");
  stage_play(&stage, "10j");
  stage_play(&stage, ":undo 2<Enter>");
  stage_lacks(&stage, "water                             1");
  stage_shows(&stage, "all                               3");
  stage_play(&stage, "<Enter>"); // energy/solar still
  stage_shows(&stage, "tag:=energy/solar");
  stage_close(&stage);
}

static void every_size_is_drawn(void **state) {
  (void)state;
  static const uint32_t sizes[][2] = {{1, 1}, {5, 20}, {10, 40}, {24, 71}, {24, 72}, {60, 300}};
  Stage stage = marked(30, 100);
  stage_play(&stage, ":stats<Enter>");
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    stage_resize(&stage, sizes[i][0], sizes[i][1]);
    stage_play(&stage, "Ggg");
  }
  stage_resize(&stage, 12, 60);
  stage_play(&stage, "gg");
  stage_shows(&stage, "in the library");
  stage_shows(&stage, "annotations  all "); // of what, also where it is narrow
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(figures_stand_with_bars_that_need_no_colour),
      cmocka_unit_test(enter_lists_what_a_row_counts_and_leads_to_the_passage),
      cmocka_unit_test(rows_without_annotations_say_so),
      cmocka_unit_test(a_change_is_counted_and_the_row_stays),
      cmocka_unit_test(every_size_is_drawn),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
