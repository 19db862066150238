// SPDX-License-Identifier: MIT
// The evidence matrix and the figures of a library.
#include "support/check.h"
#include "support/shelf.h"

#include "library/alias.h"
#include "library/matrix.h"
#include "library/query.h"
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
  check_ok(matrix_read(shelf->library, axis, NULL, &matrix, &err), &err);
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
  check_ok(matrix_read(shelf->library, MATRIX_TAG, NULL, &matrix, &err), &err);
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
  check_ok(matrix_read(shelf->library, MATRIX_SERIES, NULL, &matrix, &err), &err);
  matrix_write_query(&matrix, 0, 0, &query);
  check_text(buffer_slice(&query), "tag:\"back\\\\slash\" series:=\"Say \\\"so\\\"\"");
  buffer_release(&query);
  matrix_release(&matrix);
}

// Names that a query could take for something else, and briefs that lack what the axes count by.
static void fill_badly(Shelf *shelf) {
  static const char *const tags[] = {"water",
                                     "Water",
                                     "water/dams",
                                     "WATER/Dams",
                                     "w\xC3\xA4ter",
                                     "back\\slash\"quote",
                                     "(a) or not",
                                     "it's #1",
                                     "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D",
                                     "\xF0\x9F\x8C\x8A wave"};
  static const char *const series[] = {"", "Notes", "notes", "Notes on Water", "Say \"so\""};
  static const char *const authors[] = {"", "Ann Lee; Bo Rey", "Ann", ";; Lee, Ann ;", "; ;"};
  static const char *const dates[] = {"", "2026", "2026-03", "2026-03-31", "2025-12-01"};
  enum { BRIEFS = 5, TAGS = sizeof tags / sizeof *tags };
  for (uint32_t i = 0; i < BRIEFS * 2; i++) {
    char name[32];
    snprintf(name, sizeof name, "%u \"or\" tag:x.txt", i);
    int64_t brief =
        add(shelf, name, series[i % BRIEFS], authors[i * 2 % BRIEFS], dates[i * 3 % BRIEFS]);
    for (uint32_t n = 0; n < 3; n++) {
      const char *tag = tags[(i * 3 + n) % TAGS];
      AnnotationAdded one = shelf_annotate(shelf, brief, n * 4, n * 4 + 3, tag, NULL);
      if (n > 0) shelf_tag(shelf, one.key, tags[(i + n) % TAGS]);
    }
  }
  // Other names: one is below another tag, some are not.
  static const char *const aliases[] = {"aa", "(A) or not/b", "(a", "zz"};
  for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
    Error err = {0};
    int64_t change;
    check_ok(alias_add(shelf->library, "it's #1", aliases[i], &change, &err), &err);
  }
}

static uint32_t count_found(Shelf *shelf, Slice typed, QueryMode mode) {
  Error err = {0};
  Query query;
  Keys keys = {0};
  check_ok(query_parse(&query, typed, mode, &err), &err);
  check_text(slice_of(query.fault.message), "");
  check_ok(query_find_annotations(shelf->library, &query, 0, &keys, &err), &err);
  uint32_t found = (uint32_t)keys.count;
  keys_release(&keys);
  query_release(&query);
  return found;
}

static void the_query_of_each_cell_finds_what_it_counts(void **state) {
  Shelf *shelf = *state;
  fill_badly(shelf);
  for (uint32_t axis = 0; axis < MATRIX_AXIS_COUNT; axis++) {
    Error err = {0};
    Matrix matrix;
    check_ok(matrix_read(shelf->library, (MatrixAxis)axis, NULL, &matrix, &err), &err);
    assert_true(matrix.cell_count > 10);
    for (size_t i = 0; i < matrix.cell_count; i++) {
      const MatrixCell *cell = &matrix.cells[i];
      Buffer query = {0};
      matrix_write_query(&matrix, cell->row, cell->column, &query);
      uint32_t strict = count_found(shelf, buffer_slice(&query), QUERY_STRICT);
      if (strict != cell->count) fail_msg("%s finds %u, not %u", query.ptr, strict, cell->count);
      assert_int_equal(count_found(shelf, buffer_slice(&query), QUERY_TYPING), cell->count);
      buffer_release(&query);
    }
    matrix_release(&matrix);
  }
}

static Keys find(Shelf *shelf, const char *typed) {
  Error err = {0};
  Query query;
  Keys keys = {0};
  check_ok(query_parse(&query, slice_of(typed), QUERY_STRICT, &err), &err);
  check_ok(query_find_annotations(shelf->library, &query, 0, &keys, &err), &err);
  query_release(&query);
  return keys;
}

static void only_chosen_annotations_are_counted(void **state) {
  Shelf *shelf = *state;
  Error err = {0};
  Matrix matrix;
  fill(shelf);
  Keys dry = find(shelf, "has:comment"), none = {0};
  check_ok(matrix_read(shelf->library, MATRIX_SERIES, &dry, &matrix, &err), &err);
  assert_int_equal(matrix.column_count, 1);
  assert_string_equal(matrix.columns[0].name, "Notes");
  assert_int_equal(matrix.cell_count, 1);
  assert_int_equal(matrix_count(&matrix, 0, 0), 1);
  matrix_release(&matrix);
  check_ok(matrix_read(shelf->library, MATRIX_SERIES, &none, &matrix, &err), &err);
  assert_int_equal(matrix.column_count, 0);
  matrix_release(&matrix);
  keys_release(&dry);
}

