// SPDX-License-Identifier: MIT
#include "cli/table.h"

#include "support/check.h"

#include <locale.h>

static void print_rows(Output *output, bool fit) {
  Table table = {.columns = 3, .right = 1, .fit = fit};
  const char *const cells[] = {"7", "東京", "a title", "1234", "x", "two\nlines\tand \x1b[31m"};
  for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
    table_add(&table, output, slice_of(cells[i]));
  }
  table_print(&table, output);
}

static void pipes_get_a_line_for_a_row_and_tabs_between_cells(void **state) {
  (void)state;
  Output output = {.kept = true};
  print_rows(&output, true);
  check_text(buffer_slice(&output.text), "7\t東京\ta title\n1234\tx\ttwo lines and \x1b[31m\n");
  output_release(&output);
}

static void a_pipe_gets_the_exact_bytes_unless_it_is_to_be_safe(void **state) {
  (void)state;
  static const char cell[] = "\xe2\x80\xae\x01\xff a\r\nb\rc\td";
  static const struct {
    OutputFilter filter;
    bool tty;
    const char *shown;
  } cases[] = {
      {OUTPUT_BY_SINK, false, "\xe2\x80\xae\x01\xff a b c d\n"},
      {OUTPUT_RAW, true, "\xe2\x80\xae\x01\xff a b c d\n"},
      {OUTPUT_SAFE, false, "‹202E›␁\xef\xbf\xbd a␍ b␍c d\n"},
      {OUTPUT_BY_SINK, true, "‹202E›␁\xef\xbf\xbd a␍ b␍c d\n"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    Output output = {.kept = true, .tty = cases[i].tty, .filter = cases[i].filter};
    Table table = {.columns = 1};
    table_add(&table, &output, slice_of(cell));
    table_print(&table, &output);
    check_text(buffer_slice(&output.text), cases[i].shown);
    output_release(&output);
  }
}

static void terminals_get_columns_by_width(void **state) {
  (void)state;
  Output output = {.kept = true, .tty = true};
  print_rows(&output, false);
  check_text(buffer_slice(&output.text), "   7  東京  a title\n1234  x     two lines and ␛[31m\n");
  output_release(&output);
}

static void the_last_column_is_cut_to_the_line(void **state) {
  (void)state;
  Output output = {.kept = true, .tty = true};
  Table table = {.columns = 2, .fit = true};
  Buffer title = {0};
  for (int i = 0; i < 500; i++) buffer_add_byte(&title, 'x');
  table_add(&table, &output, SLICE("1"));
  table_add(&table, &output, buffer_slice(&title));
  table_print(&table, &output);
  assert_true(output.text.len < 500);
  assert_non_null(strstr(output.text.ptr, "x…\n"));
  buffer_release(&title);
  output_release(&output);
}

int main(void) {
  setlocale(LC_CTYPE, "C.UTF-8");
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(pipes_get_a_line_for_a_row_and_tabs_between_cells),
      cmocka_unit_test(a_pipe_gets_the_exact_bytes_unless_it_is_to_be_safe),
      cmocka_unit_test(terminals_get_columns_by_width),
      cmocka_unit_test(the_last_column_is_cut_to_the_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
