// SPDX-License-Identifier: MIT
// The codebook: renaming, merging, deleting, colours, memos, its tree; each undone in one step,
// across closing the library, with the journal folded anew.
#include "support/check.h"
#include "support/shelf.h"

#include "library/tree.h"

#include <stdlib.h>
#include <string.h>

static const char text[] = "Alpha beta gamma delta.\n\nA second paragraph stands here.\n";

// Two briefs: "energy" on one annotation, "energy/solar" on two, "energy/wind" and "energy" on one;
// "energy bill" is a neighbour by name only.
static Shelf stock(void) {
  Shelf shelf = shelf_new();
  int64_t one = shelf_add(&shelf, "one.txt", text);
  int64_t two = shelf_add(&shelf, "two.txt", "Another text with words enough.\n");
  shelf_annotate(&shelf, one, 0, 5, "energy", NULL);
  shelf_annotate(&shelf, one, 6, 10, "energy/solar", NULL);
  shelf_annotate(&shelf, two, 0, 7, "energy/solar", NULL);
  AnnotationAdded both = shelf_annotate(&shelf, two, 8, 12, "energy/wind", NULL);
  shelf_tag(&shelf, both.key, "energy");
  shelf_annotate(&shelf, two, 13, 17, "energy bill", NULL);
  return shelf;
}

// "path own/whole" of every node, '*' behind those that are no tags.
static void expect_tree(Shelf *shelf, const char *wanted) {
  Error err = {0};
  Tree tree;
  Buffer out = {0};
  check_ok(tree_read(shelf->library, NULL, &tree, &err), &err);
  for (uint32_t i = 0; i < tree.count; i++) {
    const TreeNode *node = &tree.nodes[i];
    buffer_printf(&out, "%s%s%s %u/%u", i ? ", " : "", node->path, node->tag ? "" : "*", node->own,
                  node->whole);
  }
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
  tree_release(&tree);
}

// ---- The tree and the figures

static void the_tree_counts_an_annotation_once_in_each_node(void **state) {
  (void)state;
  Shelf shelf = stock();
  expect_tree(&shelf, "energy 2/4, energy/solar 2/2, energy/wind 1/1, energy bill 1/1");
  shelf_release(&shelf);
}

static void a_beginning_that_is_no_tag_is_a_node(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  shelf_annotate(&shelf, brief, 0, 5, "a/b/c", NULL);
  shelf_annotate(&shelf, brief, 6, 10, "a/d", NULL);
  expect_tree(&shelf, "a* 0/2, a/b* 0/1, a/b/c 1/1, a/d 1/1");
  shelf_expect_figures(&shelf, "a", 2, 2, 1);
  shelf_release(&shelf);
}

static void figures_are_of_the_subtree_and_count_each_annotation_once(void **state) {
  (void)state;
  Shelf shelf = stock();
  shelf_expect_figures(&shelf, "energy", 3, 4, 2);
  shelf_expect_figures(&shelf, " energy // solar ", 1, 2, 2);
  shelf_expect_figures(&shelf, "energy bill", 1, 1, 1);
  Error err = {0};
  TagFigures figures;
  assert_false(tag_affected(shelf.library, "energ", &figures, &err));
  assert_int_equal(err.kind, ERROR_INPUT);
  shelf_release(&shelf);
}

static void figures_leave_out_what_was_deleted(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t change, one = shelf_add(&shelf, "one.txt", text),
                  two = shelf_add(&shelf, "two.txt", "Another text.\n");
  Error err = {0};
  AnnotationAdded gone = shelf_annotate(&shelf, one, 0, 5, "t", NULL);
  shelf_annotate(&shelf, one, 6, 10, "t", NULL);
  shelf_annotate(&shelf, two, 0, 7, "t", NULL);
  shelf_delete(&shelf, gone.key);
  check_ok(brief_remove(shelf.library, two, &change, &err), &err);
  shelf_expect_figures(&shelf, "t", 1, 1, 1);
  expect_tree(&shelf, "t 1/1");
  shelf_release(&shelf);
}

// ---- Renaming

static void renaming_takes_the_subtree_along_and_is_one_step(void **state) {
  (void)state;
  Shelf shelf = stock();
  char *before = shelf_describe(&shelf);
  assert_true(shelf_tag_pair(&shelf, tag_rename, "energy", "power/all") > 0);
  expect_tree(&shelf, "energy bill 1/1, power* 0/4, power/all 2/4, power/all/solar 2/2, "
                      "power/all/wind 1/1");
  assert_int_equal(shelf_count_with(&shelf, "power"), 4);
  assert_int_equal(shelf_count_with(&shelf, "energy"), 0);
  shelf_expect_reversible(&shelf, before, "renaming");
  free(before);
  shelf_release(&shelf);
}

