// SPDX-License-Identifier: MIT
#include "base/utf8.h"

#include "support/check.h"

#include <unistr.h>

static void every_scalar_value_reads_back(void **state) {
  (void)state;
  for (uint32_t code_point = 0; code_point < 0x110000; code_point++) {
    char bytes[4];
    uint32_t got, len = utf8_encode(code_point, bytes);
    bool broken, surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    uint32_t taken = utf8_decode(slice_make(bytes, len), &got, &broken);
    assert_int_equal(broken, surrogate);
    assert_int_equal(utf8_valid(slice_make(bytes, len)), !surrogate);
    if (surrogate) continue;
    assert_int_equal(taken, len);
    assert_int_equal(got, code_point);
  }
}

// All sequences of three bytes: valid exactly when libunistring says so.
static void validity_is_that_of_the_standard(void **state) {
  (void)state;
  for (uint32_t value = 0; value < 0x1000000; value += 7) {
    const char bytes[] = {(char)(value >> 16), (char)(value >> 8), (char)value};
    bool wanted = u8_check((const uint8_t *)bytes, sizeof bytes) == NULL;
    if (utf8_valid(slice_make(bytes, sizeof bytes)) != wanted) fail_msg("%06X", value);
  }
}

static void check_parts(Slice text, uint32_t wanted) {
  uint32_t parts = 0;
  for (size_t at = 0; at < text.len; parts++) {
    uint32_t code_point;
    bool broken;
    at += utf8_decode(slice_cut(text, at, text.len), &code_point, &broken);
    assert_true(broken);
    assert_int_equal(code_point, UTF8_REPLACEMENT);
  }
  assert_int_equal(parts, wanted);
}

static void each_maximal_broken_part_is_one_replacement(void **state) {
  (void)state;
  check_parts(SLICE("\xe2\x82"), 1);
  check_parts(SLICE("\xf0\x9f\x98"), 1);
  check_parts(SLICE("\xc0\xaf"), 2);
  check_parts(SLICE("\xed\xa0\x80"), 3);
  check_parts(SLICE("\xf4\x90\x80\x80"), 4);
  check_parts(SLICE("\xff\xfe\x80"), 3);
  check_parts(SLICE("\xe2\x82\xe2\x82"), 2);
}

static void code_points_are_counted_and_walked_backwards(void **state) {
  (void)state;
  Slice text = SLICE("aé漢😀");
  assert_int_equal(utf8_count(text), 4);
  assert_int_equal(utf8_count(SLICE("")), 0);
  assert_int_equal(utf8_before(text.ptr, 10), 6);
  assert_int_equal(utf8_before(text.ptr, 6), 3);
  assert_int_equal(utf8_before(text.ptr, 3), 1);
  assert_int_equal(utf8_before(text.ptr, 1), 0);
}

// Each byte value at each place of a run of letters, across the ends of blocks.
static void runs_of_ascii_end_at_the_first_other_byte(void **state) {
  (void)state;
  char text[40];
  for (size_t place = 0; place < sizeof text; place++) {
    for (int byte = 0; byte < 256; byte++) {
      memset(text, 'a', sizeof text);
      text[place] = (char)byte;
      Slice whole = slice_make(text, sizeof text);
      size_t from = place < 3 ? place : 3, cut = place - from;
      assert_int_equal(utf8_ascii_length(whole, from), byte < 0x80 ? sizeof text - from : cut);
      bool printable = byte >= ' ' && byte <= '~';
      assert_int_equal(utf8_printable_length(whole, from), printable ? sizeof text - from : cut);
    }
  }
  assert_int_equal(utf8_ascii_length(SLICE("abc"), 3), 0);
  assert_int_equal(utf8_printable_length(SLICE(""), 0), 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_scalar_value_reads_back),
      cmocka_unit_test(validity_is_that_of_the_standard),
      cmocka_unit_test(each_maximal_broken_part_is_one_replacement),
      cmocka_unit_test(code_points_are_counted_and_walked_backwards),
      cmocka_unit_test(runs_of_ascii_end_at_the_first_other_byte),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
