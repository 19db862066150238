// SPDX-License-Identifier: MIT
// Backups: what comes back is what was there, and nothing is lost on the way.
#include "support/check.h"
#include "support/shelf.h"

#include "library/backup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char text[] = "Alpha beta gamma delta.\n\nA second paragraph stands here.\n";

static char *path_in(const Shelf *shelf, const char *name) {
  Buffer path = {0};
  buffer_printf(&path, "%s/%s", shelf->folder, name);
  return buffer_take(&path);
}

static void say(void *context, const char *sentence) {
  (void)sentence;
  ++*(unsigned *)context;
}

static int64_t fill(Shelf *shelf) {
  int64_t brief = shelf_add(shelf, "one.txt", text);
  shelf_annotate(shelf, brief, 0, 5, "x/y", "one");
  return brief;
}

// Restores with the library of the shelf open, as that of another screen.
static BackupRestored restore(Shelf *shelf, const char *file) {
  Error err = {0};
  unsigned faults = 0;
  BackupRestored restored;
  check_ok(backup_restore(shelf->path, file, false, say, &faults, &restored, &err), &err);
  assert_int_equal(faults, 0);
  return restored;
}

static void check_refused(Shelf *shelf, const char *file, ErrorKind kind, const char *words) {
  Error err = {0};
  unsigned faults = 0;
  BackupRestored restored;
  char *before = shelf_describe(shelf);
  assert_false(backup_restore(shelf->path, file, false, say, &faults, &restored, &err));
  assert_int_equal(err.kind, kind);
  if (!strstr(err.message, words)) check_text(slice_of(err.message), words);
  assert_null(restored.kept);
  char *after = shelf_describe(shelf);
  check_text(slice_of(after), before);
  free(before);
  free(after);
}

static void what_was_backed_up_comes_back(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t brief = fill(&shelf);
  char *file = path_in(&shelf, "b.db"), *before = shelf_describe(&shelf);
  check_ok(backup_write(shelf.library, file, false, &err), &err);
  shelf_annotate(&shelf, brief, 6, 10, "z", NULL);
  int64_t stamp = library_stamp(shelf.library);
  BackupRestored restored = restore(&shelf, file);
  assert_int_equal(restored.briefs, 1);
  assert_int_equal(restored.annotations, 1);
  // Who has had it open all the while sees what is there now, and that something has changed.
  assert_true(library_stamp(shelf.library) > stamp);
  assert_int_equal(library_stamp(shelf.library), restored.change);
  char *after = shelf_describe(&shelf);
  check_text(slice_of(after), before);
  shelf_examine(&shelf);
  backup_release(&restored);
  free(before);
  free(after);
  free(file);
  shelf_release(&shelf);
}

static void what_was_there_is_kept_beside_it_each_time(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t brief = fill(&shelf);
  char *file = path_in(&shelf, "b.db");
  check_ok(backup_write(shelf.library, file, false, &err), &err);
  shelf_annotate(&shelf, brief, 6, 10, "z", NULL);
  char *before = shelf_describe(&shelf);
  BackupRestored first = restore(&shelf, file), second = restore(&shelf, first.kept);
  assert_string_not_equal(first.kept, second.kept);
  char *after = shelf_describe(&shelf);
  check_text(slice_of(after), before);
  backup_release(&first);
  backup_release(&second);
  free(before);
  free(after);
  free(file);
  shelf_release(&shelf);
}

static void a_restored_library_can_undo_what_the_backup_had(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  shelf_add(&shelf, "one.txt", text);
  char *file = path_in(&shelf, "b.db"), *before = shelf_describe(&shelf);
  shelf_annotate(&shelf, 1, 0, 5, "x", NULL);
  check_ok(backup_write(shelf.library, file, false, &err), &err);
  BackupRestored restored = restore(&shelf, file);
  shelf_undo(&shelf);
  char *after = shelf_describe(&shelf);
  check_text(slice_of(after), before);
  backup_release(&restored);
  free(before);
  free(after);
  free(file);
  shelf_release(&shelf);
}

static void an_existing_file_is_replaced_only_when_told(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  fill(&shelf);
  char *file = path_in(&shelf, "b.db");
  check_write(shelf.folder, "b.db", SLICE("old"));
  assert_false(backup_write(shelf.library, file, false, &err));
  assert_int_equal(err.kind, ERROR_CREATE);
  check_refused(&shelf, file, ERROR_DATA, "not a database");
  check_ok(backup_write(shelf.library, file, true, &err), &err);
  BackupRestored restored = restore(&shelf, file);
  backup_release(&restored);
  free(file);
  shelf_release(&shelf);
}

static void a_device_is_no_place_for_a_backup(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  assert_false(backup_write(shelf.library, "/dev/full", true, &err));
  assert_int_equal(err.kind, ERROR_CREATE);
  shelf_release(&shelf);
}

static void a_library_is_not_its_own_backup(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  fill(&shelf);
  assert_false(backup_write(shelf.library, shelf.path, true, &err));
  assert_int_equal(err.kind, ERROR_USAGE);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

// A backup that SQL has changed must be refused with these words.
static void check_spoiled(const char *sql, const char *words) {
  Shelf shelf = shelf_new(), other = shelf_new();
  fill(&shelf);
  fill(&other);
  free(shelf_query(&other, sql));
  library_close(other.library);
  other.library = NULL;
  check_refused(&shelf, other.path, ERROR_DATA, words);
  shelf_release(&other);
  shelf_release(&shelf);
}

static void a_backup_that_is_not_whole_is_refused(void **state) {
  (void)state;
  check_spoiled("UPDATE version_text SET text = replace(text, 'beta', 'BETA')", "fault");
  check_spoiled("UPDATE annotation SET comment = 'other'", "fault");
  check_spoiled("DELETE FROM head", "fault");
  check_spoiled("PRAGMA user_version = 99", "newer postil");
  check_spoiled("PRAGMA application_id = 7", "not a library of postil");
  check_spoiled("CREATE VIEW v AS SELECT 1", "a trigger or a view");
  check_spoiled("DROP TABLE draft", "its tables are not those");
}

static void a_backup_that_is_not_there_is_no_input(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  fill(&shelf);
  char *file = path_in(&shelf, "none.db");
  check_refused(&shelf, file, ERROR_INPUT, "there is none");
  assert_int_not_equal(access(file, F_OK), 0);
  free(file);
  shelf_release(&shelf);
}

static void a_rehearsal_tells_and_changes_nothing(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  unsigned faults = 0;
  fill(&shelf);
  char *file = path_in(&shelf, "b.db"), *none = path_in(&shelf, "none.db");
  check_ok(backup_write(shelf.library, file, false, &err), &err);
  BackupRestored restored;
  check_ok(backup_restore(none, file, true, say, &faults, &restored, &err), &err);
  assert_int_equal(restored.briefs, 1);
  assert_int_not_equal(access(none, F_OK), 0);
  backup_release(&restored);
  free(file);
  free(none);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_was_backed_up_comes_back),
      cmocka_unit_test(what_was_there_is_kept_beside_it_each_time),
      cmocka_unit_test(a_restored_library_can_undo_what_the_backup_had),
      cmocka_unit_test(an_existing_file_is_replaced_only_when_told),
      cmocka_unit_test(a_device_is_no_place_for_a_backup),
      cmocka_unit_test(a_library_is_not_its_own_backup),
      cmocka_unit_test(a_backup_that_is_not_whole_is_refused),
      cmocka_unit_test(a_backup_that_is_not_there_is_no_input),
      cmocka_unit_test(a_rehearsal_tells_and_changes_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
