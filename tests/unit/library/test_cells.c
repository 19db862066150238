// SPDX-License-Identifier: MIT
// Counts by row and column, beside an array of all of them.
#include "support/check.h"

#include "base/memory.h"
#include "library/cells.h"

#include <stdlib.h>

enum { ROWS = 5, COLUMNS = 3000, ADDED = 40000 };

static uint32_t check_row(Cells *cells, uint32_t row, const uint32_t *wanted) {
  MatrixCell *taken = memory_new(COLUMNS, sizeof *taken);
  uint32_t count = cells_take(cells, row, taken), expected = 0;
  for (uint32_t i = 0; i < count; i++) {
    assert_int_equal(taken[i].row, row);
    assert_int_equal(taken[i].count, wanted[taken[i].column]);
  }
  for (uint32_t i = 0; i < COLUMNS; i++) expected += wanted[i] > 0;
  assert_int_equal(count, expected); // so none is there twice, and none is missing
  free(taken);
  return count;
}

static void cells_count_what_was_added(void **state) {
  (void)state;
  static uint32_t wanted[ROWS][COLUMNS];
  Cells *cells = cells_new(ROWS);
  uint32_t seed = 5, taken = 0;
  for (uint32_t i = 0; i < ADDED; i++) {
    seed = seed * 1664525 + 1013904223;
    uint32_t row = seed >> 20 & 3, column = (seed >> 8) % COLUMNS >> (row * 3);
    wanted[row][column]++;
    cells_add(cells, row, column);
  }
  size_t count = cells_count(cells);
  for (uint32_t row = 0; row < ROWS; row++) taken += check_row(cells, row, wanted[row]);
  assert_int_equal(taken, count);
  assert_int_equal(cells_count(cells), 0);
  cells_free(cells);
}

static void a_row_that_was_taken_is_empty(void **state) {
  (void)state;
  MatrixCell taken[2];
  Cells *cells = cells_new(1);
  cells_add(cells, 0, UINT32_MAX);
  cells_add(cells, 0, 0);
  cells_add(cells, 0, UINT32_MAX);
  assert_int_equal(cells_take(cells, 0, taken), 2);
  assert_int_equal(cells_take(cells, 0, taken), 0);
  cells_add(cells, 0, 7);
  assert_int_equal(cells_take(cells, 0, taken), 1);
  assert_int_equal(taken[0].column, 7);
  assert_int_equal(taken[0].count, 1);
  cells_free(cells);
  cells_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cells_count_what_was_added),
      cmocka_unit_test(a_row_that_was_taken_is_empty),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
