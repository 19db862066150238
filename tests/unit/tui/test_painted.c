// SPDX-License-Identifier: MIT
#include "tui/painted.h"

#include "support/check.h"

#include <stdio.h>

enum { ROWS = 3, COLUMNS = 8 };

// What painting is here: a line says its own number.
static void paint(Screen *screen, uint32_t row, LinePlace place) {
  char text[16];
  snprintf(text, sizeof text, "line %u", place.line);
  screen_put(screen, row, 0, COLUMNS, slice_of(text), FACE_TEXT, 0);
}

// Draws the lines from `first` on; returns how many of them had to be painted.
static uint32_t draw(Painted *painted, Screen *screen, uint32_t first) {
  uint32_t count = 0;
  screen_clear(screen, (Rect){0, 0, ROWS, COLUMNS}, FACE_TEXT);
  painted_begin(painted, ROWS, COLUMNS);
  for (uint32_t row = 0; row < ROWS; row++) {
    LinePlace place = {0, first + row};
    if (painted_show(painted, row, place, screen, row, 0)) continue;
    paint(screen, row, place);
    painted_keep(painted, row, place, screen, row, 0);
    count++;
  }
  painted_end(painted);
  return count;
}

static void assert_shows(const Screen *screen, const char *wanted) {
  Buffer text = {0};
  screen_write_text(screen, &text);
  check_text(buffer_slice(&text), wanted);
  buffer_release(&text);
}

static void only_lines_that_come_into_view_are_painted(void **state) {
  (void)state;
  Painted painted = {0};
  Screen *screen = screen_new(ROWS, COLUMNS, SAFE_UNICODE);
  assert_int_equal(draw(&painted, screen, 0), ROWS);
  assert_int_equal(draw(&painted, screen, 1), 1);
  assert_shows(screen, "line 1\nline 2\nline 3\n");
  assert_int_equal(draw(&painted, screen, 0), 1);
  assert_shows(screen, "line 0\nline 1\nline 2\n");
  assert_int_equal(draw(&painted, screen, 40), ROWS);
  assert_shows(screen, "line 40\nline 41\nline 42\n");
  assert_int_equal(draw(&painted, screen, 40), 0);
  assert_shows(screen, "line 40\nline 41\nline 42\n");
  painted_release(&painted);
  screen_free(screen);
}

static void tints_over_a_line_are_not_kept(void **state) {
  (void)state;
  Painted painted = {0};
  Screen *screen = screen_new(ROWS, COLUMNS, SAFE_UNICODE);
  draw(&painted, screen, 0);
  screen_tint(screen, 0, 0, COLUMNS, FACE_SENTENCE, CELL_BOLD);
  draw(&painted, screen, 0);
  assert_int_equal(screen->cells[0].face, FACE_TEXT);
  assert_int_equal(screen->cells[0].attributes, 0);
  painted_release(&painted);
  screen_free(screen);
}

static void what_is_forgotten_is_painted_anew(void **state) {
  (void)state;
  Painted painted = {0};
  Screen *screen = screen_new(ROWS, COLUMNS, SAFE_UNICODE);
  draw(&painted, screen, 0);
  painted_forget(&painted);
  assert_int_equal(draw(&painted, screen, 0), ROWS);
  painted_release(&painted);
  screen_free(screen);
}

static void lines_wider_than_the_screen_are_not_kept(void **state) {
  (void)state;
  Painted painted = {0};
  Screen *screen = screen_new(1, COLUMNS - 1, SAFE_UNICODE);
  for (int frame = 0; frame < 2; frame++) {
    painted_begin(&painted, 1, COLUMNS);
    assert_false(painted_show(&painted, 0, (LinePlace){0}, screen, 0, 0));
    painted_keep(&painted, 0, (LinePlace){0}, screen, 0, 0);
    painted_end(&painted);
  }
  painted_release(&painted);
  screen_free(screen);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(only_lines_that_come_into_view_are_painted),
      cmocka_unit_test(tints_over_a_line_are_not_kept),
      cmocka_unit_test(what_is_forgotten_is_painted_anew),
      cmocka_unit_test(lines_wider_than_the_screen_are_not_kept),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
