// SPDX-License-Identifier: MIT
#include "base/bisection.h"

#include "support/check.h"

static void the_first_that_is_not_before_is_found_in_every_range(void **state) {
  (void)state;
  for (size_t start = 0; start < 4; start++) {
    for (size_t end = start; end < start + 12; end++) {
      for (size_t wanted = start; wanted <= end; wanted++) {
        uint32_t asked = 0;
        Bisection range = bisection_of(start, end);
        while (bisection_open(&range)) {
          assert_in_range(range.middle, start, end - 1);
          bisection_narrow(&range, range.middle < wanted);
          asked++;
        }
        assert_int_equal(range.low, wanted);
        assert_true(asked <= 4); // log2(11) + 1
      }
    }
  }
}

static void the_last_before_it_is_0_where_there_is_none(void **state) {
  (void)state;
  assert_int_equal(bisection_last(&(Bisection){.low = 0}), 0);
  assert_int_equal(bisection_last(&(Bisection){.low = 1}), 0);
  assert_int_equal(bisection_last(&(Bisection){.low = 7}), 6);
}

static void a_range_at_the_end_of_all_numbers_does_not_overflow(void **state) {
  (void)state;
  Bisection range = bisection_of(SIZE_MAX - 8, SIZE_MAX);
  while (bisection_open(&range)) bisection_narrow(&range, range.middle < SIZE_MAX - 3);
  assert_int_equal(range.low, SIZE_MAX - 3);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_first_that_is_not_before_is_found_in_every_range),
      cmocka_unit_test(the_last_before_it_is_0_where_there_is_none),
      cmocka_unit_test(a_range_at_the_end_of_all_numbers_does_not_overflow),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
