// SPDX-License-Identifier: MIT
// Transactions and statements: what fails takes back what it must, and what others do is seen.
#include "support/check.h"
#include "support/drawer.h"

#include "store/statement.h"
#include "store/store.h"

static void reading_cannot_write(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  Error err = {0};
  drawer_make(&drawer);
  Store *store = store_open(drawer.path, STORE_READ, &err);
  check_ok(store != NULL, &err);
  assert_false(store_run_script(store, "DELETE FROM draft", &err));
  assert_int_equal(err.kind, ERROR_PERMISSION);
  store_close(store);
  drawer_release(&drawer);
}

static void every_statement_can_be_prepared(void **state) {
  (void)state;
  Error err = {0};
  Store *store = store_open_memory(&err);
  check_ok(store != NULL, &err);
  for (int id = 0; id < STATEMENT_COUNT; id++) {
    statement_end(statement_start(store, (StatementId)id));
    if (!store_check(store, &err)) fail_msg("statement %d: %s", id, err.message);
  }
  store_close(store);
}

static void one_failure_undoes_all_and_silences_the_rest(void **state) {
  (void)state;
  Error err = {0};
  Store *store = store_open_memory(&err);
  check_ok(store_begin(store, &err), &err);
  assert_true(drawer_set_draft(store, "before", "text"));
  Statement *statement = statement_start(store, STATEMENT_THING_ADD);
  statement_bind_text(statement, SLICE("no such kind"));
  statement_bind_text(statement, SLICE("x"));
  assert_false(statement_run(statement));
  assert_false(drawer_set_draft(store, "after", "text"));
  assert_false(store_commit(store, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  check_ok(store_check(store, &err), &err);
  drawer_expect_draft(store, "before", NULL);
  drawer_expect_draft(store, "after", NULL);
  store_close(store);
}

static void in_a_group_one_failure_takes_only_its_own_change_back(void **state) {
  (void)state;
  Error err = {0};
  Store *store = store_open_memory(&err);
  check_ok(store_begin_group(store, &err), &err);
  check_ok(store_begin(store, &err), &err);
  assert_true(drawer_set_draft(store, "one", "text"));
  check_ok(store_commit(store, &err), &err);
  check_ok(store_begin(store, &err), &err);
  assert_true(drawer_set_draft(store, "two", "text"));
  Statement *statement = statement_start(store, STATEMENT_THING_ADD);
  statement_bind_text(statement, SLICE("no such kind"));
  statement_bind_text(statement, SLICE("x"));
  assert_false(statement_run(statement));
  assert_false(store_commit(store, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  check_ok(store_begin(store, &err), &err);
  assert_true(drawer_set_draft(store, "three", "text"));
  store_rollback(store);
  check_ok(store_end_group(store, &err), &err);
  drawer_expect_draft(store, "one", "text");
  drawer_expect_draft(store, "two", NULL);
  drawer_expect_draft(store, "three", NULL);
  store_close(store);
}

// As when SQLite takes everything back on a full disk.
static void a_group_that_is_lost_as_a_whole_says_so(void **state) {
  (void)state;
  Error err = {0};
  Store *store = store_open_memory(&err);
  check_ok(store_begin_group(store, &err), &err);
  check_ok(store_begin(store, &err), &err);
  assert_true(drawer_set_draft(store, "one", "text"));
  check_ok(store_commit(store, &err), &err);
  check_ok(store_run_script(store, "ROLLBACK", &err), &err);
  assert_false(store_begin(store, &err));
  assert_int_equal(err.kind, ERROR_IO);
  assert_false(store_end_group(store, &err));
  drawer_expect_draft(store, "one", NULL);
  check_ok(store_begin(store, &err), &err); // and all is as before
  assert_true(drawer_set_draft(store, "two", "text"));
  check_ok(store_commit(store, &err), &err);
  drawer_expect_draft(store, "two", "text");
  store_close(store);
}

static void two_connections_see_each_others_changes(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  Error err = {0};
  drawer_make(&drawer);
  Store *one = store_open(drawer.path, STORE_CHANGE, &err);
  Store *two = store_open(drawer.path, STORE_CHANGE, &err);
  check_ok(one && two && store_begin(one, &err), &err);
  assert_true(drawer_set_draft(one, "a", "b"));
  drawer_expect_draft(two, "a", NULL);
  check_ok(store_commit(one, &err), &err);
  drawer_expect_draft(two, "a", "b");
  store_close(two);
  store_close(one);
  drawer_release(&drawer);
}

static void a_long_text_is_read_whole(void **state) {
  (void)state;
  Error err = {0};
  Store *store = store_open_memory(&err);
  Buffer words = {0};
  for (int i = 0; i < 5000; i++) buffer_printf(&words, "%d “long” ", i);
  assert_true(store_begin(store, &err) && drawer_set_draft(store, "long", words.ptr));
  assert_true(drawer_set_draft(store, "empty", ""));
  check_ok(store_commit(store, &err), &err);
  check_ok(
      store_run_script(store,
                       "CREATE TABLE shelf (key INTEGER PRIMARY KEY, text TEXT, number INTEGER);"
                       "INSERT INTO shelf SELECT length(text) > 0, text, 7 FROM draft",
                       &err),
      &err);
  Arena *arena = arena_new();
  Slice text;
  Statement *row = statement_start(store, STATEMENT_DRAFT);
  statement_bind_text(row, SLICE("long"));
  assert_true(statement_next(row));
  assert_true(statement_long_text(row, (StatementCell){"shelf", "text", 1}, arena, &text));
  check_text(text, words.ptr);
  assert_int_equal(text.ptr[text.len], '\0');
  assert_true(statement_long_text(row, (StatementCell){"shelf", "text", 0}, arena, &text));
  assert_int_equal(text.len, 0);
  check_ok(store_check(store, &err), &err);
  assert_false(
      statement_long_text(row, (StatementCell){"shelf", "number", 1}, arena, &text)); // no text
  assert_false(store_check(store, &err));
  assert_false(
      statement_long_text(row, (StatementCell){"shelf", "text", 9}, arena, &text)); // no such row
  assert_false(store_check(store, &err));
  statement_end(row);
  assert_false(
      statement_long_text(row, (StatementCell){"shelf", "text", 1}, arena, &text)); // no snapshot
  arena_free(arena);
  buffer_release(&words);
  store_close(store);
}

static bool count_and_say_yes(const void *context) {
  ++**(int *const *)context;
  return true;
}

static void who_is_asked_to_end_does_not_wait_for_a_busy_library(void **state) {
  (void)state;
  Error err = {0};
  Drawer drawer = drawer_new();
  drawer_make(&drawer);
  Store *other = store_open(drawer.path, STORE_CHANGE, &err);
  check_ok(other && store_begin(other, &err), &err);
  Store *store = store_open(drawer.path, STORE_CHANGE, &err);
  check_ok(store != NULL, &err);
  int asked = 0, *counter = &asked;
  store_set_ending(store, count_and_say_yes, &counter);
  assert_false(store_begin(store, &err));
  assert_int_equal(err.kind, ERROR_BUSY);
  assert_in_range(asked, 1, 50); // and not the hundreds of tries of who waits
  store_rollback(other);
  store_close(other);
  err = (Error){0};
  check_ok(store_begin(store, &err) && store_commit(store, &err), &err);
  store_close(store);
  drawer_release(&drawer);
}

// Those of a few rows would be believed when a session has made thousands of them.
static void check_statistics(uint32_t things, bool wanted) {
  Drawer drawer = drawer_new();
  Error err = {0};
  Buffer sql = {0};
  buffer_printf(&sql,
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %u) "
                "INSERT INTO thing (kind, id) SELECT 'brief', "
                "printf('%%08x-0000-4000-8000-000000000000', i) FROM n;"
                "SELECT * FROM thing JOIN brief USING (key) WHERE kind = 'brief' AND id = '7'",
                (unsigned)things);
  drawer_make_with(&drawer, sql.ptr);
  Store *store = store_open(drawer.path, STORE_CHANGE, &err);
  check_ok(store != NULL, &err);
  assert_int_equal(store_run_script(store, "SELECT count(*) FROM sqlite_stat1", &err), wanted);
  store_close(store);
  buffer_release(&sql);
  drawer_release(&drawer);
}

static void only_a_library_of_many_things_gets_statistics(void **state) {
  (void)state;
  check_statistics(999, false);
  check_statistics(1000, true);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(only_a_library_of_many_things_gets_statistics),
      cmocka_unit_test(reading_cannot_write),
      cmocka_unit_test(every_statement_can_be_prepared),
      cmocka_unit_test(one_failure_undoes_all_and_silences_the_rest),
      cmocka_unit_test(in_a_group_one_failure_takes_only_its_own_change_back),
      cmocka_unit_test(a_group_that_is_lost_as_a_whole_says_so),
      cmocka_unit_test(two_connections_see_each_others_changes),
      cmocka_unit_test(a_long_text_is_read_whole),
      cmocka_unit_test(who_is_asked_to_end_does_not_wait_for_a_busy_library),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
