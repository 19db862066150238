// SPDX-License-Identifier: MIT
#include "support/check.h"

#include "tui/screen.h"

static void check_screen(const Screen *screen, const char *wanted) {
  Buffer text = {0};
  screen_write_text(screen, &text);
  check_text(buffer_slice(&text), wanted);
  buffer_release(&text);
}

static const Cell *cell(const Screen *screen, uint32_t row, uint32_t column) {
  return &screen->cells[row * screen->columns + column];
}

static void a_new_screen_is_blank(void **state) {
  (void)state;
  Screen *screen = screen_new(2, 3, SAFE_UNICODE);
  check_screen(screen, "\n\n");
  assert_int_equal(cell(screen, 1, 2)->width, 1);
  screen_free(screen);
}

static void text_is_cut_at_its_columns_and_at_the_edge(void **state) {
  (void)state;
  Screen *screen = screen_new(2, 8, SAFE_UNICODE);
  assert_int_equal(screen_put(screen, 0, 1, 3, SLICE("abcdef"), FACE_TEXT, 0), 3);
  assert_int_equal(screen_put(screen, 1, 5, 80, SLICE("abcdef"), FACE_TEXT, 0), 3);
  check_screen(screen, " abc\n     abc\n");
  screen_free(screen);
}

static void places_outside_draw_nothing(void **state) {
  (void)state;
  Screen *screen = screen_new(1, 4, SAFE_UNICODE);
  assert_int_equal(screen_put(screen, 1, 0, 4, SLICE("x"), FACE_TEXT, 0), 0);
  assert_int_equal(screen_put(screen, 0, 4, 4, SLICE("x"), FACE_TEXT, 0), 0);
  assert_int_equal(screen_put_fit(screen, 0, 9, 4, SLICE("xyz"), FACE_TEXT, 0), 0);
  screen_tint(screen, 7, 7, 7, FACE_BAR, 0);
  screen_clear(screen, (Rect){3, 3, UINT32_MAX, UINT32_MAX}, FACE_BAR);
  screen_move_cursor(screen, 9, 9);
  assert_int_equal(screen->cursor_row, 0);
  assert_int_equal(screen->cursor_column, 3);
  check_screen(screen, "\n");
  screen_free(screen);
}

static void a_screen_without_cells_takes_everything(void **state) {
  (void)state;
  Screen *screen = screen_new(0, 0, SAFE_UNICODE);
  assert_int_equal(screen_put(screen, 0, 0, 4, SLICE("x"), FACE_TEXT, 0), 0);
  screen_clear(screen, (Rect){0, 0, 1, 1}, FACE_TEXT);
  screen_move_cursor(screen, 0, 0);
  check_screen(screen, "");
  screen_free(screen);
}

static void a_wide_cluster_takes_two_cells_or_is_not_drawn(void **state) {
  (void)state;
  Screen *screen = screen_new(2, 4, SAFE_UNICODE);
  assert_int_equal(screen_put(screen, 0, 0, 4, SLICE("漢字"), FACE_TEXT, 0), 4);
  assert_int_equal(cell(screen, 0, 0)->width, 2);
  assert_int_equal(cell(screen, 0, 1)->width, 0);
  assert_int_equal(cell(screen, 0, 1)->len, 0);
  assert_int_equal(screen_put(screen, 1, 0, 3, SLICE("漢字"), FACE_TEXT, 0), 2);
  check_screen(screen, "漢字\n漢\n");
  screen_free(screen);
}

static void drawing_over_half_of_a_wide_cluster_blanks_the_other(void **state) {
  (void)state;
  Screen *screen = screen_new(1, 6, SAFE_UNICODE);
  screen_put(screen, 0, 0, 6, SLICE("漢字漢"), FACE_TEXT, 0);
  screen_put(screen, 0, 1, 1, SLICE("x"), FACE_TEXT, 0);
  check_screen(screen, " x字漢\n");
  screen_put(screen, 0, 2, 1, SLICE("y"), FACE_TEXT, 0);
  check_screen(screen, " xy 漢\n");
  screen_clear(screen, (Rect){0, 5, 1, 1}, FACE_TEXT);
  check_screen(screen, " xy\n");
  screen_free(screen);
}

static void marks_stay_in_the_cell_of_their_base(void **state) {
  (void)state;
  Screen *screen = screen_new(1, 4, SAFE_UNICODE);
  assert_int_equal(screen_put(screen, 0, 0, 4, SLICE("e\u0301a"), FACE_TEXT, 0), 2);
  check_text(screen_text(screen, cell(screen, 0, 0)), "e\u0301");
  screen_free(screen);
}

static void a_stand_in_gets_a_cell_for_each_letter(void **state) {
  (void)state;
  Screen *screen = screen_new(2, 10, SAFE_UNICODE);
  assert_int_equal(screen_put(screen, 0, 0, 10, SLICE("a\u202eb"), FACE_TEXT, 0), 8);
  check_screen(screen, "a‹202E›b\n\n");
  assert_int_equal(cell(screen, 0, 1)->face, FACE_ODD);
  assert_int_equal(cell(screen, 0, 1)->width, 1);
  assert_int_equal(cell(screen, 0, 7)->face, FACE_TEXT);
  assert_int_equal(screen_put(screen, 1, 0, 5, SLICE("\u202eb"), FACE_TEXT, 0), 0);
  screen_free(screen);
}

