// SPDX-License-Identifier: MIT
#include "base/moment.h"

#include "support/check.h"

#include <stdlib.h>

static void check_reads(const char *text, int64_t wanted) {
  int64_t moment = -1;
  if (!moment_parse(slice_of(text), &moment)) fail_msg("not read: %s", text);
  if (moment != wanted) fail_msg("%s is %lld", text, (long long)moment);
}

static void check_form(int64_t moment, const char *wanted) {
  char text[MOMENT_TEXT_SIZE];
  moment_format(moment, text);
  check_text(slice_of(text), wanted);
}

static void a_moment_is_written_without_needless_zeros(void **state) {
  (void)state;
  check_form(0, "1970-01-01T00:00:00Z");
  check_form(1769674530000000, "2026-01-29T08:15:30Z");
  check_form(1769674530500000, "2026-01-29T08:15:30.5Z");
  check_form(1769674530000001, "2026-01-29T08:15:30.000001Z");
  check_form(1769674530120000, "2026-01-29T08:15:30.12Z");
  check_form(INT64_MIN, "-290308-12-21T19:59:05.224192Z");
  check_form(INT64_MAX, "294247-01-10T04:00:54.775807Z");
  check_form(-62167219200000001, "-001-12-31T23:59:59.999999Z");
}

static void moments_before_1970_and_the_extremes_are_written(void **state) {
  (void)state;
  check_form(-1, "1969-12-31T23:59:59.999999Z");
  check_form(-62135596800000000, "0001-01-01T00:00:00Z");
  check_form(INT64_MAX, "294247-01-10T04:00:54.775807Z");
  check_form(INT64_MIN, "-290308-12-21T19:59:05.224192Z");
}

static void offsets_and_fractions_are_read(void **state) {
  (void)state;
  check_reads("2026-01-29T08:15:30Z", 1769674530000000);
  check_reads("2026-01-29T09:15:30+01:00", 1769674530000000);
  check_reads("2026-01-29T02:45:30-05:30", 1769674530000000);
  check_reads("2026-01-29T08:15:30.5Z", 1769674530500000);
  check_reads("2026-01-29T08:15:30.123456+00:00", 1769674530123456);
  check_reads("2026-01-29T08:15:30.1234569Z", 1769674530123456);
  check_reads("2016-12-31T23:59:60Z", 1483228800000000);
  check_reads("2024-02-29T00:00:00Z", 1709164800000000);
}

static void what_is_no_moment_is_refused(void **state) {
  (void)state;
  static const char *const texts[] = {
      "",
      "2026-01-29",
      "2026-01-29T08:15:30",
      "2026-01-29T08:15Z",
      "2026-13-01T00:00:00Z",
      "2026-00-01T00:00:00Z",
      "2026-02-29T00:00:00Z",
      "2026-01-32T00:00:00Z",
      "2026-01-29T24:00:00Z",
      "2026-01-29T08:60:00Z",
      "2026-01-29T08:15:61Z",
      "2026-01-29T08:15:30.Z",
      "2026-01-29T08:15:30Z ",
      "2026-01-29T08:15:30+0100",
      "x026-01-29T08:15:30Z",
      "26-01-29T08:15:30Z",
      "2026-01-29T08:15:30+01",
  };
  for (size_t at = 0; at < sizeof texts / sizeof *texts; at++) {
    int64_t moment = 7;
    if (moment_parse(slice_of(texts[at]), &moment)) fail_msg("read: '%s'", texts[at]);
    assert_int_equal(moment, 7);
  }
}

static void what_is_written_reads_back(void **state) {
  (void)state;
  // Steps of a prime number of microseconds through the years 1 to 9999.
  for (int64_t moment = -62135596800000000; moment < 253402300799999999; moment += 7919999999917) {
    char text[MOMENT_TEXT_SIZE];
    moment_format(moment, text);
    check_reads(text, moment);
  }
}

static void the_clock_can_be_fixed(void **state) {
  (void)state;
  setenv("POSTIL_NOW", "2026-01-29T08:15:30Z", 1);
  assert_int_equal(moment_now(), 1769674530000000);
  setenv("POSTIL_NOW", "yesterday", 1);
  assert_true(moment_now() != 1769674530000000);
  unsetenv("POSTIL_NOW");
  assert_true(moment_now() > 1700000000000000);
}

static void the_steady_clock_neither_goes_back_nor_heeds_the_fixed_instant(void **state) {
  (void)state;
  int64_t before = moment_steady_ms();
  setenv("POSTIL_NOW", "1970-01-01T00:00:00Z", 1);
  int64_t after = moment_steady_ms();
  unsetenv("POSTIL_NOW");
  assert_true(before > 0);
  assert_true(after >= before);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_moment_is_written_without_needless_zeros),
      cmocka_unit_test(moments_before_1970_and_the_extremes_are_written),
      cmocka_unit_test(offsets_and_fractions_are_read),
      cmocka_unit_test(what_is_no_moment_is_refused),
      cmocka_unit_test(what_is_written_reads_back),
      cmocka_unit_test(the_clock_can_be_fixed),
      cmocka_unit_test(the_steady_clock_neither_goes_back_nor_heeds_the_fixed_instant),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
