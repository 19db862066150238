// SPDX-License-Identifier: MIT
// The library file: what is opened, what is refused, and that a refused one keeps every byte.
#include "support/check.h"

#include "base/memory.h"
#include "store/statement.h"
#include "store/store.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct Place {
  char *folder, *path;
} Place;

static Place place_at(char *folder) {
  Buffer path = {0};
  buffer_printf(&path, "%s/l.db", folder);
  return (Place){folder, buffer_take(&path)};
}

static Place place_new(void) {
  return place_at(check_folder());
}

static void place_release(Place *place) {
  check_folder_remove(place->folder);
  free(place->folder);
  free(place->path);
}

static void make(const Place *place) {
  Error err = {0};
  Store *store = store_open(place->path, STORE_CREATE, &err);
  check_ok(store != NULL, &err);
  store_close(store);
}

static void make_with(const Place *place, const char *sql) {
  Error err = {0};
  make(place);
  Store *store = store_open(place->path, STORE_CHANGE, &err);
  check_ok(store && store_run_script(store, sql, &err), &err);
  store_close(store);
}

static char *whole_file(const char *path, size_t *len) {
  struct stat info;
  assert_int_equal(stat(path, &info), 0);
  char *bytes = memory_new((size_t)info.st_size + 1, 1);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  assert_true(file >= 0);
  assert_int_equal(read(file, bytes, (size_t)info.st_size), info.st_size);
  close(file);
  *len = (size_t)info.st_size;
  return bytes;
}

static void expect_alone(const Place *place) {
  static const char *const ends[] = {"-wal", "-shm", "-journal"};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    Buffer path = {0};
    buffer_printf(&path, "%s%s", place->path, ends[i]);
    assert_int_equal(access(path.ptr, F_OK), -1);
    buffer_release(&path);
  }
}

// Opening in every mode must fail with this kind and these words, change no byte and leave nothing.
static void expect_refused(const Place *place, ErrorKind kind, const char *words) {
  size_t before_len, after_len;
  char *before = whole_file(place->path, &before_len);
  for (StoreMode mode = STORE_READ; mode <= STORE_CREATE; mode++) {
    Error err = {0};
    assert_null(store_open(place->path, mode, &err));
    assert_int_equal(err.kind, kind);
    if (!strstr(err.message, words)) check_text(slice_of(err.message), words);
  }
  char *after = whole_file(place->path, &after_len);
  assert_int_equal(before_len, after_len);
  assert_memory_equal(before, after, before_len);
  expect_alone(place);
  free(before);
  free(after);
}

static void expect_missing(const Place *place) {
  for (StoreMode mode = STORE_READ; mode <= STORE_CHANGE; mode++) {
    Error err = {0};
    assert_null(store_open(place->path, mode, &err));
    assert_int_equal(err.kind, ERROR_INPUT);
  }
}

static void expect_usable(const Place *place) {
  Error err = {0};
  for (StoreMode mode = STORE_READ; mode <= STORE_CREATE; mode++) {
    Store *store = store_open(place->path, mode, &err);
    check_ok(store != NULL, &err);
    assert_int_equal(store_read_only(store), mode == STORE_READ);
    assert_int_equal(statement_take_int(statement_start(store, STATEMENT_JOURNAL_NEWEST), -1), -1);
    check_ok(store_check(store, &err), &err);
    store_close(store);
    expect_alone(place);
  }
}

static void reading_cannot_write(void **state) {
  (void)state;
  Place place = place_new();
  Error err = {0};
  make(&place);
  Store *store = store_open(place.path, STORE_READ, &err);
  check_ok(store != NULL, &err);
  assert_false(store_run_script(store, "DELETE FROM draft", &err));
  assert_int_equal(err.kind, ERROR_PERMISSION);
  store_close(store);
  place_release(&place);
}

static bool set_draft(Store *store, const char *slot, const char *text) {
  Statement *statement = statement_start(store, STATEMENT_DRAFT_SET);
  statement_bind_text(statement, slice_of(slot));
  statement_bind_text(statement, slice_of(text));
  return statement_run(statement);
}

