// SPDX-License-Identifier: MIT
// The library file: what is opened, what is refused, and that a refused one keeps every byte.
#include "support/check.h"
#include "support/disk.h"
#include "support/drawer.h"

#include "base/memory.h"
#include "store/failure.h"
#include "store/statement.h"
#include "store/store.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void expect_alone(const Drawer *drawer) {
  static const char *const ends[] = {"-wal", "-shm", "-journal"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    Buffer path = {0};
    buffer_printf(&path, "%s%s", drawer->path, ends[i]);
    assert_int_equal(access(path.ptr, F_OK), -1);
    buffer_release(&path);
  }
}

// Opening in every mode must fail with this kind and these words, change no byte and leave nothing.
static void expect_refused(const Drawer *drawer, ErrorKind kind, const char *words) {
  size_t before_len, after_len;
  char *before = drawer_bytes(drawer->path, &before_len);
  for (StoreMode mode = STORE_READ; mode <= STORE_CREATE; mode++) {
    Error err = {0};
    assert_null(store_open(drawer->path, mode, &err));
    assert_int_equal(err.kind, kind);
    if (!strstr(err.message, words)) check_text(slice_of(err.message), words);
  }
  char *after = drawer_bytes(drawer->path, &after_len);
  assert_int_equal(before_len, after_len);
  assert_memory_equal(before, after, before_len);
  expect_alone(drawer);
  free(before);
  free(after);
}

static void expect_missing(const Drawer *drawer) {
  for (StoreMode mode = STORE_READ; mode <= STORE_CHANGE; mode++) {
    Error err = {0};
    assert_null(store_open(drawer->path, mode, &err));
    assert_int_equal(err.kind, ERROR_INPUT);
  }
}

static void expect_usable(const Drawer *drawer) {
  Error err = {0};
  for (StoreMode mode = STORE_READ; mode <= STORE_CREATE; mode++) {
    Store *store = store_open(drawer->path, mode, &err);
    check_ok(store != NULL, &err);
    assert_int_equal(store_read_only(store), mode == STORE_READ);
    assert_int_equal(statement_take_int(statement_start(store, STATEMENT_JOURNAL_NEWEST), -1), -1);
    check_ok(store_check(store, &err), &err);
    store_close(store);
    expect_alone(drawer);
  }
}

static void a_new_library_is_made_and_opened_again(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  drawer_make(&drawer);
  expect_usable(&drawer);
  drawer_release(&drawer);
}

// What is left when a library is deleted while a program that was killed had changed it.
static void a_log_that_was_left_behind_is_not_played_into_a_new_library(void **state) {
  (void)state;
  Drawer drawer = drawer_new(), other = drawer_new();
  Error err = {0};
  drawer_make(&drawer);
  Store *store = store_open(drawer.path, STORE_CHANGE, &err);
  check_ok(store && store_begin(store, &err), &err);
  assert_true(drawer_set_draft(store, "slot", "old words"));
  check_ok(store_commit(store, &err), &err);
  Buffer log = {0};
  buffer_printf(&log, "%s-wal", drawer.path);
  drawer_copy(log.ptr, other.folder, "l.db-wal");
  buffer_release(&log);
  store_close(store);
  drawer_make(&other);
  store = store_open(other.path, STORE_CHANGE, &err);
  check_ok(store != NULL, &err);
  drawer_expect_draft(store, "slot", NULL);
  store_close(store);
  expect_usable(&other);
  drawer_release(&drawer);
  drawer_release(&other);
}

static void only_the_reader_may_read_a_new_library(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  drawer_make(&drawer);
  struct stat info;
  assert_int_equal(stat(drawer.path, &info), 0);
  assert_int_equal(info.st_mode & 0777, 0600);
  drawer_release(&drawer);
}

static void a_missing_library_is_an_input_that_is_not_there(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  expect_missing(&drawer);
  assert_int_equal(access(drawer.path, F_OK), -1);
  drawer_release(&drawer);
}

static void an_empty_file_counts_as_not_there(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  check_write(drawer.folder, "l.db", SLICE(""));
  expect_missing(&drawer);
  drawer_make(&drawer);
  expect_usable(&drawer);
  drawer_release(&drawer);
}

