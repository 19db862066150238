// SPDX-License-Identifier: MIT
// The tutor. Through the real binary everything is done by doing what the screen says; in process
// it is seen that a lesson is not done before it is, and that nobody's library is touched.
#include "support/check.h"
#include "support/program.h"
#include "support/pty.h"
#include "support/stage.h"
#include "tui/tutor.h"

#include <stdlib.h>
#include <unistd.h>

// ---- Through the real binary, 80 by 24

// Presses keys, once the words that name them are on the screen.
static void press(Pty *pty, const char *words, const char *keys) {
  pty_wait_text(pty, words);
  pty_send(pty, keys);
}

static void read_on(Pty *pty) {
  pty_wait_text(pty, "lesson 1 of 11: read on");
  pty_wait_text(pty, "A Walk Along the Canal");
  press(pty, "Space a page", "<Space>");
  press(pty, "j goes down a line", "jjjjj");
}

static void look_at_a_footnote(Pty *pty) {
  pty_wait_text(pty, "lesson 2 of 11: look at a footnote");
  press(pty, "]f goes to the next footnote mark", "]f");
  press(pty, "Enter shows what it says", "<Enter>");
  pty_wait_text(pty, "Counting Feet: a First Report");
  pty_wait_text(pty, "lesson 3 of 11: go to a footnote and come back");
  press(pty, "gf goes from the mark to the footnote", "gf");
  pty_wait_text(pty, "[iv]");
  press(pty, "^O comes back", "^O");
}

static void mark_sentences(Pty *pty) {
  pty_wait_text(pty, "lesson 4 of 11: tag a sentence");
  press(pty, ") goes on to a sentence", ")");
  press(pty, "t tags it", "t");
  pty_wait_text(pty, "No tags yet");
  pty_send(pty, "walking");
  press(pty, "Enter tag", "<Enter>");
  pty_wait_text(pty, "lesson 5 of 11: the same again");
  press(pty, ". tags the next sentence like the last", ".");
  pty_wait_text(pty, "lesson 6 of 11: comment on it");
  press(pty, "a opens a small editor", "a");
  pty_wait_text(pty, "^S save");
  pty_send_bytes(pty, SLICE("Who counted?"));
  press(pty, "^S saves them", "^S");
}

static void undo_and_redo(Pty *pty) {
  pty_wait_text(pty, "lesson 7 of 11: take it back");
  press(pty, "u undoes the last change", "u");
  pty_wait_text(pty, "lesson 8 of 11: put it back");
  press(pty, "^R does again what was undone", "^R");
}

static void search_and_find_a_key(Pty *pty) {
  pty_wait_text(pty, "lesson 9 of 11: search");
  press(pty, "/ and a word, such as bench", "/");
  pty_send(pty, "bench");
  press(pty, "Enter", "<Enter>");
  press(pty, "n goes to the next one", "n");
  pty_wait_text(pty, "lesson 10 of 11: find a key");
  press(pty, "? lists all keys", "?");
  pty_wait_text(pty, "help");
  press(pty, "q closes it", "q");
}

static void take_it_out(Pty *pty) {
  Buffer target = {0};
  buffer_printf(&target, "%s/walk.md", pty_folder(pty));
  pty_wait_text(pty, "lesson 11 of 11: take your notes out");
  press(pty, "E shows what an export will be", "E");
  press(pty, "f names its file", "f");
  press(pty, "^U clear", "^U");
  pty_send_bytes(pty, buffer_slice(&target));
  press(pty, "Enter take it", "<Enter>");
  press(pty, "Enter writes it", "<Enter>");
  pty_wait_text(pty, "all 11 lessons done");
  char *text = check_read(target.ptr);
  assert_non_null(strstr(text, "#walking"));
  assert_non_null(strstr(text, "Who counted?"));
  free(text);
  buffer_release(&target);
}

static void do_the_lessons(Pty *pty) {
  read_on(pty);
  look_at_a_footnote(pty);
  mark_sentences(pty);
  undo_and_redo(pty);
  search_and_find_a_key(pty);
  take_it_out(pty);
  pty_wait_text(pty, "postil FILE");
  press(pty, "q leaves", "q");
}

static void the_lessons_are_done_by_doing_what_the_screen_says(void **state) {
  (void)state;
  char *folder = check_folder();
  PtyOptions options = {.folder = folder};
  Pty *pty = pty_start(&options, (const char *const[]){"tutor", NULL});
  do_the_lessons(pty);
  assert_int_equal(pty_wait_exit(pty), 0);
  pty_free(pty);
  Buffer library = {0};
  buffer_printf(&library, "%s/library.db", folder);
  assert_int_not_equal(access(library.ptr, F_OK), 0); // the reader's own was not even made
  buffer_release(&library);
  check_folder_remove(folder);
  free(folder);
}

