// SPDX-License-Identifier: MIT
// What lines are asked of many bytes at a time, against the same asked of one character after the
// other.
#include "import/lines.h"

#include "import/chars.h"
#include "support/check.h"

#include <stdlib.h>

// Lines of up to so many of these: blanks of all kinds, letters, stops, and what only looks alike.
static void random_line(uint32_t *seed, Buffer *line) {
  static const char *const pieces[] = {" ",
                                       " ",
                                       "a",
                                       "word",
                                       ".",
                                       "\t",
                                       "\xC2\xA0",
                                       "\xE2\x80\x83",
                                       "\xE3\x80\x80",
                                       "\xE2\x80\x9C",
                                       "\xC2\xB2",
                                       "word",
                                       "long-word",
                                       "\xE2\x80\xAF",
                                       "\xE2\x81\x9F",
                                       "\xE1\x9A\x80",
                                       "\xE6\x97\xA5"};
  enum { PIECES = sizeof pieces / sizeof *pieces, SPARSE = 12 };
  buffer_clear(line);
  *seed = *seed * 1664525 + 1013904223;
  bool sparse = *seed >> 30 != 0; // few blanks, as in prose
  for (uint32_t left = (*seed >> 8) % 40; left > 0; left--) {
    *seed = *seed * 1664525 + 1013904223;
    uint32_t piece = (*seed >> 10) % PIECES;
    if (sparse && (*seed >> 20) % SPARSE != 0) piece = left % 3 == 0 ? 0 : 11;
    buffer_add_string(line, pieces[piece]);
  }
}

static bool is_table_by_characters(Slice line) {
  uint32_t gaps = 0, blanks = 0, before = 0, code_point;
  for (size_t pos = 0; pos < line.len;) {
    pos += chars_at(line, pos, &code_point);
    if (chars_is_blank(code_point)) {
      blanks += code_point == '\t' ? 2 : 1;
      continue;
    }
    bool stop = before == '.' || before == 0; // the only stop in these lines
    if (blanks >= 2 && !stop) gaps++;
    blanks = 0;
    before = code_point;
  }
  return gaps >= 2;
}

static void tables_are_the_same_by_many_bytes_and_by_characters(void **state) {
  (void)state;
  // A gap behind a stop, over the end of the first sixteen bytes, is none.
  assert_false(lines_is_table(SLICE("fourteen bytes. \xE2\x80\x83 a  b and much more than that")));
  assert_true(lines_is_table(SLICE("fourteen bytes- \xE2\x80\x83 a  b and much more than that")));
  Buffer line = {0};
  uint32_t seed = 11, tables = 0;
  enum { ROUNDS = 50000 };
  for (uint32_t round = 0; round < ROUNDS; round++) {
    random_line(&seed, &line);
    bool table = is_table_by_characters(buffer_slice(&line));
    if (lines_is_table(buffer_slice(&line)) != table) fail_msg("«%s»", line.ptr);
    tables += table;
  }
  assert_in_range(tables, ROUNDS / 20, ROUNDS * 19 / 20);
  buffer_release(&line);
}

static void widths_are_the_same_by_many_bytes_and_by_characters(void **state) {
  (void)state;
  Buffer line = {0};
  uint32_t seed = 12;
  for (uint32_t round = 0; round < 5000; round++) {
    random_line(&seed, &line);
    uint32_t width = 0, code_point;
    for (size_t pos = 0; pos < line.len;) {
      pos += chars_at(buffer_slice(&line), pos, &code_point);
      width += chars_width(code_point);
    }
    assert_int_equal(chars_width_of(buffer_slice(&line)), width);
  }
  buffer_release(&line);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(tables_are_the_same_by_many_bytes_and_by_characters),
      cmocka_unit_test(widths_are_the_same_by_many_bytes_and_by_characters),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
