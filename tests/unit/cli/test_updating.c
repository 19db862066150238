// SPDX-License-Identifier: MIT
// `postil export --update`: exporting into a file or folder in which people have written.
#include "support/check.h"
#include "support/desk.h"

#include <stdlib.h>
#include <string.h>

static const char velna[] = "data/briefs/velna-compact.txt";

typedef struct Room {
  Desk desk;
  char *file; // that people write in
} Room;

static void annotate(const Room *room, const char *span, const char *comment) {
  free(DESK_TAKE(&room->desk, "annotate", velna, "--span", span, "--comment", comment));
}

static int set_up(void **state) {
  Room *room = calloc(1, sizeof *room);
  *state = room;
  desk_init(&room->desk);
  room->file = desk_path(&room->desk, "notes");
  free(DESK_TAKE(&room->desk, "add", velna));
  annotate(room, "0:20", "The first.");
  annotate(room, "100:120", "The second.");
  return 0;
}

static int tear_down(void **state) {
  Room *room = *state;
  desk_release(&room->desk);
  free(room->file);
  free(room);
  return 0;
}

static Program export_to(const Room *room, const char *format, const char *path, const char *option,
                         const char *other) {
  const char *arguments[] = {
      "--library", room->desk.library, "export", "--format", format, "-o", path, option, other,
      NULL};
  return program_run(room->desk.home, "", arguments);
}

static void check_export(const Room *room, const char *format, const char *path, const char *option,
                         const char *wanted) {
  Program program = export_to(room, format, path, "--update", option);
  Buffer line = {0};
  program_check(&program, 0, "");
  buffer_printf(&line, "%s: %s\n", path, wanted);
  check_text(slice_of(program.out), line.ptr);
  buffer_release(&line);
  program_release(&program);
}

static void check_refusal(const Room *room, const char *format, const char *path,
                          const char *option, const char *other, int status, const char *message) {
  Program program = export_to(room, format, path, option, other);
  program_check(&program, status, message);
  program_release(&program);
}

// Writes into the file behind the first `before`.
static void write_between(const Room *room, const char *before, const char *words) {
  Buffer written = {0};
  char *text = check_read(room->file), *at = strstr(text, before);
  assert_non_null(at);
  at += strlen(before);
  buffer_add(&written, slice_make(text, (size_t)(at - text)));
  buffer_printf(&written, "%s%s", words, at);
  check_write(room->desk.home, "notes", buffer_slice(&written));
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

static void words_outlive_an_update_in(const Room *room, const char *format, const char *before) {
  check_export(room, format, room->file, NULL,
               "2 new, 0 changed, 0 same, 0 removed, 0 kept as edited");
  write_between(room, before, "My own words.\n");
  annotate(room, "50:70", "Between the two.");
  char *there = check_read(room->file);
  check_export(room, format, room->file, "--dry-run",
               "1 new, 0 changed, 2 same, 0 removed, 0 kept as edited");
  char *still = check_read(room->file);
  check_text(slice_of(still), there);
  check_export(room, format, room->file, NULL,
               "1 new, 0 changed, 2 same, 0 removed, 0 kept as edited");
  check_holds(room->file, "My own words.\n", "Between the two.");
  check_holds(room->file, "Between the two.", "The second.");
  free(DESK_TAKE(&room->desk, "undo"));
  check_export(room, format, room->file, NULL,
               "0 new, 0 changed, 2 same, 1 removed, 0 kept as edited");
  char *back = check_read(room->file);
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
  const Room *room = *state;
  check_export(room, "org", room->file, NULL,
               "2 new, 0 changed, 0 same, 0 removed, 0 kept as edited");
  write_between(room, "The fi", "rst and fi");
  free(DESK_TAKE(&room->desk, "undo", "2"));
  annotate(room, "0:30", "Another first.");
  Program program = export_to(room, "org", room->file, "--update", NULL);
  program_check(&program, 0, "notes:13: edited by hand, and no part of the export any more: kept");
  check_holds(room->file, "The first and first.", "Another first.");
  program_release(&program);
}

static void a_folder_is_updated_file_by_file(void **state) {
  const Room *room = *state;
  char *folder = check_path(room->desk.home, "folder/");
  check_export(room, "markdown", folder, "--dry-run",
               "2 new, 0 changed, 0 same, 0 removed, 0 kept as edited");
  check_export(room, "markdown", folder, NULL,
               "2 new, 0 changed, 0 same, 0 removed, 0 kept as edited");
  check_refusal(room, "markdown", folder, NULL, NULL, 73, "it holds something already");
  annotate(room, "200:220", "A third.");
  check_export(room, "markdown", folder, NULL,
               "1 new, 0 changed, 2 same, 0 removed, 0 kept as edited");
  free(folder);
}

static void groups_have_blocks_of_their_own(void **state) {
  const Room *room = *state;
  free(DESK_TAKE(&room->desk, "annotate", velna, "--span", "50:70", "--tag", "a", "--tag", "b"));
  const char *arguments[] = {"--library", room->desk.library, "export",     "--format", "markdown",
                             "-o",        room->file,         "--group-by", "tag",      "--update",
                             NULL};
  const char *const wanted[] = {": 4 new, 0 changed, 0 same, 0 removed, 0 kept as edited\n",
                                ": 0 new, 0 changed, 4 same, 0 removed, 0 kept as edited\n"};
  for (size_t i = 0; i < 2; i++) {
    Program program = program_run(room->desk.home, "", arguments);
    program_check(&program, 0, "");
    assert_non_null(strstr(program.out, wanted[i]));
    program_release(&program);
  }
}

static void what_cannot_be_updated_is_refused(void **state) {
  const Room *room = *state;
  check_refusal(room, "csv", room->file, "--update", NULL, 64, "that is for markdown and org");
  check_refusal(room, "org", "-", "--update", NULL, 64, "cannot update without -o FILE");
  check_refusal(room, "org", room->file, "--update", "--force", 64, "cannot update with --force");
  check_refusal(room, "org", room->file, "--dry-run", NULL, 64, "without --update");
  check_write(room->desk.home, "notes", SLICE("My notes.\n"));
  check_refusal(room, "org", room->file, "--update", NULL, 73, "nothing in it is marked");
  check_refusal(room, "org", room->file, NULL, NULL, 73, "--update keeps what people wrote");
  check_holds(room->file, "My notes.\n", "");
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
