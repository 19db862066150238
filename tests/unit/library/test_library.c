// SPDX-License-Identifier: MIT
// Which library is opened, how, by whom; drafts; colours.
#include "support/check.h"
#include "support/shelf.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char text[] = "Alpha beta gamma delta.\n";

static void the_folders_of_a_new_library_are_made_for_the_reader_alone(void **state) {
  (void)state;
  char *folder = check_folder();
  Buffer path = {0};
  buffer_printf(&path, "%s/some/where/l.db", folder);
  Error err = {0};
  assert_null(library_open(path.ptr, LIBRARY_CHANGE, &err));
  assert_int_equal(err.kind, ERROR_INPUT);
  Library *library = library_open(path.ptr, LIBRARY_CREATE, &err);
  check_ok(library != NULL, &err);
  assert_string_equal(library_path(library), path.ptr);
  library_close(library);
  struct stat info;
  path.ptr[strlen(path.ptr) - strlen("/l.db")] = '\0';
  assert_int_equal(stat(path.ptr, &info), 0);
  assert_int_equal(info.st_mode & 0777, 0700);
  buffer_release(&path);
  check_folder_remove(folder);
  free(folder);
}

static void a_name_that_sqlite_would_take_otherwise_is_a_file_like_any(void **state) {
  (void)state;
  static const char *const names[] = {":memory:", "file:x.db?mode=memory", "a b%41#?.db"};
  char *folder = check_folder(), *before = getcwd(NULL, 0);
  assert_int_equal(chdir(folder), 0);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    Error err = {0};
    Library *library = library_open(names[i], LIBRARY_CREATE, &err);
    check_ok(library != NULL, &err);
    library_close(library);
    assert_int_equal(access(names[i], F_OK), 0);
  }
  assert_int_equal(chdir(before), 0);
  check_folder_remove(folder);
  free(before);
  free(folder);
}

static void a_library_opened_for_reading_refuses_changes_and_takes_no_notes(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t brief = shelf_add(&shelf, "one.txt", text), change;
  Error err = {0};
  Library *reader = library_open(shelf.path, LIBRARY_READ, &err);
  check_ok(reader != NULL, &err);
  assert_true(library_read_only(reader));
  assert_false(library_read_only(shelf.library));
  assert_false(brief_remove(reader, brief, &change, &err));
  assert_int_equal(err.kind, ERROR_PERMISSION);
  AnnotationAdded added;
  assert_false(
      annotation_add(reader, &(AnnotationRequest){.brief = brief, .span = {0, 5}}, &added, &err));
  assert_int_equal(err.kind, ERROR_PERMISSION);
  check_ok(brief_set_place(reader, brief, 3, &err), &err);
  check_ok(library_set_draft(reader, "comment", SLICE("x"), &err), &err);
  assert_null(library_draft(reader, "comment"));
  library_close(reader);
  shelf_release(&shelf);
}

static void reading_goes_on_while_another_writes(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t brief = shelf_add(&shelf, "one.txt", text);
  Library *reader = library_open(shelf.path, LIBRARY_READ, &err);
  check_ok(reader != NULL, &err);
  int64_t stamp = library_stamp(reader);
  shelf_annotate(&shelf, brief, 0, 5, NULL, NULL);
  assert_int_equal(library_stamp(reader), stamp + 1);
  AnnotationList list;
  check_ok(annotation_list(reader, &(AnnotationWish){0}, &list, &err), &err);
  assert_int_equal(list.count, 1);
  annotation_release_list(&list);
  library_close(reader);
  shelf_release(&shelf);
}

static void a_library_in_memory_works_like_any(void **state) {
  (void)state;
  Error err = {0};
  Library *library = library_open_memory(&err);
  check_ok(library != NULL, &err);
  BriefAdded added;
  check_ok(brief_add(library, slice_of(text), NULL, NULL, &added, &err), &err);
  assert_int_equal(added.change, 1);
  library_close(library);
}

static void a_draft_outlives_the_program_and_an_empty_one_is_none(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  assert_null(library_draft(shelf.library, "comment"));
  check_ok(library_set_draft(shelf.library, "comment", SLICE("half a sen"), &err), &err);
  check_ok(library_set_draft(shelf.library, "comment", SLICE("half a sentence"), &err), &err);
  check_ok(library_set_draft(shelf.library, "other", SLICE("else"), &err), &err);
  assert_int_equal(library_stamp(shelf.library), 0);
  shelf_reopen(&shelf);
  char *draft = library_draft(shelf.library, "comment");
  assert_string_equal(draft, "half a sentence");
  free(draft);
  char *first = library_next_draft(shelf.library, "");
  assert_string_equal(first, "comment");
  char *second = library_next_draft(shelf.library, first);
  assert_string_equal(second, "other");
  assert_null(library_next_draft(shelf.library, second));
  free(first);
  free(second);
  check_ok(library_set_draft(shelf.library, "comment", SLICE(""), &err), &err);
  assert_null(library_draft(shelf.library, "comment"));
  shelf_release(&shelf);
}

