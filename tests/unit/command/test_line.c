// SPDX-License-Identifier: MIT
#include "command/line.h"

#include "support/check.h"

#include <stdlib.h>

// Parses a line and shows what came out: words divided by |, commands by newlines.
static char *shown(Slice line) {
  Arena *arena = arena_new();
  CommandList list;
  Error err = {0};
  check_ok(line_parse(arena, line, &list, &err), &err);
  Buffer out = {0};
  for (uint32_t at = 0; at < list.count; at++) {
    for (uint32_t word = 0; word < list.items[at].count; word++) {
      if (word > 0) buffer_add_byte(&out, '|');
      buffer_add_string(&out, list.items[at].words[word]);
    }
    buffer_add_byte(&out, '\n');
  }
  arena_free(arena);
  return buffer_take(&out);
}

static void check_words(const char *line, const char *wanted) {
  char *got = shown(slice_of(line));
  check_text(slice_of(got), wanted);
  free(got);
}

static void check_refused(Slice line, ErrorKind kind) {
  Arena *arena = arena_new();
  CommandList list;
  Error err = {0};
  assert_false(line_parse(arena, line, &list, &err));
  assert_int_equal(err.kind, kind);
  assert_int_not_equal(err.message[0], '\0');
  arena_free(arena);
}

static void words_are_separated_by_blanks(void **state) {
  (void)state;
  check_words("select 10\t20", "select|10|20\n");
  check_words("  tag   a  ", "tag|a\n");
}

static void blank_lines_and_comments_hold_no_command(void **state) {
  (void)state;
  check_words("", "");
  check_words(" \t ", "");
  check_words("  # tag a; tag b \"", "");
  check_words("tag #a", "tag|#a\n");
}

static void a_semicolon_separates_commands_outside_quotes(void **state) {
  (void)state;
  check_words("undo; redo;tag 'a;b' \"c;d\" e\\;f;;", "undo\nredo\ntag|a;b|c;d|e;f\n");
}

static void single_quotes_are_literal(void **state) {
  (void)state;
  check_words("comment 'a \\n \" b'", "comment|a \\n \" b\n");
}

static void double_quotes_know_escapes(void **state) {
  (void)state;
  check_words("c \"\\\\ \\\" \\n \\t \\r \\e \\x41 \\u{e9}\\u{1F600}\"",
              "c|\\ \" \n \t \r \x1B A é😀\n");
}

static void a_character_may_be_written_byte_by_byte(void **state) {
  (void)state;
  check_words("c \"\\xC3\\xA9\"", "c|é\n");
  check_refused(SLICE("c \"\\xC3\""), ERROR_DATA);
}

static void a_backslash_outside_quotes_quotes_the_next_character(void **state) {
  (void)state;
  check_words("tag a\\ b \\\"c \\n", "tag|a b|\"c|n\n");
  check_refused(SLICE("tag a\\"), ERROR_USAGE);
}

static void quoted_parts_join_into_one_word(void **state) {
  (void)state;
  check_words("tag a\"b c\"'d e'f \"\"", "tag|ab cd ef|\n");
}

static void what_is_wrong_is_refused(void **state) {
  (void)state;
  check_refused(SLICE("tag \"a"), ERROR_USAGE);
  check_refused(SLICE("tag 'a"), ERROR_USAGE);
  check_refused(SLICE("tag \"a\\"), ERROR_USAGE);
  check_refused(SLICE("tag \"\\q\""), ERROR_USAGE);
  check_refused(SLICE("tag \"\\x4\""), ERROR_USAGE);
  check_refused(SLICE("tag \"\\u41\""), ERROR_USAGE);
  check_refused(SLICE("tag \"\\u{}\""), ERROR_USAGE);
  check_refused(SLICE("tag \"\\u{41"), ERROR_USAGE);
  check_refused(SLICE("tag \"\\u{1234567}\""), ERROR_USAGE);
}

static void what_is_no_text_is_a_fault_of_the_data(void **state) {
  (void)state;
  check_refused(SLICE("tag a\0b"), ERROR_DATA);
  check_refused(SLICE("tag \xFF"), ERROR_DATA);
  check_refused(SLICE("# \xC3"), ERROR_DATA);
  check_refused(SLICE("tag \"\\x00\""), ERROR_DATA);
  check_refused(SLICE("tag \"\\u{0}\""), ERROR_DATA);
  check_refused(SLICE("tag \"\\u{D800}\""), ERROR_DATA);
  check_refused(SLICE("tag \"\\u{110000}\""), ERROR_DATA);
}

static void a_line_may_be_a_mebibyte_long_and_no_longer(void **state) {
  (void)state;
  Buffer line = {0};
  while (line.len < LINE_BYTES_MAX) buffer_add_byte(&line, line.len % 2 ? ' ' : 'a');
  char *got = shown(buffer_slice(&line));
  assert_int_equal(strlen(got), LINE_BYTES_MAX);
  free(got);
  buffer_add_byte(&line, 'a');
  check_refused(buffer_slice(&line), ERROR_DATA);
  buffer_release(&line);
}

static void a_quoted_word_is_read_back(void **state) {
  (void)state;
  static const char *const words[] = {
      "",   "plain", "energy/solar", "a b",    "C# / C++",           "тег",
      "#x", "a;b",   "it's",         "\"\\\"", "\n\t\r\x1B\x01\x7F", "標",
  };
  for (size_t at = 0; at < sizeof words / sizeof *words; at++) {
    Buffer line = {0}, wanted = {0};
    line_quote(&line, slice_of(words[at]));
    char *got = shown(buffer_slice(&line));
    buffer_printf(&wanted, "%s\n", words[at]);
    check_text(slice_of(got), wanted.ptr);
    free(got);
    buffer_release(&line);
    buffer_release(&wanted);
  }
}

static void a_plain_word_is_not_quoted(void **state) {
  (void)state;
  Buffer line = {0};
  line_quote(&line, SLICE("energy/солнце"));
  check_text(buffer_slice(&line), "energy/солнце");
  buffer_release(&line);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_are_separated_by_blanks),
      cmocka_unit_test(blank_lines_and_comments_hold_no_command),
      cmocka_unit_test(a_semicolon_separates_commands_outside_quotes),
      cmocka_unit_test(single_quotes_are_literal),
      cmocka_unit_test(double_quotes_know_escapes),
      cmocka_unit_test(a_character_may_be_written_byte_by_byte),
      cmocka_unit_test(a_backslash_outside_quotes_quotes_the_next_character),
      cmocka_unit_test(quoted_parts_join_into_one_word),
      cmocka_unit_test(what_is_wrong_is_refused),
      cmocka_unit_test(what_is_no_text_is_a_fault_of_the_data),
      cmocka_unit_test(a_line_may_be_a_mebibyte_long_and_no_longer),
      cmocka_unit_test(a_quoted_word_is_read_back),
      cmocka_unit_test(a_plain_word_is_not_quoted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
