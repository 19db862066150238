// SPDX-License-Identifier: MIT
// What the program on the screen does with keys, driven in process.
#include "base/log.h"
#include "support/check.h"
#include "support/stage.h"

#include <stdlib.h>

#define BRIEF "data/briefs/velna-compact.txt"

static Stage open_brief(uint32_t rows, uint32_t columns) {
  return stage_open_file(BRIEF, rows, columns);
}

static uint32_t annotations(const Stage *stage) {
  return stage->app->session.annotations.count;
}

static void an_unknown_key_says_so_and_names_help(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_play(&stage, "W");
  stage_shows(&stage, "W does nothing here: ? lists all keys");
  stage_close(&stage);
}

static void escape_never_quits(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "v<Esc><Esc>t<Esc>/a<Esc><Esc>?<Esc><Esc><Esc>:<Esc>o<Esc><Esc>L<Esc><Esc>");
  assert_false(stage.app->wishes.quit);
  stage_close(&stage);
}

static void q_goes_back_one_level_and_quits_on_the_first_screen(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "?q");
  assert_int_equal(stage.app->focus, PANE_TEXT);
  stage_play(&stage, "q");
  assert_false(stage.app->wishes.quit);
  assert_int_equal(stage.app->focus, PANE_LIST);
  stage_play(&stage, "q");
  assert_true(stage.app->wishes.quit);
  stage_close(&stage);
}

static void messages_end_with_what_sqlite_reported(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  Log reports = {0};
  stage.app->reports = &reports;
  stage_play(&stage, "H:messages<Enter>");
  stage_lacks(&stage, "What SQLite reported");
  log_add(&reports, SLICE("SQLite (283): recovered 2 frames\x1B[2J"));
  stage_play(&stage, "q:messages<Enter>");
  stage_shows(&stage, "What SQLite reported:");
  stage_shows(&stage, "recovered 2 frames\xE2\x90\x9B[2J");
  stage_close(&stage);
  log_release(&reports);
}

static void search_counts_and_escape_returns(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "))");
  uint32_t pos = stage.app->session.pos;
  stage_play(&stage, "/measure");
  stage_shows(&stage, "1/");
  assert_true(stage.app->session.pos != pos);
  stage_play(&stage, "<Esc>");
  assert_int_equal(stage.app->session.pos, pos);
  stage_play(&stage, "/measure<Enter>n");
  stage_shows(&stage, "2/");
  stage_play(&stage, "N");
  stage_shows(&stage, "1/");
  stage_play(&stage, "^O^O^O");
  assert_int_equal(stage.app->session.pos, pos);
  stage_close(&stage);
}

static void search_takes_text_literally(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, "/[i]<Enter>");
  stage_shows(&stage, "1/2"); // the mark and the note
  stage_play(&stage, "/.*<Enter>");
  stage_shows(&stage, "no match");
  stage_close(&stage);
}

static void the_footnote_pane_follows_the_text_and_resolves_ibid(void **state) {
  (void)state;
  Stage stage = open_brief(45, 160);
  stage_play(&stage, "]f]f");
  stage_shows(&stage, "[ii] Ibid.");
  stage_shows(&stage, "= [i]");
  stage_close(&stage);
}

static void peek_go_and_back(void **state) {
  (void)state;
  Stage stage = open_brief(20, 60);
  stage_play(&stage, "]f");
  uint32_t mark = stage.app->session.pos;
  stage_play(&stage, "<Enter>");
  stage_shows(&stage, "footnote i");
  stage_play(&stage, "gf");
  assert_null(stage.app->overlay);
  assert_true(version_note_at(stage.app->session.version, stage.app->session.pos) == 0);
  stage_play(&stage, "^O");
  assert_int_equal(stage.app->session.pos, mark);
  stage_close(&stage);
}

static void a_resize_keeps_the_sentence(void **state) {
  (void)state;
  Stage stage = open_brief(30, 100);
  stage_play(&stage, ")))))))))");
  uint32_t pos = stage.app->session.pos;
  static const uint32_t sizes[][2] = {{20, 60},   {45, 160}, {5, 20},  {1, 1},
                                      {200, 500}, {2, 2},    {30, 100}};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
    stage_resize(&stage, sizes[i][0], sizes[i][1]);
    assert_int_equal(stage.app->session.pos, pos);
    if (sizes[i][0] < FRAME_ROWS_MIN) continue;
    Span view = reader_view(&stage.app->reader);
    assert_true(view.start <= pos && pos < view.end);
  }
  stage_close(&stage);
}

static void furniture_is_shown_on_request(void **state) {
  (void)state;
  Stage stage = stage_open(30, 100);
  stage_open_brief(&stage, stage_add_file(&stage, "data/briefs/ports-before-plants.txt"));
  stage_lacks(&stage, "Share");
  stage_play(&stage, "g.gg");
  stage_shows(&stage, "Share");
  stage_close(&stage);
}

