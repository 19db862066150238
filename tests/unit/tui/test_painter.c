// SPDX-License-Identifier: MIT
// The painter against a terminal: whatever is drawn, libvterm's screen must equal the cells.
#include "support/check.h"

#include "base/memory.h"
#include "tui/painter.h"

#include <stdlib.h>
#include <vterm.h>

typedef struct Bench {
  Capability *capability;
  Painter *painter;
  Screen *screen;
  VTerm *vterm;
  Buffer sent; // by the last frame
  uint32_t random;
} Bench;

static Bench bench_start(const char *term, bool colour, uint32_t rows, uint32_t columns) {
  Error err = {0};
  setenv("TERM", term, 1);
  Bench bench = {.capability = capability_open(1, colour, &err), .random = 1};
  check_ok(bench.capability != NULL, &err);
  bench.painter = painter_new(bench.capability);
  bench.screen = screen_new(rows, columns, SAFE_UNICODE);
  bench.vterm = vterm_new((int)rows, (int)columns);
  vterm_set_utf8(bench.vterm, 1);
  VTermScreen *screen = vterm_obtain_screen(bench.vterm);
  vterm_screen_enable_altscreen(screen, 1);
  vterm_screen_reset(screen, 1);
  Slice enter = capability_enter(bench.capability);
  vterm_input_write(bench.vterm, enter.ptr, enter.len);
  return bench;
}

static void bench_end(Bench *bench) {
  painter_free(bench->painter);
  capability_close(bench->capability);
  screen_free(bench->screen);
  vterm_free(bench->vterm);
  buffer_release(&bench->sent);
}

static void paint(Bench *bench) {
  buffer_clear(&bench->sent);
  painter_draw(bench->painter, bench->screen, &bench->sent);
  Slice sent = buffer_slice(&bench->sent);
  vterm_input_write(bench->vterm, sent.ptr, sent.len);
}

static void shown_text(const VTermScreenCell *shown, Buffer *out) {
  if (shown->chars[0] == (uint32_t)-1) return;
  if (shown->chars[0] == 0) buffer_add_byte(out, ' ');
  for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && shown->chars[i]; i++) {
    buffer_add_code_point(out, shown->chars[i]);
  }
}

static int colour_number(const VTermColor *colour) {
  if (VTERM_COLOR_IS_DEFAULT_FG(colour) || VTERM_COLOR_IS_DEFAULT_BG(colour)) return STYLE_DEFAULT;
  return VTERM_COLOR_IS_INDEXED(colour) ? colour->indexed.idx : -2;
}

static bool same_look(const Bench *bench, const Cell *cell, const VTermScreenCell *shown) {
  Style style = theme_style(THEME_DARK, (Face)cell->face, cell->attributes,
                            capability_colours(bench->capability));
  return !(style.attributes & STYLE_BOLD) == !shown->attrs.bold &&
         !(style.attributes & STYLE_UNDERLINE) == !shown->attrs.underline &&
         !(style.attributes & STYLE_REVERSE) == !shown->attrs.reverse &&
         style.background == colour_number(&shown->bg) &&
         style.foreground == colour_number(&shown->fg);
}

static void check_cell(const Bench *bench, uint32_t row, uint32_t column) {
  const Cell *cell = &bench->screen->cells[row * bench->screen->columns + column];
  VTermScreenCell shown;
  VTermPos place = {.row = (int)row, .col = (int)column};
  vterm_screen_get_cell(vterm_obtain_screen(bench->vterm), place, &shown);
  if (cell->width == 0) return;
  Buffer text = {0};
  shown_text(&shown, &text);
  if (!slice_equal(buffer_slice(&text), screen_text(bench->screen, cell)) ||
      !same_look(bench, cell, &shown)) {
    Slice wanted = screen_text(bench->screen, cell);
    fail_msg("row %u, column %u: «%.*s» of face %u is shown as «%s»", row, column, (int)wanted.len,
             wanted.ptr, cell->face, text.ptr);
  }
  buffer_release(&text);
}

