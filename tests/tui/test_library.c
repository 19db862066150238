// SPDX-License-Identifier: MIT
// The list of briefs: filtered, sorted, shortened and brought back.
#include "support/check.h"
#include "support/stage.h"

#include <stdio.h>
#include <stdlib.h>

#define BRIEF "data/briefs/velna-compact.txt"

static Stage open_brief(uint32_t rows, uint32_t columns) {
  return stage_open_file(BRIEF, rows, columns);
}

static uint32_t annotations(const Stage *stage) {
  return stage->app->session.annotations.count;
}

static void the_list_shows_the_brief_that_undo_brought_back(void **state) {
  (void)state;
  Stage stage = stage_open(24, 120);
  static const char *const titles[] = {"Alpha", "Beta", "Gamma"};
  for (size_t i = 0; i < 3; i++) {
    Buffer name = {0}, text = {0};
    buffer_printf(&name, "%s.txt", titles[i]);
    buffer_printf(&text, "%s\n\nA text about %s. It goes on.\n", titles[i], titles[i]);
    stage_add(&stage, name.ptr, text.ptr);
    buffer_release(&name);
    buffer_release(&text);
  }
  stage_play(&stage, "gg");
  char *title = memory_string(slice_of(briefs_current(stage.app)->title));
  stage_play(&stage, "DyGu");
  assert_string_equal(briefs_current(stage.app)->title, title);
  stage_shows(&stage, "undone: remove '");
  stage_lacks(&stage, " in “");
  stage_close(&stage);
  free(title);
}

static void a_library_that_can_only_be_read_says_so_and_refuses(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "library.db");
  Stage stage = stage_open_library(path, LIBRARY_CREATE, 30, 100);
  int64_t brief = stage_add_file(&stage, BRIEF);
  stage_close(&stage);
  stage = stage_open_library(path, LIBRARY_READ, 30, 100);
  stage_shows(&stage, "read-only");
  stage_open_brief(&stage, brief);
  static const char *const acts[] = {"H", "t", "a", "T", "c", "."};
  for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
    stage_play(&stage, acts[i]);
    assert_int_equal(annotations(&stage), 0);
    assert_null(stage.app->overlay);
    assert_true(stage.app->message.len > 0);
  }
  stage_close(&stage);
  check_folder_remove(folder);
  free(path);
  free(folder);
}

static void the_list_is_sorted_and_what_is_not_known_comes_last(void **state) {
  (void)state;
  Stage stage = stage_open(24, 100);
  stage_add(&stage, "old.txt",
            "An Old Text\n\n3 May, 2019\n\nIt has a date, and this is a sentence.\n");
  stage_add(&stage, "none.txt",
            "this has neither a title nor a date but only this one line of text\n");
  stage_add(&stage, "new.txt",
            "A New Text\n\n3 May, 2024\n\nIt has a date, and this is a sentence.\n");
  const Briefs *briefs = &stage.app->briefs;
  assert_string_equal(briefs->rows.items[0].date, "2024-05-03");
  assert_string_equal(briefs->rows.items[1].date, "2019-05-03");
  assert_string_equal(briefs->rows.items[2].date, "");
  stage_play(&stage, "s");
  stage_shows(&stage, "by title");
  assert_string_equal(briefs->rows.items[0].title, "A New Text");
  stage_close(&stage);
}

// While one types more may follow; what is kept is told what of it does not count.
static void what_is_wrong_with_a_date_is_told_while_it_is_typed_and_when_it_is_kept(void **state) {
  (void)state;
  Stage stage = stage_open(20, 110);
  stage_open_brief(&stage, stage_add_file(&stage, "data/briefs/lighthouse-fund.txt"));
  stage_play(&stage, "L/date:2026-03..2026-0"); // not to the end yet
  stage_lacks(&stage, "column 6");
  stage_play(&stage, "1");
  stage_shows(&stage, "column 6: these dates end before they begin");
  stage_play(&stage, "<Enter>");
  stage_shows(&stage, "not all of the filter counts: column 6: these dates end before they begin");
  stage_play(&stage, "/^Udate:2026-01..2026-03<Enter>");
  stage_lacks(&stage, "not all of the filter");
  stage_play(&stage, "A/made:2026-13<Enter>");
  stage_shows(&stage, "not all of the filter counts: column 6: this is no date");
  stage_close(&stage);
}