static void a_creation_cut_off_counts_as_not_there(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  // A header and no schema: what is left when the power goes before the first commit.
  char page[512] = "SQLite format 3";
  const unsigned char rest[] = {2, 0, 2, 2, 0, 64, 32, 32, 0, 0, 0, 1, 0, 0, 0, 1};
  memcpy(page + 16, rest, sizeof rest);
  page[47] = 4;   // schema format
  page[59] = 1;   // UTF-8
  page[95] = 1;   // version-valid-for
  page[100] = 13; // an empty leaf
  page[105] = 2;
  check_write(drawer.folder, "l.db", slice_make(page, sizeof page));
  expect_missing(&drawer);
  drawer_make(&drawer);
  expect_usable(&drawer);
  drawer_release(&drawer);
}

static void a_text_file_is_refused_and_not_written(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  check_write(drawer.folder, "l.db",
              SLICE("Governance first, technology second. This is no database, however long.\n"
                    "A second line, so that it is longer than a header of one hundred bytes.\n"));
  expect_refused(&drawer, ERROR_DATA, "it is not a database");
  drawer_release(&drawer);
}

static void a_newer_library_is_refused_and_not_written(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  drawer_make_with(&drawer, "PRAGMA user_version = 1001");
  expect_refused(&drawer, ERROR_DATA, "made by a newer postil (schema 1001, this is ");
  drawer_release(&drawer);
}

// What a newer postil that was killed leaves: its last changes are in the log only, and must stay
// there.
static void a_refused_library_with_a_log_beside_it_keeps_both_to_the_byte(void **state) {
  (void)state;
  Drawer from = drawer_new(), to = drawer_new();
  Error err = {0};
  drawer_make(&from);
  Store *newer = store_open(from.path, STORE_CHANGE, &err);
  check_ok(newer && store_run_script(newer, "PRAGMA user_version = 1001", &err), &err);
  Buffer log = {0}, copy = {0};
  buffer_printf(&log, "%s-wal", from.path);
  buffer_printf(&copy, "%s-wal", to.path);
  drawer_copy(from.path, to.folder, "l.db");
  drawer_copy(log.ptr, to.folder, "l.db-wal");
  store_close(newer);
  size_t len, log_len, now_len;
  char *file = drawer_bytes(to.path, &len), *logged = drawer_bytes(copy.ptr, &log_len), *now;
  assert_true(log_len > 0);
  for (StoreMode mode = STORE_READ; mode <= STORE_CREATE; mode++) {
    assert_null(store_open(to.path, mode, &err));
    assert_int_equal(err.kind, ERROR_DATA);
    now = drawer_bytes(to.path, &now_len);
    assert_int_equal(now_len, len);
    assert_memory_equal(now, file, len);
    free(now);
    now = drawer_bytes(copy.ptr, &now_len);
    assert_int_equal(now_len, log_len);
    assert_memory_equal(now, logged, log_len);
    free(now);
  }
  free(file);
  free(logged);
  buffer_release(&log);
  buffer_release(&copy);
  drawer_release(&from);
  drawer_release(&to);
}

static void another_programs_database_is_refused_and_not_written(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  drawer_make_with(&drawer, "PRAGMA application_id = 1196437835");
  expect_refused(&drawer, ERROR_DATA, "not a library of postil");
  drawer_release(&drawer);
}

static void a_database_of_no_application_is_refused(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  drawer_make_with(&drawer, "PRAGMA application_id = 0");
  expect_refused(&drawer, ERROR_DATA, "not a library of postil");
  drawer_release(&drawer);
}

static void a_strangers_trigger_is_refused(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  drawer_make_with(&drawer,
                   "CREATE TABLE x (y); CREATE TRIGGER z AFTER INSERT ON x BEGIN SELECT 1; END");
  expect_refused(&drawer, ERROR_DATA, "a trigger or a view");
  drawer_release(&drawer);
}

static void a_strangers_view_is_refused(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  drawer_make_with(&drawer, "CREATE VIEW x AS SELECT 1");
  expect_refused(&drawer, ERROR_DATA, "a trigger or a view");
  drawer_release(&drawer);
}

static void a_strangers_table_and_index_are_tolerated(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  drawer_make_with(&drawer,
                   "CREATE TABLE x (y); CREATE INDEX z ON x (y); CREATE INDEX w ON brief (title)");
  expect_usable(&drawer);
  drawer_release(&drawer);
}

