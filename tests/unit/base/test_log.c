// SPDX-License-Identifier: MIT
#include "base/buffer.h"
#include "base/log.h"
#include "support/check.h"

static void add_number(Log *log, uint32_t number) {
  Buffer line = {0};
  buffer_printf(&line, "%u", number);
  log_add(log, buffer_slice(&line));
  buffer_release(&line);
}

static void an_empty_log_has_no_lines(void **state) {
  (void)state;
  Log log = {0};
  assert_int_equal(log_count(&log), 0);
  log_release(&log);
}

static void the_last_lines_stay_oldest_first(void **state) {
  (void)state;
  for (uint32_t count = LOG_LINES_MAX - 1; count <= LOG_LINES_MAX + 1; count++) {
    Log log = {0};
    for (uint32_t i = 1; i <= count; i++) add_number(&log, i);
    assert_int_equal(log_count(&log), count < LOG_LINES_MAX ? count : LOG_LINES_MAX);
    assert_string_equal(log_line(&log, 0), count > LOG_LINES_MAX ? "2" : "1");
    assert_string_equal(log_line(&log, log_count(&log) - 1), count == 199   ? "199"
                                                             : count == 200 ? "200"
                                                                            : "201");
    log_release(&log);
    assert_int_equal(log_count(&log), 0);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_empty_log_has_no_lines),
      cmocka_unit_test(the_last_lines_stay_oldest_first),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
