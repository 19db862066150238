// SPDX-License-Identifier: MIT
// A list of more briefs than a window of it holds: walked, sorted and filtered on the screen, where
// only a few pages of it are ever read.
#include "support/check.h"
#include "support/stage.h"

#include <stdio.h>
#include <stdlib.h>

// From a thousand on a beginning of words that many have is not counted.
enum { BRIEFS = 1100, BATCH = 100, ROWS = 24, COLUMNS = 120 };

static BriefPrepared *prepare(Library *library, unsigned i) {
  char path[32], title[32], date[16];
  Buffer text = {0};
  Error err = {0};
  snprintf(path, sizeof path, "/made/%u.txt", i);
  snprintf(title, sizeof title, "Brief %04u", i * 7 % BRIEFS);
  snprintf(date, sizeof date, "%04u-%02u", 1990 + i % 30, 1 + i % 12);
  buffer_printf(&text, "A report on roads, number %u.%s\n", i, i % 50 ? "" : " It is rare.");
  BriefMetadata metadata = {.title = title, .date = date};
  BriefPrepared *prepared = brief_prepare(library, buffer_slice(&text), path, &metadata, &err);
  check_ok(prepared != NULL, &err);
  buffer_release(&text);
  return prepared;
}

static void add_all(Library *library) {
  BriefPrepared *prepared[BATCH];
  BriefAdded added[BATCH];
  Error errs[BATCH];
  for (unsigned first = 0; first < BRIEFS; first += BATCH) {
    for (unsigned i = 0; i < BATCH; i++) prepared[i] = prepare(library, first + i);
    memset(errs, 0, sizeof errs);
    brief_add_prepared(library, prepared, BATCH, added, errs);
    for (unsigned i = 0; i < BATCH; i++) {
      check_ok(errs[i].kind == ERROR_NONE, &errs[i]);
      brief_free_prepared(prepared[i]);
    }
  }
}

static int set_up(void **state) {
  Stage *stage = memory_new(1, sizeof *stage);
  *stage = stage_open(ROWS, COLUMNS);
  add_all(stage->library);
  assert_true(briefs_load(stage->app));
  app_draw(stage->app);
  *state = stage;
  return 0;
}

static int tear_down(void **state) {
  stage_close(*state);
  free(*state);
  return 0;
}

static int64_t current(const Stage *stage) {
  return briefs_current(stage->app)->key;
}

// Presses a key until the caret stays; gives where it was after each, in order.
static Keys walk(Stage *stage, const char *key) {
  Keys keys = {0};
  for (int64_t before = 0; before != current(stage); stage_play(stage, key)) {
    before = current(stage);
    keys_add(&keys, before);
    if (keys.count > BRIEFS) fail_msg("'%s' has no end", key);
  }
  return keys;
}

static void every_brief_is_reached_by_line(void **state) {
  Stage *stage = *state;
  stage_play(stage, "gg");
  Keys down = walk(stage, "j");
  assert_int_equal(down.count, BRIEFS);
  stage_play(stage, "gg");
  assert_int_equal(current(stage), down.items[0]);
  stage_play(stage, "G");
  assert_int_equal(current(stage), down.items[BRIEFS - 1]);
  Keys up = walk(stage, "k");
  assert_int_equal(up.count, BRIEFS);
  for (uint32_t i = 0; i < BRIEFS; i++) assert_int_equal(up.items[i], down.items[BRIEFS - 1 - i]);
  keys_release(&down);
  keys_release(&up);
}

// Page by page both ways to the ends; a page is as many rows wherever it is, and its briefs are on
// the screen.
static void pages_lead_from_end_to_end(void **state) {
  Stage *stage = *state;
  stage_play(stage, "gg");
  Keys lines = walk(stage, "j");
  stage_play(stage, "gg");
  Keys down = walk(stage, "<Space>");
  uint32_t page = 0;
  while (lines.items[page] != down.items[1]) page++;
  assert_in_range(page, 10, ROWS);
  assert_int_equal(down.count, (BRIEFS - 1 + page - 1) / page + 1);
  for (uint32_t i = 0; i + 1 < down.count; i++)
    assert_int_equal(down.items[i], lines.items[i * page]);
  assert_int_equal(current(stage), lines.items[BRIEFS - 1]);
  Keys up = walk(stage, "-");
  assert_int_equal(up.count, down.count);
  assert_int_equal(current(stage), lines.items[0]);
  keys_release(&lines);
  keys_release(&down);
  keys_release(&up);
}

static void the_caret_stays_at_its_brief_when_the_list_is_sorted(void **state) {
  Stage *stage = *state;
  stage_play(stage, "gg100j");
  int64_t brief = current(stage);
  for (int i = 0; i < 2 * ROSTER_ORDER_COUNT; i++) {
    stage_play(stage, i % 2 ? ":sort added<Enter>" : "s");
    assert_int_equal(current(stage), brief);
    stage_shows(stage, briefs_current(stage->app)->title);
  }
}

static void sorting_by_title_and_back_turns_the_list_round(void **state) {
  Stage *stage = *state;
  stage_play(stage, ":sort title<Enter>gg");
  stage_shows(stage, "by title");
  stage_shows(stage, "Brief 0000");
  stage_shows(stage, "Brief 0010");
  stage_play(stage, "G");
  stage_shows(stage, "Brief 1099");
  stage_lacks(stage, "Brief 0010");
  stage_play(stage, ":sort title<Enter>");
  stage_shows(stage, "Brief 1099");
  stage_play(stage, "gg");
  assert_string_equal(briefs_current(stage->app)->title, "Brief 1099");
  stage_shows(stage, "Brief 1090");
  stage_lacks(stage, "Brief 0000");
}

static void a_filter_that_is_typed_shows_many_where_nobody_has_counted(void **state) {
  Stage *stage = *state;
  stage_play(stage, ":sort title<Enter>gg/re");
  stage_shows(stage, "1100 briefs · many with “re”");
  stage_shows(stage, "Brief 0000");
  stage_play(stage, "port ");
  stage_shows(stage, "1100 briefs · 1100 with “report ”");
  stage_play(stage, "rare");
  stage_shows(stage, "1100 briefs · 22 with “report rare”");
  stage_play(stage, "<Enter>G");
  Keys found = walk(stage, "k");
  assert_int_equal(found.count, 22);
  keys_release(&found);
  stage_play(stage, "<Esc>/not re");
  stage_shows(stage, "0 with “not re”");
  stage_play(stage, "<Esc>");
}

static void a_filter_of_dates_is_walked_to_its_ends(void **state) {
  Stage *stage = *state;
  stage_play(stage, "/date:1995..1997<Enter>gg");
  stage_shows(stage, "111 with “date:1995..1997”");
  Keys found = walk(stage, "j");
  assert_int_equal(found.count, 111);
  stage_play(stage, "G");
  assert_int_equal(current(stage), found.items[110]);
  keys_release(&found);
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(every_brief_is_reached_by_line),
      TEST(pages_lead_from_end_to_end),
      TEST(the_caret_stays_at_its_brief_when_the_list_is_sorted),
      TEST(sorting_by_title_and_back_turns_the_list_round),
      TEST(a_filter_that_is_typed_shows_many_where_nobody_has_counted),
      TEST(a_filter_of_dates_is_walked_to_its_ends),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
