// SPDX-License-Identifier: MIT
// Any bytes give a version or a refusal. The builder checks the invariants of every version, so
// that reading is the test.
#include "support/check.h"

#include "base/file.h"
#include "cli/structure.h"
#include "import/import.h"

#include <stdlib.h>

enum { REPEATED = 40000, MUTANTS = 300, PIECES = 12 };

// Reads them; a version is also printed, without a raw control.
static void check_survives(Slice bytes) {
  Error err = {0};
  Version *version = import_read(&(ImportInput){.bytes = bytes, .name = "brief.txt"}, &err);
  if (!version) {
    assert_int_equal(err.kind, ERROR_DATA);
    assert_true(err.message[0] != '\0');
    return;
  }
  Buffer out = {0};
  structure_write_json(version, &out);
  for (size_t pos = 0; pos + 1 < out.len; pos++) assert_true((unsigned char)out.ptr[pos] >= ' ');
  buffer_release(&out);
  version_free(version);
}

static void endless_repetitions_are_read(void **state) {
  (void)state;
  static const char *const units[] = {"[",
                                      "[1,",
                                      "[1-19,",
                                      "(1) a ",
                                      "*a",
                                      "**",
                                      "\x1b]",
                                      "\x1b[0;",
                                      "http",
                                      "http://a(",
                                      "\f",
                                      "a\f",
                                      "\n",
                                      "a\n",
                                      "a\xE2\x80\x8B",
                                      "\xC2\xA0"
                                      "a",
                                      "a-\n",
                                      "https://a/\n",
                                      "1. a\n",
                                      "[1] Ibid.\n",
                                      "¹",
                                      "a.1 ",
                                      "“",
                                      "    1\n     x\n\n",
                                      "a   b   c\n",
                                      "---\n",
                                      "....... 5\n",
                                      "a, op. cit.\n",
                                      "e\xCC\x81",
                                      "\xF0\x9F\x98\x80",
                                      "\xFF",
                                      "§"};
  for (size_t unit = 0; unit < sizeof units / sizeof *units; unit++) {
    Buffer bytes = {0};
    for (int i = 0; i < REPEATED; i++) buffer_add_string(&bytes, units[unit]);
    check_survives(buffer_slice(&bytes));
    buffer_release(&bytes);
  }
}

static uint32_t next_number(uint32_t *seed) {
  *seed = *seed * 1664525U + 1013904223U;
  return *seed >> 8;
}

// Pieces of the file from anywhere, with a byte changed here and there.
static void make_mutant(Slice file, uint32_t *seed, Buffer *out) {
  for (int piece = 0; piece < PIECES; piece++) {
    size_t start = next_number(seed) % file.len, len = next_number(seed) % 400;
    if (start + len > file.len) len = file.len - start;
    buffer_add(out, slice_cut(file, start, start + len));
    if (next_number(seed) % 3 == 0) buffer_add_byte(out, (char)next_number(seed));
    if (next_number(seed) % 3 == 0) buffer_add_byte(out, '\n');
  }
}

static void mutated_documents_are_read(void **state) {
  (void)state;
  static const char *const paths[] = {"tests/spec/footnotes.spec", "tests/spec/structure.spec"};
  uint32_t seed = 2026;
  for (size_t path = 0; path < 2; path++) {
    Buffer file = {0};
    Error err = {0};
    check_ok(file_read(paths[path], 1 << 20, &file, &err), &err);
    for (int i = 0; i < MUTANTS; i++) {
      Buffer mutant = {0};
      make_mutant(buffer_slice(&file), &seed, &mutant);
      check_survives(buffer_slice(&mutant));
      buffer_release(&mutant);
    }
    buffer_release(&file);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(endless_repetitions_are_read),
      cmocka_unit_test(mutated_documents_are_read),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