// The corner stays empty where filling it would scroll; libvterm 0.1 loses the base of a mark in
// the last column.
static bool is_comparable(const Bench *bench, uint32_t row, uint32_t column) {
  const Screen *screen = bench->screen;
  const Cell *cell = &screen->cells[row * screen->columns + column];
  if (column + cell->width < screen->columns) return true;
  bool corner = row + 1 == screen->rows && !capability_fills_corner(bench->capability);
  Slice text = screen_text(screen, cell);
  return !corner && !memchr(text.ptr, '\xcc', text.len);
}

static void check_shown(const Bench *bench) {
  const Screen *screen = bench->screen;
  for (uint32_t row = 0; row < screen->rows; row++) {
    for (uint32_t column = 0; column < screen->columns; column++) {
      if (is_comparable(bench, row, column)) check_cell(bench, row, column);
    }
  }
  VTermPos place;
  vterm_state_get_cursorpos(vterm_obtain_state(bench->vterm), &place);
  assert_int_equal(place.row, screen->cursor_row);
  assert_int_equal(place.col, screen->cursor_column);
}

// ---- Random drawing ----------------------------------------------------------------------------
static uint32_t pick(Bench *bench, uint32_t below) {
  bench->random = bench->random * 1664525u + 1013904223u;
  return (bench->random >> 8) % below;
}

// Moves whole rows up or down, as a text that scrolls does.
static void shift_rows(Bench *bench) {
  Screen *screen = bench->screen;
  uint32_t top = pick(bench, screen->rows), count = 1 + pick(bench, screen->rows - top);
  uint32_t by = 1 + pick(bench, count);
  if (by >= count) return;
  bool up = pick(bench, 2) == 0;
  for (uint32_t i = 0; i < count - by; i++) {
    uint32_t to = up ? top + i : top + count - 1 - i;
    screen_copy(screen, to, 0, screen, up ? to + by : to - by, 0, screen->columns);
  }
}

static void draw_something(Bench *bench) {
  static const char *const texts[] = {"a",
                                      "Solar power is cheap and clean",
                                      "漢字かな",
                                      " ",
                                      "e\u0301a\u0300o\u0323\u0302",
                                      "                        ",
                                      "\u202e",
                                      "…"};
  Screen *screen = bench->screen;
  uint32_t row = pick(bench, screen->rows), column = pick(bench, screen->columns);
  Face face = (Face)pick(bench, FACE_COUNT);
  switch (pick(bench, 8)) {
  case 0: screen_clear(screen, (Rect){row, column, 1 + pick(bench, 4), 40}, face); break;
  case 1: screen_tint(screen, row, column, pick(bench, 20), face, CELL_BOLD); break;
  case 2: screen_clear(screen, (Rect){row, 0, 1, screen->columns}, FACE_TEXT); break;
  case 3: shift_rows(bench); break;
  default:
    screen_put(screen, row, column, 30, slice_of(texts[pick(bench, 8)]), face,
               (uint8_t)pick(bench, 8));
  }
  screen_move_cursor(screen, pick(bench, screen->rows), pick(bench, screen->columns));
}

static void check_random(const char *term, bool colour, uint32_t rows, uint32_t columns) {
  Bench bench = bench_start(term, colour, rows, columns);
  for (int frame = 0; frame < 400; frame++) {
    for (uint32_t acts = pick(&bench, 6); acts > 0; acts--) draw_something(&bench);
    paint(&bench);
    check_shown(&bench);
  }
  bench_end(&bench);
}

static void what_is_shown_equals_the_cells(void **state) {
  (void)state;
  check_random("xterm-256color", true, 24, 80);
  check_random("xterm-256color", false, 12, 41);
  check_random("xterm", true, 5, 17);
}

static void poor_terminals_show_the_same(void **state) {
  (void)state;
  check_random("vt100", true, 10, 30);
  check_random("ansi", true, 10, 30);
  check_random("linux", true, 10, 30);
  check_random("screen", true, 10, 30);
}

