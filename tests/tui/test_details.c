// SPDX-License-Identifier: MIT
// What small things on the screen tell: the status line below a menu, where the other text's caret
// is, what an annotation without a passage looks like.
#include "library/inside.h"
#include "store/store.h"
#include "support/check.h"
#include "support/program.h"
#include "support/pty.h"
#include "support/stage.h"

#include <stdlib.h>

#define VELNA "data/briefs/velna-compact.txt"

static void the_status_line_has_all_of_an_annotation_while_they_are_listed(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 30, 100);
  stage_play(&stage, "twater<Enter>aA comment that is far too long for the row of a menu on this "
                     "screen.^S");
  stage_play(&stage, "Hga");
  stage_shows(&stage, "annotations at the caret");
  stage_play(&stage, "gg");
  stage_shows(&stage, "yellow · water · “A comment that is far too long for the row of a menu on "
                      "this screen.”");
  stage_play(&stage, "j");
  stage_lacks(&stage, "on this screen.”");
  stage_close(&stage);
}

// The cells of a half of the screen that are reversed.
static uint32_t count_reversed(const Stage *stage, uint32_t from, uint32_t to) {
  const Screen *screen = stage->app->screen;
  uint32_t count = 0;
  app_draw(stage->app);
  for (uint32_t row = 0; row < screen->rows; row++)
    for (uint32_t column = from; column < to; column++)
      count += (screen->cells[row * screen->columns + column].attributes & CELL_REVERSE) != 0;
  return count;
}

static void the_caret_of_the_other_text_is_to_be_seen(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 30, 120);
  stage_play(&stage, "=");
  assert_int_equal(count_reversed(&stage, 0, 60), 1);
  assert_int_equal(count_reversed(&stage, 60, 120), 0);
  stage_play(&stage, "<Tab>");
  assert_int_equal(count_reversed(&stage, 0, 60), 0);
  assert_int_equal(count_reversed(&stage, 60, 120), 1);
  stage_close(&stage);
}

static void a_click_near_an_edge_scrolls_nothing(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 24, 80);
  stage_play(&stage, "<Space>");
  app_draw(stage.app);
  LinePlace top = stage.app->reader.top;
  assert_true(top.block > 0);
  Rect rect = stage.app->frame.panes[PANE_TEXT];
  for (uint32_t row = rect.row; row < rect.row + rect.rows; row++) {
    if (!stage.app->reader.rows[row - rect.row].line) continue;
    Event press = {.type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .row = row, .column = 20};
    app_feed(stage.app, &press);
    app_draw(stage.app);
    assert_int_equal(stage.app->screen->cursor_row, row);
    assert_int_equal(stage.app->reader.top.block, top.block);
    assert_int_equal(stage.app->reader.top.line, top.line);
  }
  stage_play(&stage, "j"); // a key keeps its distance from the edge
  app_draw(stage.app);
  assert_true(stage.app->screen->cursor_row + 3 < rect.row + rect.rows);
  stage_close(&stage);
}

static void a_wide_list_has_a_column_for_the_series(void **state) {
  (void)state;
  Stage stage = stage_open(30, 120);
  stage_add(&stage, "ports.txt",
            "Ports Before Plants\n\nPolicy Briefs\n\n12 March 2026\n\nA "
            "sentence of the brief stands here, and one more.\n");
  stage_shows(&stage, "series");
  stage_shows(&stage, "Policy Briefs");
  stage_resize(&stage, 30, 119);
  stage_lacks(&stage, "Policy Briefs");
  stage_close(&stage);
}

// Nothing is lost with its passage: it is listed, can be read and commented on, and the text shows
// no place for it.
static void an_annotation_without_a_passage_is_listed_and_kept(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 30, 100);
  Error err = {0};
  stage_play(&stage, "twater<Enter>aIt was here.^S");
  check_ok(store_run_script(stage.library->store,
                            "UPDATE anchor SET state = 'orphan'; UPDATE shown SET orphan = 1",
                            &err),
           &err);
  stage_reopen(&stage, 30, 100);
  stage_play(&stage, "<Enter>");
  stage_lacks(&stage, "yellow · water");
  stage_play(&stage, "ga");
  stage_shows(&stage, "orphan: was here");
  stage_play(&stage, "<Esc>A");
  stage_shows(&stage, "orphan");
  stage_shows(&stage, "It was here.");
  stage_play(&stage, "<Enter>");
  stage_shows(&stage, "orphan: its passage was here");
  stage_close(&stage);
}

// The row of the screen that holds the words.
static uint32_t row_of(const Stage *stage, const char *words) {
  Buffer out = {0};
  uint32_t row = 0;
  stage_shows(stage, words);
  stage_write(stage, "", &out);
  const char *found = strstr(out.ptr, words);
  for (const char *at = out.ptr; at < found; at++) row += *at == '\n';
  buffer_release(&out);
  return row;
}

static void what_was_said_of_the_whole_brief_heads_the_footnotes(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 30, 140);
  uint32_t note = row_of(&stage, "[i] “The Orlec");
  stage_play(&stage, "gtrivers<Enter>gcRead it again before the meeting in June.^S");
  stage_shows(&stage, "rivers · “Read it again");
  assert_true(row_of(&stage, "meeting in June.”") < row_of(&stage, "[i] “The Orlec"));
  assert_int_equal(row_of(&stage, "[i] “The Orlec"), note); // level with its mark, as before
  stage_play(&stage, "<Tab>");
  assert_int_equal(stage.app->focus, PANE_NOTES);
  assert_true(row_of(&stage, "meeting in June.”") < row_of(&stage, "[i] “The Orlec"));
  stage_close(&stage);
}

