// SPDX-License-Identifier: MIT
// What puts text at other columns than one after the other: tables and flush lines.
#include "layout/layout.h"
#include "layout/walk.h"

#include "support/check.h"
#include "support/lines.h"
#include "support/version.h"

#include <stdlib.h>

static const char prices[] = "Town\tPrice\tRemark\nOrlec\t1.20\tRaised twice and then once more\n"
                             "Karst-by-the-Sea\t\tUnchanged";

static Version *table(const char *text) {
  return check_block_version(text, 't');
}

static void check_lines(Version *version, LayoutStyle style, const char *wanted) {
  Buffer out = {0};
  lines_write(version, style, &out);
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
  version_free(version);
}

static void cells_stand_under_each_other_and_the_last_is_broken(void **state) {
  (void)state;
  check_lines(table(prices), (LayoutStyle){.width = 50},
              "Town              Price  Remark\n"
              "Orlec             1.20   Raised twice and then\n"
              "                         once more\n"
              "Karst-by-the-Sea         Unchanged\n");
}

static void wide_cells_are_measured_in_columns(void **state) {
  (void)state;
  check_lines(table("東京\tx\nab\ty"), (LayoutStyle){.width = 20}, "東京  x\nab    y\n");
}

static void a_table_that_is_too_wide_is_left_alone(void **state) {
  (void)state;
  check_lines(table("Town\tPrice\nKarst-by-the-Sea\tOne twenty"), (LayoutStyle){.width = 20},
              "Town Price\nKarst-by-the-Sea One\ntwenty\n");
}

static void a_tab_at_the_end_of_rows_is_a_column_too(void **state) {
  (void)state;
  check_lines(table("a\tb\t\ncc\td\t"), (LayoutStyle){.width = 9}, "a   b\ncc  d\n");
}

static void a_table_divided_by_blanks_is_left_alone(void **state) {
  (void)state;
  check_lines(table("Town     Price\nOrlec    1.20"), (LayoutStyle){.width = 40},
              "Town     Price\nOrlec    1.20\n");
}

static void paragraphs_are_flush_but_for_their_last_line(void **state) {
  (void)state;
  check_lines(check_block_version("The quick brown fox jumps over the lazy dog again.", 'p'),
              (LayoutStyle){.width = 18, .justify = true},
              "The  quick   brown\nfox jumps over the\nlazy dog again.\n");
}

static void a_line_that_would_need_wide_gaps_stays_as_it_is(void **state) {
  (void)state;
  check_lines(check_block_version("a bb incomprehensibilities", 'p'),
              (LayoutStyle){.width = 22, .justify = true}, "a bb\nincomprehensibilities\n");
}

// Every position of a line is found again at its column, no line is too wide.
static void check_columns(const Version *version, LayoutStyle style) {
  Layout *layout = layout_new(version, style);
  LinePlace place = {0};
  do {
    const Line *line = layout_line(layout, place);
    Walk walk;
    WalkUnit unit;
    assert_true((uint32_t)line->indent + line->width <= style.width);
    walk_line(&walk, version, line, style.mode);
    while (walk_next(&walk, &unit)) {
      if (unit.safe.width == 0) continue;
      uint32_t column = layout_column_of(layout, place, unit.pos);
      assert_int_equal(column, line->indent + unit.column);
      assert_int_equal(layout_pos_at(layout, place, column), unit.pos);
    }
    assert_int_equal(walk.column, line->width);
  } while (layout_next_line(layout, &place, NULL));
  layout_free(layout);
}

static void columns_and_positions_answer_each_other_at_every_width(void **state) {
  (void)state;
  Version *cells = table(prices);
  Version *prose = check_block_version(
      "Few rivers in the region are governed by one agreement from source to mouth, and the Velna "
      "is no exception; four administra\u00ADtions draw on 水 for their fields.",
      'p');
  for (uint32_t width = 5; width < 90; width++) {
    check_columns(cells, (LayoutStyle){.width = width});
    check_columns(prose, (LayoutStyle){.width = width, .justify = true});
  }
  version_free(cells);
  version_free(prose);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(cells_stand_under_each_other_and_the_last_is_broken),
      cmocka_unit_test(wide_cells_are_measured_in_columns),
      cmocka_unit_test(a_table_that_is_too_wide_is_left_alone),
      cmocka_unit_test(a_tab_at_the_end_of_rows_is_a_column_too),
      cmocka_unit_test(a_table_divided_by_blanks_is_left_alone),
      cmocka_unit_test(paragraphs_are_flush_but_for_their_last_line),
      cmocka_unit_test(a_line_that_would_need_wide_gaps_stays_as_it_is),
      cmocka_unit_test(columns_and_positions_answer_each_other_at_every_width),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
