// SPDX-License-Identifier: MIT
// Merging: the union of two libraries, without doubles, as one change that undo takes back.
#include "support/check.h"
#include "support/shelf.h"

#include "library/backup.h"
#include "library/merge.h"
#include "library/review.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char one[] = "Alpha beta gamma delta.\n\nA second paragraph stands here.\n";
static const char two[] = "Epsilon zeta eta theta.\n\nAnother brief has other words in it.\n";
static const char newer[] =
    "Alpha beta gamma delta.\n\nA paragraph in between.\n\nA second paragraph stands here.\n";

static void say(void *context, const char *sentence) {
  (void)context;
  print_error("%s\n", sentence);
}

static void check_same(Shelf *shelf, Shelf *other) {
  char *here = shelf_describe(shelf), *there = shelf_describe(other);
  check_text(slice_of(here), there);
  free(here);
  free(there);
  shelf_examine(shelf);
  shelf_examine(other);
}

static char *value(Shelf *shelf, const char *sql) {
  return shelf_query(shelf, sql);
}

static void check_value(Shelf *shelf, const char *sql, const char *wanted) {
  char *found = value(shelf, sql);
  check_text(slice_of(found), wanted);
  free(found);
}

static void what_is_new_there_comes_in_with_its_id(void **state) {
  (void)state;
  Shelf shelf = shelf_new(), other = shelf_new();
  shelf_add(&shelf, "one.txt", one);
  int64_t brief = shelf_add(&other, "two.txt", two);
  AnnotationAdded made = shelf_annotate(&other, brief, 0, 7, "x/y", "words");
  MergeCounts counts = shelf_merge(&shelf, &other);
  assert_int_equal(counts.briefs, 1);
  assert_int_equal(counts.versions, 1);
  assert_int_equal(counts.annotations, 1);
  assert_int_equal(counts.tags, 1);
  assert_int_equal(counts.changed + counts.removed + counts.conflicts, 0);
  assert_true(counts.change > 0);
  char *id = value(&shelf, "SELECT id FROM thing WHERE kind = 'annotation'");
  check_text(slice_of(id), made.id);
  free(id);
  shelf_examine(&shelf);
  shelf_release(&other);
  shelf_release(&shelf);
}

// What is an edition of a brief here is a brief of its own there: both show the same version.
static void two_briefs_of_one_text_are_found_until_the_last_has_gone(void **state) {
  (void)state;
  Error err = {0};
  int64_t change;
  Shelf shelf = shelf_new(), other = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", one);
  assert_int_equal(shelf_add(&shelf, "one.txt", newer), brief);
  shelf_add(&other, "newer.txt", newer);
  shelf_merge(&shelf, &other);
  assert_int_equal(shelf_count_briefs(&shelf), 2);
  shelf_examine(&shelf);
  static const char texts[] = "SELECT count(*) FROM brief_words_docsize";
  check_ok(brief_remove(shelf.library, brief, &change, &err), &err);
  shelf_examine(&shelf);
  check_value(&shelf, texts, "1");
  shelf_undo(&shelf);
  shelf_undo(&shelf);
  shelf_examine(&shelf);
  check_value(&shelf, texts, "1");
  check_ok(brief_remove(shelf.library, brief, &change, &err), &err);
  shelf_examine(&shelf);
  check_value(&shelf, texts, "0");
  shelf_release(&other);
  shelf_release(&shelf);
}

static void a_copy_of_the_library_changes_nothing(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", one);
  shelf_annotate(&shelf, brief, 0, 5, "x", "one");
  Shelf copy = shelf_copy(&shelf);
  assert_int_equal(shelf_merge(&shelf, &copy).change, 0);
  assert_int_equal(shelf_merge(&shelf, &shelf).change, 0);
  check_same(&shelf, &copy);
  shelf_release(&copy);
  shelf_release(&shelf);
}

static void merging_again_changes_nothing_and_both_ways_end_alike(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", one);
  int64_t annotation = shelf_annotate(&shelf, brief, 0, 5, "x", "one").key;
  Shelf other = shelf_copy(&shelf);
  shelf_comment(&shelf, annotation, "here");
  shelf_annotate(&shelf, brief, 6, 10, "here", NULL);
  shelf_comment(&other, annotation, "there");
  shelf_tag(&other, annotation, "there");
  shelf_add(&other, "two.txt", two);
  MergeCounts counts = shelf_merge(&shelf, &other);
  assert_int_equal(counts.conflicts, 1);
  assert_int_equal(counts.changed, 1);
  assert_int_equal(shelf_merge(&shelf, &other).change, 0);
  shelf_merge(&other, &shelf);
  check_same(&shelf, &other);
  check_value(&shelf,
              "SELECT comment FROM annotation WHERE key = (SELECT min(key) FROM annotation)",
              "there");
  shelf_release(&other);
  shelf_release(&shelf);
}

