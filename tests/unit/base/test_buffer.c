// SPDX-License-Identifier: MIT
// Buffers, slices, arenas and errors: what everything else is made of.
#include "base/buffer.h"

#include "base/memory.h"
#include "support/check.h"

#include <errno.h>
#include <stdlib.h>

static void a_buffer_grows_and_stays_terminated(void **state) {
  (void)state;
  Buffer buffer = {0};
  for (int count = 0; count < 1000; count++) {
    buffer_printf(&buffer, "%d,", count);
    assert_int_equal(buffer.ptr[buffer.len], '\0');
  }
  assert_int_equal(buffer.len, 10 * 2 + 90 * 3 + 900 * 4);
  assert_true(slice_starts(buffer_slice(&buffer), SLICE("0,1,2,")));
  buffer_clear(&buffer);
  assert_int_equal(buffer.len, 0);
  assert_string_equal(buffer.ptr, "");
  buffer_release(&buffer);
}

static void an_empty_buffer_gives_an_empty_string(void **state) {
  (void)state;
  Buffer buffer = {0};
  assert_non_null(buffer_slice(&buffer).ptr);
  char *text = buffer_take(&buffer);
  assert_string_equal(text, "");
  assert_null(buffer.ptr);
  free(text);
}

static void code_points_are_added_as_utf8(void **state) {
  (void)state;
  Buffer buffer = {0};
  buffer_add_code_point(&buffer, 'a');
  buffer_add_code_point(&buffer, 0x6F22);
  buffer_add_code_point(&buffer, 0x1F600);
  check_text(buffer_slice(&buffer), "a漢😀");
  buffer_release(&buffer);
}

static void numbers_are_added_in_decimal(void **state) {
  (void)state;
  Buffer buffer = {0};
  buffer_add_number(&buffer, 0);
  buffer_add_byte(&buffer, ' ');
  buffer_add_number(&buffer, 1090);
  buffer_add_byte(&buffer, ' ');
  buffer_add_number(&buffer, UINT64_MAX);
  assert_string_equal(buffer.ptr, "0 1090 18446744073709551615");
  buffer_release(&buffer);
}

static void slices_compare_by_bytes(void **state) {
  (void)state;
  assert_true(slice_compare(SLICE("a"), SLICE("ab")) < 0);
  assert_true(slice_compare(SLICE("b"), SLICE("ab")) > 0);
  assert_true(slice_compare(SLICE("z"), SLICE("é")) < 0);
  assert_int_equal(slice_compare(SLICE(""), slice_of(NULL)), 0);
  assert_true(slice_equal(SLICE("x"), SLICE("x")) && !slice_equal(SLICE("x"), SLICE("y")));
}

static void trimming_takes_blanks_at_both_ends(void **state) {
  (void)state;
  check_text(slice_trim(SLICE(" \t\n a b \r\n")), "a b");
  check_text(slice_trim(SLICE("   ")), "");
  check_text(slice_trim(SLICE("a")), "a");
}

static void an_arena_gives_zeroed_and_aligned_memory(void **state) {
  (void)state;
  Arena *arena = arena_new();
  for (size_t size = 1; size < 20000; size += 97) {
    unsigned char *bytes = arena_alloc(arena, size, 1);
    assert_int_equal((uintptr_t)bytes % _Alignof(max_align_t), 0);
    for (size_t at = 0; at < size; at++) assert_int_equal(bytes[at], 0);
    memset(bytes, 0xFF, size);
  }
  Slice copy = arena_slice(arena, SLICE("text"));
  assert_string_equal(copy.ptr, "text");
  arena_free(arena);
  arena_free(NULL);
}

static void a_long_message_is_cut_between_code_points(void **state) {
  (void)state;
  Error err;
  Buffer long_text = {0};
  buffer_add_byte(&long_text, 'x');
  for (int count = 0; count < 400; count++) buffer_add_string(&long_text, "漢");
  assert_false(error_set(&err, ERROR_IO, "%s", long_text.ptr));
  size_t len = strlen(err.message);
  assert_in_range(len, sizeof err.message - 4, sizeof err.message - 1);
  assert_int_equal(len % 3, 1);
  assert_int_equal(err.kind, ERROR_IO);
  buffer_release(&long_text);
}

static void a_message_may_quote_the_one_before(void **state) {
  (void)state;
  Error err;
  error_set(&err, ERROR_DATA, "inner");
  error_set(&err, ERROR_IO, "outer: %s", err.message);
  error_hint(&err, "try %d", 2);
  assert_string_equal(err.message, "outer: inner");
  assert_string_equal(err.hint, "try 2");
}

static void errno_has_its_kinds(void **state) {
  (void)state;
  assert_int_equal(error_kind_of_errno(ENOENT), ERROR_INPUT);
  assert_int_equal(error_kind_of_errno(EACCES), ERROR_PERMISSION);
  assert_int_equal(error_kind_of_errno(EROFS), ERROR_PERMISSION);
  assert_int_equal(error_kind_of_errno(ENOMEM), ERROR_MEMORY);
  assert_int_equal(error_kind_of_errno(ENOSPC), ERROR_IO);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_buffer_grows_and_stays_terminated),
      cmocka_unit_test(an_empty_buffer_gives_an_empty_string),
      cmocka_unit_test(code_points_are_added_as_utf8),
      cmocka_unit_test(numbers_are_added_in_decimal),
      cmocka_unit_test(slices_compare_by_bytes),
      cmocka_unit_test(trimming_takes_blanks_at_both_ends),
      cmocka_unit_test(an_arena_gives_zeroed_and_aligned_memory),
      cmocka_unit_test(a_long_message_is_cut_between_code_points),
      cmocka_unit_test(a_message_may_quote_the_one_before),
      cmocka_unit_test(errno_has_its_kinds),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
