// SPDX-License-Identifier: MIT
#include "anchor/increasing.h"
#include "support/check.h"

enum { MOST = 12 };

// How many can be chosen, by looking at every pair: best[i] is for choices that end with i.
static uint32_t longest(const int64_t *values, uint32_t count) {
  uint32_t best[MOST], most = 0;
  for (uint32_t i = 0; i < count; i++) {
    best[i] = 1;
    for (uint32_t j = 0; j < i; j++)
      if (values[j] < values[i] && best[j] >= best[i]) best[i] = best[j] + 1;
    if (best[i] > most) most = best[i];
  }
  return most;
}

static void check_choice(const int64_t *values, uint32_t count) {
  uint32_t chosen[MOST], length = increasing_choose(values, count, chosen);
  assert_int_equal(length, longest(values, count));
  for (uint32_t i = 0; i < length; i++) {
    assert_true(chosen[i] < count);
    if (i == 0) continue;
    assert_true(chosen[i - 1] < chosen[i]);
    assert_true(values[chosen[i - 1]] < values[chosen[i]]);
  }
}

static void what_stands_behind_its_place_is_left_out(void **state) {
  (void)state;
  static const int64_t values[] = {10, 20, 5, 30, 30, 40};
  static const uint32_t wanted[] = {0, 1, 4, 5};
  uint32_t chosen[MOST];
  assert_int_equal(increasing_choose(values, 6, chosen), 4);
  assert_memory_equal(chosen, wanted, sizeof wanted);
  assert_int_equal(increasing_choose(values, 0, chosen), 0);
}

// All rows of up to seven values out of four.
static void no_longer_choice_is_missed(void **state) {
  (void)state;
  for (uint32_t count = 1; count <= 7; count++) {
    for (uint32_t number = 0; number < 1U << (2 * count); number++) {
      int64_t values[MOST];
      for (uint32_t i = 0; i < count; i++) values[i] = (int64_t)(number >> (2 * i) & 3) - 1;
      check_choice(values, count);
    }
  }
}

static void long_rows_of_many_values_are_chosen_from(void **state) {
  (void)state;
  uint64_t seed = 7;
  for (uint32_t round = 0; round < 20000; round++) {
    int64_t values[MOST];
    for (uint32_t i = 0; i < MOST; i++) {
      seed = seed * 6364136223846793005U + 1442695040888963407U;
      values[i] = (int64_t)seed >> 1;
    }
    check_choice(values, MOST);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_stands_behind_its_place_is_left_out),
      cmocka_unit_test(no_longer_choice_is_missed),
      cmocka_unit_test(long_rows_of_many_values_are_chosen_from),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