static void undo_takes_a_merge_back_and_redo_brings_it_again(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", one);
  int64_t annotation = shelf_annotate(&shelf, brief, 0, 5, "x", "one").key;
  Shelf other = shelf_copy(&shelf);
  shelf_comment(&shelf, annotation, "here");
  shelf_comment(&other, annotation, "there");
  shelf_tag(&other, annotation, "more");
  shelf_add(&other, "two.txt", two);
  char *before = shelf_describe(&shelf);
  shelf_merge(&shelf, &other);
  shelf_expect_reversible(&shelf, before, "merge");
  free(before);
  shelf_examine(&shelf);
  shelf_release(&other);
  shelf_release(&shelf);
}

// Both made a brief and a tag of the same id, the other library first.
static void undo_of_a_merge_keeps_what_was_made_here_after_there(void **state) {
  (void)state;
  Shelf shelf = shelf_new(), other = shelf_new();
  int64_t brief = shelf_add(&other, "one.txt", one);
  shelf_annotate(&other, brief, 6, 10, "x", "there");
  brief = shelf_add(&shelf, "one.txt", one);
  shelf_annotate(&shelf, brief, 0, 5, "x", "here");
  char *before = shelf_describe(&shelf);
  shelf_merge(&shelf, &other);
  shelf_expect_reversible(&shelf, before, "merge");
  free(before);
  for (int i = 0; i < 3; i++) shelf_undo(&shelf);
  char *nothing = shelf_describe(&shelf);
  check_text(slice_of(nothing), "");
  free(nothing);
  shelf_examine(&shelf);
  shelf_release(&other);
  shelf_release(&shelf);
}

static void undo_of_a_merge_buries_again_what_it_revived(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", one);
  int64_t annotation = shelf_annotate(&shelf, brief, 0, 5, "x", "one").key;
  Shelf other = shelf_copy(&shelf);
  shelf_delete(&shelf, annotation);
  shelf_comment(&other, annotation, "later");
  char *before = shelf_describe(&shelf);
  assert_int_equal(shelf_merge(&shelf, &other).changed, 1);
  shelf_expect_reversible(&shelf, before, "merge");
  free(before);
  shelf_release(&other);
  shelf_release(&shelf);
}

static void redo_of_a_merge_leaves_a_tag_deleted_that_was_deleted_here(void **state) {
  (void)state;
  Shelf shelf = shelf_new(), other = shelf_new();
  int64_t brief = shelf_add(&other, "one.txt", one), change;
  Error err = {0};
  shelf_annotate(&other, brief, 6, 10, "x", "there");
  brief = shelf_add(&shelf, "two.txt", two);
  shelf_annotate(&shelf, brief, 0, 5, "x", "here");
  check_ok(tag_delete(shelf.library, "x", &change, &err), &err);
  char *before = shelf_describe(&shelf);
  assert_int_equal(shelf_merge(&shelf, &other).removed, 0);
  shelf_expect_reversible(&shelf, before, "merge");
  free(before);
  shelf_release(&other);
  shelf_release(&shelf);
}

static void what_was_deleted_here_stays_deleted(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", one);
  int64_t annotation = shelf_annotate(&shelf, brief, 0, 5, "x", "one").key;
  Shelf other = shelf_copy(&shelf);
  shelf_delete(&shelf, annotation);
  assert_int_equal(shelf_merge(&shelf, &other).change, 0);
  MergeCounts counts = shelf_merge(&other, &shelf);
  assert_int_equal(counts.removed, 1);
  check_same(&shelf, &other);
  shelf_release(&other);
  shelf_release(&shelf);
}

// A path that was taken anew after a renaming has another id than one that was made fresh.
static void tags_of_one_path_become_one(void **state) {
  (void)state;
  Shelf shelf = shelf_new(), other = shelf_new();
  Error err = {0};
  int64_t change;
  int64_t brief = shelf_add(&shelf, "one.txt", one);
  shelf_annotate(&shelf, brief, 0, 5, "water", NULL);
  int64_t there = shelf_add(&other, "two.txt", two);
  shelf_annotate(&other, there, 0, 7, "rain", NULL);
  check_ok(tag_rename(other.library, "rain", "water", &change, &err), &err);
  shelf_merge(&shelf, &other);
  shelf_merge(&other, &shelf);
  for (int i = 0; i < 2; i++) {
    TagList list;
    check_ok(tag_list((i ? &other : &shelf)->library, &list, &err), &err);
    assert_int_equal(list.count, 1);
    assert_int_equal(list.items[0].annotations, 2);
    tag_release_list(&list);
  }
  check_same(&shelf, &other);
  shelf_release(&other);
  shelf_release(&shelf);
}

