// SPDX-License-Identifier: MIT
// The evidence matrix and the figures of a library.
#include "support/check.h"
#include "support/shelf.h"

#include "library/matrix.h"
#include "library/stats.h"

#include <stdio.h>
#include <stdlib.h>

static int set_up(void **state) {
  Shelf *shelf = malloc(sizeof *shelf);
  *shelf = shelf_new();
  *state = shelf;
  return 0;
}

static int tear_down(void **state) {
  shelf_release(*state);
  free(*state);
  return 0;
}

static const char text[] = "Water is short. Wheat is dear. Wind is free. The rest is told below.\n";

static int64_t add(Shelf *shelf, const char *name, const char *series, const char *author,
                   const char *date) {
  Error err = {0};
  Buffer own = {0};
  int64_t change;
  buffer_printf(&own, "The brief that is called %s.\n\n%s", name, text);
  int64_t brief = shelf_add(shelf, name, own.ptr);
  BriefMetadata metadata = {.series = series, .author = author, .date = date};
  check_ok(brief_set_metadata(shelf->library, brief, &metadata, &change, &err), &err);
  buffer_release(&own);
  return brief;
}

// Three briefs: water with dams below it, and wheat.
static void fill(Shelf *shelf) {
  int64_t one = add(shelf, "one.txt", "Notes", "Ann Lee; Bo Rey", "2026-01-05");
  int64_t two = add(shelf, "two.txt", "Notes", "Ann Lee", "2026-01-29");
  int64_t three = add(shelf, "three.txt", "", "", "");
  int64_t both = shelf_annotate(shelf, one, 0, 5, "water/dams", NULL).key;
  shelf_tag(shelf, both, "water");
  shelf_annotate(shelf, one, 6, 9, "water", "dry");
  shelf_tag(shelf, shelf_annotate(shelf, two, 0, 5, "wheat", NULL).key, "water/dams");
  shelf_annotate(shelf, two, 6, 9, NULL, NULL);
  shelf_annotate(shelf, three, 0, 5, "wheat", NULL);
}

// "name: a b c" for each column, a count for each node.
static void expect(Shelf *shelf, MatrixAxis axis, const char *wanted) {
  Error err = {0};
  Matrix matrix;
  Buffer out = {0};
  check_ok(matrix_read(shelf->library, axis, &matrix, &err), &err);
  for (uint32_t column = 0; column < matrix.column_count; column++) {
    buffer_printf(&out, "%s%s:", column ? ", " : "", matrix.columns[column].name);
    for (uint32_t i = 0; i < matrix.tree.count; i++)
      buffer_printf(&out, " %u", matrix_count(&matrix, i, column));
  }
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
  matrix_release(&matrix);
}

static void an_annotation_with_two_tags_of_a_subtree_counts_once_above(void **state) {
  fill(*state);
  expect(*state, MATRIX_BRIEF, "three.txt: 0 0 1, one.txt: 2 1 0, two.txt: 1 1 1");
}

static void briefs_of_one_series_share_a_column(void **state) {
  fill(*state);
  expect(*state, MATRIX_SERIES, ": 0 0 1, Notes: 3 2 1");
}

static void a_brief_of_two_authors_counts_for_both(void **state) {
  fill(*state);
  expect(*state, MATRIX_AUTHOR, ": 0 0 1, Ann Lee: 3 2 1, Bo Rey: 2 1 0");
}

static void an_author_named_twice_counts_once(void **state) {
  Shelf *shelf = *state;
  shelf_annotate(shelf, add(shelf, "x.txt", "", "Ann Lee; Ann Lee", ""), 0, 5, "water", NULL);
  expect(shelf, MATRIX_AUTHOR, "Ann Lee: 1");
}

static void months_are_those_of_the_briefs(void **state) {
  fill(*state);
  expect(*state, MATRIX_MONTH, ": 0 0 1, 2026-01: 3 2 1");
}

static void tags_that_never_meet_are_seen(void **state) {
  Shelf *shelf = *state;
  fill(shelf);
  Error err = {0};
  int64_t change;
  check_ok(tag_create(shelf->library, "wind", &change, &err), &err);
  expect(shelf, MATRIX_TAG, "water: 3 2 1 0, water/dams: 2 2 1 0, wheat: 1 1 2 0, wind: 0 0 0 0");
}

