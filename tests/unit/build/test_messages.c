// SPDX-License-Identifier: MIT
// Every error of the layers whose sentences stand alone says what could not be done: "cannot …".
// The sources themselves are looked through, so a new one cannot be forgotten.
#include "support/check.h"

#include <glob.h>
#include <stdlib.h>

// The rest of a sentence whose beginning is filled in, and is looked at where that is written.
static bool is_filled_in(const char *format) {
  return strncmp(format, "%s", 2) == 0;
}

// Looks at each error_set() with a format of its own; returns their number.
static unsigned look_through(const char *path) {
  char *source = check_read(path);
  unsigned count = 0;
  for (const char *at = source; (at = strstr(at, "error_set(")); at++) {
    const char *end = strchr(at, ';'), *kind = strstr(at, "ERROR_"), *format = strchr(at, '"');
    if (!end || !kind || kind > end || !format || format > end) continue;
    count++;
    format++;
    if (strncmp(format, "cannot ", 7) != 0 && !is_filled_in(format))
      fail_msg("%s: %.60s", path, format);
  }
  free(source);
  return count;
}

static void every_error_says_what_cannot_be_done(void **state) {
  (void)state;
  static const char *const layers[] = {"base", "store", "library", "exchange", "cli", "text"};
  unsigned count = 0;
  for (size_t i = 0; i < sizeof layers / sizeof *layers; i++) {
    Buffer pattern = {0};
    glob_t found;
    buffer_printf(&pattern, "src/%s/*.c", layers[i]);
    assert_int_equal(glob(pattern.ptr, 0, NULL, &found), 0);
    for (size_t file = 0; file < found.gl_pathc; file++)
      count += look_through(found.gl_pathv[file]);
    globfree(&found);
    buffer_release(&pattern);
  }
  assert_true(count > 60);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_error_says_what_cannot_be_done)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
