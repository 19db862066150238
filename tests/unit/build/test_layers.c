// SPDX-License-Identifier: MIT
// The layer check refuses what it is there to refuse: each fault is planted in a copy of the tree.
#include "support/check.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct Fixture {
  char *folder;
} Fixture;

// Runs a command line made of constants and our own folder; its exit status.
static int run(const char *format, ...) __attribute__((format(printf, 1, 2)));

static int run(const char *format, ...) {
  char *line = NULL;
  va_list arguments;
  va_start(arguments, format);
  int len = vasprintf(&line, format, arguments);
  va_end(arguments);
  assert_true(len > 0);
  int status = system(line);
  free(line);
  return status;
}

static int copy_tree(void **state) {
  Fixture *fixture = calloc(1, sizeof *fixture);
  if (!fixture) return -1;
  fixture->folder = check_folder();
  *state = fixture;
  return run("cp -r src include '%s'", fixture->folder);
}

static int remove_tree(void **state) {
  Fixture *fixture = *state;
  check_folder_remove(fixture->folder);
  free(fixture->folder);
  free(fixture);
  return 0;
}

static int check_layers(const Fixture *fixture) {
  return run("sh tools/layers '%s' > '%s/said'", fixture->folder, fixture->folder);
}

// Plants a line at the end of a file of the copy; the check must fail and say so in these words.
static void plant(const Fixture *fixture, const char *file, const char *code, const char *said) {
  assert_int_equal(check_layers(fixture), 0);
  Buffer path = {0};
  buffer_printf(&path, "%s/%s", fixture->folder, file);
  FILE *out = fopen(path.ptr, "a");
  assert_non_null(out);
  fprintf(out, "\n%s\n", code);
  assert_int_equal(fclose(out), 0);
  buffer_release(&path);

  assert_int_not_equal(check_layers(fixture), 0);
  buffer_printf(&path, "%s/said", fixture->folder);
  char *text = check_read(path.ptr);
  if (!strstr(text, said) || !strstr(text, file)) check_text(slice_of(text), said);
  free(text);
  buffer_release(&path);
}

static void an_upward_include_is_refused(void **state) {
  plant(*state, "src/text/version.c", "#include \"library/library.h\"", "text must not include");
}

static void an_include_without_its_layer_is_refused(void **state) {
  plant(*state, "src/text/version.c", "#include \"version.h\"", "names its layer");
}

static void popen_is_refused(void **state) {
  plant(*state, "src/cli/cli.c", "void *f(void) { return popen(\"id\", \"r\"); }", "no shell");
}

static void a_shell_command_line_is_refused(void **state) {
  plant(*state, "src/cli/cli.c",
        "void f(void) { execlp(\"sh\", \"sh\", \"-c\", \"id\", (char *)0); }", "no shell");
}

static void sqlite_outside_store_is_refused(void **state) {
  plant(*state, "src/library/library.c", "#include <sqlite3.h>", "only store");
}

static void curses_outside_tui_is_refused(void **state) {
  plant(*state, "src/session/session.c", "#include <ncurses.h>", "only tui");
}

static void a_folder_that_is_no_layer_is_refused(void **state) {
  Fixture *fixture = *state;
  assert_int_equal(
      run("mkdir '%s/src/misc' && echo > '%s/src/misc/misc.c'", fixture->folder, fixture->folder),
      0);
  assert_int_not_equal(check_layers(fixture), 0);
}

int main(void) {
#define PLANTED(name) cmocka_unit_test_setup_teardown(name, copy_tree, remove_tree)
  const struct CMUnitTest tests[] = {
      PLANTED(an_upward_include_is_refused),
      PLANTED(an_include_without_its_layer_is_refused),
      PLANTED(popen_is_refused),
      PLANTED(a_shell_command_line_is_refused),
      PLANTED(sqlite_outside_store_is_refused),
      PLANTED(curses_outside_tui_is_refused),
      PLANTED(a_folder_that_is_no_layer_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
