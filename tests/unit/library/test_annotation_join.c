// SPDX-License-Identifier: MIT
// Another passage, two of one, one of two: each one change that undo takes back whole.
#include "support/check.h"
#include "support/shelf.h"

#include <stdlib.h>
#include <string.h>

static const char text[] = "Alpha beta gamma delta.\n\nA second paragraph stands here.\n";

static Annotation get(Shelf *shelf, const char *id) {
  Error err = {0};
  Annotation annotation;
  check_ok(annotation_find(shelf->library, id, &annotation, &err), &err);
  return annotation;
}

static void check_quote(Shelf *shelf, const char *id, const char *quote, const char *comment) {
  Annotation found = get(shelf, id);
  assert_string_equal(found.quote, quote);
  assert_string_equal(found.comment, comment);
  annotation_release(&found);
}

// Undo gives what was before, redo what came of it.
static void check_undo(Shelf *shelf, const char *before) {
  char *after = shelf_describe(shelf);
  assert_string_not_equal(before, after);
  shelf_undo(shelf);
  char *undone = shelf_describe(shelf);
  assert_string_equal(undone, before);
  shelf_redo(shelf);
  char *redone = shelf_describe(shelf);
  assert_string_equal(redone, after);
  shelf_examine(shelf);
  free(after);
  free(undone);
  free(redone);
}

static void an_annotation_gets_another_passage_in_one_change(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text), change = 0;
  AnnotationAdded added = shelf_annotate(&shelf, brief, 6, 10, "b", "mine");
  char *before = shelf_describe(&shelf);
  Error err = {0};
  CpSpan span = {6, 16};
  AnnotationEdit edit = {.span = &span};
  check_ok(annotation_edit(shelf.library, added.key, &edit, &change, &err), &err);
  assert_true(change > 0);
  check_quote(&shelf, added.id, "beta gamma", "mine");
  check_undo(&shelf, before);
  check_ok(annotation_edit(shelf.library, added.key, &edit, &change, &err), &err);
  assert_int_equal(change, 0); // it is there already
  free(before);
  shelf_release(&shelf);
}

static void a_whole_brief_has_no_passage_to_change(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text), change = 0;
  Error err = {0};
  AnnotationAdded added;
  AnnotationRequest request = {.brief = brief, .whole = true, .comment = "all of it"};
  check_ok(annotation_add(shelf.library, &request, &added, &err), &err);
  CpSpan span = {6, 16};
  AnnotationEdit edit = {.span = &span};
  assert_false(annotation_edit(shelf.library, added.key, &edit, &change, &err));
  assert_int_equal(err.kind, ERROR_USAGE);
  AnnotationAdded half;
  assert_false(annotation_split(shelf.library, added.key, 3, &half, &err));
  assert_int_equal(err.kind, ERROR_USAGE);
  shelf_release(&shelf);
}

static void a_split_gives_two_with_the_same_tags(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  AnnotationAdded first = shelf_annotate(&shelf, brief, 6, 23, "b/c", "mine"), second;
  char *before = shelf_describe(&shelf);
  Error err = {0};
  check_ok(annotation_split(shelf.library, first.key, 11, &second, &err), &err);
  check_quote(&shelf, first.id, "beta", "mine");
  check_quote(&shelf, second.id, "gamma delta.", "");
  Annotation found = get(&shelf, second.id);
  assert_int_equal(found.tag_count, 1);
  assert_string_equal(found.tags[0], "b/c");
  annotation_release(&found);
  check_undo(&shelf, before);
  free(before);
  shelf_release(&shelf);
}

static void a_split_that_leaves_one_part_empty_is_refused(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  AnnotationAdded one = shelf_annotate(&shelf, brief, 6, 11, NULL, NULL), half;
  char *before = shelf_describe(&shelf);
  static const uint32_t outside[] = {0, 5, 6, 10, 11, 12, 5000};
  for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
    Error err = {0};
    assert_false(annotation_split(shelf.library, one.key, outside[i], &half, &err));
    assert_int_equal(err.kind, ERROR_USAGE);
  }
  char *after = shelf_describe(&shelf);
  assert_string_equal(before, after);
  free(before);
  free(after);
  shelf_release(&shelf);
}

static void a_merge_joins_spans_tags_and_comments(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  AnnotationAdded kept;
  AnnotationAdded late = shelf_annotate(&shelf, brief, 17, 22, "b", "later");
  AnnotationAdded early = shelf_annotate(&shelf, brief, 6, 10, "a", "earlier");
  shelf_tag(&shelf, late.key, "a");
  char *before = shelf_describe(&shelf);
  Error err = {0};
  const int64_t keys[] = {late.key, early.key};
  check_ok(annotation_merge(shelf.library, keys, 2, &kept, &err), &err);
  assert_int_equal(kept.key, early.key);
  assert_string_equal(kept.id, early.id);
  check_quote(&shelf, early.id, "beta gamma delta", "earlier\n\nlater");
  Annotation found = get(&shelf, early.id);
  assert_int_equal(found.tag_count, 2);
  annotation_release(&found);
  assert_false(annotation_find(shelf.library, late.id, &found, &err));
  check_undo(&shelf, before);
  free(before);
  shelf_release(&shelf);
}

static void what_does_not_belong_together_is_not_merged(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  AnnotationAdded kept;
  int64_t one = shelf_add(&shelf, "one.txt", text);
  int64_t two = shelf_add(&shelf, "two.txt", "Another text altogether, of another brief.\n");
  AnnotationAdded here = shelf_annotate(&shelf, one, 6, 10, NULL, NULL);
  AnnotationAdded there = shelf_annotate(&shelf, two, 0, 7, NULL, NULL);
  Error err = {0};
  const int64_t apart[] = {here.key, there.key}, alone[] = {here.key, here.key};
  assert_false(annotation_merge(shelf.library, apart, 2, &kept, &err));
  assert_int_equal(err.kind, ERROR_USAGE);
  assert_false(annotation_merge(shelf.library, alone, 2, &kept, &err));
  assert_int_equal(err.kind, ERROR_USAGE);
  assert_false(annotation_merge(shelf.library, alone, 0, &kept, &err));
  assert_int_equal(err.kind, ERROR_USAGE);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_annotation_gets_another_passage_in_one_change),
      cmocka_unit_test(a_whole_brief_has_no_passage_to_change),
      cmocka_unit_test(a_split_gives_two_with_the_same_tags),
      cmocka_unit_test(a_split_that_leaves_one_part_empty_is_refused),
      cmocka_unit_test(a_merge_joins_spans_tags_and_comments),
      cmocka_unit_test(what_does_not_belong_together_is_not_merged),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
