// SPDX-License-Identifier: MIT
// Repairing: what can be computed is computed anew, what cannot is told, and the library as it was
// is kept.
#include "support/check.h"
#include "support/shelf.h"

#include "base/file.h"
#include "library/repair.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char text[] = "Alpha beta gamma delta.\n\nA second paragraph stands here.\n";
static const char newer[] =
    "Alpha beta gamma delta.\n\nA paragraph in between.\n\nA second paragraph stands here.\n";

typedef struct Told {
  unsigned count;
} Told;

static void say(void *context, const char *sentence) {
  (void)sentence;
  ((Told *)context)->count++;
}

static void say_left(void *context, const char *sentence) {
  (void)context;
  print_error("left: %s\n", sentence);
}

static Shelf fill(void) {
  Shelf shelf = shelf_new();
  Error err = {0};
  BriefAdded added;
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  AnnotationAdded a = shelf_annotate(&shelf, brief, 0, 5, "x/y", "one");
  shelf_annotate(&shelf, brief, 25, 41, "z", NULL);
  shelf_comment(&shelf, a.key, "two");
  check_ok(brief_edit_text(shelf.library, brief, slice_of(newer), &added, &err), &err);
  return shelf;
}

static Repair run_repair(Shelf *shelf, unsigned *told) {
  Error err = {0};
  Told faults = {0};
  Repair repair;
  check_ok(repair_library(shelf->path, say, say_left, &faults, &repair, &err), &err);
  *told = faults.count;
  return repair;
}

static void a_whole_library_is_left_alone(void **state) {
  (void)state;
  Shelf shelf = fill();
  unsigned told;
  Repair repair = run_repair(&shelf, &told);
  assert_int_equal(repair.outcome, REPAIR_WHOLE);
  assert_int_equal(told, 0);
  assert_null(repair.file);
  repair_release(&repair);
  shelf_release(&shelf);
}

// Spoils the library by SQL: a repair brings it back as it was, and keeps the spoilt one.
static void check_mended(const char *sql) {
  Shelf shelf = fill();
  unsigned told;
  char *before = shelf_describe(&shelf);
  free(shelf_query(&shelf, sql));
  Repair repair = run_repair(&shelf, &told);
  assert_int_equal(repair.outcome, REPAIR_MENDED);
  assert_true(told > 0);
  assert_int_equal(repair.faults, 0);
  assert_int_equal(access(repair.file, F_OK), 0);
  // Who has had it open all the while sees it mended.
  shelf_examine(&shelf);
  char *after = shelf_describe(&shelf);
  check_text(slice_of(after), before);
  free(before);
  free(after);
  repair_release(&repair);
  shelf_release(&shelf);
}

static void what_follows_from_the_operations_is_made_anew(void **state) {
  (void)state;
  check_mended("UPDATE annotation SET comment = 'other'");
  check_mended("UPDATE thing SET alive = 0");
  check_mended("DELETE FROM head");
  check_mended("DELETE FROM addition");
  check_mended("DELETE FROM annotation_tag");
  check_mended("UPDATE tag SET path = 'w'");
  check_mended("UPDATE annotation SET anchor = NULL");
  check_mended("UPDATE brief SET added = 7");
  check_mended(
      "INSERT INTO thing (kind, id) VALUES ('tag', '00000000-0000-4000-8000-000000000009')");
}

static void what_follows_from_the_texts_is_made_anew(void **state) {
  (void)state;
  check_mended("INSERT INTO version_name (version, url, title) VALUES (1, 'here', 'other')");
  check_mended("DELETE FROM brief_words_data WHERE id > 10");
  check_mended("UPDATE version_text SET structure = 'nonsense'");
  check_mended("UPDATE version SET length = 7");
}

static void lost_and_wrong_places_are_carried_over_again(void **state) {
  (void)state;
  check_mended("UPDATE anchor SET start = start + 1 WHERE source_version IS NOT NULL");
  check_mended("UPDATE anchor SET start = start + 1");
  check_mended("UPDATE anchor SET exact = 'other'");
}

static void rows_that_refer_to_nothing_go(void **state) {
  (void)state;
  check_mended("PRAGMA foreign_keys = OFF; INSERT INTO annotation_tag VALUES (77, 78);"
               "INSERT INTO reading (brief, place) VALUES (79, 1); PRAGMA foreign_keys = ON");
}

