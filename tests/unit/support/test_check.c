// SPDX-License-Identifier: MIT
// The folders of tests do not pile up.
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static bool is_there(const char *path) {
  return access(path, F_OK) == 0;
}

static void a_folder_is_removed_with_all_that_is_in_it(void **state) {
  (void)state;
  char *folder = check_folder(), *below = check_path(folder, "below");
  assert_int_equal(mkdir(below, 0700), 0);
  check_write(below, "file", SLICE("text"));
  check_folder_remove(folder);
  assert_false(is_there(folder));
  free(below);
  free(folder);
}

// The number of a process that has ended and is reaped.
static pid_t past_process(void) {
  pid_t process = fork();
  if (process == 0) _exit(0);
  assert_int_equal(waitpid(process, NULL, 0), process);
  return process;
}

static void what_a_killed_test_left_is_removed_by_the_next(void **state) {
  (void)state;
  char left[64];
  snprintf(left, sizeof left, "build/test-%d-left", (int)past_process());
  assert_int_equal(mkdir(left, 0700), 0);
  check_write(left, "file", SLICE("text"));
  char *mine = check_folder(), *another = check_folder();
  assert_false(is_there(left));
  assert_true(is_there(mine));
  check_folder_remove(mine);
  check_folder_remove(another);
  free(mine);
  free(another);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_folder_is_removed_with_all_that_is_in_it),
      cmocka_unit_test(what_a_killed_test_left_is_removed_by_the_next),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