static void a_library_with_a_table_missing_or_altered_is_refused(void **state) {
  (void)state;
  static const char *const changes[] = {
      "DROP TABLE draft", "ALTER TABLE draft ADD COLUMN more TEXT", "DROP INDEX annotation_brief"};
  for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
    Drawer drawer = drawer_new();
    drawer_make_with(&drawer, changes[i]);
    expect_refused(&drawer, ERROR_DATA, "its tables are not those of postil");
    drawer_release(&drawer);
  }
}

// Byte 18 of a database is the version that may write it.
static void a_header_that_forbids_to_write_is_damage_to_whoever_writes(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  Error err = {0};
  drawer_make(&drawer);
  int file = open(drawer.path, O_WRONLY | O_CLOEXEC);
  assert_int_equal(pwrite(file, "\x03", 1, 18), 1);
  close(file);
  for (StoreMode mode = STORE_CHANGE; mode <= STORE_CREATE; mode++) {
    assert_null(store_open(drawer.path, mode, &err));
    assert_int_equal(err.kind, ERROR_DATA);
  }
  Store *store = store_open(drawer.path, STORE_READ, &err);
  assert_non_null(store);
  store_close(store);
  drawer_release(&drawer);
}

// SQLite opens a log for reading when it cannot for writing, and then calls the library read-only.
static void what_nothing_forbids_to_write_and_cannot_be_is_a_failing_disk(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  Error err = {0};
  drawer_make(&drawer);
  assert_false(failure_set(&err, SQLITE_READONLY, "restore", drawer.path));
  assert_int_equal(err.kind, ERROR_IO);
  drawer_release(&drawer);
}

