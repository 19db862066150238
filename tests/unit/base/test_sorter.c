// SPDX-License-Identifier: MIT
// Sorting in parts, beside qsort().
#include "support/check.h"

#include "base/memory.h"
#include "base/sorter.h"

#include <stdlib.h>

typedef struct Pair {
  int value, place; // the place tells equal ones apart
} Pair;

static int compare_values(const void *a, const void *b) {
  int left = ((const Pair *)a)->value, right = ((const Pair *)b)->value;
  return (left > right) - (left < right);
}

static int compare_pairs(const void *a, const void *b) {
  int order = compare_values(a, b);
  return order ? order : ((const Pair *)a)->place - ((const Pair *)b)->place;
}

static void check_sorting(size_t count, int values, size_t part) {
  Pair *sorted = memory_new(count + 1, sizeof *sorted);
  Pair *wanted = memory_new(count + 1, sizeof *wanted);
  for (size_t i = 0; i < count; i++)
    wanted[i] = sorted[i] = (Pair){(int)(i * 7919 % 1009) % values, (int)i};
  if (count > 0) qsort(wanted, count, sizeof *wanted, compare_pairs);
  Sorter *sorter = sorter_new(sorted, count, sizeof *sorted, compare_values);
  while (sorter_go_on(sorter, part)) continue;
  assert_false(sorter_go_on(sorter, part));
  assert_memory_equal(sorted, wanted, (count + 1) * sizeof *wanted);
  sorter_free(sorter);
  free(sorted);
  free(wanted);
}

static void parts_of_any_size_sort_any_number_of_items(void **state) {
  (void)state;
  static const size_t parts[] = {1, 2, 5, 64, 100000};
  for (size_t count = 0; count < 70; count++)
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
      check_sorting(count, 1 + (int)(count % 40), parts[i]);
  check_sorting(5000, 1000, 333);
}

static int never(const void *a, const void *b) {
  (void)a, (void)b;
  fail_msg("nothing is to be compared");
  return 0;
}

static void a_part_moves_no_more_than_it_may(void **state) {
  (void)state;
  enum { COUNT = 1024, PASSES = 10 };
  Pair items[COUNT] = {{0, 0}};
  unsigned parts = 1;
  Sorter *sorter = sorter_new(items, COUNT, sizeof *items, compare_values);
  while (sorter_go_on(sorter, COUNT / 8)) parts++;
  assert_int_equal(parts, PASSES * 8);
  sorter_free(sorter);
  sorter = sorter_new(items, 1, sizeof *items, never);
  assert_false(sorter_go_on(sorter, 1));
  sorter_free(sorter);
}

static void a_sorter_can_be_given_up(void **state) {
  (void)state;
  Pair items[9] = {{3, 0}};
  for (size_t moves = 0; moves < 40; moves++) {
    Sorter *sorter = sorter_new(items, 9, sizeof *items, compare_values);
    assert_int_equal(sorter_go_on(sorter, moves), moves < 9 * 4);
    sorter_free(sorter);
  }
  sorter_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(parts_of_any_size_sort_any_number_of_items),
      cmocka_unit_test(a_part_moves_no_more_than_it_may),
      cmocka_unit_test(a_sorter_can_be_given_up),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