// Tags that nobody has named go along: on a terminal somebody can be asked.
static void deleting_tags_below_a_tag_asks_on_a_terminal(void **state) {
  (void)state;
  char *folder = check_folder();
  Buffer library = {0};
  buffer_printf(&library, "%s/library.db", folder);
  free(PROGRAM_TEXT(folder, "--library", library.ptr, "add", VELNA));
  free(PROGRAM_TEXT(folder, "--library", library.ptr, "tags", "add", "team/alpha"));
  free(PROGRAM_TEXT(folder, "--library", library.ptr, "tags", "add", "team/beta"));
  static const char *const answers[] = {"n", "y"};
  for (int i = 0; i < 2; i++) {
    Pty *pty = pty_start(&(PtyOptions){.folder = folder},
                         (const char *const[]){"tags", "delete", "team", NULL});
    pty_wait_text(pty, "delete 'team' and all below it, 2 tags?");
    pty_send_bytes(pty, slice_of(answers[i]));
    pty_send(pty, "<Enter>");
    assert_int_equal(pty_wait_exit(pty), i == 0 ? 1 : 0);
    pty_free(pty);
    char *left = PROGRAM_TEXT(folder, "--library", library.ptr, "tags");
    assert_string_equal(left, i == 0 ? "0\tteam/alpha\n0\tteam/beta\n" : "");
    free(left);
  }
  buffer_release(&library);
  check_folder_remove(folder);
  free(folder);
}

static void who_cites_a_source_is_one_level_above_all_sources(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 30, 100);
  stage_play(&stage, "Sj<Enter>");
  stage_shows(&stage, "╭─ who cites it");
  stage_play(&stage, "q");
  stage_lacks(&stage, "╭─ who cites it");
  stage_shows(&stage, "╭─ sources, most cited first");
  stage_play(&stage, "<Enter><Enter>");
  assert_null(stage.app->overlay);
  stage_close(&stage);
}

// What is at the cell of the matrix is seen by what Enter lists.
static void the_matrix_opens_where_it_was_left(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 30, 100);
  stage_play(&stage, "ttrust<Enter>)twater<Enter>:matrix tag<Enter>jl<Enter>");
  stage_shows(&stage, "tag:\"water\" tag:\"water\"");
  stage_play(&stage, "<Enter>");
  assert_null(stage.app->overlay);
  stage_play(&stage, "X");
  stage_shows(&stage, "tags by tag");
  stage_play(&stage, "<Enter>");
  stage_shows(&stage, "tag:\"water\" tag:\"water\"");
  stage_close(&stage);
}

static void the_matrix_has_whole_names_where_there_is_room(void **state) {
  (void)state;
  Stage stage = stage_open_file(VELNA, 30, 100);
  stage_play(&stage, "trenewable energy<Enter>jttrains at night<Enter>:matrix tag<Enter>");
  stage_shows(&stage, "renewable energy ");
  stage_shows(&stage, " trains at night\n");
  stage_resize(&stage, 30, 44);
  stage_lacks(&stage, " trains at night\n");
  stage_shows(&stage, "trains at nig…");
  stage_close(&stage);
}

// Of notes that need more rows than there are, those before the current one go whole.
static void the_footnotes_below_begin_with_a_whole_one(void **state) {
  (void)state;
  Buffer text = {0};
  buffer_add_string(&text, "Many Notes\n\nIt begins");
  for (int i = 1; i <= 6; i++) buffer_printf(&text, " and goes on[%d]", i);
  buffer_add_string(&text, ".\n\n");
  for (int i = 1; i <= 6; i++)
    buffer_printf(&text, "[%d] “A title that needs %sof the pane”, Review %d.\n", i,
                  i % 2 ? "so very many words to be told from all the others like it, and more "
                          "of them still, that it stands on three rows "
                        : "more than one row, since it is long and goes on to the end ",
                  i);
  Stage stage = stage_open(24, 80);
  stage_open_brief(&stage, stage_add(&stage, "notes.txt", text.ptr));
  for (int i = 1; i <= 6; i++) {
    stage_play(&stage, "]f");
    app_draw(stage.app);
    Rect pane = stage.app->frame.panes[PANE_NOTES];
    const Screen *screen = stage.app->screen;
    const Cell *first =
        &screen->cells[(pane.row + 1) * screen->columns] + stage.app->reader.text_column;
    assert_int_equal(first->text[0], '[');
    assert_int_equal(first->face, FACE_REFERENCE);
  }
  stage_close(&stage);
  buffer_release(&text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_status_line_has_all_of_an_annotation_while_they_are_listed),
      cmocka_unit_test(the_caret_of_the_other_text_is_to_be_seen),
      cmocka_unit_test(a_click_near_an_edge_scrolls_nothing),
      cmocka_unit_test(a_wide_list_has_a_column_for_the_series),
      cmocka_unit_test(an_annotation_without_a_passage_is_listed_and_kept),
      cmocka_unit_test(what_was_said_of_the_whole_brief_heads_the_footnotes),
      cmocka_unit_test(deleting_tags_below_a_tag_asks_on_a_terminal),
      cmocka_unit_test(who_cites_a_source_is_one_level_above_all_sources),
      cmocka_unit_test(the_matrix_has_whole_names_where_there_is_room),
      cmocka_unit_test(the_matrix_opens_where_it_was_left),
      cmocka_unit_test(the_footnotes_below_begin_with_a_whole_one),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
