// SPDX-License-Identifier: MIT
// SQLite's own reports reach the log. A program of its own, since the log must be set before the
// first store is opened.
#include "store/store.h"
#include "support/check.h"

static void what_sqlite_reports_is_kept(void **state) {
  const Log *log = *state;
  Error err = {0};
  Store *store = store_open_memory(&err);
  check_ok(store != NULL, &err);
  uint32_t before = log_count(log);
  assert_false(store_run_script(store, "SELECT nosuch FROM brief", &err));
  store_close(store);
  assert_int_equal(log_count(log), before + 1);
  assert_non_null(strstr(log_line(log, before), "SQLite (1): no such column: nosuch"));
}

int main(void) {
  Log log = {0};
  store_log_to(&log);
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_prestate(what_sqlite_reports_is_kept, &log),
  };
  int failed = cmocka_run_group_tests(tests, NULL, NULL);
  log_release(&log);
  return failed;
}
