// SPDX-License-Identifier: MIT
#include "support/check.h"

#include "base/keys.h"
#include "text/relation.h"

// Without a text: the unit does not matter.
static void expect(RelationKind kind, Span left, Span right, bool wanted) {
  bool holds = !wanted;
  relation_mark(NULL, (Relation){.kind = kind}, &left, 1, &right, 1, &holds);
  assert_int_equal(holds, wanted);
}

static void touching_is_not_overlapping(void **state) {
  (void)state;
  expect(RELATION_OVERLAPPING, span_make(2, 5), span_make(4, 9), true);
  expect(RELATION_OVERLAPPING, span_make(2, 5), span_make(5, 9), false);
  expect(RELATION_OVERLAPPING, span_make(5, 9), span_make(2, 5), false);
  expect(RELATION_OVERLAPPING, span_make(2, 9), span_make(4, 5), true);
}

static void a_passage_is_inside_itself_and_what_covers_it(void **state) {
  (void)state;
  expect(RELATION_INSIDE, span_make(2, 5), span_make(2, 5), true);
  expect(RELATION_INSIDE, span_make(2, 5), span_make(0, 9), true);
  expect(RELATION_INSIDE, span_make(0, 9), span_make(2, 5), false);
  expect(RELATION_INSIDE, span_make(2, 6), span_make(2, 5), false);
  expect(RELATION_INSIDE, span_make(1, 5), span_make(2, 5), false);
}

static void many_are_marked_in_the_order_in_which_they_came(void **state) {
  (void)state;
  const Span left[] = {{40, 44}, {0, 2}, {10, 30}, {12, 13}, {31, 32}};
  const Span right[] = {{50, 60}, {11, 14}, {1, 3}, {0, 1}};
  const bool over[] = {false, true, true, true, false}, in[] = {false, false, false, true, false};
  bool holds[5];
  relation_mark(NULL, (Relation){.kind = RELATION_OVERLAPPING}, left, 5, right, 4, holds);
  assert_memory_equal(holds, over, sizeof holds);
  relation_mark(NULL, (Relation){.kind = RELATION_INSIDE}, left, 5, right, 4, holds);
  assert_memory_equal(holds, in, sizeof holds);
  relation_mark(NULL, (Relation){.kind = RELATION_INSIDE}, left, 5, NULL, 0, holds);
  for (int i = 0; i < 5; i++) assert_false(holds[i]);
}

static void keys_are_a_set_once_they_are_sorted(void **state) {
  (void)state;
  Keys keys = {0};
  assert_false(keys_have(&keys, 0));
  const int64_t added[] = {7, -3, 7, INT64_MAX, 0, 7};
  for (int i = 0; i < 6; i++) keys_add(&keys, added[i]);
  keys_sort(&keys);
  assert_int_equal(keys.count, 4);
  assert_true(keys_have(&keys, -3) && keys_have(&keys, INT64_MAX) && keys_have(&keys, 7));
  assert_false(keys_have(&keys, 1));
  keys_release(&keys);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(touching_is_not_overlapping),
      cmocka_unit_test(a_passage_is_inside_itself_and_what_covers_it),
      cmocka_unit_test(many_are_marked_in_the_order_in_which_they_came),
      cmocka_unit_test(keys_are_a_set_once_they_are_sorted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
