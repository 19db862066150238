// SPDX-License-Identifier: MIT
// `postil export --update`: exporting into a file or folder in which people have written.
#include "support/check.h"
#include "support/program.h"

#include <stdlib.h>
#include <string.h>

static const char velna[] = "data/briefs/velna-compact.txt";

typedef struct Desk {
  char *home, *library, *file;
} Desk;

static int set_up(void **state) {
  Desk *desk = calloc(1, sizeof *desk);
  *state = desk;
  desk->home = check_folder();
  desk->library = check_path(desk->home, "l.db");
  desk->file = check_path(desk->home, "notes");
  free(PROGRAM_TEXT(desk->home, "--library", desk->library, "add", velna));
  free(PROGRAM_TEXT(desk->home, "--library", desk->library, "annotate", velna, "--span", "0:20",
                    "--comment", "The first."));
  free(PROGRAM_TEXT(desk->home, "--library", desk->library, "annotate", velna, "--span", "100:120",
                    "--comment", "The second."));
  return 0;
}

static int tear_down(void **state) {
  Desk *desk = *state;
  check_folder_remove(desk->home);
  free(desk->home);
  free(desk->library);
  free(desk->file);
  free(desk);
  return 0;
}

static void annotate(const Desk *desk, const char *span, const char *comment) {
  free(PROGRAM_TEXT(desk->home, "--library", desk->library, "annotate", velna, "--span", span,
                    "--comment", comment));
}

static Program export_to(const Desk *desk, const char *format, const char *path, const char *option,
                         const char *other) {
  const char *arguments[] = {"--library", desk->library, "export", "--format", format,
                             "-o",        path,          option,   other,      NULL};
  return program_run(desk->home, "", arguments);
}

static void check_export(const Desk *desk, const char *format, const char *path, const char *option,
                         const char *wanted) {
  Program program = export_to(desk, format, path, "--update", option);
  Buffer line = {0};
  program_check(&program, 0, "");
  buffer_printf(&line, "%s: %s\n", path, wanted);
  check_text(slice_of(program.out), line.ptr);
  buffer_release(&line);
  program_release(&program);
}

static void check_refusal(const Desk *desk, const char *format, const char *path,
                          const char *option, const char *other, int status, const char *message) {
  Program program = export_to(desk, format, path, option, other);
  program_check(&program, status, message);
  program_release(&program);
}

// Writes into the file behind the first `before`.
static void write_between(const Desk *desk, const char *before, const char *words) {
  Buffer written = {0};
  char *text = check_read(desk->file), *at = strstr(text, before);
  assert_non_null(at);
  at += strlen(before);
  buffer_add(&written, slice_make(text, (size_t)(at - text)));
  buffer_printf(&written, "%s%s", words, at);
  check_write(desk->home, "notes", buffer_slice(&written));
  buffer_release(&written);
  free(text);
}

static void check_holds(const char *path, const char *first, const char *second) {
  char *text = check_read(path);
  char *at = strstr(text, first);
  assert_non_null(at);
  assert_non_null(strstr(at, second));
  free(text);
}

static void words_outlive_an_update_in(const Desk *desk, const char *format, const char *before) {
  check_export(desk, format, desk->file, NULL,
               "2 new, 0 changed, 0 same, 0 removed, 0 kept as edited");
  write_between(desk, before, "My own words.\n");
  annotate(desk, "50:70", "Between the two.");
  char *there = check_read(desk->file);
  check_export(desk, format, desk->file, "--dry-run",
               "1 new, 0 changed, 2 same, 0 removed, 0 kept as edited");
  char *still = check_read(desk->file);
  check_text(slice_of(still), there);
  check_export(desk, format, desk->file, NULL,
               "1 new, 0 changed, 2 same, 0 removed, 0 kept as edited");
  check_holds(desk->file, "My own words.\n", "Between the two.");
  check_holds(desk->file, "Between the two.", "The second.");
  free(PROGRAM_TEXT(desk->home, "--library", desk->library, "undo"));
  check_export(desk, format, desk->file, NULL,
               "0 new, 0 changed, 2 same, 1 removed, 0 kept as edited");
  char *back = check_read(desk->file);
  check_text(slice_of(back), there);
  free(there);
  free(still);
  free(back);
}