static void a_screen_of_one_cell_is_shown(void **state) {
  (void)state;
  check_random("xterm-256color", true, 1, 1);
  check_random("xterm-256color", true, 1, 30);
  check_random("xterm-256color", true, 30, 1);
}

// ---- Economy -----------------------------------------------------------------------------------
static void nothing_new_sends_nothing(void **state) {
  (void)state;
  Bench bench = bench_start("xterm-256color", true, 24, 80);
  screen_put(bench.screen, 3, 0, 80, SLICE("Solar power"), FACE_TEXT, 0);
  paint(&bench);
  paint(&bench);
  assert_int_equal(bench.sent.len, 0);
  bench_end(&bench);
}

static void one_letter_costs_a_move_and_a_letter(void **state) {
  (void)state;
  Bench bench = bench_start("xterm-256color", true, 24, 80);
  screen_put(bench.screen, 3, 0, 80, SLICE("Solar power"), FACE_TEXT, 0);
  paint(&bench);
  screen_put(bench.screen, 3, 6, 1, SLICE("t"), FACE_TEXT, 0);
  screen_move_cursor(bench.screen, 3, 7);
  paint(&bench);
  check_text(buffer_slice(&bench.sent), "\033[4;7Ht");
  bench_end(&bench);
}

static void a_move_to_the_first_column_does_without_it(void **state) {
  (void)state;
  Bench bench = bench_start("xterm-256color", true, 24, 80);
  paint(&bench);
  screen_put(bench.screen, 3, 0, 80, SLICE("t"), FACE_TEXT, 0);
  screen_move_cursor(bench.screen, 3, 1);
  paint(&bench);
  check_text(buffer_slice(&bench.sent), "\033[4dt");
  bench_end(&bench);
}

static void forgetting_draws_all_again(void **state) {
  (void)state;
  Bench bench = bench_start("xterm-256color", true, 4, 20);
  screen_put(bench.screen, 3, 0, 80, SLICE("Solar power"), FACE_TEXT, 0);
  paint(&bench);
  static const char scribble[] = "\033[1;1Hscribble\033[7m";
  vterm_input_write(bench.vterm, scribble, sizeof scribble - 1);
  painter_forget(bench.painter);
  paint(&bench);
  check_shown(&bench);
  bench_end(&bench);
}

static void another_size_draws_all_again(void **state) {
  (void)state;
  Bench bench = bench_start("xterm-256color", true, 4, 20);
  paint(&bench);
  screen_resize(bench.screen, 6, 30);
  vterm_set_size(bench.vterm, 6, 30);
  screen_put(bench.screen, 5, 0, 30, SLICE("the last of the rows"), FACE_BAR, 0);
  paint(&bench);
  check_shown(&bench);
  bench_end(&bench);
}

// ---- Scrolling ---------------------------------------------------------------------------------
// A list and a text side by side; the text from line `first` on, the list always the same.
static void draw_beside(Bench *bench, uint32_t first) {
  static const char *const words[] = {"solar", "policy", "corridor", "漢字", "railway", "e\u0301t"};
  Screen *screen = bench->screen;
  screen_clear(screen, (Rect){0, 0, screen->rows, screen->columns}, FACE_TEXT);
  screen_put(screen, 0, 0, screen->columns, SLICE("A title that stays where it is"), FACE_BAR, 0);
  for (uint32_t row = 1; row + 1 < screen->rows; row++) {
    Buffer line = {0};
    buffer_printf(&line, "%u", first + row);
    for (uint32_t i = 0; i < 6; i++)
      buffer_printf(&line, " %s %u", words[(first + row + i) % 6], (first + row) * (i + 3) % 97);
    if (row < 4) screen_put(screen, row, 0, 12, SLICE("a brief"), FACE_CURRENT, 0);
    screen_put(screen, row, 14, 1, SLICE("│"), FACE_BORDER, 0);
    screen_put(screen, row, 16, screen->columns - 16, buffer_slice(&line),
               (first + row) % 5 ? FACE_TEXT : FACE_HEADING, 0);
    buffer_release(&line);
  }
  screen_move_cursor(screen, screen->rows / 2, 20);
}