static void expect_draft(Store *store, const char *slot, const char *wanted) {
  Statement *statement = statement_start(store, STATEMENT_DRAFT);
  statement_bind_text(statement, slice_of(slot));
  assert_int_equal(statement_next(statement), wanted != NULL);
  if (wanted) check_text(statement_text(statement, 0), wanted);
  statement_end(statement);
}

static void copy_file(const char *from, const char *folder, const char *name) {
  size_t len;
  char *bytes = whole_file(from, &len);
  check_write(folder, name, slice_make(bytes, len));
  free(bytes);
}

static void a_new_library_is_made_and_opened_again(void **state) {
  (void)state;
  Place place = place_new();
  make(&place);
  expect_usable(&place);
  place_release(&place);
}

// What is left when a library is deleted while a program that was killed had changed it.
static void a_log_that_was_left_behind_is_not_played_into_a_new_library(void **state) {
  (void)state;
  Place place = place_new(), other = place_new();
  Error err = {0};
  make(&place);
  Store *store = store_open(place.path, STORE_CHANGE, &err);
  check_ok(store && store_begin(store, &err), &err);
  assert_true(set_draft(store, "slot", "old words"));
  check_ok(store_commit(store, &err), &err);
  Buffer log = {0};
  buffer_printf(&log, "%s-wal", place.path);
  copy_file(log.ptr, other.folder, "l.db-wal");
  buffer_release(&log);
  store_close(store);
  make(&other);
  store = store_open(other.path, STORE_CHANGE, &err);
  check_ok(store != NULL, &err);
  expect_draft(store, "slot", NULL);
  store_close(store);
  expect_usable(&other);
  place_release(&place);
  place_release(&other);
}