static void what_is_deleted_does_not_count(void **state) {
  Shelf *shelf = *state;
  fill(shelf);
  shelf_delete(shelf, shelf_annotate(shelf, 1, 10, 12, "wheat", NULL).key);
  expect(shelf, MATRIX_SERIES, ": 0 0 1, Notes: 3 2 1");
  shelf_undo(shelf);
  expect(shelf, MATRIX_SERIES, ": 0 0 1, Notes: 3 2 2");
}

static void an_empty_library_has_an_empty_matrix(void **state) {
  for (uint32_t axis = 0; axis < MATRIX_AXIS_COUNT; axis++) expect(*state, (MatrixAxis)axis, "");
}

// More notes than fit at once are added up in between.
static void many_uses_add_up(void **state) {
  enum { USES = 40 };
  Shelf *shelf = *state;
  char tag[32];
  for (uint32_t i = 0; i < USES; i++) {
    snprintf(tag, sizeof tag, "%u.txt", i);
    int64_t one = add(shelf, tag, "", "", "");
    int64_t annotation = shelf_annotate(shelf, one, 0, 5, "shared/a/b/c", NULL).key;
    for (uint32_t j = 0; j < USES; j++) {
      snprintf(tag, sizeof tag, "t%02u/a/b/c", j);
      shelf_tag(shelf, annotation, tag);
    }
  }
  Error err = {0};
  Matrix matrix;
  check_ok(matrix_read(shelf->library, MATRIX_TAG, &matrix, &err), &err);
  assert_int_equal(matrix.cell_count, (USES + 1) * 4 * (USES + 1) * 4);
  for (size_t i = 0; i < matrix.cell_count; i++) assert_int_equal(matrix.cells[i].count, USES);
  matrix_release(&matrix);
}

static void a_cell_knows_its_query(void **state) {
  Shelf *shelf = *state;
  Error err = {0};
  Matrix matrix;
  Buffer query = {0};
  shelf_annotate(shelf, add(shelf, "a.txt", "Say \"so\"", "", ""), 0, 5, "back\\slash", NULL);
  check_ok(matrix_read(shelf->library, MATRIX_SERIES, &matrix, &err), &err);
  matrix_write_query(&matrix, 0, 0, &query);
  check_text(buffer_slice(&query), "tag:\"back\\\\slash\" series:=\"Say \\\"so\\\"\"");
  buffer_release(&query);
  matrix_release(&matrix);
}

static void the_figures_count_what_lives(void **state) {
  Shelf *shelf = *state;
  Error err = {0};
  Stats stats;
  fill(shelf);
  AnnotationRequest whole = {.brief = 1, .whole = true, .comment = "on all of it"};
  AnnotationAdded added;
  check_ok(annotation_add(shelf->library, &whole, &added, &err), &err);
  shelf_delete(shelf, shelf_annotate(shelf, 1, 10, 12, "wheat", NULL).key);
  check_ok(brief_set_read(shelf->library, 1, true, &err), &err);
  check_ok(stats_read(shelf->library, &stats, &err), &err);
  assert_int_equal(stats.briefs, 3);
  assert_int_equal(stats.read, 1);
  assert_int_equal(stats.annotated, 3);
  assert_int_equal(stats.annotations, 6);
  assert_int_equal(stats.tagged, 4);
  assert_int_equal(stats.commented, 2);
  assert_int_equal(stats.whole, 1);
  assert_int_equal(stats.tags, 3);
  assert_int_equal(stats.colours[COLOUR_YELLOW], 5);
  assert_int_equal(stats.month_count, 1);
  assert_int_equal(stats.months[0].annotations, 6);
  stats_release(&stats);
}

int main(void) {
  const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
      TEST(an_annotation_with_two_tags_of_a_subtree_counts_once_above),
      TEST(briefs_of_one_series_share_a_column),
      TEST(a_brief_of_two_authors_counts_for_both),
      TEST(an_author_named_twice_counts_once),
      TEST(months_are_those_of_the_briefs),
      TEST(tags_that_never_meet_are_seen),
      TEST(what_is_deleted_does_not_count),
      TEST(an_empty_library_has_an_empty_matrix),
      TEST(many_uses_add_up),
      TEST(a_cell_knows_its_query),
      TEST(the_figures_count_what_lives),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
