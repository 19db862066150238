// SPDX-License-Identifier: MIT
// Jumping on the screen: labels on sentences, marks by letter.
#include "support/check.h"
#include "support/stage.h"
#include "tui/jumplabel.h"

#include <string.h>

static Stage open_brief(uint32_t rows, uint32_t columns) {
  return stage_open_file("data/briefs/velna-compact.txt", rows, columns);
}

// The cells where a place of the text stands, as many as `len`.
static void check_cells_at(const Stage *stage, const char *words, const char *wanted) {
  const Session *session = &stage->app->session;
  const char *found =
      memmem(session->version->text.ptr, session->version->text.len, words, strlen(words));
  assert_non_null(found);
  uint32_t row, column;
  uint32_t pos = (uint32_t)(found - session->version->text.ptr);
  assert_true(reader_find_cell(stage->app, pos, &row, &column));
  const Screen *screen = stage->app->screen;
  for (size_t i = 0; wanted[i]; i++) {
    const Cell *cell = &screen->cells[(size_t)row * screen->columns + column + i];
    assert_int_equal(cell->text[0], wanted[i]);
    assert_int_equal(cell->face, FACE_KEY);
  }
}

static void check_caret(const Stage *stage, const char *words) {
  const Session *session = &stage->app->session;
  check_text(
      slice_cut(session->version->text, session->pos, session->pos + (uint32_t)strlen(words)),
      words);
}

static void labels_stand_on_the_sentences_in_view_and_lead_there(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, ")f");
  check_cells_at(&stage, "Few rivers", "f"); // the nearest
  check_cells_at(&stage, "What has changed", "j");
  check_cells_at(&stage, "A commission", "k");
  stage_play(&stage, "k");
  assert_null(stage.app->overlay);
  check_caret(&stage, "A commission");
  stage_play(&stage, "^O");
  check_caret(&stage, "Four administrations");
  stage_close(&stage);
}

static void many_sentences_get_two_letters(void **state) {
  (void)state;
  Stage stage = stage_open(30, 100);
  Buffer text = {0};
  for (int i = 0; i < 40; i++) buffer_printf(&text, "Sentence%02d stands here. ", i);
  stage_open_brief(&stage, stage_add(&stage, "many.txt", text.ptr));
  stage_play(&stage, "f");
  check_cells_at(&stage, "Sentence01", "f");
  check_cells_at(&stage, "Sentence39", "ha");
  stage_play(&stage, "h");
  assert_non_null(stage.app->overlay);
  check_cells_at(&stage, "Sentence39", "a");
  stage_play(&stage, "a");
  check_caret(&stage, "Sentence39");
  assert_null(stage.app->overlay);
  buffer_release(&text);
  stage_close(&stage);
}

static void labels_are_cancelled_and_refuse_other_letters(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  uint32_t pos = stage.app->session.pos;
  stage_play(&stage, "f<Esc>");
  assert_null(stage.app->overlay);
  stage_play(&stage, "fX");
  stage_shows(&stage, "no label has this letter");
  assert_null(stage.app->overlay);
  assert_int_equal(stage.app->session.pos, pos);
  stage_close(&stage);
}

static void labels_stretch_a_selection(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "Vff");
  check_caret(&stage, "Four administrations");
  assert_true(stage.app->session.selecting);
  assert_int_equal(session_selection(&stage.app->session).start, 0);
  stage_close(&stage);
}

static void no_label_begins_another_one(void **state) {
  (void)state;
  static const uint32_t counts[] = {1, 8, 9, 10, 17, 18, 73, 81, 82, 300, 676};
  for (size_t at = 0; at < sizeof counts / sizeof *counts; at++) {
    uint32_t count = counts[at], seen[JUMPLABEL_KEYS] = {0};
    bool pairs[JUMPLABEL_KEYS][JUMPLABEL_KEYS] = {{false}};
    for (uint32_t i = 0; i < count; i++) {
      char label[3];
      assert_true(jumplabel_write(i, count, label));
      uint32_t first = (uint32_t)(label[0] - 'a');
      assert_int_not_equal(seen[first], 1);   // taken alone
      assert_false(!label[1] && seen[first]); // begins a pair
      seen[first] = label[1] ? 2 : 1;
      if (!label[1]) continue;
      assert_false(pairs[first][label[1] - 'a']);
      pairs[first][label[1] - 'a'] = true;
    }
  }
}

static void marks_outlive_the_program_and_are_listed(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  int64_t brief = stage.app->session.brief.key;
  stage_play(&stage, "))ma");
  stage_shows(&stage, "marked");
  app_free(stage.app);
  stage.app = app_new(stage.library, stage.config, 24, 80, SAFE_UNICODE);
  stage_open_brief(&stage, brief);
  stage_play(&stage, "gg'a");
  check_caret(&stage, "What has changed");
  stage_play(&stage, "''");
  check_caret(&stage, "Few rivers");
  stage_play(&stage, ":marks<Enter>");
  stage_shows(&stage, "a  What has changed since 2023");
  stage_play(&stage, "<Enter>");
  check_caret(&stage, "What has changed");
  stage_play(&stage, ":marks<Enter>dd:marks<Enter>");
  stage_shows(&stage, "this brief has no marks");
  stage_play(&stage, "'a");
  stage_shows(&stage, "there is no mark 'a'");
  stage_close(&stage);
}