static void an_empty_library_offers_the_lessons_and_is_there_again_after_them(void **state) {
  (void)state;
  Pty *pty = pty_start(&(PtyOptions){0}, (const char *const[]){NULL});
  press(pty, "g?  learn postil by doing", "g?");
  pty_wait_text(pty, "lesson 1 of 11");
  pty_send(pty, "H");
  pty_wait_text(pty, "highlighted");
  pty_send(pty, "q");
  pty_wait_text(pty, "Your library is empty.");
  pty_send(pty, "u");
  pty_wait_text(pty, "nothing to undo");
  pty_send(pty, "q");
  assert_int_equal(pty_wait_exit(pty), 0);
  pty_free(pty);
}

static void a_signal_ends_the_lessons_and_the_program(void **state) {
  (void)state;
  Pty *pty = pty_start(&(PtyOptions){0}, (const char *const[]){NULL});
  press(pty, "g?  learn postil by doing", "g?");
  pty_wait_text(pty, "lesson 1 of 11");
  pty_signal(pty, 15);
  pty_check_end(pty, 128 + 15);
}

static void in_a_pipe_the_tutor_prints_its_brief(void **state) {
  (void)state;
  char *home = check_folder();
  char *text = PROGRAM_TEXT(home, "tutor");
  assert_non_null(strstr(text, "A Walk Along the Canal\n"));
  free(text);
  check_folder_remove(home);
  free(home);
}

// ---- In process

static Stage begin(uint32_t rows, uint32_t columns) {
  Error err = {0};
  Stage stage = stage_open(rows, columns);
  check_ok(tutor_begin(stage.app, &err), &err);
  app_draw(stage.app);
  return stage;
}

static void at_lesson(const Stage *stage, uint32_t wanted) {
  uint32_t count;
  assert_int_equal(tutor_lesson(stage->app->tutor, &count), wanted);
  assert_int_equal(count, 11);
}

static void skip_to(Stage *stage, uint32_t lesson) {
  for (uint32_t at = 1; at < lesson; at++) stage_play(stage, ":tutor next<Enter>");
  at_lesson(stage, lesson);
}

static void a_lesson_is_not_done_before_it_is(void **state) {
  (void)state;
  static const struct {
    uint32_t lesson;
    const char *not_yet, *then;
  } rows[] = {{1, "jj/bench<Esc>?q", "G"},
              {2, "gg]f", "<Enter>"},
              {3, "gg]fgf", "^O"},
              {4, "Haword^S<Esc>t<Esc>", "twalking<Enter>"},
              {5, "twalking<Enter>)twalking<Enter>)", "."},
              {6, "aword<Esc>y", "aword^S"},
              {7, "HH", "u"},
              {8, "Hu", "^R"},
              {9, "/bench<Enter>", "n"},
              {10, "?", "q"},
              {11, "HE<Esc>", NULL}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    Stage stage = begin(24, 80);
    skip_to(&stage, rows[i].lesson);
    stage_play(&stage, rows[i].not_yet);
    at_lesson(&stage, rows[i].lesson);
    if (rows[i].then) {
      stage_play(&stage, rows[i].then);
      at_lesson(&stage, rows[i].lesson + 1);
    }
    stage_close(&stage);
  }
}

static void the_lessons_fit_small_and_large_screens(void **state) {
  (void)state;
  static const uint32_t sizes[][2] = {{24, 80}, {24, 100}, {45, 160}, {20, 60}, {12, 50}};
  Stage stage = begin(24, 80);
  for (uint32_t lesson = 1; lesson <= 12; lesson++) {
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
      stage_resize(&stage, sizes[i][0], sizes[i][1]);
      Rect rect = stage.app->frame.tutor;
      for (uint32_t row = 0; row < rect.rows; row++)
        for (uint32_t column = 0; column < rect.columns; column++) {
          const Cell *cell =
              &stage.app->screen->cells[(size_t)(rect.row + row) * sizes[i][1] + column];
          if (cell->len == 3 && memcmp(cell->text, "…", 3) == 0) stage_lacks(&stage, "…");
        }
    }
    stage_play(&stage, ":tutor next<Enter>");
  }
  stage_resize(&stage, 5, 20);
  assert_int_equal(stage.app->frame.tutor.rows, 1);
  assert_true(stage.app->frame.panes[PANE_TEXT].rows > 0);
  stage_close(&stage);
}

static void the_lessons_name_the_keys_as_they_are(void **state) {
  (void)state;
  Stage stage = begin(24, 80);
  stage_shows(&stage, "j goes down a line, Space a page");
  stage_play(&stage, ":tutor<Enter>");
  stage_shows(&stage, "this is the tutor");
  stage_close(&stage);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_lessons_are_done_by_doing_what_the_screen_says),
      cmocka_unit_test(an_empty_library_offers_the_lessons_and_is_there_again_after_them),
      cmocka_unit_test(a_signal_ends_the_lessons_and_the_program),
      cmocka_unit_test(in_a_pipe_the_tutor_prints_its_brief),
      cmocka_unit_test(a_lesson_is_not_done_before_it_is),
      cmocka_unit_test(the_lessons_fit_small_and_large_screens),
      cmocka_unit_test(the_lessons_name_the_keys_as_they_are),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
