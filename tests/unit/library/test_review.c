// SPDX-License-Identifier: MIT
// The reader's answers to what waits after a text has changed.
#include "support/check.h"
#include "support/shelf.h"

#include "library/review.h"

#include <stdlib.h>
#include <string.h>

#define HEAD "Ports and trade\n\nThe port lost two thirds of its trade in a year.\n\n"

static const char before[] = HEAD "Farmers wait for rain in the north. The dam is empty.\n";
static const char after[] = HEAD "Farmers wait for rain in the north.\n";
static const char quote[] = "The dam is empty.";

static void add(Shelf *shelf, const char *text) {
  Error err = {0};
  BriefAdded added;
  check_ok(brief_add(shelf->library, slice_of(text), "/a/one.txt", NULL, &added, &err), &err);
}

// A brief with an annotation whose passage a new version does not have.
static AnnotationAdded fill(Shelf *shelf) {
  Error err = {0};
  BriefAdded brief;
  check_ok(brief_add(shelf->library, slice_of(before), "/a/one.txt", NULL, &brief, &err), &err);
  uint32_t start = (uint32_t)(strstr(before, quote) - before);
  AnnotationAdded added =
      shelf_annotate(shelf, brief.key, start, start + (uint32_t)strlen(quote), NULL, NULL);
  add(shelf, after);
  return added;
}

static uint32_t count_waiting(Shelf *shelf) {
  Error err = {0};
  AnnotationList list;
  check_ok(review_list(shelf->library, 0, &list, &err), &err);
  uint32_t count = list.count;
  annotation_release_list(&list);
  return count;
}

static void expect(Shelf *shelf, const char *id, AnnotationState state, const char *wording) {
  Error err = {0};
  Annotation annotation;
  check_ok(annotation_find(shelf->library, id, &annotation, &err), &err);
  assert_int_equal(annotation.state, state);
  assert_string_equal(annotation.quote, wording);
  annotation_release(&annotation);
}

static void what_waits_is_listed_with_both_wordings(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  AnnotationAdded added = fill(&shelf);
  AnnotationList list;
  check_ok(review_list(shelf.library, 0, &list, &err), &err);
  assert_int_equal(list.count, 1);
  assert_string_equal(list.items[0].id, added.id);
  assert_string_equal(list.items[0].old_quote, quote);
  assert_int_equal(list.items[0].state, ANNOTATION_ORPHAN);
  annotation_release_list(&list);
  shelf_release(&shelf);
}

static void a_place_that_was_accepted_waits_no_more(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change;
  AnnotationAdded added = fill(&shelf);
  char *waiting = shelf_describe(&shelf);
  check_ok(review_accept(shelf.library, added.key, &change, &err), &err);
  assert_true(change > 0);
  assert_int_equal(count_waiting(&shelf), 0);
  expect(&shelf, added.id, ANNOTATION_ORPHAN, quote);
  assert_false(review_accept(shelf.library, added.key, &change, &err));
  assert_int_equal(err.kind, ERROR_NOTHING);
  shelf_expect_reversible(&shelf, waiting, "accepting");
  shelf_undo(&shelf);
  assert_int_equal(count_waiting(&shelf), 1);
  shelf_examine(&shelf);
  free(waiting);
  shelf_release(&shelf);
}

static void what_the_reader_said_is_gone_stays_gone(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change;
  AnnotationAdded added = fill(&shelf);
  check_ok(review_orphan(shelf.library, added.key, &change, &err), &err);
  add(&shelf, HEAD "A third text. Farmers wait for rain in the north.\n");
  expect(&shelf, added.id, ANNOTATION_ORPHAN, quote);
  assert_int_equal(count_waiting(&shelf), 0);
  check_ok(review_orphan(shelf.library, added.key, &change, &err), &err);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void an_orphan_is_attached_to_a_passage_and_carried_from_there(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change;
  AnnotationAdded added = fill(&shelf);
  char *waiting = shelf_describe(&shelf);
  uint32_t at = (uint32_t)(strstr(after, "rain") - after);
  check_ok(review_attach(shelf.library, added.key, (CpSpan){at, at + 4}, &change, &err), &err);
  expect(&shelf, added.id, ANNOTATION_SAME, "rain");
  assert_int_equal(count_waiting(&shelf), 0);
  shelf_expect_reversible(&shelf, waiting, "attaching");
  add(&shelf, "A preface.\n\n" HEAD "Farmers wait for rain in the north.\n");
  expect(&shelf, added.id, ANNOTATION_SAME, "rain");
  assert_false(review_attach(shelf.library, added.key, (CpSpan){0, 9999}, &change, &err));
  assert_int_equal(err.kind, ERROR_USAGE);
  shelf_examine(&shelf);
  free(waiting);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_waits_is_listed_with_both_wordings),
      cmocka_unit_test(a_place_that_was_accepted_waits_no_more),
      cmocka_unit_test(what_the_reader_said_is_gone_stays_gone),
      cmocka_unit_test(an_orphan_is_attached_to_a_passage_and_carried_from_there),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