static void a_version_that_comes_in_takes_the_annotations_along(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  shelf_add(&shelf, "one.txt", one);
  Shelf other = shelf_copy(&shelf);
  shelf_annotate(&shelf, 1, 25, 41, "x", NULL);
  Error err = {0};
  BriefAdded added;
  check_ok(brief_edit_text(other.library, 1, slice_of(newer), &added, &err), &err);
  char *before = shelf_describe(&shelf);
  MergeCounts counts = shelf_merge(&shelf, &other);
  assert_int_equal(counts.versions, 1);
  assert_int_equal(counts.briefs, 0);
  check_value(&shelf,
              "SELECT v.length || ' ' || p.start || ' ' || p.exact FROM annotation a "
              "JOIN anchor p ON p.key = a.anchor JOIN version v ON v.key = p.version",
              "82 50 A second paragra");
  shelf_expect_reversible(&shelf, before, "merge");
  free(before);
  shelf_examine(&shelf);
  shelf_release(&other);
  shelf_release(&shelf);
}

static void a_rehearsal_counts_and_changes_nothing(void **state) {
  (void)state;
  Shelf shelf = shelf_new(), other = shelf_new();
  Error err = {0};
  MergeCounts counts;
  shelf_add(&shelf, "one.txt", one);
  shelf_annotate(&other, shelf_add(&other, "two.txt", two), 0, 7, "x", NULL);
  char *before = shelf_describe(&shelf);
  check_ok(merge_library(shelf.library, other.path, true, say, NULL, &counts, &err), &err);
  assert_int_equal(counts.annotations, 1);
  assert_int_equal(counts.change, 0);
  char *after = shelf_describe(&shelf);
  check_text(slice_of(after), before);
  free(before);
  free(after);
  shelf_examine(&shelf);
  shelf_release(&other);
  shelf_release(&shelf);
}

static void count_fault(void *context, const char *sentence) {
  (void)sentence;
  ++*(unsigned *)context;
}

static void check_refused(const char *sql) {
  Shelf shelf = shelf_new(), other = shelf_new();
  Error err = {0};
  MergeCounts counts;
  unsigned faults = 0;
  shelf_add(&shelf, "one.txt", one);
  shelf_annotate(&other, shelf_add(&other, "two.txt", two), 0, 7, "x", "words");
  free(shelf_query(&other, sql));
  char *before = shelf_describe(&shelf);
  assert_false(
      merge_library(shelf.library, other.path, false, count_fault, &faults, &counts, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  assert_true(err.hint[0] != '\0');
  char *after = shelf_describe(&shelf);
  check_text(slice_of(after), before);
  free(before);
  free(after);
  shelf_examine(&shelf);
  shelf_release(&other);
  shelf_release(&shelf);
}

static void a_library_that_is_not_whole_is_refused(void **state) {
  (void)state;
  check_refused("UPDATE operation SET line = replace(line, 'words', 'wards')");
  check_refused("UPDATE version_text SET text = replace(text, 'zeta', 'ZETA')");
  check_refused("UPDATE version_text SET structure = 'nonsense'");
  check_refused("UPDATE version SET path = CAST(x'2FFF' AS TEXT)");
  check_refused("INSERT INTO operation (stamp, line_hash, kind, thing, line) VALUES "
                "('1700000000000-00000-00000000', randomblob(32), 'tag', '', '{}')");
  check_refused("PRAGMA user_version = 99");
  check_refused(
      "CREATE TABLE t (a); CREATE TRIGGER x AFTER INSERT ON t BEGIN DELETE FROM tag; END");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_new_there_comes_in_with_its_id),
      cmocka_unit_test(two_briefs_of_one_text_are_found_until_the_last_has_gone),
      cmocka_unit_test(a_copy_of_the_library_changes_nothing),
      cmocka_unit_test(merging_again_changes_nothing_and_both_ways_end_alike),
      cmocka_unit_test(undo_takes_a_merge_back_and_redo_brings_it_again),
      cmocka_unit_test(undo_of_a_merge_keeps_what_was_made_here_after_there),
      cmocka_unit_test(undo_of_a_merge_buries_again_what_it_revived),
      cmocka_unit_test(redo_of_a_merge_leaves_a_tag_deleted_that_was_deleted_here),
      cmocka_unit_test(what_was_deleted_here_stays_deleted),
      cmocka_unit_test(tags_of_one_path_become_one),
      cmocka_unit_test(a_version_that_comes_in_takes_the_annotations_along),
      cmocka_unit_test(a_rehearsal_counts_and_changes_nothing),
      cmocka_unit_test(a_library_that_is_not_whole_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
