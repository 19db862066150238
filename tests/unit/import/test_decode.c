// SPDX-License-Identifier: MIT
#include "support/check.h"

#include "import/clean.h"
#include "import/decode.h"

#include <stdlib.h>

#define BYTES(literal) slice_make(literal, sizeof(literal) - 1)

static void check_decoded(Slice bytes, const char *wanted) {
  Buffer out = {0};
  Error err = {0};
  check_ok(decode_bytes(bytes, &out, &err), &err);
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
}

static void check_cleaned(Slice text, const char *wanted) {
  Buffer out = {0};
  clean_text(text, &out);
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
}

static void a_mark_tells_the_encoding(void **state) {
  (void)state;
  check_decoded(BYTES("\xEF\xBB\xBF"
                      "é"),
                "é");
  check_decoded(BYTES("\xFF\xFE"
                      "a\0\xE9\0"),
                "aé");
  check_decoded(BYTES("\xFE\xFF\0a\0\xE9"), "aé");
  check_decoded(BYTES("\xFF\xFE\0\0a\0\0\0\xE9\0\0\0"), "aé");
  check_decoded(BYTES("\0\0\xFE\xFF\0\0\0a\0\0\0\xE9"), "aé");
}

static void surrogates_make_one_character(void **state) {
  (void)state;
  check_decoded(BYTES("\xFF\xFE\x3D\xD8\x00\xDE"), "😀");
}

static void a_lone_surrogate_and_a_cut_character_are_broken(void **state) {
  (void)state;
  Buffer bytes = {0};
  buffer_add(&bytes, BYTES("\xFF\xFE"));
  for (int i = 0; i < 60; i++) buffer_add(&bytes, BYTES("a\0"));
  buffer_add(&bytes, BYTES("\x3D\xD8"
                           "b\0c"));
  Buffer out = {0};
  Error err = {0};
  check_ok(decode_bytes(buffer_slice(&bytes), &out, &err), &err);
  check_text(slice_cut(buffer_slice(&out), 60, out.len), "\uFFFD"
                                                         "b\uFFFD");
  buffer_release(&bytes);
  buffer_release(&out);
}

static void utf16_shows_without_a_mark(void **state) {
  (void)state;
  uint32_t mark;
  assert_int_equal(decode_detect(BYTES("f\0e\0r\0r\0y\0"), &mark), DECODE_UTF16LE);
  assert_int_equal(decode_detect(BYTES("\0f\0e\0r\0r\0y"), &mark), DECODE_UTF16BE);
  assert_int_equal(decode_detect(BYTES("f\0e\0r"), &mark), DECODE_UTF8);
}

static void damaged_utf8_stays_utf8(void **state) {
  (void)state;
  check_decoded(BYTES("éééé is a long enough text \xE2\x82 here"),
                "éééé is a long enough text \uFFFD here");
}

static void bytes_that_are_no_utf8_are_windows_1252(void **state) {
  (void)state;
  check_decoded(BYTES("caf\xE9 \x93quoted\x94 \x80 5"), "café “quoted” € 5");
}

static void junk_is_refused_with_a_reason(void **state) {
  (void)state;
  Buffer out = {0};
  Error err = {0};
  assert_false(decode_bytes(BYTES("\x01\x02\x03\x04 text"), &out, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  check_text(slice_of(err.message), "this is no text: 4 of its first 9 characters are unreadable");
  buffer_release(&out);
}

static void a_few_nul_bytes_are_no_junk(void **state) {
  (void)state;
  Buffer bytes = {0}, out = {0};
  for (int i = 0; i < 100; i++) buffer_add_string(&bytes, "word ");
  buffer_add_byte(&bytes, '\0');
  Error err = {0};
  check_ok(decode_bytes(buffer_slice(&bytes), &out, &err), &err);
  buffer_release(&bytes);
  buffer_release(&out);
}

static void every_line_end_becomes_a_line_feed(void **state) {
  (void)state;
  check_cleaned(SLICE("a\r\nb\rc\vd\xC2\x85"
                      "e\u2028f\u2029g\n\rh"),
                "a\nb\nc\nd\ne\nf\n\ng\n\nh");
}

static void form_feeds_and_tabs_stay(void **state) {
  (void)state;
  check_cleaned(SLICE("a\f\tb"), "a\f\tb");
}

static void controls_go_and_nothing_else(void **state) {
  (void)state;
  check_cleaned(BYTES("a\0b\x07"
                      "c\x7F"
                      "d\xC2\x9F"
                      "e\u00ADf\u200Bg\u202Eh"),
                "abcde\u00ADf\u200Bg\u202Eh");
}

static void only_the_first_byte_order_mark_goes(void **state) {
  (void)state;
  check_cleaned(SLICE("\uFEFFa\uFEFFb"), "a\uFEFFb");
}

static void escape_sequences_go_whole(void **state) {
  (void)state;
  check_cleaned(SLICE("a\x1b[31;1mb\x1b[0mc"), "abc");
  check_cleaned(SLICE("a\xC2\x9B"
                      "31mb"),
                "ab");
  check_cleaned(SLICE("a\x1b(Bb\x1b"
                      "7c"),
                "abc");
  check_cleaned(SLICE("a\x1b[ b"), "a b");
}

static void an_escape_before_a_blank_takes_no_letter(void **state) {
  (void)state;
  check_cleaned(SLICE("a\x1b word"), "a word");
}

static void control_strings_end_on_their_line(void **state) {
  (void)state;
  check_cleaned(SLICE("a\x1b]0;title\x07"
                      "b\x1bPdata\x1b\\c\xC2\x9Dx\xC2\x9C"
                      "d"),
                "abcd");
  check_cleaned(SLICE("a\x1b]swallowed?\nno\x07"
                      "b"),
                "aswallowed?\nnob");
  check_cleaned(SLICE("a\x1b]b\x1b]c"), "abc");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_mark_tells_the_encoding),
      cmocka_unit_test(surrogates_make_one_character),
      cmocka_unit_test(a_lone_surrogate_and_a_cut_character_are_broken),
      cmocka_unit_test(utf16_shows_without_a_mark),
      cmocka_unit_test(damaged_utf8_stays_utf8),
      cmocka_unit_test(bytes_that_are_no_utf8_are_windows_1252),
      cmocka_unit_test(junk_is_refused_with_a_reason),
      cmocka_unit_test(a_few_nul_bytes_are_no_junk),
      cmocka_unit_test(every_line_end_becomes_a_line_feed),
      cmocka_unit_test(form_feeds_and_tabs_stay),
      cmocka_unit_test(controls_go_and_nothing_else),
      cmocka_unit_test(only_the_first_byte_order_mark_goes),
      cmocka_unit_test(escape_sequences_go_whole),
      cmocka_unit_test(an_escape_before_a_blank_takes_no_letter),
      cmocka_unit_test(control_strings_end_on_their_line),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