static void check_scrolled(const char *term, uint32_t rows, uint32_t columns) {
  static const uint32_t firsts[] = {100, 101, 100, 103, 98, 110, 90, 91, 92, 91, 300, 299};
  Bench bench = bench_start(term, true, rows, columns);
  for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++) {
    draw_beside(&bench, firsts[i]);
    paint(&bench);
    check_shown(&bench);
  }
  bench_end(&bench);
}

static void a_scrolled_text_is_shown_as_if_it_were_drawn_anew(void **state) {
  (void)state;
  static const char *const terms[] = {"xterm-256color", "screen", "linux", "vt100", "ansi"};
  for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
    check_scrolled(terms[i], 24, 80);
    check_scrolled(terms[i], 40, 120);
    check_scrolled(terms[i], 3, 30);
  }
}

static void a_line_further_costs_about_a_line(void **state) {
  (void)state;
  for (int step = -1; step <= 1; step += 2) {
    Bench bench = bench_start("xterm-256color", true, 24, 80);
    draw_beside(&bench, 100);
    paint(&bench);
    draw_beside(&bench, (uint32_t)(100 + step));
    paint(&bench);
    check_shown(&bench);
    assert_in_range(bench.sent.len, 60, 300);
    bench_end(&bench);
  }
}

static void rows_that_have_nothing_in_common_are_not_moved(void **state) {
  (void)state;
  Bench bench = bench_start("xterm-256color", true, 24, 80);
  draw_beside(&bench, 100);
  paint(&bench);
  draw_beside(&bench, 700);
  paint(&bench);
  check_shown(&bench);
  assert_null(memmem(bench.sent.ptr, bench.sent.len, "\033[1;24r", 8)); // no rows in common
  bench_end(&bench);
}

// ---- Doubtful widths ---------------------------------------------------------------------------
// A terminal that takes a flag for one column, or for four, still has what follows in its place.
static void after_a_doubtful_cluster_the_cursor_is_addressed_anew(void **state) {
  (void)state;
  Bench bench = bench_start("xterm-256color", true, 2, 20);
  screen_put(bench.screen, 0, 0, 20, SLICE("a🇫🇷b"), FACE_TEXT, 0);
  assert_true(bench.screen->cells[1].unsure);
  paint(&bench);
  assert_non_null(memmem(bench.sent.ptr, bench.sent.len, "🇫🇷\033[1;4Hb", 15));
  bench_end(&bench);
}

static void a_row_with_a_doubtful_cluster_is_drawn_whole(void **state) {
  (void)state;
  Bench bench = bench_start("xterm-256color", true, 2, 20);
  screen_put(bench.screen, 0, 0, 20, SLICE("a🇫🇷b and more"), FACE_TEXT, 0);
  paint(&bench);
  screen_put(bench.screen, 0, 1, 2, SLICE("xy"), FACE_TEXT, 0);
  paint(&bench);
  assert_non_null(memmem(bench.sent.ptr, bench.sent.len, "axyb and more", 13));
  bench_end(&bench);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_shown_equals_the_cells),
      cmocka_unit_test(poor_terminals_show_the_same),
      cmocka_unit_test(a_screen_of_one_cell_is_shown),
      cmocka_unit_test(nothing_new_sends_nothing),
      cmocka_unit_test(one_letter_costs_a_move_and_a_letter),
      cmocka_unit_test(a_move_to_the_first_column_does_without_it),
      cmocka_unit_test(forgetting_draws_all_again),
      cmocka_unit_test(another_size_draws_all_again),
      cmocka_unit_test(a_scrolled_text_is_shown_as_if_it_were_drawn_anew),
      cmocka_unit_test(a_line_further_costs_about_a_line),
      cmocka_unit_test(rows_that_have_nothing_in_common_are_not_moved),
      cmocka_unit_test(after_a_doubtful_cluster_the_cursor_is_addressed_anew),
      cmocka_unit_test(a_row_with_a_doubtful_cluster_is_drawn_whole),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