static void an_operation_that_reads_as_one_stays(void **state) {
  (void)state;
  Shelf shelf = fill();
  unsigned told;
  free(shelf_query(&shelf, "UPDATE operation SET line = replace(line, '\"two\"', '\"six\"')"));
  Repair repair = run_repair(&shelf, &told);
  assert_int_equal(repair.outcome, REPAIR_MENDED);
  char *comment = shelf_query(&shelf, "SELECT comment FROM annotation ORDER BY key");
  check_text(slice_of(comment), "six");
  free(comment);
  shelf_examine(&shelf);
  repair_release(&repair);
  shelf_release(&shelf);
}

static void what_nothing_tells_of_is_counted_and_texts_come_back(void **state) {
  (void)state;
  Shelf shelf = fill();
  unsigned told;
  free(shelf_query(&shelf, "DELETE FROM operation"));
  Repair repair = run_repair(&shelf, &told);
  assert_int_equal(repair.faults, 0);
  assert_int_equal(repair.briefs_less, 0);
  assert_int_equal(repair.annotations_less, 2);
  assert_int_equal(repair.tags_less, 2);
  shelf_examine(&shelf);
  repair_release(&repair);
  shelf_release(&shelf);
}

static void a_text_that_was_changed_cannot_be_mended(void **state) {
  (void)state;
  Shelf shelf = fill();
  unsigned told;
  free(shelf_query(&shelf, "UPDATE version_text SET text = replace(text, 'beta', 'BETA')"));
  Repair repair = run_repair(&shelf, &told);
  assert_true(repair.faults > 0);
  char *found = shelf_query(&shelf, "SELECT count(*) FROM version_text WHERE text LIKE '%BETA%'");
  check_text(slice_of(found), "2");
  free(found);
  repair_release(&repair);
  shelf_release(&shelf);
}

// Overwrites the root page of a table in the closed library.
static void spoil_page(Shelf *shelf, const char *sql) {
  enum { PAGE = 4096 };
  char *root = shelf_query(shelf, sql), junk[PAGE];
  memset(junk, 0xA5, sizeof junk);
  library_close(shelf->library);
  shelf->library = NULL;
  int fd = open(shelf->path, O_WRONLY);
  assert_true(fd >= 0);
  assert_int_equal(pwrite(fd, junk, PAGE, (strtol(root, NULL, 10) - 1) * PAGE), PAGE);
  close(fd);
  free(root);
}

static void check_bytes_stay(const char *path, const Buffer *before) {
  Error err = {0};
  Buffer after = {0};
  check_ok(file_read(path, SIZE_MAX / 2, &after, &err), &err);
  assert_true(slice_equal(buffer_slice(before), buffer_slice(&after)));
  buffer_release(&after);
}

static void a_damaged_file_is_left_as_it_is_and_the_rest_saved_beside_it(void **state) {
  (void)state;
  Shelf shelf = fill();
  Error err = {0};
  unsigned told;
  Buffer before = {0};
  char *described = shelf_describe(&shelf);
  spoil_page(&shelf, "SELECT rootpage FROM sqlite_schema WHERE name = 'head'");
  check_ok(file_read(shelf.path, SIZE_MAX / 2, &before, &err), &err);
  Repair repair = run_repair(&shelf, &told);
  assert_int_equal(repair.outcome, REPAIR_SALVAGED);
  assert_int_equal(repair.faults, 0);
  check_bytes_stay(shelf.path, &before);
  free(shelf.path);
  shelf.path = strdup(repair.file);
  shelf_reopen(&shelf);
  shelf_examine(&shelf);
  char *saved = shelf_describe(&shelf);
  check_text(slice_of(saved), described);
  free(saved);
  free(described);
  buffer_release(&before);
  repair_release(&repair);
  shelf_release(&shelf);
}

static void what_is_no_library_is_refused(void **state) {
  (void)state;
  Shelf shelf = fill();
  Error err = {0};
  Told faults = {0};
  Repair repair;
  free(shelf_query(&shelf, "PRAGMA user_version = 99"));
  assert_false(repair_library(shelf.path, say, say_left, &faults, &repair, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  assert_null(repair.file);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_whole_library_is_left_alone),
      cmocka_unit_test(what_follows_from_the_operations_is_made_anew),
      cmocka_unit_test(what_follows_from_the_texts_is_made_anew),
      cmocka_unit_test(lost_and_wrong_places_are_carried_over_again),
      cmocka_unit_test(rows_that_refer_to_nothing_go),
      cmocka_unit_test(an_operation_that_reads_as_one_stays),
      cmocka_unit_test(what_nothing_tells_of_is_counted_and_texts_come_back),
      cmocka_unit_test(a_text_that_was_changed_cannot_be_mended),
      cmocka_unit_test(a_damaged_file_is_left_as_it_is_and_the_rest_saved_beside_it),
      cmocka_unit_test(what_is_no_library_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
