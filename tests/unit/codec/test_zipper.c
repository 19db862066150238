// SPDX-License-Identifier: MIT
// Stored archives: the checksum against its published check value, and every byte of a small one.
#include "codec/zipper.h"
#include "support/check.h"

static void the_checksum_is_that_of_the_standard(void **state) {
  (void)state;
  assert_int_equal(zipper_crc(0, SLICE("")), 0);
  assert_int_equal(zipper_crc(0, SLICE("123456789")), 0xCBF43926);
  assert_int_equal(zipper_crc(zipper_crc(0, SLICE("1234")), SLICE("56789")), 0xCBF43926);
}

static void a_header_is_written_again_when_the_contents_are_known(void **state) {
  (void)state;
  Zipper zip = {0};
  Buffer before = {0}, after = {0};
  zipper_start(&zip, "a.txt", 0, &before);
  zipper_add(&zip, SLICE("12345"));
  zipper_add(&zip, SLICE("6789"));
  zipper_write_header(&zip, &after);
  assert_int_equal(before.len, 30 + 5);
  assert_int_equal(after.len, before.len);
  assert_memory_equal(before.ptr, "PK\x03\x04\x14\0\0\x08\0\0\0\0\x21\0\0\0\0\0\0\0\0\0\0\0\0\0",
                      26);
  assert_memory_equal(after.ptr + 14, "\x26\x39\xF4\xCB\x09\0\0\0\x09\0\0\0\x05\0\0\0a.txt", 21);
  zipper_release(&zip);
  buffer_release(&before);
  buffer_release(&after);
}

static void the_directory_says_where_each_entry_begins(void **state) {
  (void)state;
  Zipper zip = {0};
  Buffer out = {0}, directory = {0};
  Error err = {0};
  zipper_start(&zip, "a", 0, &out);
  zipper_start(&zip, "b", 31, &out);
  assert_true(zipper_write_directory(&zip, 62, &directory, &err));
  assert_int_equal(directory.len, 2 * 47 + 22);
  assert_memory_equal(directory.ptr + 47 + 42, "\x1F\0\0\0b", 5);
  assert_memory_equal(directory.ptr + 94, "PK\x05\x06\0\0\0\0\x02\0\x02\0\x5E\0\0\0\x3E\0\0\0\0\0",
                      22);
  zipper_release(&zip);
  buffer_release(&out);
  buffer_release(&directory);
}

static void more_than_four_gigabytes_are_refused(void **state) {
  (void)state;
  Zipper zip = {0};
  Buffer directory = {0};
  Error err = {0};
  assert_false(zipper_write_directory(&zip, UINT64_C(1) << 32, &directory, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  assert_int_equal(directory.len, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_checksum_is_that_of_the_standard),
      cmocka_unit_test(a_header_is_written_again_when_the_contents_are_known),
      cmocka_unit_test(the_directory_says_where_each_entry_begins),
      cmocka_unit_test(more_than_four_gigabytes_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