static void hostile_bytes_never_reach_a_cell(void **state) {
  (void)state;
  for (int mode = SAFE_UNICODE; mode <= SAFE_ASCII; mode++) {
    Screen *screen = screen_new(1, 120, (SafeMode)mode);
    screen_put(screen, 0, 0, 120, SLICE("\033[2J\x07\x9b\xff\t\n\r\x7f\u202e\u200d\ufeff"),
               FACE_TEXT, 0);
    for (uint32_t i = 0; i < 120; i++) {
      const Cell *at = cell(screen, 0, i);
      Slice text = screen_text(screen, at);
      for (size_t j = 0; j < text.len; j++) {
        assert_in_range((unsigned char)text.ptr[j], 0x20, mode == SAFE_ASCII ? 0x7e : 0xf4);
        assert_int_not_equal(text.ptr[j], 0x7f);
      }
    }
    screen_free(screen);
  }
}

static void what_does_not_fit_ends_in_a_mark(void **state) {
  (void)state;
  Screen *screen = screen_new(4, 8, SAFE_UNICODE);
  assert_int_equal(screen_put_fit(screen, 0, 0, 4, SLICE("abcd"), FACE_TEXT, 0), 4);
  assert_int_equal(screen_put_fit(screen, 1, 0, 4, SLICE("abcde"), FACE_TEXT, 0), 4);
  assert_int_equal(screen_put_fit(screen, 2, 0, 4, SLICE("漢字漢"), FACE_TEXT, 0), 3);
  assert_int_equal(screen_put_fit(screen, 3, 0, 1, SLICE("ab"), FACE_TEXT, 0), 1);
  check_screen(screen, "abcd\nabc…\n漢…\n…\n");
  screen_free(screen);
  screen = screen_new(1, 3, SAFE_ASCII);
  screen_put_fit(screen, 0, 0, 3, SLICE("abcd"), FACE_TEXT, 0);
  check_screen(screen, "ab~\n");
  screen_free(screen);
}

static void tint_changes_the_face_and_adds_attributes(void **state) {
  (void)state;
  Screen *screen = screen_new(1, 3, SAFE_UNICODE);
  screen_put(screen, 0, 0, 3, SLICE("abc"), FACE_TEXT, CELL_BOLD);
  screen_tint(screen, 0, 1, 9, FACE_MATCH, CELL_UNDERLINE);
  check_screen(screen, "abc\n");
  assert_int_equal(cell(screen, 0, 0)->face, FACE_TEXT);
  assert_int_equal(cell(screen, 0, 2)->face, FACE_MATCH);
  assert_int_equal(cell(screen, 0, 2)->attributes, CELL_BOLD | CELL_UNDERLINE);
  screen_free(screen);
}

static void clearing_a_part_leaves_the_rest(void **state) {
  (void)state;
  Screen *screen = screen_new(3, 4, SAFE_UNICODE);
  for (uint32_t row = 0; row < 3; row++) screen_put(screen, row, 0, 4, SLICE("abcd"), FACE_TEXT, 0);
  screen_clear(screen, (Rect){1, 1, 9, 2}, FACE_BAR);
  check_screen(screen, "abcd\na  d\na  d\n");
  assert_int_equal(cell(screen, 1, 1)->face, FACE_BAR);
  assert_int_equal(cell(screen, 1, 3)->face, FACE_TEXT);
  screen_free(screen);
}

static void a_resize_blanks_all(void **state) {
  (void)state;
  Screen *screen = screen_new(1, 4, SAFE_UNICODE);
  screen_put(screen, 0, 0, 4, SLICE("abcd"), FACE_TEXT, 0);
  screen_move_cursor(screen, 0, 3);
  screen_resize(screen, 2, 2);
  check_screen(screen, "\n\n");
  assert_int_equal(screen->cursor_column, 0);
  screen_free(screen);
}

static void cells_are_copied_within_a_screen_and_to_another(void **state) {
  (void)state;
  Screen *screen = screen_new(2, 6, SAFE_UNICODE), *other = screen_new(1, 8, SAFE_UNICODE);
  screen_put(screen, 0, 0, 6, SLICE("a👍🏽中c"), FACE_LINK, 0);
  screen_copy(screen, 1, 0, screen, 0, 0, 6);
  check_screen(screen, "a👍🏽中c\na👍🏽中c\n");
  screen_copy(other, 0, 2, screen, 1, 0, 6);
  check_screen(other, "  a👍🏽中c\n");
  assert_true(screen_same_cells(screen, screen->cells, other, other->cells + 2, 6));
  screen_put(other, 0, 3, 2, SLICE("👍🏿"), FACE_LINK, 0);
  assert_false(screen_same_cell(screen, cell(screen, 0, 1), other, cell(other, 0, 3)));
  assert_false(screen_same_cells(screen, screen->cells, other, other->cells + 2, 6));
  assert_int_not_equal(screen_hash(screen, screen->cells, 6),
                       screen_hash(other, other->cells + 2, 6));
  screen_free(screen);
  screen_free(other);
}

