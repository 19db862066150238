// SPDX-License-Identifier: MIT
#include "support/check.h"
#include "tui/clicks.h"

static void presses_at_one_place_become_double_and_triple_clicks(void **state) {
  (void)state;
  Clicks clicks = {0};
  assert_int_equal(clicks_count(&clicks, 3, 4, 1000), 1);
  assert_int_equal(clicks_count(&clicks, 3, 4, 1000 + CLICKS_MS), 2);
  assert_int_equal(clicks_count(&clicks, 3, 4, 1001 + CLICKS_MS), 3);
  assert_int_equal(clicks_count(&clicks, 3, 4, 1002 + CLICKS_MS), 1);
}

static void another_place_or_a_pause_begins_anew(void **state) {
  (void)state;
  Clicks clicks = {0};
  assert_int_equal(clicks_count(&clicks, 3, 4, 1000), 1);
  assert_int_equal(clicks_count(&clicks, 3, 5, 1001), 1);
  assert_int_equal(clicks_count(&clicks, 4, 5, 1002), 1);
  assert_int_equal(clicks_count(&clicks, 4, 5, 1003 + CLICKS_MS), 1);
  assert_int_equal(clicks_count(&clicks, 4, 5, 1004 + CLICKS_MS), 2);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(presses_at_one_place_become_double_and_triple_clicks),
      cmocka_unit_test(another_place_or_a_pause_begins_anew),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