static void renaming_a_beginning_that_is_no_tag_renames_what_is_below(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  shelf_annotate(&shelf, brief, 0, 5, "a/b", NULL);
  char *before = shelf_describe(&shelf);
  shelf_tag_pair(&shelf, tag_rename, "a", "x");
  expect_tree(&shelf, "x* 0/1, x/b 1/1");
  shelf_expect_reversible(&shelf, before, "renaming");
  free(before);
  shelf_release(&shelf);
}

static void moving_a_level_up_passes_its_own_old_places(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  shelf_annotate(&shelf, brief, 0, 5, "a/a", NULL);
  shelf_annotate(&shelf, brief, 6, 10, "a/a/a", NULL);
  char *before = shelf_describe(&shelf);
  shelf_tag_pair(&shelf, tag_rename, "a/a", "a");
  expect_tree(&shelf, "a 1/2, a/a 1/1");
  shelf_expect_reversible(&shelf, before, "moving up");
  free(before);
  shelf_release(&shelf);
}

static void renaming_to_the_same_path_changes_nothing(void **state) {
  (void)state;
  Shelf shelf = stock();
  assert_int_equal(shelf_tag_pair(&shelf, tag_rename, "energy", " energy"), 0);
  shelf_release(&shelf);
}

static void renaming_onto_a_tag_is_refused(void **state) {
  (void)state;
  Shelf shelf = stock();
  shelf_refuse_pair(&shelf, tag_rename, "energy/solar", "energy/wind", ERROR_DATA,
                    "there is a tag 'energy/wind' already");
  shelf_refuse_pair(&shelf, tag_rename, "energy", "energy bill", ERROR_DATA, "already");
  // One below it is in the way.
  Error err = {0};
  int64_t change;
  check_ok(tag_create(shelf.library, "power/solar", &change, &err), &err);
  shelf_refuse_pair(&shelf, tag_rename, "energy", "power", ERROR_DATA, "'power/solar' already");
  shelf_release(&shelf);
}

static void a_tag_cannot_go_below_itself(void **state) {
  (void)state;
  Shelf shelf = stock();
  shelf_refuse_pair(&shelf, tag_rename, "energy", "energy/solar/old", ERROR_DATA, "below itself");
  shelf_refuse_pair(&shelf, tag_merge, "energy", "energy/solar", ERROR_DATA, "below itself");
  shelf_refuse_pair(&shelf, tag_merge, "energy", "energy", ERROR_DATA, "into itself");
  shelf_release(&shelf);
}

static void what_is_not_there_cannot_be_changed(void **state) {
  (void)state;
  Shelf shelf = stock();
  shelf_refuse_pair(&shelf, tag_rename, "none", "some", ERROR_INPUT, "cannot find the tag 'none'");
  shelf_refuse_pair(&shelf, tag_merge, "none", "energy", ERROR_INPUT, "cannot find the tag 'none'");
  shelf_refuse_pair(&shelf, tag_merge, "energy", "none", ERROR_INPUT, "cannot find the tag 'none'");
  shelf_refuse_pair(&shelf, tag_rename, "energy", " / ", ERROR_DATA, "cannot make a tag");
  shelf_release(&shelf);
}

static void a_path_that_would_be_too_long_is_refused(void **state) {
  (void)state;
  Shelf shelf = stock();
  char longest[TAG_UNITS_MAX + 1];
  memset(longest, 'x', TAG_UNITS_MAX);
  longest[TAG_UNITS_MAX] = '\0';
  shelf_refuse_pair(&shelf, tag_rename, "energy", longest, ERROR_DATA, "too long");
  assert_true(shelf_tag_pair(&shelf, tag_rename, "energy/solar", longest) > 0);
  shelf_release(&shelf);
}

