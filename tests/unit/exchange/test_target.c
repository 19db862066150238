// SPDX-License-Identifier: MIT
// Where exports go: whole or not at all, and never over what is there unless that is wanted.
#include "exchange/target.h"

#include "base/file.h"
#include "support/check.h"

#include <stdlib.h>
#include <unistd.h>

static bool put(Target *target, const char *name, const char *bytes, Error *err) {
  return target_start(target, name, err) && target_write(target, slice_of(bytes), err) &&
         target_finish(target, err);
}

static void check_file(const char *folder, const char *name, const char *wanted) {
  char *path = check_path(folder, name);
  if (wanted) {
    char *text = check_read(path);
    check_text(slice_of(text), wanted);
    free(text);
  } else {
    assert_int_not_equal(access(path, F_OK), 0);
  }
  free(path);
}

static void a_file_that_is_there_is_replaced_only_when_that_is_wanted(void **state) {
  (void)state;
  Error err = {0};
  char *folder = check_folder(), *path = check_path(folder, "out");
  check_write(folder, "out", SLICE("old"));
  Target target = target_of_file(path, false);
  assert_false(put(&target, "name", "new", &err));
  assert_int_equal(err.kind, ERROR_CREATE);
  target_abandon(&target);
  check_file(folder, "out", "old");
  target = target_of_file(path, true);
  check_ok(put(&target, "name", "new", &err) && target_close(&target, &err), &err);
  check_file(folder, "out", "new");
  check_folder_remove(folder);
  free(path);
  free(folder);
}

static void what_is_abandoned_leaves_what_was_there(void **state) {
  (void)state;
  Error err = {0};
  char *folder = check_folder(), *path = check_path(folder, "out");
  check_write(folder, "out", SLICE("old"));
  Target target = target_of_file(path, true);
  check_ok(target_start(&target, "name", &err) && target_write(&target, SLICE("half"), &err), &err);
  check_file(folder, "out", "old");
  target_abandon(&target);
  check_file(folder, "out", "old");
  check_folder_remove(folder);
  free(path);
  free(folder);
}

static void a_folder_gets_a_file_for_each_name(void **state) {
  (void)state;
  Error err = {0};
  char *folder = check_folder(), *path = check_path(folder, "new/");
  Target target = target_of_folder(path, false);
  check_ok(target_check(&target, &err), &err);
  check_ok(put(&target, "a.md", "first", &err) && put(&target, "b.md", "second", &err), &err);
  check_ok(target_close(&target, &err), &err);
  check_file(path, "a.md", "first");
  check_file(path, "b.md", "second");
  Target again = target_of_folder(path, false);
  assert_false(target_check(&again, &err));
  assert_int_equal(err.kind, ERROR_CREATE);
  check_file(path, "a.md", "first");
  check_folder_remove(folder);
  free(path);
  free(folder);
}

static void an_archive_is_not_there_before_it_is_closed(void **state) {
  (void)state;
  Error err = {0};
  char *folder = check_folder(), *path = check_path(folder, "out.zip");
  Target target = target_of_archive(path, false);
  check_ok(put(&target, "a", "first", &err) && put(&target, "b", "second", &err), &err);
  check_file(folder, "out.zip", NULL);
  check_ok(target_close(&target, &err), &err);
  Buffer bytes = {0};
  check_ok(file_read(path, 1 << 20, &bytes, &err), &err);
  assert_true(slice_starts(buffer_slice(&bytes), SLICE("PK\x03\x04")));
  assert_non_null(memmem(bytes.ptr, bytes.len, "PK\x05\x06", 4)); // the end of its directory
  buffer_release(&bytes);
  check_folder_remove(folder);
  free(path);
  free(folder);
}

static void whoever_takes_bytes_gets_several_files_one_behind_the_other(void **state) {
  (void)state;
  Error err = {0};
  Buffer out = {0};
  Target target = target_of_buffer(&out);
  target.folder = true;
  check_ok(target_check(&target, &err), &err);
  check_ok(put(&target, "a", "first ", &err) && put(&target, "b", "second", &err), &err);
  check_ok(target_close(&target, &err), &err);
  check_text(buffer_slice(&out), "first second");
  buffer_release(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_file_that_is_there_is_replaced_only_when_that_is_wanted),
      cmocka_unit_test(what_is_abandoned_leaves_what_was_there),
      cmocka_unit_test(a_folder_gets_a_file_for_each_name),
      cmocka_unit_test(an_archive_is_not_there_before_it_is_closed),
      cmocka_unit_test(whoever_takes_bytes_gets_several_files_one_behind_the_other),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
