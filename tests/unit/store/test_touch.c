// SPDX-License-Identifier: MIT
#include "store/touch.h"

#include "support/check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <time.h>

typedef struct File {
  char *folder, *path;
} File;

static File file_new(void) {
  File file = {check_folder(), NULL};
  Buffer path = {0};
  buffer_printf(&path, "%s/log", file.folder);
  file.path = buffer_take(&path);
  return file;
}

static void file_release(File *file) {
  check_folder_remove(file->folder);
  free(file->folder);
  free(file->path);
}

// As if it had been written that many seconds ago.
static void make_older(const File *file, time_t seconds) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  now.tv_sec -= seconds;
  const struct timespec times[2] = {now, now};
  assert_int_equal(utimensat(AT_FDCWD, file->path, times, 0), 0);
}

static void an_old_log_that_stays_the_same_is_untouched(void **state) {
  (void)state;
  File file = file_new();
  Touch touch = {0};
  check_write(file.folder, "log", SLICE("a"));
  make_older(&file, 60);
  assert_true(touch_look(&touch, file.path));
  assert_false(touch_look(&touch, file.path));
  assert_false(touch_look(&touch, file.path));
  file_release(&file);
}

static void a_log_that_was_written_just_now_is_looked_at_again(void **state) {
  (void)state;
  File file = file_new();
  Touch touch = {0};
  check_write(file.folder, "log", SLICE("a"));
  make_older(&file, -60); // of the future, so that the test may take its time
  assert_true(touch_look(&touch, file.path));
  assert_true(touch_look(&touch, file.path));
  file_release(&file);
}

static void every_write_touches(void **state) {
  (void)state;
  File file = file_new();
  Touch touch = {0};
  check_write(file.folder, "log", SLICE("a"));
  make_older(&file, 60);
  touch_look(&touch, file.path);
  check_write(file.folder, "log", SLICE("b")); // as long as before
  assert_true(touch_look(&touch, file.path));
  make_older(&file, 50);
  assert_true(touch_look(&touch, file.path));
  assert_false(touch_look(&touch, file.path));
  file_release(&file);
}

static void a_log_that_is_not_there_is_always_touched(void **state) {
  (void)state;
  File file = file_new();
  Touch touch = {0};
  assert_true(touch_look(&touch, file.path));
  assert_true(touch_look(&touch, file.path));
  file_release(&file);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(an_old_log_that_stays_the_same_is_untouched),
      cmocka_unit_test(a_log_that_was_written_just_now_is_looked_at_again),
      cmocka_unit_test(every_write_touches),
      cmocka_unit_test(a_log_that_is_not_there_is_always_touched),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
