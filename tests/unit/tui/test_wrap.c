// SPDX-License-Identifier: MIT
#include "support/check.h"

#include "tui/wrap.h"

// The rows of a text, divided by '|'.
static void check_rows(const char *text, uint32_t columns, const char *wanted) {
  Slice rest = slice_of(text);
  Buffer rows = {0};
  while (rest.len > 0) {
    size_t len, next = wrap_next(rest, SAFE_UNICODE, columns, &len);
    assert_true(next > 0);
    assert_true(len <= next);
    assert_true(safe_width(slice_cut(rest, 0, len), SAFE_UNICODE) <= columns || columns < 2);
    if (rows.len > 0) buffer_add_byte(&rows, '|');
    buffer_add(&rows, slice_cut(rest, 0, len));
    rest = slice_cut(rest, next, rest.len);
  }
  check_text(buffer_slice(&rows), wanted);
  buffer_release(&rows);
}

static void rows_break_at_blanks(void **state) {
  (void)state;
  check_rows("one two three", 8, "one two|three");
  check_rows("one two three", 7, "one two|three");
  check_rows("one two three", 6, "one|two|three");
}

static void a_long_word_is_cut(void **state) {
  (void)state;
  check_rows("abcdefgh", 3, "abc|def|gh");
  check_rows("ab cdefgh", 4, "ab|cdef|gh");
}

static void line_ends_end_rows(void **state) {
  (void)state;
  check_rows("a\n\nb", 10, "a||b");
}

static void wide_characters_never_stick_out(void **state) {
  (void)state;
  check_rows("日本語日本", 5, "日本|語日|本");
}

static void one_column_is_enough_to_go_on(void **state) {
  (void)state;
  check_rows("日本", 1, "日|本");
  check_rows("ab c", 1, "a|b|c");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(rows_break_at_blanks),
      cmocka_unit_test(a_long_word_is_cut),
      cmocka_unit_test(line_ends_end_rows),
      cmocka_unit_test(wide_characters_never_stick_out),
      cmocka_unit_test(one_column_is_enough_to_go_on),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