static void a_filter_that_is_kept_stays_as_it_was_typed(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_add(&stage, "rail.txt", "Rail Policy\n\nA text about a train.\n");
  stage_add(&stage, "rails.txt", "Railways\n\nA text about more.\n");
  stage_play(&stage, "/rail");
  stage_shows(&stage, "2 with “rail”");
  stage_play(&stage, "<Enter>");
  stage_shows(&stage, "2 with “rail*”");
  stage_play(&stage, "/^Urail <Enter>");
  stage_shows(&stage, "1 with “rail”");
  stage_play(&stage, "<Esc><Enter>H:annotations rai<Enter>");
  stage_shows(&stage, "0 of 1 · rai");
  stage_close(&stage);
}

static void a_tag_that_is_not_there_is_told_when_the_filter_is_kept(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_add(&stage, "rail.txt", "Rail Policy\n\nA text about a train.\n");
  stage_play(&stage, ":add-tag rail/night<Enter>/tag:rial");
  stage_lacks(&stage, "no tag is called");
  stage_play(&stage, "<Enter>");
  stage_shows(&stage, "no tag is called “rial”");
  stage_shows(&stage, "No brief has that.");
  stage_play(&stage, "<Enter>");
  stage_shows(&stage, "no brief passes the filter: Esc shows all");
  stage_play(&stage, "/^Utag:rail<Enter>");
  stage_lacks(&stage, "no tag is called");
  stage_close(&stage);
}

static void the_list_filters_as_one_types_without_accents(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_add(&stage, "cafe.txt", "Café Économie\n\nA text about a house.\n");
  stage_add(&stage, "rail.txt", "Rail Policy\n\nA text about a train.\n");
  stage_play(&stage, "/CAFE eco");
  stage_shows(&stage, "Café");
  stage_lacks(&stage, "Rail");
  stage_play(&stage, "<Esc>");
  stage_shows(&stage, "Rail");
  stage_close(&stage);
}

static void removing_a_brief_asks_and_can_be_undone(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "H)HLD");
  stage_shows(&stage, "and its 2 annotations?");
  stage_play(&stage, "n");
  assert_int_equal(stage.app->briefs.count, 1);
  stage_play(&stage, "Dy");
  assert_int_equal(stage.app->briefs.count, 0);
  stage_play(&stage, "u");
  assert_int_equal(stage.app->briefs.count, 1);
  stage_play(&stage, "<Enter>");
  assert_int_equal(annotations(&stage), 2);
  stage_close(&stage);
}

static void undo_in_another_brief_asks_first(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  int64_t other =
      stage_add(&stage, "rail.txt", "Rail Policy\n\nA text about a train. It goes on.\n");
  stage_open_brief(&stage, stage_add_file(&stage, BRIEF));
  stage_play(&stage, "H");
  stage_open_brief(&stage, other);
  stage_play(&stage, "u");
  stage_shows(&stage, "Undo “");
  stage_play(&stage, "n:undo<Enter>");
  stage_lacks(&stage, "Undo “");
  stage_open_brief(&stage, stage.app->briefs.rows.items[1].key == other
                               ? stage.app->briefs.rows.items[0].key
                               : stage.app->briefs.rows.items[1].key);
  assert_int_equal(annotations(&stage), 0);
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_list_shows_the_brief_that_undo_brought_back),
      cmocka_unit_test(a_library_that_can_only_be_read_says_so_and_refuses),
      cmocka_unit_test(the_list_is_sorted_and_what_is_not_known_comes_last),
      cmocka_unit_test(what_is_wrong_with_a_date_is_told_while_it_is_typed_and_when_it_is_kept),
      cmocka_unit_test(a_filter_that_is_kept_stays_as_it_was_typed),
      cmocka_unit_test(a_tag_that_is_not_there_is_told_when_the_filter_is_kept),
      cmocka_unit_test(the_list_filters_as_one_types_without_accents),
      cmocka_unit_test(removing_a_brief_asks_and_can_be_undone),
      cmocka_unit_test(undo_in_another_brief_asks_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
