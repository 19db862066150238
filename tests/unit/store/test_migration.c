// SPDX-License-Identifier: MIT
// Libraries of older schemas: each is made here by the steps that made it then.
#include "support/check.h"
#include "support/disk.h"

#include "store/identity.h"
#include "store/schema.h"
#include "store/statement.h"
#include "store/store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char row_sql[] =
    "INSERT INTO thing (key, kind, id) VALUES (1, 'brief', '00000000-0000-4000-8000-000000000001');"
    "INSERT INTO version VALUES (7, 1, '%064d', '%064d', 3, '/a.txt', 0, 'A', 'file', '', '', 0,"
    " '', '', '');"
    "INSERT INTO version_text (version, text, rules, structure) VALUES (7, 'abc', 1, 'structure');";

static void run(sqlite3 *db, const char *sql) {
  char *message = NULL;
  if (sqlite3_exec(db, sql, NULL, NULL, &message) == SQLITE_OK) return;
  print_error("%s\n", message);
  fail();
}

// A library with one text, as the first schema made it.
static void make_first(const char *path, const char *more) {
  sqlite3 *db;
  Buffer sql = {0};
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  run(db, "PRAGMA journal_mode = WAL");
  for (const char *const *line = schema_steps[0].lines; *line; line++)
    buffer_add_string(&sql, *line);
  buffer_printf(&sql, row_sql, 1, 2);
  buffer_printf(&sql, "PRAGMA application_id = %d; PRAGMA user_version = 1; %s",
                IDENTITY_APPLICATION, more);
  run(db, sql.ptr);
  sqlite3_close(db);
  buffer_release(&sql);
}

static void check_value(const char *path, const char *sql, const char *wanted) {
  sqlite3 *db;
  sqlite3_stmt *statement;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
  check_text(slice_of((const char *)sqlite3_column_text(statement, 0)), wanted);
  sqlite3_finalize(statement);
  sqlite3_close(db);
}

static void an_older_library_is_copied_and_brought_up_to_date(void **state) {
  (void)state;
  const StoreMode modes[] = {STORE_CREATE, STORE_READ};
  for (int i = 0; i < 2; i++) {
    char *folder = check_folder(), *path = check_path(folder, "l.db");
    char *copy = check_path(folder, "l.db.schema-1.bak"), newest[16];
    Error err = {0};
    make_first(path, "");
    Store *store = store_open(path, modes[i], &err);
    check_ok(store != NULL, &err);
    assert_int_equal(store_read_only(store), modes[i] == STORE_READ);
    store_close(store);
    snprintf(newest, sizeof newest, "%u", schema_steps[schema_step_count - 1].number);
    check_value(path, "PRAGMA user_version", newest);
    check_value(path, "SELECT structure || ',' || text FROM version_text WHERE version = 7",
                "structure,abc");
    check_value(copy, "PRAGMA user_version", "1");
    check_value(copy, "SELECT text FROM version_text", "abc");
    store = store_open(path, STORE_CREATE, &err);
    check_ok(store != NULL, &err);
    store_close(store);
    check_folder_remove(folder);
    free(folder);
    free(path);
    free(copy);
  }
}

static void an_older_library_gets_its_index(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "l.db");
  Error err = {0};
  make_first(path, "UPDATE thing SET alive = 1; INSERT INTO brief (key, version) VALUES (1, 7);"
                   "INSERT INTO thing (key, kind, id, alive) VALUES"
                   " (2, 'annotation', '00000000-0000-4000-8000-000000000002', 1);"
                   "INSERT INTO annotation (key, brief, comment) VALUES (2, 1, 'said');");
  Store *store = store_open(path, STORE_CREATE, &err);
  check_ok(store != NULL, &err);
  Statement *words = statement_start(store, STATEMENT_INDEX_WORDS_OF_BRIEFS);
  assert_true(statement_next(words));
  assert_int_equal(statement_int(words, 0), 7);
  check_text(statement_text(words, 1), "abc");
  assert_false(statement_next(words));
  words = statement_start(store, STATEMENT_INDEX_WORDS_OF_ANNOTATIONS);
  assert_true(statement_next(words));
  assert_int_equal(statement_int(words, 0), 2);
  check_text(statement_text(words, 1), "said");
  assert_false(statement_next(words));
  store_close(store);
  check_folder_remove(folder);
  free(folder);
  free(path);
}

