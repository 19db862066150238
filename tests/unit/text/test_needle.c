// SPDX-License-Identifier: MIT
#include "text/needle.h"

#include "support/check.h"

#include <stdlib.h>

static size_t by_memmem(Slice bytes, Slice text, size_t from) {
  if (from > text.len) return text.len;
  const char *found = memmem(text.ptr + from, text.len - from, bytes.ptr, bytes.len);
  return found ? (size_t)(found - text.ptr) : text.len;
}

static uint32_t draw(uint32_t *seed, uint32_t below) {
  *seed = *seed * 1664525 + 1013904223;
  return (*seed >> 8) % below;
}

// Few letters make many near misses, and force the way of memmem() too.
static void it_finds_what_memmem_finds(void **state) {
  (void)state;
  char text[3000];
  uint32_t seed = 7;
  for (int round = 0; round < 3000; round++) {
    uint32_t letters = 1 + draw(&seed, 6), len = draw(&seed, sizeof text) + 1;
    for (uint32_t i = 0; i < len; i++) text[i] = (char)('a' + draw(&seed, letters));
    uint32_t start = draw(&seed, len), size = 1 + draw(&seed, len - start < 9 ? len - start : 9);
    Slice whole = slice_make(text, len), bytes = slice_make(text + start, size);
    char absent[] = "abcdefa";
    if (round % 4 == 0) bytes = slice_make(absent, 1 + draw(&seed, 7));
    Needle needle = needle_of(bytes, whole);
    for (size_t from = 0; from <= len; from += 1 + draw(&seed, 400))
      assert_int_equal(needle_next(&needle, whole, from), by_memmem(bytes, whole, from));
  }
}

static void a_long_one_is_found_at_either_end(void **state) {
  (void)state;
  size_t len = 20000;
  char *text = malloc(len);
  memset(text, 'x', len);
  text[len - 1] = 'y';
  Slice whole = slice_make(text, len), bytes = slice_cut(whole, len - 9000, len);
  Needle needle = needle_of(bytes, whole);
  assert_int_equal(needle_next(&needle, whole, 0), len - 9000);
  assert_int_equal(needle_next(&needle, whole, len - 8999), len);
  assert_int_equal(needle_next(&needle, slice_cut(whole, 0, 100), 0), 100);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(it_finds_what_memmem_finds),
      cmocka_unit_test(a_long_one_is_found_at_either_end),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