static void the_command_line_runs_actions_by_name(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, ":tag 'two words' risk<Enter>");
  assert_int_equal(annotations(&stage), 1);
  assert_int_equal(stage_annotation(&stage, 0)->tag_count, 2);
  stage_play(&stage, ":w<Enter>");
  stage_shows(&stage, "everything is saved");
  stage_play(&stage, ":nonsense<Enter>");
  stage_shows(&stage, "cannot run 'nonsense': there is no such command");
  stage_play(&stage, ":q<Enter>");
  assert_true(stage.app->wishes.quit);
  stage_close(&stage);
}

static void history_and_messages_can_be_read(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "twater<Enter>:history<Enter>");
  stage_shows(&stage, "water");
  stage_play(&stage, "q:w<Enter>:messages<Enter>");
  stage_shows(&stage, "everything is saved");
  stage_close(&stage);
}

static void export_asks_for_format_and_file(void **state) {
  (void)state;
  char *folder = check_folder();
  Buffer path = {0}, keys = {0};
  buffer_printf(&path, "%s/out.md", folder);
  buffer_printf(&keys, "EGl^U%s<Enter><Enter>", path.ptr);
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "HEf");
  stage_shows(&stage, "Export to file:");
  stage_play(&stage, "<Esc>q");
  stage_play(&stage, keys.ptr);
  char *text = check_read(path.ptr);
  assert_non_null(strstr(text, "Few rivers in the region"));
  free(text);
  stage_play(&stage, "El");
  stage_play(&stage, keys.ptr + 1);
  stage_shows(&stage, "y/n");
  stage_close(&stage);
  buffer_release(&path);
  buffer_release(&keys);
  check_folder_remove(folder);
  free(folder);
}

static void typing_replaces_a_suggested_file_name(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  static const struct {
    const char *keys, *shown;
  } cases[] = {
      {"xy", "Export to file: xy\n"},
      {"<Left>x", "Export to file: velna-compact.mxd"},
      {"<BS>x", "Export to file: velna-compact.mx"},
      {"<End>x", "Export to file: velna-compact.mdx"},
      {"^Ux", "Export to file: x\n"},
  };
  stage_play(&stage, "H");
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    stage_play(&stage, "Ef");
    stage_shows(&stage, "Export to file: velna-compact.md\n");
    stage_play(&stage, cases[i].keys);
    stage_shows(&stage, cases[i].shown);
    stage_play(&stage, "<Esc>q");
  }
  stage_play(&stage, "Ef");
  stage_paste(&stage, "pasted.md");
  stage_shows(&stage, "Export to file: pasted.md\n");
  stage_close(&stage);
}

static void a_wrong_path_keeps_the_prompt_open_and_says_why(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_play(&stage, "+data/briefs/nothing-of-the-kind.txt<Enter>");
  stage_shows(&stage, "Add file or folder: data/briefs/nothing-of-the-kind.txt");
  stage_shows(&stage, "cannot add 'data/briefs/nothing-of-the-kind.txt': No such file");
  stage_play(&stage, "^Wvelna-compact.txt<Enter>");
  assert_null(stage.app->overlay);
  stage_shows(&stage, "added 1 brief");
  stage_close(&stage);
}

static void the_title_bar_marks_a_title_that_the_file_does_not_state(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  stage_open_brief(&stage, stage_add(&stage, "rain.txt",
                                     "it rains and nobody knows why it does so "
                                     "on a day like this, when all is said.\n"));
  assert_int_equal(stage.app->session.brief.title_source, TITLE_FROM_NAME);
  Buffer text = {0};
  screen_write_text(stage.app->screen, &text);
  *strchr(text.ptr, '\n') = 0;
  assert_non_null(strstr(text.ptr, "~ rain.txt"));
  buffer_release(&text);
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_unknown_key_says_so_and_names_help),
      cmocka_unit_test(escape_never_quits),
      cmocka_unit_test(q_goes_back_one_level_and_quits_on_the_first_screen),
      cmocka_unit_test(messages_end_with_what_sqlite_reported),
      cmocka_unit_test(search_counts_and_escape_returns),
      cmocka_unit_test(search_takes_text_literally),
      cmocka_unit_test(the_footnote_pane_follows_the_text_and_resolves_ibid),
      cmocka_unit_test(peek_go_and_back),
      cmocka_unit_test(a_resize_keeps_the_sentence),
      cmocka_unit_test(furniture_is_shown_on_request),
      cmocka_unit_test(the_command_line_runs_actions_by_name),
      cmocka_unit_test(history_and_messages_can_be_read),
      cmocka_unit_test(export_asks_for_format_and_file),
      cmocka_unit_test(typing_replaces_a_suggested_file_name),
      cmocka_unit_test(a_wrong_path_keeps_the_prompt_open_and_says_why),
      cmocka_unit_test(the_title_bar_marks_a_title_that_the_file_does_not_state),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
