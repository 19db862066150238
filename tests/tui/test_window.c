// SPDX-License-Identifier: MIT
// The list of more briefs than its window holds: every way to move in it, as if all of it were in
// memory. The titles are numbers in order, so what should be at the caret is known.
#include "support/check.h"
#include "support/stage.h"

#include <stdio.h>
#include <stdlib.h>

enum { BRIEFS = 900 };

static void add_all(Library *library) {
  enum { BATCH = 100 };
  BriefPrepared *prepared[BATCH];
  BriefAdded added[BATCH];
  Error errs[BATCH], err = {0};
  for (unsigned i = 0; i < BRIEFS; i++) {
    char title[16], text[64];
    snprintf(title, sizeof title, "No. %04u", i);
    snprintf(text, sizeof text, "This is the %s of them, number %u.\n", i % 2 ? "odd" : "even", i);
    prepared[i % BATCH] =
        brief_prepare(library, slice_of(text), NULL, &(BriefMetadata){.title = title}, &err);
    assert_non_null(prepared[i % BATCH]);
    if (i % BATCH < BATCH - 1) continue;
    brief_add_prepared(library, prepared, BATCH, added, errs);
    for (unsigned k = 0; k < BATCH; k++) brief_free_prepared(prepared[k]);
  }
}

static Stage stage_of_many(void) {
  Stage stage = stage_open(24, 100);
  add_all(stage.library);
  briefs_load(stage.app);
  stage_play(&stage, ":sort title<Enter>gg");
  return stage;
}

static unsigned number(const Stage *stage) {
  const Brief *brief = briefs_current(stage->app);
  assert_non_null(brief);
  return (unsigned)atoi(brief->title + 4);
}

static int64_t key_of(Stage *stage, const char *title) {
  int64_t key;
  Error err = {0};
  check_ok(brief_find(stage->library, title, &key, &err), &err);
  return key;
}

static void rows_follow_each_other_down_and_up(void **state) {
  (void)state;
  Stage stage = stage_of_many();
  for (unsigned i = 0; i < BRIEFS - 1; i++) {
    assert_int_equal(number(&stage), i);
    assert_true(stage.app->briefs.rows.count < BRIEFS / 2);
    stage_play(&stage, "j");
  }
  stage_play(&stage, "jj");
  for (unsigned i = BRIEFS; i-- > 0;) {
    assert_int_equal(number(&stage), i);
    stage_play(&stage, "k");
  }
  stage_close(&stage);
}

static void a_count_and_the_ends_reach_beyond_the_window(void **state) {
  (void)state;
  Stage stage = stage_of_many();
  stage_play(&stage, "777j");
  assert_int_equal(number(&stage), 777);
  stage_play(&stage, "500k");
  assert_int_equal(number(&stage), 277);
  stage_play(&stage, "G");
  assert_int_equal(number(&stage), BRIEFS - 1);
  stage_shows(&stage, "No. 0899");
  stage_play(&stage, "gg");
  assert_int_equal(number(&stage), 0);
  stage_shows(&stage, "No. 0000");
  stage_play(&stage, "5000j");
  assert_int_equal(number(&stage), BRIEFS - 1);
  stage_close(&stage);
}

static void reading_the_window_anew_moves_nothing_on_the_screen(void **state) {
  (void)state;
  Stage stage = stage_of_many();
  stage_play(&stage, "400j");
  for (unsigned i = 0; i < 300; i++) {
    uint32_t row = stage.app->briefs.current - stage.app->briefs.top;
    stage_play(&stage, "k");
    uint32_t now = stage.app->briefs.current - stage.app->briefs.top;
    assert_int_equal(now, row ? row - 1 : 0);
  }
  stage_close(&stage);
}

static void a_brief_far_away_is_gone_to_and_stays_when_the_order_changes(void **state) {
  (void)state;
  Stage stage = stage_of_many();
  briefs_go_to(stage.app, key_of(&stage, "No. 0613"));
  assert_int_equal(number(&stage), 613);
  stage_play(&stage, ":sort title<Enter>"); // the same column: reversed
  assert_int_equal(number(&stage), 613);
  stage_play(&stage, "j");
  assert_int_equal(number(&stage), 612);
  stage_play(&stage, ":sort added<Enter>");
  assert_int_equal(number(&stage), 612);
  stage_close(&stage);
}

static void a_filter_counts_all_and_keeps_the_caret(void **state) {
  (void)state;
  Stage stage = stage_of_many();
  stage_play(&stage, "600j/odd<Enter>");
  stage_shows(&stage, "450 with");
  assert_int_equal(number(&stage), 601);
  stage_play(&stage, "200k");
  assert_int_equal(number(&stage), 201);
  stage_play(&stage, "<Esc>");
  assert_int_equal(stage.app->briefs.count, BRIEFS);
  assert_int_equal(number(&stage), 201);
  stage_close(&stage);
}

static void a_removed_brief_leaves_the_caret_on_its_neighbour(void **state) {
  (void)state;
  Stage stage = stage_of_many();
  stage_play(&stage, "500jDy");
  assert_int_equal(number(&stage), 501);
  assert_int_equal(stage.app->briefs.count, BRIEFS - 1);
  stage_play(&stage, "k");
  assert_int_equal(number(&stage), 499);
  stage_play(&stage, "u");
  assert_int_equal(number(&stage), 500);
  stage_play(&stage, "GDy");
  assert_int_equal(number(&stage), BRIEFS - 2);
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_follow_each_other_down_and_up),
      cmocka_unit_test(a_count_and_the_ends_reach_beyond_the_window),
      cmocka_unit_test(reading_the_window_anew_moves_nothing_on_the_screen),
      cmocka_unit_test(a_brief_far_away_is_gone_to_and_stays_when_the_order_changes),
      cmocka_unit_test(a_filter_counts_all_and_keeps_the_caret),
      cmocka_unit_test(a_removed_brief_leaves_the_caret_on_its_neighbour),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