static void cells_copied_over_the_edge_never_leave_half_a_cluster(void **state) {
  (void)state;
  Screen *screen = screen_new(1, 4, SAFE_UNICODE), *from = screen_new(1, 4, SAFE_UNICODE);
  screen_put(from, 0, 0, 4, SLICE("中文"), FACE_TEXT, 0);
  screen_copy(screen, 0, 1, from, 0, 0, 4);
  check_screen(screen, " 中\n");
  screen_copy(screen, 0, 3, from, 0, 0, 4);
  screen_copy(screen, 0, 4, from, 0, 0, 4);
  screen_copy(screen, 0, 0, from, 1, 0, 4);
  screen_copy(screen, 0, 0, from, 0, 4, 4);
  check_screen(screen, " 中\n");
  screen_free(screen);
  screen_free(from);
}

static void a_cell_repeats_down_to_the_edge_and_over_wide_ones(void **state) {
  (void)state;
  Screen *screen = screen_new(3, 3, SAFE_UNICODE);
  screen_put(screen, 1, 0, 3, SLICE("中x"), FACE_TEXT, 0);
  screen_put(screen, 0, 1, 1, SLICE("|"), FACE_BORDER, 0);
  screen_repeat_down(screen, 0, 1, 2);
  check_screen(screen, " |\n |x\n\n");
  screen_repeat_down(screen, 0, 1, 99);
  screen_repeat_down(screen, 3, 1, 1);
  check_screen(screen, " |\n |x\n |\n");
  assert_int_equal(cell(screen, 2, 1)->face, FACE_BORDER);
  screen_free(screen);
}

static void a_rule_ends_at_the_edge_and_is_ascii_where_the_screen_is(void **state) {
  (void)state;
  Screen *screen = screen_new(2, 4, SAFE_UNICODE), *plain = screen_new(1, 4, SAFE_ASCII);
  screen_put_rule(screen, 0, 1, 2);
  screen_put_rule(screen, 1, 2, 99);
  screen_put_rule(screen, 2, 0, 4);
  screen_put_rule(plain, 0, 0, 3);
  check_screen(screen, " ──\n  ──\n");
  check_screen(plain, "---\n");
  assert_int_equal(cell(screen, 1, 3)->face, FACE_BORDER);
  screen_free(plain);
  screen_free(screen);
}

// Equal in all that the cells themselves hold, so that only what stands beside them tells.
static void clusters_longer_than_a_cell_are_compared_whole(void **state) {
  (void)state;
  Screen *one = screen_new(1, 4, SAFE_UNICODE), *other = screen_new(1, 4, SAFE_UNICODE);
  screen_put(one, 0, 0, 4, SLICE("\U0001F469\u200D\U0001F4BB"), FACE_TEXT, 0);
  screen_put(other, 0, 0, 4, SLICE("\U0001F469\u200D\U0001F52C"), FACE_TEXT, 0);
  assert_false(screen_same_cells(one, one->cells, other, other->cells, 4));
  screen_clear(other, (Rect){0, 0, 1, 4}, FACE_TEXT);
  assert_false(screen_same_cells(one, one->cells, other, other->cells, 4));
  screen_copy(other, 0, 0, one, 0, 0, 4);
  assert_true(screen_same_cells(one, one->cells, other, other->cells, 4));
  screen_put(one, 0, 0, 4, SLICE("\U0001F469\u200D\U0001F52C"), FACE_TEXT, 0);
  assert_false(screen_same_cells(one, one->cells, other, other->cells, 4));
  screen_free(one);
  screen_free(other);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_new_screen_is_blank),
      cmocka_unit_test(text_is_cut_at_its_columns_and_at_the_edge),
      cmocka_unit_test(places_outside_draw_nothing),
      cmocka_unit_test(a_screen_without_cells_takes_everything),
      cmocka_unit_test(a_wide_cluster_takes_two_cells_or_is_not_drawn),
      cmocka_unit_test(drawing_over_half_of_a_wide_cluster_blanks_the_other),
      cmocka_unit_test(marks_stay_in_the_cell_of_their_base),
      cmocka_unit_test(a_stand_in_gets_a_cell_for_each_letter),
      cmocka_unit_test(hostile_bytes_never_reach_a_cell),
      cmocka_unit_test(what_does_not_fit_ends_in_a_mark),
      cmocka_unit_test(tint_changes_the_face_and_adds_attributes),
      cmocka_unit_test(clearing_a_part_leaves_the_rest),
      cmocka_unit_test(a_resize_blanks_all),
      cmocka_unit_test(cells_are_copied_within_a_screen_and_to_another),
      cmocka_unit_test(cells_copied_over_the_edge_never_leave_half_a_cluster),
      cmocka_unit_test(a_rule_ends_at_the_edge_and_is_ascii_where_the_screen_is),
      cmocka_unit_test(a_cell_repeats_down_to_the_edge_and_over_wide_ones),
      cmocka_unit_test(clusters_longer_than_a_cell_are_compared_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