// ---- Which library

static void expect_located(const char *named, const char *wanted, bool wanted_chosen) {
  bool chosen;
  char *path = library_locate(named, &chosen);
  check_text(slice_of(path), wanted);
  assert_int_equal(chosen, wanted_chosen);
  free(path);
}

static void the_library_is_the_named_one_then_the_environments_then_the_projects(void **state) {
  (void)state;
  char *folder = check_folder(), *before = getcwd(NULL, 0), *data = getenv("XDG_DATA_HOME");
  if (data) data = memory_string(slice_of(data));
  Buffer deep = {0}, project = {0}, home = {0};
  buffer_printf(&project, "%s/.postil.db", folder);
  buffer_printf(&deep, "%s/a", folder);
  buffer_printf(&home, "%s/data/postil/library.db", folder);
  assert_int_equal(mkdir(deep.ptr, 0700), 0);
  assert_int_equal(chdir(deep.ptr), 0);
  setenv("POSTIL_LIBRARY", "/from/environment.db", 1);
  expect_located("named.db", "named.db", true);
  expect_located(NULL, "/from/environment.db", true);
  unsetenv("POSTIL_LIBRARY");
  check_write(folder, ".postil.db", SLICE(""));
  expect_located(NULL, project.ptr, false);
  if (getuid() == 0) { // somebody else's is passed over; only root can make one
    assert_int_equal(chown(project.ptr, 65534, 65534), 0);
    bool chosen;
    char *path = library_locate(NULL, &chosen);
    assert_string_not_equal(path, project.ptr);
    free(path);
  }
  assert_int_equal(unlink(project.ptr), 0);
  home.ptr[strlen(home.ptr) - strlen("/postil/library.db")] = '\0';
  setenv("XDG_DATA_HOME", home.ptr, 1);
  buffer_clear(&home);
  buffer_printf(&home, "%s/data/postil/library.db", folder);
  expect_located(NULL, home.ptr, false);
  if (data)
    setenv("XDG_DATA_HOME", data, 1);
  else
    unsetenv("XDG_DATA_HOME");
  assert_int_equal(chdir(before), 0);
  buffer_release(&deep);
  buffer_release(&project);
  buffer_release(&home);
  free(data);
  free(before);
  check_folder_remove(folder);
  free(folder);
}

// ---- Colours

static void colours_are_known_by_name_whatever_the_case(void **state) {
  (void)state;
  Colour colour;
  for (int i = 0; i < COLOUR_COUNT; i++) {
    assert_true(colour_parse(slice_of(colour_name((Colour)i)), &colour));
    assert_int_equal(colour, i);
  }
  assert_true(colour_parse(SLICE("GRAY"), &colour));
  assert_int_equal(colour, COLOUR_GREY);
  assert_false(colour_parse(SLICE("gre"), &colour));
  assert_false(colour_parse(SLICE(""), &colour));
  assert_false(colour_parse(SLICE("greens"), &colour));
  assert_int_equal(colour_rgb(COLOUR_BLUE), 0x87CEFA);
  uint32_t rgb;
  assert_true(colour_parse_rgb(SLICE("#87ceFA"), &rgb));
  assert_int_equal(rgb, 0x87CEFA);
  assert_false(colour_parse_rgb(SLICE("87cefa"), &rgb));
  assert_false(colour_parse_rgb(SLICE("#87cef"), &rgb));
  assert_false(colour_parse_rgb(SLICE("#87cefg"), &rgb));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_folders_of_a_new_library_are_made_for_the_reader_alone),
      cmocka_unit_test(a_name_that_sqlite_would_take_otherwise_is_a_file_like_any),
      cmocka_unit_test(a_library_opened_for_reading_refuses_changes_and_takes_no_notes),
      cmocka_unit_test(reading_goes_on_while_another_writes),
      cmocka_unit_test(a_library_in_memory_works_like_any),
      cmocka_unit_test(a_draft_outlives_the_program_and_an_empty_one_is_none),
      cmocka_unit_test(the_library_is_the_named_one_then_the_environments_then_the_projects),
      cmocka_unit_test(colours_are_known_by_name_whatever_the_case),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
