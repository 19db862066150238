// SPDX-License-Identifier: MIT
// Runs one fuzz target over its corpus: each file of tests/fuzz/corpus/NAME is a test, where NAME
// is that of the program. What fuzzing has found once is found again here, without a fuzzer.
#include "support/check.h"

#include "base/file.h"
#include "base/memory.h"
#include "fuzz/target.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MOST = 1 << 20 };

static void the_file_does_no_harm(void **state) {
  const char *path = *state;
  Error err = {0};
  Buffer bytes = {0};
  check_ok(file_read(path, FILE_MOST, &bytes, &err), &err);
  // In a block of its own size, so that a sanitizer sees a byte read behind the end.
  uint8_t *data = memory_new(bytes.len ? bytes.len : 1, 1);
  if (bytes.len) memcpy(data, bytes.ptr, bytes.len);
  assert_int_equal(LLVMFuzzerTestOneInput(data, bytes.len), 0);
  free(data);
  buffer_release(&bytes);
}

static int is_shown(const struct dirent *entry) {
  return entry->d_name[0] != '.';
}

// A test for each file of the folder; names and paths are the caller's to free.
static size_t collect(const char *folder, struct CMUnitTest **tests) {
  struct dirent **entries;
  int count = scandir(folder, &entries, is_shown, alphasort);
  if (count <= 0) BUG("no files in %s", folder);
  *tests = memory_new((size_t)count, sizeof **tests);
  for (int i = 0; i < count; i++) {
    Buffer path = {0};
    buffer_printf(&path, "%s/%s", folder, entries[i]->d_name);
    (*tests)[i] = (struct CMUnitTest){
        .name = memory_string(slice_of(entries[i]->d_name)),
        .test_func = the_file_does_no_harm,
        .initial_state = buffer_take(&path),
    };
    free(entries[i]);
  }
  free(entries);
  return (size_t)count;
}

int main(int argc, char **argv) {
  (void)argc;
  const char *slash = strrchr(argv[0], '/');
  Buffer folder = {0};
  buffer_printf(&folder, "tests/fuzz/corpus/%s", slash ? slash + 1 : argv[0]);
  struct CMUnitTest *tests;
  size_t count = collect(folder.ptr, &tests);
  int failed = _cmocka_run_group_tests(folder.ptr, tests, count, NULL, NULL);
  for (size_t i = 0; i < count; i++) {
    free((void *)(uintptr_t)tests[i].name);
    free(tests[i].initial_state);
  }
  free(tests);
  buffer_release(&folder);
  return failed;
}