// Of an annotation that was moved the last place counts; one that was removed is not shown.
static void an_older_library_shows_its_annotations(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "l.db");
  Error err = {0};
  make_first(path,
             "UPDATE thing SET alive = 1; INSERT INTO brief (key, version) VALUES (1, 7);"
             "INSERT INTO thing (key, kind, id, alive) VALUES"
             " (2, 'annotation', '00000000-0000-4000-8000-000000000002', 1),"
             " (3, 'annotation', '00000000-0000-4000-8000-000000000003', 0);"
             "INSERT INTO annotation (key, brief, anchor, colour) VALUES (2, 1, NULL, 'red'),"
             " (3, 1, NULL, NULL);"
             "INSERT INTO anchor (key, annotation, version, start, \"end\", state, score, review,"
             " method, time) VALUES (4, 2, 7, 0, 1, 'same', 1, 0, 'user', 0),"
             " (5, 2, 7, 1, 3, 'same', 1, 0, 'user', 0), (6, 3, 7, 0, 3, 'same', 1, 0, 'user', 0);"
             "UPDATE annotation SET anchor = key + 3;");
  Store *store = store_open(path, STORE_CREATE, &err);
  check_ok(store != NULL, &err);
  store_close(store);
  check_value(path,
              "SELECT group_concat(start || '-' || \"end\" || ' ' || annotation || ' ' || colour)"
              " FROM shown",
              "1-3 2 red");
  check_value(path, "SELECT longest FROM version", "2");
  check_folder_remove(folder);
  free(folder);
  free(path);
}

static void an_older_library_gets_its_list(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "l.db");
  Error err = {0};
  make_first(path, "UPDATE thing SET alive = 1; INSERT INTO brief (key, version, date, added)"
                   " VALUES (1, 7, '2026-03', 50); INSERT INTO reading VALUES (1, 2, 0);"
                   "INSERT INTO thing (key, kind, id, alive) VALUES"
                   " (2, 'annotation', '00000000-0000-4000-8000-000000000002', 1),"
                   " (3, 'brief', '00000000-0000-4000-8000-000000000003', 0);"
                   "INSERT INTO annotation (key, brief) VALUES (2, 1);"
                   "INSERT INTO brief (key, version) VALUES (3, 7);");
  Store *store = store_open(path, STORE_CREATE, &err);
  check_ok(store != NULL, &err);
  assert_int_equal(statement_take_int(statement_start(store, STATEMENT_LISTED_COUNT), 0), 1);
  assert_int_equal(statement_take_int(statement_start(store, STATEMENT_LISTED_FAULTS), 9), 0);
  store_close(store);
  check_value(path,
              "SELECT brief || ' ' || version || ' ' || title || ' ' || title_source || ' '"
              " || date || ' ' || length || ' ' || place || ' ' || by_date || ' ' || by_read || ' "
              "' || by_added || ' ' || by_annotations FROM listed",
              "1 7 A file 2026-03 3 2 -20260300 66 -50 -1");
  check_folder_remove(folder);
  free(folder);
  free(path);
}

// Tags 4 and 5 were merged into each other in a circle, 6 into 5; 7 was removed. Annotation 2 has
// two that lead to one.
static void an_older_library_gets_its_tags_counted(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "l.db");
  Error err = {0};
  make_first(path,
             "UPDATE thing SET alive = 1; INSERT INTO brief (key, version) VALUES (1, 7);"
             "INSERT INTO thing (key, kind, id, alive) SELECT value, iif(value < 4,"
             " 'annotation', 'tag'), '00000000-0000-4000-8000-00000000000' || value, value <> 7"
             " FROM json_each('[2,3,4,5,6,7]');"
             "INSERT INTO annotation (key, brief) VALUES (2, 1), (3, 1);"
             "INSERT INTO tag (key, path) VALUES (4, 'a'), (5, 'b'), (6, 'c'), (7, 'd');"
             "UPDATE tag SET merged = '00000000-0000-4000-8000-00000000000' || iif(key = 5, 4,"
             " 5) WHERE key < 7;"
             "INSERT INTO annotation_tag VALUES (2, 4), (2, 6), (3, 7);");
  Store *store = store_open(path, STORE_CREATE, &err);
  check_ok(store != NULL, &err);
  assert_int_equal(statement_take_int(statement_start(store, STATEMENT_TALLY_FAULTS), 9), 0);
  assert_int_equal(statement_take_int(statement_start(store, STATEMENT_UNTAGGED_FAULTS), 9), 0);
  store_close(store);
  check_value(path, "SELECT group_concat(tag || ' ' || annotations) FROM tally", "4 1,7 1");
  check_value(path, "SELECT group_concat(annotation) FROM untagged", "3");
  check_folder_remove(folder);
  free(folder);
  free(path);
}

