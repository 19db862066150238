// SPDX-License-Identifier: MIT
// What is so of every text, tried on all documents of tests/spec and on the sample briefs.
#include "support/check.h"
#include "support/oracle.h"

#include "base/file.h"
#include "import/import.h"
#include "text/pack.h"

#include <dirent.h>
#include <stdlib.h>

static Version *read_document(Slice bytes) {
  Error err = {0};
  Version *version = import_read(&(ImportInput){.bytes = bytes, .name = "brief.txt"}, &err);
  check_ok(version != NULL, &err);
  return version;
}

// ---- Documents

// Calls `check` with each document of a file of cases ("=== name", document, "=>", structure).
static void each_case(const char *path, void (*check)(Slice document)) {
  Buffer file = {0};
  Error err = {0};
  check_ok(file_read(path, 1 << 20, &file, &err), &err);
  unsigned count = 0;
  for (const char *at = file.ptr; (at = strstr(at, "\n=== ")) != NULL; count++) {
    const char *start = strchr(at + 5, '\n') + 1, *end = strstr(start - 1, "\n=>\n");
    assert_non_null(end);
    check(slice_make(start, end > start ? (size_t)(end - start) : 0));
    at = end;
  }
  assert_true(count > 20);
  buffer_release(&file);
}

static void each_brief(void (*check)(Slice document)) {
  DIR *folder = opendir("data/briefs");
  assert_non_null(folder);
  unsigned count = 0;
  for (const struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    if (entry->d_name[0] == '.') continue;
    Buffer path = {0}, bytes = {0};
    Error err = {0};
    buffer_printf(&path, "data/briefs/%s", entry->d_name);
    check_ok(file_read(path.ptr, 1 << 20, &bytes, &err), &err);
    check(buffer_slice(&bytes));
    count++;
    buffer_release(&path);
    buffer_release(&bytes);
  }
  closedir(folder);
  assert_true(count > 0);
}

static void each_document(void (*check)(Slice document)) {
  each_case("tests/spec/footnotes.spec", check);
  each_case("tests/spec/structure.spec", check);
  each_brief(check);
}

// ---- Properties

static void check_covered(Slice document) {
  Version *version = read_document(document);
  const char *fault = oracle_version_fault(version);
  if (fault) fail_msg("%s in: %.*s", fault, (int)document.len, document.ptr);
  version_free(version);
}

static void blocks_cover_the_text_without_overlap(void **state) {
  (void)state;
  each_document(check_covered);
}

static void check_same_again(Slice document) {
  oracle_check_document(document, "brief.txt");
}

static void the_same_bytes_give_the_same_spans_also_from_the_library(void **state) {
  (void)state;
  each_document(check_same_again);
}

// Text that is added behind leaves the stored text before it as it is; so every position of it, and
// every character of it stays in a block or blank.
static void check_appended(Slice document) {
  static const char *const tails[] = {"\n\nAnother paragraph.\n", "\n[9] Another note.\n", "\f1\n",
                                      "\nEndnotes\n1. A note.\n"};
  Version *before = read_document(document);
  for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
    Buffer bytes = {0};
    buffer_add(&bytes, document);
    buffer_add_string(&bytes, tails[i]);
    Version *after = read_document(buffer_slice(&bytes));
    assert_true(slice_starts(after->text, before->text));
    assert_int_equal(after->text.len, before->text.len + strlen(tails[i]));
    assert_null(oracle_version_fault(after));
    version_free(after);
    buffer_release(&bytes);
  }
  version_free(before);
}

static void appended_text_never_moves_earlier_positions(void **state) {
  (void)state;
  each_document(check_appended);
}

// Line ends of other systems and a byte order mark are no part of the stored text.
static void check_line_ends(Slice document) {
  static const char *const ends[] = {"\r\n", "\r", "\xC2\x85", "\xE2\x80\xA8"};
  Version *plain = read_document(document);
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    Buffer bytes = {0}, one = {0}, two = {0};
    if (i == 0) buffer_add_string(&bytes, "\xEF\xBB\xBF");
    for (size_t pos = 0; pos < document.len; pos++) {
      if (document.ptr[pos] == '\n')
        buffer_add_string(&bytes, ends[i]);
      else
        buffer_add_byte(&bytes, document.ptr[pos]);
    }
    Version *other = read_document(buffer_slice(&bytes));
    pack_write(plain, &one);
    pack_write(other, &two);
    check_text(buffer_slice(&two), one.ptr);
    version_free(other);
    buffer_release(&bytes);
    buffer_release(&one);
    buffer_release(&two);
  }
  version_free(plain);
}

static void line_ends_of_every_system_give_the_same_spans(void **state) {
  (void)state;
  each_document(check_line_ends);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(blocks_cover_the_text_without_overlap),
      cmocka_unit_test(the_same_bytes_give_the_same_spans_also_from_the_library),
      cmocka_unit_test(appended_text_never_moves_earlier_positions),
      cmocka_unit_test(line_ends_of_every_system_give_the_same_spans),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