static void only_the_reader_may_read_a_new_library(void **state) {
  (void)state;
  Place place = place_new();
  make(&place);
  struct stat info;
  assert_int_equal(stat(place.path, &info), 0);
  assert_int_equal(info.st_mode & 0777, 0600);
  place_release(&place);
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

static void a_missing_library_is_an_input_that_is_not_there(void **state) {
  (void)state;
  Place place = place_new();
  expect_missing(&place);
  assert_int_equal(access(place.path, F_OK), -1);
  place_release(&place);
}

static void an_empty_file_counts_as_not_there(void **state) {
  (void)state;
  Place place = place_new();
  check_write(place.folder, "l.db", SLICE(""));
  expect_missing(&place);
  make(&place);
  expect_usable(&place);
  place_release(&place);
}

static void a_creation_cut_off_counts_as_not_there(void **state) {
  (void)state;
  Place place = place_new();
  // A header and no schema: what is left when the power goes before the first commit.
  char page[512] = "SQLite format 3";
  const unsigned char rest[] = {2, 0, 2, 2, 0, 64, 32, 32, 0, 0, 0, 1, 0, 0, 0, 1};
  memcpy(page + 16, rest, sizeof rest);
  page[47] = 4;   // schema format
  page[59] = 1;   // UTF-8
  page[95] = 1;   // version-valid-for
  page[100] = 13; // an empty leaf
  page[105] = 2;
  check_write(place.folder, "l.db", slice_make(page, sizeof page));
  expect_missing(&place);
  make(&place);
  expect_usable(&place);
  place_release(&place);
}

static void a_text_file_is_refused_and_not_written(void **state) {
  (void)state;
  Place place = place_new();
  check_write(place.folder, "l.db",
              SLICE("Governance first, technology second. This is no database, however long.\n"
                    "A second line, so that it is longer than a header of one hundred bytes.\n"));
  expect_refused(&place, ERROR_DATA, "it is not a database");
  place_release(&place);
}

static void a_newer_library_is_refused_and_not_written(void **state) {
  (void)state;
  Place place = place_new();
  make_with(&place, "PRAGMA user_version = 1001");
  expect_refused(&place, ERROR_DATA, "made by a newer postil (schema 1001, this is ");
  place_release(&place);
}

// What a newer postil that was killed leaves: its last changes are in the log only, and must stay
// there.
static void a_refused_library_with_a_log_beside_it_keeps_both_to_the_byte(void **state) {
  (void)state;
  Place from = place_new(), to = place_new();
  Error err = {0};
  make(&from);
  Store *newer = store_open(from.path, STORE_CHANGE, &err);
  check_ok(newer && store_run_script(newer, "PRAGMA user_version = 1001", &err), &err);
  Buffer log = {0}, copy = {0};
  buffer_printf(&log, "%s-wal", from.path);
  buffer_printf(&copy, "%s-wal", to.path);
  copy_file(from.path, to.folder, "l.db");
  copy_file(log.ptr, to.folder, "l.db-wal");
  store_close(newer);
  size_t len, log_len, now_len;
  char *file = whole_file(to.path, &len), *logged = whole_file(copy.ptr, &log_len), *now;
  assert_true(log_len > 0);
  for (StoreMode mode = STORE_READ; mode <= STORE_CREATE; mode++) {
    assert_null(store_open(to.path, mode, &err));
    assert_int_equal(err.kind, ERROR_DATA);
    now = whole_file(to.path, &now_len);
    assert_int_equal(now_len, len);
    assert_memory_equal(now, file, len);
    free(now);
    now = whole_file(copy.ptr, &now_len);
    assert_int_equal(now_len, log_len);
    assert_memory_equal(now, logged, log_len);
    free(now);
  }
  free(file);
  free(logged);
  buffer_release(&log);
  buffer_release(&copy);
  place_release(&from);
  place_release(&to);
}

static void another_programs_database_is_refused_and_not_written(void **state) {
  (void)state;
  Place place = place_new();
  make_with(&place, "PRAGMA application_id = 1196437835");
  expect_refused(&place, ERROR_DATA, "not a library of postil");
  place_release(&place);
}

static void a_database_of_no_application_is_refused(void **state) {
  (void)state;
  Place place = place_new();
  make_with(&place, "PRAGMA application_id = 0");
  expect_refused(&place, ERROR_DATA, "not a library of postil");
  place_release(&place);
}

static void a_strangers_trigger_is_refused(void **state) {
  (void)state;
  Place place = place_new();
  make_with(&place, "CREATE TABLE x (y); CREATE TRIGGER z AFTER INSERT ON x BEGIN SELECT 1; END");
  expect_refused(&place, ERROR_DATA, "a trigger or a view");
  place_release(&place);
}

static void a_strangers_view_is_refused(void **state) {
  (void)state;
  Place place = place_new();
  make_with(&place, "CREATE VIEW x AS SELECT 1");
  expect_refused(&place, ERROR_DATA, "a trigger or a view");
  place_release(&place);
}

static void a_strangers_table_and_index_are_tolerated(void **state) {
  (void)state;
  Place place = place_new();
  make_with(&place, "CREATE TABLE x (y); CREATE INDEX z ON x (y); CREATE INDEX w ON brief (title)");
  expect_usable(&place);
  place_release(&place);
}

static void a_library_with_a_table_missing_or_altered_is_refused(void **state) {
  (void)state;
  static const char *const changes[] = {
      "DROP TABLE draft", "ALTER TABLE draft ADD COLUMN more TEXT", "DROP INDEX annotation_brief"};
  for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
    Place place = place_new();
    make_with(&place, changes[i]);
    expect_refused(&place, ERROR_DATA, "its tables are not those of postil");
    place_release(&place);
  }
}

