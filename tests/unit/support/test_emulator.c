// SPDX-License-Identifier: MIT
// The emulator of the end-to-end tests outlives what a program drew for a size that is gone.
#include "support/check.h"
#include "support/emulator.h"

static void check_shows(const Emulator *emulator, const char *wanted) {
  Buffer text = {0};
  emulator_text(emulator, &text);
  check_text(buffer_slice(&text), wanted);
  buffer_release(&text);
}

static void what_is_fed_is_seen(void **state) {
  (void)state;
  uint32_t row, column;
  Emulator *emulator = emulator_new(3, 10);
  emulator_feed(emulator, SLICE("a\r\nb 漢"));
  emulator_feed(emulator, SLICE("\033[3;"));
  emulator_feed(emulator, SLICE("5Hc"));
  check_shows(emulator, "a\nb 漢\n    c\n");
  emulator_cursor(emulator, &row, &column);
  assert_int_equal(row, 2);
  assert_int_equal(column, 5);
  emulator_free(emulator);
}

static void a_late_wide_character_does_no_harm_in_one_column(void **state) {
  (void)state;
  Emulator *emulator = emulator_new(3, 80);
  emulator_resize(emulator, 3, 1);
  emulator_feed(emulator, SLICE("\033[2;40H漢字"));
  emulator_resize(emulator, 3, 8);
  emulator_feed(emulator, SLICE("\033[2J\033[Hwell"));
  check_shows(emulator, "well\n\n\n");
  emulator_free(emulator);
}

static void rows_that_scroll_late_do_no_harm_on_fewer_rows(void **state) {
  (void)state;
  Emulator *emulator = emulator_new(200, 8);
  emulator_feed(emulator, SLICE("\033[3;150r\033[150;1H"));
  emulator_resize(emulator, 3, 8);
  for (int i = 0; i < 20; i++) emulator_feed(emulator, SLICE("\n\033M\n\n\033M"));
  emulator_feed(emulator, SLICE("\033[2J\033[Hone\r\ntwo\r\nthree"));
  check_shows(emulator, "one\ntwo\nthree\n");
  emulator_free(emulator);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_fed_is_seen),
      cmocka_unit_test(a_late_wide_character_does_no_harm_in_one_column),
      cmocka_unit_test(rows_that_scroll_late_do_no_harm_on_fewer_rows),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