static void a_new_library_and_one_brought_up_to_date_are_alike(void **state) {
  (void)state;
  static const char sql[] = "SELECT group_concat(name || sql, char(10)) FROM (SELECT name, sql FROM"
                            " sqlite_schema WHERE name NOT GLOB 'sqlite_*' ORDER BY name)";
  char *folder = check_folder(), *older = check_path(folder, "a.db"),
       *newer = check_path(folder, "b.db");
  Error err = {0};
  make_first(older, "");
  store_close(store_open(older, STORE_CREATE, &err));
  store_close(store_open(newer, STORE_CREATE, &err));
  sqlite3 *db;
  sqlite3_stmt *statement;
  assert_int_equal(sqlite3_open(newer, &db), SQLITE_OK);
  assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
  check_value(older, sql, (const char *)sqlite3_column_text(statement, 0));
  sqlite3_finalize(statement);
  sqlite3_close(db);
  check_folder_remove(folder);
  free(folder);
  free(older);
  free(newer);
}

static void an_older_library_with_other_tables_is_left_alone(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "l.db");
  Error err = {0};
  make_first(path, "ALTER TABLE brief ADD COLUMN more TEXT;");
  assert_null(store_open(path, STORE_CREATE, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  check_value(path, "PRAGMA user_version", "1");
  check_folder_remove(folder);
  free(folder);
  free(path);
}

static void an_older_library_without_room_for_a_copy_stays_as_it_is(void **state) {
  (void)state;
  char *folder = check_folder(), *path = check_path(folder, "l.db");
  char *taken = check_path(folder, "l.db.schema-1.bak");
  Error err = {0};
  make_first(path, "");
  assert_int_equal(mkdir(taken, 0700), 0); // nothing can get that name
  assert_null(store_open(path, STORE_CREATE, &err));
  assert_int_equal(err.kind, ERROR_IO);
  check_value(path, "PRAGMA user_version", "1");
  check_value(path, "SELECT text FROM version_text", "abc");
  assert_int_equal(rmdir(taken), 0);
  check_folder_remove(folder);
  free(folder);
  free(path);
  free(taken);
}

// Whichever read is the first that fails: the disk is named, and the library is not called damaged.
static void what_cannot_be_read_is_not_called_damaged(void **state) {
  (void)state;
  char *folder = check_folder();
  Buffer path = {0};
  buffer_printf(&path, "%s/l.db", folder);
  make_first(path.ptr, "");
  bool failed = true;
  for (uint32_t first = 1; failed; first++) {
    Error err = {0};
    disk_fail_reading(first);
    Store *store = store_open(path.ptr, STORE_CHANGE, &err);
    failed = disk_has_failed();
    disk_fail_reading(0);
    if (!store) assert_int_equal(err.kind, ERROR_IO);
    if (!failed) check_ok(store != NULL, &err);
    store_close(store);
  }
  buffer_release(&path);
  check_folder_remove(folder);
  free(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_older_library_is_copied_and_brought_up_to_date),
      cmocka_unit_test(an_older_library_gets_its_index),
      cmocka_unit_test(an_older_library_shows_its_annotations),
      cmocka_unit_test(an_older_library_gets_its_list),
      cmocka_unit_test(an_older_library_gets_its_tags_counted),
      cmocka_unit_test(a_new_library_and_one_brought_up_to_date_are_alike),
      cmocka_unit_test(an_older_library_with_other_tables_is_left_alone),
      cmocka_unit_test(an_older_library_without_room_for_a_copy_stays_as_it_is),
      cmocka_unit_test(what_cannot_be_read_is_not_called_damaged),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