static void a_renamed_tag_leaves_its_old_name_free(void **state) {
  (void)state;
  Shelf shelf = stock();
  shelf_tag_pair(&shelf, tag_rename, "energy", "power");
  int64_t brief = shelf_add(&shelf, "three.txt", "A third text.\n");
  shelf_annotate(&shelf, brief, 0, 1, "energy", NULL);
  expect_tree(&shelf, "energy 1/1, energy bill 1/1, power 2/4, power/solar 2/2, power/wind 1/1");
  shelf_refuse_pair(&shelf, tag_rename, "energy", "power", ERROR_DATA, "already");
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

// ---- Merging

static void merging_keeps_the_annotations_and_is_one_step(void **state) {
  (void)state;
  Shelf shelf = stock();
  char *before = shelf_describe(&shelf);
  assert_true(shelf_tag_pair(&shelf, tag_merge, "energy/wind", "energy") > 0);
  // The annotation that had both has one.
  expect_tree(&shelf, "energy 2/4, energy/solar 2/2, energy bill 1/1");
  assert_int_equal(shelf_count_with(&shelf, "energy"), 4);
  assert_int_equal(shelf_count_with(&shelf, "energy/wind"), 0);
  char *operations = shelf_query(
      &shelf, "SELECT count(*) FROM operation WHERE journal = (SELECT max(id) FROM journal)");
  assert_string_equal(operations, "1");
  free(operations);
  shelf_expect_reversible(&shelf, before, "merging");
  free(before);
  shelf_release(&shelf);
}

static void merging_takes_the_subtree_along(void **state) {
  (void)state;
  Shelf shelf = stock();
  Error err = {0};
  int64_t change, brief = shelf_add(&shelf, "three.txt", "A third text.\n");
  shelf_annotate(&shelf, brief, 0, 1, "power/solar", NULL);
  check_ok(tag_create(shelf.library, "power", &change, &err), &err);
  char *before = shelf_describe(&shelf);
  shelf_tag_pair(&shelf, tag_merge, "energy", "power");
  expect_tree(&shelf, "energy bill 1/1, power 2/5, power/solar 3/3, power/wind 1/1");
  shelf_expect_reversible(&shelf, before, "merging");
  free(before);
  shelf_release(&shelf);
}

static void merged_tags_are_followed_as_far_as_they_go(void **state) {
  (void)state;
  Shelf shelf = stock();
  shelf_tag_pair(&shelf, tag_merge, "energy/solar", "energy/wind");
  shelf_tag_pair(&shelf, tag_merge, "energy/wind", "energy bill");
  expect_tree(&shelf, "energy 2/2, energy bill 4/4");
  shelf_tag_pair(&shelf, tag_rename, "energy bill", "bill");
  expect_tree(&shelf, "bill 4/4, energy 2/2");
  shelf_examine(&shelf);
  char *before = shelf_describe(&shelf);
  Error err = {0};
  int64_t change;
  check_ok(tag_delete(shelf.library, "bill", &change, &err), &err);
  expect_tree(&shelf, "energy 2/2");
  shelf_expect_reversible(&shelf, before, "deleting");
  free(before);
  shelf_release(&shelf);
}

static void what_is_merged_can_be_used_taken_off_and_named_anew(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  AnnotationAdded first = shelf_annotate(&shelf, brief, 0, 5, "old", NULL);
  shelf_annotate(&shelf, brief, 6, 10, "new", NULL);
  shelf_tag_pair(&shelf, tag_merge, "old", "new");
  expect_tree(&shelf, "new 2/2");
  assert_int_equal(shelf_tag(&shelf, first.key, "new"), 0); // it has it by way of the old one
  assert_true(shelf_untag(&shelf, first.key, "new") > 0);
  expect_tree(&shelf, "new 1/1");
  assert_true(shelf_tag(&shelf, first.key, "old") > 0); // another tag of that name
  expect_tree(&shelf, "new 1/1, old 1/1");
  shelf_undo(&shelf);
  shelf_undo(&shelf);
  shelf_undo(&shelf);
  expect_tree(&shelf, "new 1/1, old 1/1");
  Annotation annotation;
  check_ok(annotation_find(shelf.library, first.id, &annotation, &err), &err);
  assert_string_equal(annotation.tags[0], "old");
  annotation_release(&annotation);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void set_into(Shelf *shelf, const char *from, const char *into, const char *stamp) {
  Buffer line = {0};
  buffer_printf(&line,
                "{\"hlc\":\"%s\",\"ch\":\"%s\",\"kind\":\"tag\",\"id\":\"%s\",\"set\":{\"into\":"
                "\"%s\"}}",
                stamp, stamp, from, into);
  shelf_fold_line(shelf, line.ptr);
  buffer_release(&line);
}

static void in_a_circle_of_merges_the_smallest_id_is_shown(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  shelf_annotate(&shelf, brief, 0, 5, "a", NULL);
  shelf_annotate(&shelf, brief, 6, 10, "b", NULL);
  shelf_annotate(&shelf, brief, 11, 16, "c", NULL);
  char *a = shelf_tag_id(&shelf, "a"), *b = shelf_tag_id(&shelf, "b"),
       *c = shelf_tag_id(&shelf, "c");
  set_into(&shelf, a, b, "4000000000000-00000-elsewher");
  set_into(&shelf, b, a, "4000000000000-00001-elsewher");
  set_into(&shelf, c, b, "4000000000000-00002-elsewher"); // leads into the circle
  expect_tree(&shelf, strcmp(a, b) < 0 ? "a 3/3" : "b 3/3");
  set_into(&shelf, c, c, "4000000000000-00003-elsewher"); // a circle of one
  expect_tree(&shelf, strcmp(a, b) < 0 ? "a 2/2, c 1/1" : "b 2/2, c 1/1");
  set_into(&shelf, c, "00000000-0000-4000-8000-000000000000", "4000000000000-00004-elsewher");
  expect_tree(&shelf, strcmp(a, b) < 0 ? "a 2/2" : "b 2/2"); // leads nowhere
  free(a);
  free(b);
  free(c);
  shelf_release(&shelf);
}

// ---- Deleting

static void deleting_a_tag_keeps_its_annotations(void **state) {
  (void)state;
  Shelf shelf = stock();
  Error err = {0};
  int64_t change;
  char *before = shelf_describe(&shelf);
  check_ok(tag_delete(shelf.library, "energy", &change, &err), &err);
  expect_tree(&shelf, "energy bill 1/1");
  AnnotationList list;
  check_ok(annotation_list(shelf.library, &(AnnotationWish){0}, &list, &err), &err);
  assert_int_equal(list.count, 5);
  annotation_release_list(&list);
  shelf_expect_reversible(&shelf, before, "deleting");
  free(before);
  shelf_release(&shelf);
}

// ---- Making, colour, memo

static void a_tag_can_be_made_without_an_annotation(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change;
  char *before = shelf_describe(&shelf);
  check_ok(tag_create(shelf.library, "energy / solar", &change, &err), &err);
  assert_true(change > 0);
  expect_tree(&shelf, "energy* 0/0, energy/solar 0/0");
  shelf_expect_reversible(&shelf, before, "making");
  check_ok(tag_create(shelf.library, "energy/solar", &change, &err), &err);
  assert_int_equal(change, 0);
  free(before);
  shelf_release(&shelf);
}

static int64_t set(Shelf *shelf, const char *path, const char *colour, const char *memo) {
  Error err = {0};
  int64_t change;
  uint32_t rgb;
  TagEdit edit = {.memo = memo};
  if (colour) {
    check_ok(tag_parse_colour(colour, &rgb, &err), &err);
    edit.colour = &rgb;
  }
  check_ok(tag_set(shelf->library, path, &edit, &change, &err), &err);
  return change;
}

static void colour_and_memo_are_set_and_undone(void **state) {
  (void)state;
  Shelf shelf = stock();
  char *before = shelf_describe(&shelf);
  assert_true(set(&shelf, "energy", "blue", NULL) > 0);
  shelf_expect_reversible(&shelf, before, "colouring");
  free(before);
  before = shelf_describe(&shelf);
  assert_true(set(&shelf, "energy", "#0102ff", "What is \"meant\":\nall of it.") > 0);
  shelf_expect_reversible(&shelf, before, "both");
  assert_int_equal(set(&shelf, "energy", "#0102FF", NULL), 0);
  free(before);
  before = shelf_describe(&shelf);
  assert_true(set(&shelf, "energy", "none", "") > 0);
  shelf_expect_reversible(&shelf, before, "clearing");
  free(before);
  shelf_release(&shelf);
}

static void a_memo_makes_a_tag_of_a_beginning_and_of_nothing_else(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change, brief = shelf_add(&shelf, "one.txt", text);
  shelf_annotate(&shelf, brief, 0, 5, "a/b", NULL);
  char *before = shelf_describe(&shelf);
  set(&shelf, "a", NULL, "all of them");
  expect_tree(&shelf, "a 0/1, a/b 1/1");
  shelf_expect_reversible(&shelf, before, "a memo");
  assert_false(tag_set(shelf.library, "c", &(TagEdit){.memo = "x"}, &change, &err));
  assert_int_equal(err.kind, ERROR_INPUT);
  free(before);
  shelf_release(&shelf);
}

static void colours_are_read_and_written(void **state) {
  (void)state;
  static const struct {
    const char *typed, *written;
  } cases[] = {{"yellow", "yellow"},
               {"GRAY", "grey"},
               {"#00ff00", "green"},
               {"#123abc", "#123abc"},
               {"none", "none"}};
  Buffer out = {0};
  Error err = {0};
  uint32_t rgb;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    buffer_clear(&out);
    check_ok(tag_parse_colour(cases[i].typed, &rgb, &err), &err);
    tag_write_colour(rgb, &out);
    check_text(buffer_slice(&out), cases[i].written);
  }
  assert_false(tag_parse_colour("#12345", &rgb, &err));
  assert_int_equal(err.kind, ERROR_USAGE);
  buffer_release(&out);
}

static void a_rehearsal_changes_nothing_and_refuses_alike(void **state) {
  (void)state;
  Shelf shelf = stock();
  Error err = {0};
  char *before = shelf_describe(&shelf);
  check_ok(tag_rename(shelf.library, "energy", "power", NULL, &err), &err);
  check_ok(tag_merge(shelf.library, "energy/solar", "energy bill", NULL, &err), &err);
  check_ok(tag_delete(shelf.library, "energy", NULL, &err), &err);
  check_ok(tag_create(shelf.library, "new", NULL, &err), &err);
  check_ok(tag_set(shelf.library, "energy", &(TagEdit){.memo = "m"}, NULL, &err), &err);
  assert_false(tag_rename(shelf.library, "energy", "energy bill", NULL, &err));
  char *after = shelf_describe(&shelf);
  check_text(slice_of(after), before);
  shelf_examine(&shelf);
  free(before);
  free(after);
  shelf_release(&shelf);
}

static void a_library_that_can_only_be_read_refuses(void **state) {
  (void)state;
  Shelf shelf = stock();
  Error err = {0};
  int64_t change;
  library_close(shelf.library);
  shelf.library = library_open(shelf.path, LIBRARY_READ, &err);
  check_ok(shelf.library != NULL, &err);
  assert_false(tag_rename(shelf.library, "energy", "power", &change, &err));
  assert_int_equal(err.kind, ERROR_PERMISSION);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_tree_counts_an_annotation_once_in_each_node),
      cmocka_unit_test(a_beginning_that_is_no_tag_is_a_node),
      cmocka_unit_test(figures_are_of_the_subtree_and_count_each_annotation_once),
      cmocka_unit_test(figures_leave_out_what_was_deleted),
      cmocka_unit_test(renaming_takes_the_subtree_along_and_is_one_step),
      cmocka_unit_test(renaming_a_beginning_that_is_no_tag_renames_what_is_below),
      cmocka_unit_test(moving_a_level_up_passes_its_own_old_places),
      cmocka_unit_test(renaming_to_the_same_path_changes_nothing),
      cmocka_unit_test(renaming_onto_a_tag_is_refused),
      cmocka_unit_test(a_tag_cannot_go_below_itself),
      cmocka_unit_test(what_is_not_there_cannot_be_changed),
      cmocka_unit_test(a_path_that_would_be_too_long_is_refused),
      cmocka_unit_test(a_renamed_tag_leaves_its_old_name_free),
      cmocka_unit_test(merging_keeps_the_annotations_and_is_one_step),
      cmocka_unit_test(merging_takes_the_subtree_along),
      cmocka_unit_test(merged_tags_are_followed_as_far_as_they_go),
      cmocka_unit_test(what_is_merged_can_be_used_taken_off_and_named_anew),
      cmocka_unit_test(in_a_circle_of_merges_the_smallest_id_is_shown),
      cmocka_unit_test(deleting_a_tag_keeps_its_annotations),
      cmocka_unit_test(a_tag_can_be_made_without_an_annotation),
      cmocka_unit_test(colour_and_memo_are_set_and_undone),
      cmocka_unit_test(a_memo_makes_a_tag_of_a_beginning_and_of_nothing_else),
      cmocka_unit_test(colours_are_read_and_written),
      cmocka_unit_test(a_rehearsal_changes_nothing_and_refuses_alike),
      cmocka_unit_test(a_library_that_can_only_be_read_refuses),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