// Every second time it is asked, work ends.
static bool one_step(void *context) {
  bool *went = context;
  *went = !*went;
  return *went;
}

static void compare_matrices(const Matrix *a, const Matrix *b) {
  assert_int_equal(a->column_count, b->column_count);
  assert_int_equal(a->cell_count, b->cell_count);
  assert_int_equal(a->most, b->most);
  for (uint32_t i = 0; i < a->column_count; i++) {
    assert_string_equal(a->columns[i].name, b->columns[i].name);
    assert_int_equal(a->columns[i].annotations, b->columns[i].annotations);
  }
  for (size_t i = 0; i < a->cell_count; i++)
    assert_memory_equal(&a->cells[i], &b->cells[i], sizeof a->cells[i]);
}

static void a_matrix_that_is_counted_in_parts_is_the_same(void **state) {
  Shelf *shelf = *state;
  fill(shelf);
  for (int axis = 0; axis < MATRIX_AXIS_COUNT; axis++) {
    Error err = {0};
    Matrix whole, parts;
    bool went = false;
    uint32_t count = 0;
    check_ok(matrix_read(shelf->library, (MatrixAxis)axis, NULL, &whole, &err), &err);
    MatrixWork *work = matrix_begin(shelf->library, (MatrixAxis)axis, NULL, &err);
    check_ok(work != NULL, &err);
    while (matrix_go_on(work, one_step, &went)) {
      shelf_examine(shelf); // nothing is open between two parts
      count++;
    }
    assert_true(count > 3);
    check_ok(matrix_end(work, &parts, &err), &err);
    compare_matrices(&whole, &parts);
    matrix_release(&whole);
    matrix_release(&parts);
  }
}

static void a_tree_that_is_counted_in_parts_is_the_same(void **state) {
  Shelf *shelf = *state;
  Error err = {0};
  Tree whole, parts;
  bool went = false;
  fill(shelf);
  check_ok(tree_read(shelf->library, NULL, &whole, &err), &err);
  check_ok(tree_read_kept(shelf->library, &parts, &err), &err);
  for (uint32_t i = 0; i < whole.count; i++)
    assert_int_equal(parts.nodes[i].own, whole.nodes[i].own);
  assert_int_equal(parts.nodes[0].whole, TREE_UNCOUNTED);
  TreeWork *work = tree_begin(shelf->library, NULL, &parts);
  while (tree_go_on(work, one_step, &went)) shelf_examine(shelf);
  check_ok(tree_end(work, &err), &err);
  for (uint32_t i = 0; i < whole.count; i++)
    assert_int_equal(parts.nodes[i].whole, whole.nodes[i].whole);
  tree_release(&whole);
  tree_release(&parts);
}

static void work_that_is_given_up_gives_nothing(void **state) {
  Shelf *shelf = *state;
  Error err = {0};
  Tree tree;
  bool went = false;
  fill(shelf);
  check_ok(tree_read_kept(shelf->library, &tree, &err), &err);
  TreeWork *counting = tree_begin(shelf->library, NULL, &tree);
  assert_true(tree_go_on(counting, one_step, &went));
  assert_true(tree_end(counting, NULL));
  assert_int_equal(tree.nodes[0].whole, TREE_UNCOUNTED);
  tree_release(&tree);
  MatrixWork *work = matrix_begin(shelf->library, MATRIX_TAG, NULL, &err);
  assert_true(matrix_go_on(work, one_step, &went) || matrix_go_on(work, one_step, &went));
  assert_true(matrix_end(work, NULL, NULL));
  StatsWork *figures = stats_begin(shelf->library, NULL, NULL);
  assert_true(stats_end(figures, NULL, NULL));
}

static void figures_of_a_choice_count_that_alone(void **state) {
  Shelf *shelf = *state;
  Error err = {0};
  Stats stats;
  fill(shelf);
  Keys one = {0}, wheat = find(shelf, "tag:wheat");
  keys_add(&one, 1);
  check_ok(stats_read(shelf->library, &one, &wheat, &stats, &err), &err);
  assert_int_equal(stats.briefs, 1);
  assert_int_equal(stats.annotations, 2);
  assert_int_equal(stats.annotated, 2);
  assert_int_equal(stats.tagged, 2);
  assert_int_equal(stats.commented, 0);
  assert_int_equal(stats.colours[COLOUR_YELLOW], 2);
  assert_int_equal(stats.months[0].annotations, 2);
  stats_release(&stats);
  keys_release(&one);
  keys_release(&wheat);
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
  check_ok(stats_read(shelf->library, NULL, NULL, &stats, &err), &err);
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
      TEST(the_query_of_each_cell_finds_what_it_counts),
      TEST(a_matrix_that_is_counted_in_parts_is_the_same),
      TEST(a_tree_that_is_counted_in_parts_is_the_same),
      TEST(work_that_is_given_up_gives_nothing),
      TEST(only_chosen_annotations_are_counted),
      TEST(figures_of_a_choice_count_that_alone),
      TEST(the_figures_count_what_lives),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