static void a_folder_or_a_pipe_is_no_library(void **state) {
  (void)state;
  Place place = place_new();
  Error err = {0};
  assert_null(store_open(place.folder, STORE_CREATE, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  assert_int_equal(mkfifo(place.path, 0600), 0);
  assert_null(store_open(place.path, STORE_READ, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  place_release(&place);
}

static void a_library_is_in_wal_mode(void **state) {
  (void)state;
  Place place = place_new();
  make(&place);
  size_t len;
  char *bytes = whole_file(place.path, &len);
  assert_true(len > 20);
  assert_int_equal(bytes[18], 2); // write and read version in the header: 2 is WAL
  assert_int_equal(bytes[19], 2);
  free(bytes);
  place_release(&place);
}

static void one_failure_undoes_all_and_silences_the_rest(void **state) {
  (void)state;
  Error err = {0};
  Store *store = store_open_memory(&err);
  check_ok(store_begin(store, &err), &err);
  assert_true(set_draft(store, "before", "text"));
  Statement *statement = statement_start(store, STATEMENT_THING_ADD);
  statement_bind_text(statement, SLICE("no such kind"));
  statement_bind_text(statement, SLICE("x"));
  assert_false(statement_run(statement));
  assert_false(set_draft(store, "after", "text"));
  assert_false(store_commit(store, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  check_ok(store_check(store, &err), &err);
  expect_draft(store, "before", NULL);
  expect_draft(store, "after", NULL);
  store_close(store);
}

static void in_a_group_one_failure_takes_only_its_own_change_back(void **state) {
  (void)state;
  Error err = {0};
  Store *store = store_open_memory(&err);
  check_ok(store_begin_group(store, &err), &err);
  check_ok(store_begin(store, &err), &err);
  assert_true(set_draft(store, "one", "text"));
  check_ok(store_commit(store, &err), &err);
  check_ok(store_begin(store, &err), &err);
  assert_true(set_draft(store, "two", "text"));
  Statement *statement = statement_start(store, STATEMENT_THING_ADD);
  statement_bind_text(statement, SLICE("no such kind"));
  statement_bind_text(statement, SLICE("x"));
  assert_false(statement_run(statement));
  assert_false(store_commit(store, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  check_ok(store_begin(store, &err), &err);
  assert_true(set_draft(store, "three", "text"));
  store_rollback(store);
  check_ok(store_end_group(store, &err), &err);
  expect_draft(store, "one", "text");
  expect_draft(store, "two", NULL);
  expect_draft(store, "three", NULL);
  store_close(store);
}

// As when SQLite takes everything back on a full disk.
static void a_group_that_is_lost_as_a_whole_says_so(void **state) {
  (void)state;
  Error err = {0};
  Store *store = store_open_memory(&err);
  check_ok(store_begin_group(store, &err), &err);
  check_ok(store_begin(store, &err), &err);
  assert_true(set_draft(store, "one", "text"));
  check_ok(store_commit(store, &err), &err);
  check_ok(store_run_script(store, "ROLLBACK", &err), &err);
  assert_false(store_begin(store, &err));
  assert_int_equal(err.kind, ERROR_IO);
  assert_false(store_end_group(store, &err));
  expect_draft(store, "one", NULL);
  check_ok(store_begin(store, &err), &err); // and all is as before
  assert_true(set_draft(store, "two", "text"));
  check_ok(store_commit(store, &err), &err);
  expect_draft(store, "two", "text");
  store_close(store);
}

static void two_connections_see_each_others_changes(void **state) {
  (void)state;
  Place place = place_new();
  Error err = {0};
  make(&place);
  Store *one = store_open(place.path, STORE_CHANGE, &err);
  Store *two = store_open(place.path, STORE_CHANGE, &err);
  check_ok(one && two && store_begin(one, &err), &err);
  assert_true(set_draft(one, "a", "b"));
  expect_draft(two, "a", NULL);
  check_ok(store_commit(one, &err), &err);
  expect_draft(two, "a", "b");
  store_close(two);
  store_close(one);
  place_release(&place);
}

// ---- Permissions. They do not bind root, so a child that is somebody else looks.

static void as_somebody(int (*body)(const Place *), const Place *place) {
  pid_t child = fork();
  assert_true(child >= 0);
  if (child == 0) {
    if (getuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0)) _exit(99);
    _exit(body(place));
  }
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFEXITED(status));
  assert_int_equal(WEXITSTATUS(status), 0);
}

static int read_it(const Place *place) {
  for (StoreMode mode = STORE_READ; mode <= STORE_CREATE; mode++) {
    Error err = {0};
    Store *store = store_open(place->path, mode, &err);
    if (!store) return 1;
    if (!store_read_only(store)) return 2;
    if (statement_take_int(statement_start(store, STATEMENT_JOURNAL_NEWEST), -1) != -1) return 3;
    if (!store_check(store, &err)) return 4;
    store_close(store);
  }
  return 0;
}

static int be_forbidden(const Place *place) {
  Error err = {0};
  bool refused = !store_open(place->path, STORE_READ, &err) && err.kind == ERROR_PERMISSION;
  return refused ? 0 : 1;
}

// The folders above a test's own may be closed to others: this one is where everybody may go.
static Place place_for_all(void) {
  char pattern[] = "/tmp/postil-test-XXXXXX";
  assert_non_null(mkdtemp(pattern));
  assert_int_equal(chmod(pattern, 0755), 0);
  Place place = place_at(memory_string(slice_of(pattern)));
  make(&place);
  return place;
}

static void a_read_only_file_in_a_read_only_folder_is_read(void **state) {
  (void)state;
  Place place = place_for_all();
  assert_int_equal(chmod(place.path, 0444), 0);
  assert_int_equal(chmod(place.folder, 0555), 0);
  as_somebody(read_it, &place);
  assert_int_equal(chmod(place.folder, 0755), 0);
  place_release(&place);
}

static void a_read_only_file_in_a_writable_folder_is_read(void **state) {
  (void)state;
  Place place = place_for_all();
  assert_int_equal(chmod(place.path, 0444), 0);
  assert_int_equal(chmod(place.folder, 0777), 0);
  as_somebody(read_it, &place);
  place_release(&place);
}

static void a_library_without_permission_is_refused(void **state) {
  (void)state;
  Place place = place_for_all();
  assert_int_equal(chmod(place.path, 0), 0);
  as_somebody(be_forbidden, &place);
  place_release(&place);
}

static void a_long_text_is_read_whole(void **state) {
  (void)state;
  Error err = {0};
  Store *store = store_open_memory(&err);
  Buffer words = {0};
  for (int i = 0; i < 5000; i++) buffer_printf(&words, "%d “long” ", i);
  assert_true(store_begin(store, &err) && set_draft(store, "long", words.ptr));
  assert_true(set_draft(store, "empty", ""));
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
  Place place = place_new();
  make(&place);
  Store *other = store_open(place.path, STORE_CHANGE, &err);
  check_ok(other && store_begin(other, &err), &err);
  Store *store = store_open(place.path, STORE_CHANGE, &err);
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
  place_release(&place);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_new_library_is_made_and_opened_again),
      cmocka_unit_test(reading_cannot_write),
      cmocka_unit_test(a_log_that_was_left_behind_is_not_played_into_a_new_library),
      cmocka_unit_test(only_the_reader_may_read_a_new_library),
      cmocka_unit_test(every_statement_can_be_prepared),
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
      cmocka_unit_test(a_folder_or_a_pipe_is_no_library),
      cmocka_unit_test(a_library_is_in_wal_mode),
      cmocka_unit_test(one_failure_undoes_all_and_silences_the_rest),
      cmocka_unit_test(in_a_group_one_failure_takes_only_its_own_change_back),
      cmocka_unit_test(a_group_that_is_lost_as_a_whole_says_so),
      cmocka_unit_test(two_connections_see_each_others_changes),
      cmocka_unit_test(a_read_only_file_in_a_read_only_folder_is_read),
      cmocka_unit_test(a_read_only_file_in_a_writable_folder_is_read),
      cmocka_unit_test(a_library_without_permission_is_refused),
      cmocka_unit_test(a_long_text_is_read_whole),
      cmocka_unit_test(who_is_asked_to_end_does_not_wait_for_a_busy_library),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