static void a_key_that_is_no_letter_is_no_mark(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "m<Down>");
  stage_shows(&stage, "marks are the letters a to z");
  stage_play(&stage, "m<Esc>");
  assert_null(stage.app->overlay);
  stage_shows(&stage, "Few rivers");
  stage_play(&stage, "m日");
  stage_shows(&stage, "not '日'");
  stage_close(&stage);
}

// ---- Pages

// Marks the characters of the text that are in view.
static void see(const Stage *stage, Buffer *seen) {
  const Reader *reader = &stage->app->reader;
  for (uint32_t row = 0; row < reader->rect.rows; row++) {
    const Line *line = reader->rows[row].line;
    if (line) memset(seen->ptr + line->span.start, 'x', span_len(line->span));
  }
}

static void page_through(Stage *stage, const char *start, const char *page) {
  const Version *version = stage->app->session.version;
  Buffer seen = {0};
  for (size_t i = 0; i < version->text.len; i++)
    buffer_add_byte(&seen, strchr(" \n", version->text.ptr[i]) ? 'x' : ' ');
  stage_play(stage, start);
  app_draw(stage->app);
  Span view = reader_view(&stage->app->reader);
  bool up = page[0] == '-' || page[1] == 'U';
  memset(seen.ptr + (up ? view.end : 0), 'x', up ? seen.len - view.end : view.start);
  for (uint32_t i = 0; i < 60; i++) {
    see(stage, &seen);
    stage_play(stage, page);
  }
  see(stage, &seen);
  const char *missed = memchr(seen.ptr, ' ', seen.len);
  if (missed) fail_msg("%s%s misses %.40s", start, page, version->text.ptr + (missed - seen.ptr));
  buffer_release(&seen);
}

// Also where footnotes come and go below the text and take rows of it.
static void paging_shows_every_line(void **state) {
  (void)state;
  for (uint32_t rows = 9; rows < 40; rows += 3) {
    Stage stage = open_brief(rows, 90);
    page_through(&stage, "gg", " ");
    page_through(&stage, "gg", "^D");
    page_through(&stage, "G", "-");
    page_through(&stage, "G", "^U");
    stage_close(&stage);
  }
}

static void paging_shows_every_line_wherever_the_caret_was(void **state) {
  (void)state;
  for (uint32_t row = 1; row < 22; row++) {
    Stage stage = open_brief(24, 90);
    Event press = {.type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .row = row, .column = 20};
    app_feed(stage.app, &press);
    page_through(&stage, "", " ");
    stage_play(&stage, "G");
    app_feed(stage.app, &press);
    page_through(&stage, "", "-");
    stage_close(&stage);
  }
}

// ---- Counts

static void a_count_goes_to_a_paragraph_a_row_or_a_line_end(void **state) {
  (void)state;
  Stage stage = open_brief(24, 80);
  stage_play(&stage, "2G");
  check_caret(&stage, "The idea of a common gauge");
  stage_play(&stage, "3gg");
  check_caret(&stage, "The Compact on Shared");
  stage_play(&stage, "1G");
  check_caret(&stage, "Few rivers");
  stage_play(&stage, "2$");
  uint32_t row = stage.app->screen->cursor_row, end = stage.app->session.pos;
  stage_play(&stage, "ggj$");
  assert_int_equal(stage.app->screen->cursor_row, row);
  assert_int_equal(stage.app->session.pos, end);
  stage_play(&stage, "99999G");
  assert_true(stage.app->session.pos > end);
  stage_add_file(&stage, "data/briefs/night-trains.txt");
  stage_add_file(&stage, "data/briefs/ports-before-plants.txt");
  stage_play(&stage, "L2G");
  assert_int_equal(stage.app->briefs.current, 1);
  stage_play(&stage, "77G");
  assert_int_equal(stage.app->briefs.current, stage.app->briefs.count - 1);
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(labels_stand_on_the_sentences_in_view_and_lead_there),
      cmocka_unit_test(many_sentences_get_two_letters),
      cmocka_unit_test(labels_are_cancelled_and_refuse_other_letters),
      cmocka_unit_test(labels_stretch_a_selection),
      cmocka_unit_test(no_label_begins_another_one),
      cmocka_unit_test(marks_outlive_the_program_and_are_listed),
      cmocka_unit_test(a_key_that_is_no_letter_is_no_mark),
      cmocka_unit_test(a_count_goes_to_a_paragraph_a_row_or_a_line_end),
      cmocka_unit_test(paging_shows_every_line),
      cmocka_unit_test(paging_shows_every_line_wherever_the_caret_was),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
