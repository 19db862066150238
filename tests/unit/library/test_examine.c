// SPDX-License-Identifier: MIT
// The examination finds each kind of damage, and nothing in a library that is whole.
#include "support/check.h"
#include "support/disk.h"
#include "support/shelf.h"

#include "library/repair.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char text[] = "Alpha beta gamma delta.\n\nA second paragraph stands here.\n";

static void fill(Shelf *shelf) {
  int64_t brief = shelf_add(shelf, "one.txt", text);
  AnnotationAdded a = shelf_annotate(shelf, brief, 0, 5, "x/y", "one");
  shelf_comment(shelf, a.key, "two");
  shelf_annotate(shelf, brief, 6, 10, "z", NULL);
  shelf_undo(shelf);
}

static void keep(void *context, const char *sentence) {
  Buffer *said = context;
  buffer_printf(said, "%s\n", sentence);
}

// Damages a library by SQL; the examination must say these words.
static void expect_fault(const char *sql, const char *words) {
  Shelf shelf = shelf_new();
  Error err = {0};
  Buffer said = {0};
  fill(&shelf);
  free(shelf_query(&shelf, sql));
  shelf_reopen(&shelf);
  assert_false(library_examine(shelf.library, keep, &said, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  if (!said.ptr || !strstr(said.ptr, words)) check_text(buffer_slice(&said), words);
  buffer_release(&said);
  shelf_release(&shelf);
}

// Whichever read is the first that fails: the disk is named, and no fault is found.
static void what_cannot_be_read_is_not_called_damaged(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  fill(&shelf);
  bool failed = true;
  for (uint32_t first = 1; failed; first++) {
    Error err = {0};
    Buffer said = {0};
    shelf_reopen(&shelf);
    disk_fail_reading(first);
    bool whole = library_examine(shelf.library, keep, &said, &err);
    failed = disk_has_failed();
    disk_fail_reading(0);
    assert_int_equal(whole, !failed);
    assert_int_equal(err.kind, failed ? ERROR_IO : ERROR_NONE);
    buffer_release(&said);
  }
  shelf_release(&shelf);
}

static void a_whole_library_has_no_faults(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  shelf_examine(&shelf);
  fill(&shelf);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void a_changed_text_is_found(void **state) {
  (void)state;
  expect_fault("UPDATE version_text SET text = replace(text, 'beta', 'BETA')",
               "not the one that was added");
}

static void a_structure_that_does_not_fit_is_found(void **state) {
  (void)state;
  expect_fault("UPDATE version_text SET structure = 'nonsense'", "version ");
}

static void an_anchor_beside_its_quotation_is_found(void **state) {
  (void)state;
  expect_fault("UPDATE anchor SET start = start + 1 WHERE exact = 'Alpha'",
               "does not stand what it quotes");
  expect_fault("UPDATE anchor SET \"end\" = 5000 WHERE exact = 'Alpha'",
               "does not stand what it quotes");
  expect_fault("UPDATE anchor SET exact = 'Omega' WHERE exact = 'Alpha'",
               "does not stand what it quotes");
}

static void an_anchor_that_cuts_a_cluster_is_found(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  Buffer said = {0};
  shelf_annotate(&shelf, shelf_add(&shelf, "a.txt", "xe\xCC\x81y and more words.\n"), 0, 4, NULL,
                 NULL);
  shelf_examine(&shelf);
  free(shelf_query(&shelf, "UPDATE anchor SET \"end\" = 2, exact = 'xe'"));
  assert_false(library_examine(shelf.library, keep, &said, &err));
  assert_non_null(strstr(said.ptr, "does not stand what it quotes"));
  buffer_release(&said);
  shelf_release(&shelf);
}

static void a_state_that_is_not_the_fold_is_found(void **state) {
  (void)state;
  static const char *const damages[][2] = {
      {"UPDATE annotation SET comment = 'three'", "the annotations differ"},
      {"UPDATE tag SET path = 'w' WHERE path = 'x/y'", "the tags differ"},
      {"DELETE FROM annotation_tag", "the tags of annotations differ"},
      {"UPDATE brief SET title = 'T'", "the briefs differ"},
      {"UPDATE thing SET alive = 1 - alive", "the list of things differ"},
      {"DELETE FROM head WHERE register = 'comment'", "the heads differ"},
      {"DELETE FROM addition", "the additions differ"},
  };
  for (size_t i = 0; i < sizeof damages / sizeof *damages; i++)
    expect_fault(damages[i][0], damages[i][1]);
}

static void a_damaged_or_missing_operation_is_found(void **state) {
  (void)state;
  expect_fault("UPDATE operation SET line = replace(line, 'two', 'six')", "it is damaged");
  expect_fault("UPDATE operation SET kind = 'tag' WHERE kind = 'brief'", "it is damaged");
  expect_fault("DELETE FROM operation WHERE line LIKE '%two%'",
               "differ from what the journal says");
}

static void a_row_that_refers_to_nothing_is_found(void **state) {
  (void)state;
  expect_fault("PRAGMA foreign_keys = OFF; UPDATE version SET brief = 999",
               "refers to one that is not there");
}

// Opened for reading it is like any other, and SQLite's own check finds nothing.
static void a_header_that_forbids_writing_is_found_and_repairing_says_what_to_do(void **state) {
  (void)state;
  enum { WRITE_VERSION = 18 };
  Shelf shelf = shelf_new();
  Error err = {0};
  Buffer said = {0};
  fill(&shelf);
  library_close(shelf.library);
  FILE *file = fopen(shelf.path, "r+b");
  assert_non_null(file);
  assert_int_equal(fseek(file, WRITE_VERSION, SEEK_SET), 0);
  assert_int_equal(fputc(3, file), 3);
  assert_int_equal(fclose(file), 0);
  shelf.library = library_open(shelf.path, LIBRARY_READ, &err);
  check_ok(shelf.library != NULL, &err);
  assert_false(library_examine(shelf.library, keep, &said, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  check_text(buffer_slice(&said), "the file: its header says that nobody may write it\n");
  Repair repair;
  assert_false(repair_library(shelf.path, keep, keep, &said, &repair, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  assert_non_null(strstr(err.message, "its header says that nobody may write it"));
  assert_non_null(strstr(err.hint, "once the file is moved away, 'postil restore' puts a backup"));
  buffer_release(&said);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_cannot_be_read_is_not_called_damaged),
      cmocka_unit_test(a_whole_library_has_no_faults),
      cmocka_unit_test(a_changed_text_is_found),
      cmocka_unit_test(a_structure_that_does_not_fit_is_found),
      cmocka_unit_test(an_anchor_beside_its_quotation_is_found),
      cmocka_unit_test(an_anchor_that_cuts_a_cluster_is_found),
      cmocka_unit_test(a_state_that_is_not_the_fold_is_found),
      cmocka_unit_test(a_damaged_or_missing_operation_is_found),
      cmocka_unit_test(a_row_that_refers_to_nothing_is_found),
      cmocka_unit_test(a_header_that_forbids_writing_is_found_and_repairing_says_what_to_do),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