static void a_folder_or_a_pipe_is_no_library(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  Error err = {0};
  assert_null(store_open(drawer.folder, STORE_CREATE, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  assert_int_equal(mkfifo(drawer.path, 0600), 0);
  assert_null(store_open(drawer.path, STORE_READ, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  drawer_release(&drawer);
}

static void a_library_is_in_wal_mode(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  drawer_make(&drawer);
  size_t len;
  char *bytes = drawer_bytes(drawer.path, &len);
  assert_true(len > 20);
  assert_int_equal(bytes[18], 2); // write and read version in the header: 2 is WAL
  assert_int_equal(bytes[19], 2);
  free(bytes);
  drawer_release(&drawer);
}

// ---- Permissions. They do not bind root, so a child that is somebody else looks.

static void as_somebody(int (*body)(const Drawer *), const Drawer *drawer) {
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(99);
    _exit(body(drawer));
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFEXITED(status));
  assert_int_equal(WEXITSTATUS(status), 0);
}

static int read_it(const Drawer *drawer) {
  for (StoreMode mode = STORE_READ; mode <= STORE_CREATE; mode++) {
    Error err = {0};
    Store *store = store_open(drawer->path, mode, &err);
    if (!store) return 1;
    if (!store_read_only(store)) return 2;
    if (statement_take_int(statement_start(store, STATEMENT_JOURNAL_NEWEST), -1) != -1) return 3;
    if (!store_check(store, &err)) return 4;
    store_close(store);
  }
  return 0;
}

static int be_forbidden(const Drawer *drawer) {
  Error err = {0};
  bool refused = !store_open(drawer->path, STORE_READ, &err) && err.kind == ERROR_PERMISSION;
  return refused ? 0 : 1;
}

static int be_told_of_permission(const Drawer *drawer) {
  Error err = {0};
  failure_set(&err, SQLITE_READONLY, "restore", drawer->path);
  return err.kind == ERROR_PERMISSION ? 0 : 1;
}

// The folders above a test's own may be closed to others: this one is where everybody may go.
static Drawer drawer_for_all(void) {
  char pattern[] = "/tmp/postil-test-XXXXXX";
  assert_non_null(mkdtemp(pattern));
  assert_int_equal(chmod(pattern, 0755), 0);
  Drawer drawer = drawer_at(memory_string(slice_of(pattern)));
  drawer_make(&drawer);
  return drawer;
}

static void a_read_only_file_in_a_read_only_folder_is_read(void **state) {
  (void)state;
  Drawer drawer = drawer_for_all();
  assert_int_equal(chmod(drawer.path, 0444), 0);
  assert_int_equal(chmod(drawer.folder, 0555), 0);
  as_somebody(read_it, &drawer);
  assert_int_equal(chmod(drawer.folder, 0755), 0);
  drawer_release(&drawer);
}

// The log can only be chosen anew while SQLite is not running.
static int read_it_without_a_report(const Drawer *drawer) {
  Log reports = {0};
  if (sqlite3_shutdown() != SQLITE_OK) return 10;
  store_log_to(&reports);
  int status = read_it(drawer);
  if (log_count(&reports) > 0) status = 11;
  log_release(&reports);
  return status;
}

static void a_library_that_is_only_read_gives_no_report(void **state) {
  (void)state;
  Drawer drawer = drawer_for_all();
  assert_int_equal(chmod(drawer.path, 0444), 0);
  assert_int_equal(chmod(drawer.folder, 0555), 0);
  as_somebody(read_it_without_a_report, &drawer);
  assert_int_equal(chmod(drawer.folder, 0755), 0);
  drawer_release(&drawer);
}

static void a_read_only_file_in_a_writable_folder_is_read(void **state) {
  (void)state;
  Drawer drawer = drawer_for_all();
  assert_int_equal(chmod(drawer.path, 0444), 0);
  assert_int_equal(chmod(drawer.folder, 0777), 0);
  as_somebody(read_it, &drawer);
  drawer_release(&drawer);
}

// SQLite writes a page beside a library for who only reads, too.
static void a_full_disk_is_told_to_who_reads(void **state) {
  (void)state;
  Drawer drawer = drawer_new();
  Error err = {0};
  drawer_make(&drawer);
  disk_fill(true);
  Store *store = store_open(drawer.path, STORE_READ, &err);
  disk_fill(false);
  assert_null(store);
  assert_int_equal(err.kind, ERROR_IO);
  check_text(slice_of(strstr(err.message, "': ")), "': the database or disk is full");
  expect_usable(&drawer);
  drawer_release(&drawer);
}

static void a_log_of_somebody_else_is_a_matter_of_permission(void **state) {
  (void)state;
  Drawer drawer = drawer_for_all();
  assert_int_equal(chmod(drawer.path, 0666), 0);
  check_write(drawer.folder, "l.db-wal", SLICE("0"));
  Buffer log = {0};
  buffer_printf(&log, "%s-wal", drawer.path);
  assert_int_equal(chmod(log.ptr, 0444), 0);
  as_somebody(be_told_of_permission, &drawer);
  buffer_release(&log);
  drawer_release(&drawer);
}

static void a_library_without_permission_is_refused(void **state) {
  (void)state;
  Drawer drawer = drawer_for_all();
  assert_int_equal(chmod(drawer.path, 0), 0);
  as_somebody(be_forbidden, &drawer);
  drawer_release(&drawer);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_new_library_is_made_and_opened_again),
      cmocka_unit_test(a_log_that_was_left_behind_is_not_played_into_a_new_library),
      cmocka_unit_test(only_the_reader_may_read_a_new_library),
      cmocka_unit_test(a_missing_library_is_an_input_that_is_not_there),
      cmocka_unit_test(an_empty_file_counts_as_not_there),
      cmocka_unit_test(a_creation_cut_off_counts_as_not_there),
      cmocka_unit_test(a_text_file_is_refused_and_not_written),
      cmocka_unit_test(a_newer_library_is_refused_and_not_written),
      cmocka_unit_test(a_refused_library_with_a_log_beside_it_keeps_both_to_the_byte),
      cmocka_unit_test(another_programs_database_is_refused_and_not_written),
      cmocka_unit_test(a_database_of_no_application_is_refused),
      cmocka_unit_test(a_strangers_trigger_is_refused),
      cmocka_unit_test(a_strangers_view_is_refused),
      cmocka_unit_test(a_strangers_table_and_index_are_tolerated),
      cmocka_unit_test(a_library_with_a_table_missing_or_altered_is_refused),
      cmocka_unit_test(a_header_that_forbids_to_write_is_damage_to_whoever_writes),
      cmocka_unit_test(what_nothing_forbids_to_write_and_cannot_be_is_a_failing_disk),
      cmocka_unit_test(a_full_disk_is_told_to_who_reads),
      cmocka_unit_test(a_log_of_somebody_else_is_a_matter_of_permission),
      cmocka_unit_test(a_folder_or_a_pipe_is_no_library),
      cmocka_unit_test(a_library_is_in_wal_mode),
      cmocka_unit_test(a_read_only_file_in_a_read_only_folder_is_read),
      cmocka_unit_test(a_library_that_is_only_read_gives_no_report),
      cmocka_unit_test(a_read_only_file_in_a_writable_folder_is_read),
      cmocka_unit_test(a_library_without_permission_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