static void words_outlive_an_update_of_markdown(void **state) {
  words_outlive_an_update_in(*state, "markdown", "2026-02-01\n\n---\n");
}

static void words_outlive_an_update_of_org(void **state) {
  words_outlive_an_update_in(*state, "org", "The first.\n");
}

static void a_block_edited_by_hand_is_told(void **state) {
  const Desk *desk = *state;
  check_export(desk, "org", desk->file, NULL,
               "2 new, 0 changed, 0 same, 0 removed, 0 kept as edited");
  write_between(desk, "The fi", "rst and fi");
  free(PROGRAM_TEXT(desk->home, "--library", desk->library, "undo", "2"));
  annotate(desk, "0:30", "Another first.");
  Program program = export_to(desk, "org", desk->file, "--update", NULL);
  program_check(&program, 0, "notes:13: edited by hand, and no part of the export any more: kept");
  check_holds(desk->file, "The first and first.", "Another first.");
  program_release(&program);
}

static void a_folder_is_updated_file_by_file(void **state) {
  const Desk *desk = *state;
  char *folder = check_path(desk->home, "folder/");
  check_export(desk, "markdown", folder, "--dry-run",
               "2 new, 0 changed, 0 same, 0 removed, 0 kept as edited");
  check_export(desk, "markdown", folder, NULL,
               "2 new, 0 changed, 0 same, 0 removed, 0 kept as edited");
  check_refusal(desk, "markdown", folder, NULL, NULL, 73, "it holds something already");
  annotate(desk, "200:220", "A third.");
  check_export(desk, "markdown", folder, NULL,
               "1 new, 0 changed, 2 same, 0 removed, 0 kept as edited");
  free(folder);
}

static void groups_have_blocks_of_their_own(void **state) {
  const Desk *desk = *state;
  free(PROGRAM_TEXT(desk->home, "--library", desk->library, "annotate", velna, "--span", "50:70",
                    "--tag", "a", "--tag", "b"));
  const char *arguments[] = {"--library", desk->library, "export", "--format", "markdown", "-o",
                             desk->file,  "--group-by",  "tag",    "--update", NULL};
  const char *const wanted[] = {": 4 new, 0 changed, 0 same, 0 removed, 0 kept as edited\n",
                                ": 0 new, 0 changed, 4 same, 0 removed, 0 kept as edited\n"};
  for (size_t i = 0; i < 2; i++) {
    Program program = program_run(desk->home, "", arguments);
    program_check(&program, 0, "");
    assert_non_null(strstr(program.out, wanted[i]));
    program_release(&program);
  }
}

static void what_cannot_be_updated_is_refused(void **state) {
  const Desk *desk = *state;
  check_refusal(desk, "csv", desk->file, "--update", NULL, 64, "that is for markdown and org");
  check_refusal(desk, "org", "-", "--update", NULL, 64, "cannot update without -o FILE");
  check_refusal(desk, "org", desk->file, "--update", "--force", 64, "cannot update with --force");
  check_refusal(desk, "org", desk->file, "--dry-run", NULL, 64, "without --update");
  check_write(desk->home, "notes", SLICE("My notes.\n"));
  check_refusal(desk, "org", desk->file, "--update", NULL, 73, "nothing in it is marked");
  check_refusal(desk, "org", desk->file, NULL, NULL, 73, "--update keeps what people wrote");
  check_holds(desk->file, "My notes.\n", "");
}

int main(void) {
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      CASE(words_outlive_an_update_of_markdown), CASE(words_outlive_an_update_of_org),
      CASE(a_block_edited_by_hand_is_told),      CASE(a_folder_is_updated_file_by_file),
      CASE(groups_have_blocks_of_their_own),     CASE(what_cannot_be_updated_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
