// SPDX-License-Identifier: MIT
#include "support/check.h"

#include "base/gauge.h"

static void what_is_not_nothing_is_seen(void **state) {
  (void)state;
  assert_int_equal(gauge_shade(0, 1000), 0);
  assert_int_equal(gauge_shade(1, 1000), 1);
  assert_int_equal(gauge_shade(250, 1000), 1);
  assert_int_equal(gauge_shade(251, 1000), 2);
  assert_int_equal(gauge_shade(1000, 1000), GAUGE_SHADES);
  assert_int_equal(gauge_shade(UINT32_MAX, UINT32_MAX), GAUGE_SHADES);
  assert_int_equal(gauge_shade(0, 0), 0);
}

static void hundredths_are_whole_and_of_all_there_is(void **state) {
  (void)state;
  assert_int_equal(gauge_percent(0, 3), 0);
  assert_int_equal(gauge_percent(1, 3), 33);
  assert_int_equal(gauge_percent(29, 100), 29);
  assert_int_equal(gauge_percent(999, 1000), 99);
  assert_int_equal(gauge_percent(4, 3), 100);
  assert_int_equal(gauge_percent(0, 0), 100);
  assert_int_equal(gauge_percent(-1, 3), 0);
  assert_int_equal(gauge_percent(INT64_MAX / 2, INT64_MAX), 50);
}

static void expect_bar(uint32_t value, uint32_t most, SafeMode mode, const char *wanted) {
  Buffer out = {0};
  gauge_add_bar(&out, value, most, 4, mode);
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
}

static void bars_are_drawn_in_eighths(void **state) {
  (void)state;
  expect_bar(0, 8, SAFE_UNICODE, "");
  expect_bar(1, 32, SAFE_UNICODE, "▏");
  expect_bar(1, 3200, SAFE_UNICODE, "▏");
  expect_bar(12, 32, SAFE_UNICODE, "█▌");
  expect_bar(32, 32, SAFE_UNICODE, "████");
  expect_bar(99, 32, SAFE_UNICODE, "████");
  expect_bar(3, 0, SAFE_UNICODE, "");
}

static void ascii_bars_have_whole_columns(void **state) {
  (void)state;
  expect_bar(1, 3200, SAFE_ASCII, "#");
  expect_bar(12, 32, SAFE_ASCII, "##");
  expect_bar(32, 32, SAFE_ASCII, "####");
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(hundredths_are_whole_and_of_all_there_is),
                                     cmocka_unit_test(what_is_not_nothing_is_seen),
                                     cmocka_unit_test(bars_are_drawn_in_eighths),
                                     cmocka_unit_test(ascii_bars_have_whole_columns)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
