// SPDX-License-Identifier: MIT
#include "base/file.h"

#include "support/check.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Place {
  char *folder;
  Buffer path; // of the last one joined
} Place;

static Place *place_of(void **state) {
  return *state;
}

static const char *join(Place *place, const char *name) {
  buffer_clear(&place->path);
  buffer_printf(&place->path, "%s/%s", place->folder, name);
  return place->path.ptr;
}

static int set_up(void **state) {
  Place *place = calloc(1, sizeof *place);
  place->folder = check_folder();
  *state = place;
  return 0;
}

static int tear_down(void **state) {
  Place *place = place_of(state);
  check_folder_remove(place->folder);
  free(place->folder);
  buffer_release(&place->path);
  free(place);
  return 0;
}

static void check_contents(Place *place, const char *name, const char *wanted) {
  char *text = check_read(join(place, name));
  assert_string_equal(text, wanted);
  free(text);
}

static uint32_t count_entries(const char *folder) {
  DIR *stream = opendir(folder);
  assert_non_null(stream);
  uint32_t count = 0;
  while (readdir(stream)) count++;
  closedir(stream);
  return count - 2;
}

// ---- Reading

static void a_file_is_read_whole(void **state) {
  Place *place = place_of(state);
  Buffer out = {0};
  Error err;
  check_write(place->folder, "a", SLICE("one\ntwo"));
  check_ok(file_read(join(place, "a"), 100, &out, &err), &err);
  check_text(buffer_slice(&out), "one\ntwo");
  buffer_release(&out);
}

static void a_file_at_the_cap_is_read_and_over_it_refused(void **state) {
  Place *place = place_of(state);
  Buffer out = {0};
  Error err;
  check_write(place->folder, "a", SLICE("12345"));
  check_ok(file_read(join(place, "a"), 5, &out, &err), &err);
  assert_false(file_read(join(place, "a"), 4, &out, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  assert_non_null(strstr(err.message, "larger than 4 bytes"));
  buffer_release(&out);
}

static void an_endless_input_stops_at_the_cap(void **state) {
  (void)state;
  Buffer out = {0};
  Error err;
  assert_false(file_read("/dev/zero", 100000, &out, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  buffer_release(&out);
}

static void what_cannot_be_read_says_why(void **state) {
  Place *place = place_of(state);
  Buffer out = {0};
  Error err;
  assert_false(file_read(join(place, "none"), 5, &out, &err));
  assert_int_equal(err.kind, ERROR_INPUT);
  assert_false(file_read(place->folder, 5, &out, &err));
  assert_int_equal(err.kind, ERROR_INPUT);
  assert_non_null(strstr(err.message, "Is a directory"));
  buffer_release(&out);
}

// ---- Writing

static void a_new_file_holds_the_bytes_and_nothing_is_left_beside_it(void **state) {
  Place *place = place_of(state);
  Error err;
  check_ok(file_write(join(place, "out"), SLICE("text\n"), false, &err), &err);
  check_contents(place, "out", "text\n");
  assert_int_equal(count_entries(place->folder), 1);
}

static void an_old_file_is_replaced_only_when_that_is_asked_for(void **state) {
  Place *place = place_of(state);
  Error err;
  check_write(place->folder, "out", SLICE("old"));
  assert_false(file_write(join(place, "out"), SLICE("new"), false, &err));
  assert_int_equal(err.kind, ERROR_CREATE);
  check_contents(place, "out", "old");
  check_ok(file_write(join(place, "out"), SLICE("new"), true, &err), &err);
  check_contents(place, "out", "new");
}

static void replacing_keeps_the_mode(void **state) {
  Place *place = place_of(state);
  Error err;
  struct stat info;
  check_write(place->folder, "out", SLICE("old"));
  assert_int_equal(chmod(join(place, "out"), 0640), 0);
  check_ok(file_write(join(place, "out"), SLICE("new"), true, &err), &err);
  assert_int_equal(stat(join(place, "out"), &info), 0);
  assert_int_equal(info.st_mode & 07777, 0640);
}

static void a_link_is_followed_to_its_target(void **state) {
  Place *place = place_of(state);
  Error err;
  struct stat info;
  check_write(place->folder, "target", SLICE("old"));
  assert_int_equal(symlink("target", join(place, "link")), 0);
  assert_int_equal(symlink("made", join(place, "dangling")), 0);
  check_ok(file_write(join(place, "link"), SLICE("new"), true, &err), &err);
  check_ok(file_write(join(place, "dangling"), SLICE("fresh"), true, &err), &err);
  check_contents(place, "target", "new");
  check_contents(place, "made", "fresh");
  assert_int_equal(lstat(join(place, "link"), &info), 0);
  assert_true(S_ISLNK(info.st_mode));
}

static void what_cannot_be_made_or_filled_fails_with_its_kind(void **state) {
  Place *place = place_of(state);
  Error err;
  assert_false(file_write(join(place, "no/such/out"), SLICE("x"), true, &err));
  assert_int_equal(err.kind, ERROR_CREATE);
  assert_false(file_write(place->folder, SLICE("x"), true, &err));
  assert_int_equal(err.kind, ERROR_CREATE);
  assert_false(file_write("/dev/full", SLICE("x"), true, &err));
  assert_int_equal(err.kind, ERROR_IO);
}

static void a_pipe_is_written_in_place(void **state) {
  Place *place = place_of(state);
  Error err;
  char got[8] = "";
  assert_int_equal(mkfifo(join(place, "pipe"), 0600), 0);
  int reader = open(join(place, "pipe"), O_RDONLY | O_NONBLOCK);
  assert_true(reader >= 0);
  check_ok(file_write(join(place, "pipe"), SLICE("text"), false, &err), &err);
  assert_int_equal(read(reader, got, sizeof got), 4);
  assert_string_equal(got, "text");
  close(reader);
}

static void a_long_name_still_gets_its_temporary_file(void **state) {
  Place *place = place_of(state);
  Error err;
  char name[256];
  memset(name, 'n', 255);
  name[255] = '\0';
  check_ok(file_write(join(place, name), SLICE("x"), false, &err), &err);
  check_contents(place, name, "x");
}

// ---- Walking

static bool note_visit(void *context, const char *path) {
  Buffer *out = context;
  buffer_add(out, file_name(path));
  buffer_add_byte(out, ' ');
  return !strstr(path, "stop");
}

static void note_failure(void *context, const Error *err) {
  Buffer *out = context;
  buffer_printf(out, "(%d) ", (int)err->kind);
}

static void check_walk(const char *path, const char *wanted, bool whole) {
  Buffer out = {0};
  assert_int_equal(file_walk(path, note_visit, note_failure, &out), whole);
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
}

static void a_folder_is_walked_in_order_of_names(void **state) {
  Place *place = place_of(state);
  Error err;
  check_ok(file_make_folder(join(place, "b/deep"), &err), &err);
  check_write(place->folder, "c", SLICE(""));
  check_write(place->folder, "a", SLICE(""));
  check_write(place->folder, ".hidden", SLICE(""));
  check_write(place->folder, "b/x", SLICE(""));
  check_write(place->folder, "b/deep/y", SLICE(""));
  assert_int_equal(symlink(".", join(place, "b/circle")), 0);
  assert_int_equal(symlink("x", join(place, "b/link")), 0);
  assert_int_equal(mkfifo(join(place, "b/pipe"), 0600), 0);
  check_walk(place->folder, "a (66) y link (66) x c ", true);
  check_walk(join(place, "a"), "a ", true);
  check_walk(join(place, "none"), "(66) ", true);
}

static void a_walk_stops_when_the_visitor_says_so(void **state) {
  Place *place = place_of(state);
  check_write(place->folder, "a", SLICE(""));
  check_write(place->folder, "stop", SLICE(""));
  check_write(place->folder, "z", SLICE(""));
  check_walk(place->folder, "a stop ", false);
}

static void a_walk_can_be_done_in_steps(void **state) {
  Place *place = place_of(state);
  Error err = {0};
  FileWalk walk = {0};
  char *path = NULL;
  check_ok(file_make_folder(join(place, "b"), &err), &err);
  check_write(place->folder, "a", SLICE(""));
  check_write(place->folder, "b/x", SLICE(""));
  file_walk_add(&walk, join(place, "none"));
  file_walk_add(&walk, place->folder);
  assert_int_equal(file_walk_step(&walk, &path, &err), FILE_STEP_FOLDER);
  assert_int_equal(file_walk_step(&walk, &path, &err), FILE_STEP_FILE);
  check_text(file_name(path), "a");
  free(path);
  assert_int_equal(file_walk_step(&walk, &path, &err), FILE_STEP_FOLDER);
  assert_int_equal(file_walk_step(&walk, &path, &err), FILE_STEP_FILE);
  check_text(file_name(path), "x");
  free(path);
  assert_int_equal(file_walk_step(&walk, &path, &err), FILE_STEP_FAILED);
  assert_int_equal(err.kind, ERROR_INPUT);
  assert_int_equal(file_walk_step(&walk, &path, &err), FILE_STEP_END);
  file_walk_add(&walk, place->folder);
  file_walk_release(&walk);
  assert_int_equal(file_walk_step(&walk, &path, &err), FILE_STEP_END);
}

static void only_a_file_or_a_folder_is_no_device(void **state) {
  Place *place = place_of(state);
  Error err = {0};
  check_write(place->folder, "a", SLICE(""));
  check_ok(file_is_no_device(join(place, "a"), "read", &err), &err);
  check_ok(file_is_no_device(place->folder, "read", &err), &err);
  check_ok(file_is_no_device(join(place, "none"), "read", &err), &err);
  assert_int_equal(mkfifo(join(place, "pipe"), 0600), 0);
  const char *devices[] = {"-", "/dev/null", join(place, "pipe")};
  for (size_t i = 0; i < sizeof devices / sizeof *devices; i++) {
    err = (Error){0};
    assert_false(file_is_no_device(devices[i], "read", &err));
    assert_int_equal(err.kind, ERROR_INPUT);
  }
}

// ---- Paths

static void check_absolute(const char *path, const char *wanted) {
  char *absolute = file_absolute(path);
  assert_string_equal(absolute, wanted);
  free(absolute);
}

static void paths_are_made_absolute_whether_or_not_they_exist(void **state) {
  Place *place = place_of(state);
  check_absolute("/no/./such//../thing/", "/no/thing");
  check_absolute("/../..", "/");
  Buffer wanted = {0};
  buffer_printf(&wanted, "%s/none", place->folder);
  check_absolute(join(place, "./x/../none"), wanted.ptr);
  check_write(place->folder, "none", SLICE(""));
  assert_int_equal(symlink("none", join(place, "link")), 0);
  check_absolute(join(place, "link"), wanted.ptr);
  buffer_release(&wanted);
}

static void a_name_is_the_last_part_of_a_path(void **state) {
  (void)state;
  check_text(file_name("/a/b.txt"), "b.txt");
  check_text(file_name("b.txt"), "b.txt");
  check_text(file_name("/a/b/"), "b");
  check_text(file_name("/"), "/");
}

static void a_stem_is_a_name_without_its_ending(void **state) {
  (void)state;
  static const char *const cases[][2] = {{"a/notes.txt", "notes"}, {"notes.v2.txt", "notes.v2"},
                                         {"notes", "notes"},       {".hidden", ".hidden"},
                                         {"a.b/notes", "notes"},   {"notes.", "notes."},
                                         {"", ""}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    check_text(file_stem(cases[i][0]), cases[i][1]);
}

static void a_folder_and_a_name_are_joined_by_one_slash(void **state) {
  (void)state;
  static const char *const folders[][2] = {
      {"a", "a/x"}, {"a/", "a/x"}, {"a//", "a/x"}, {"/", "/x"}, {"//", "/x"}, {"a/b/", "a/b/x"}};
  for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
    char *path = file_join(folders[i][0], "x");
    assert_string_equal(path, folders[i][1]);
    free(path);
  }
}

static void folders_are_made_with_those_above_them(void **state) {
  Place *place = place_of(state);
  Error err;
  struct stat info;
  check_ok(file_make_folder(join(place, "x/y/z"), &err), &err);
  check_ok(file_make_folder(join(place, "x/y/z"), &err), &err);
  assert_int_equal(stat(join(place, "x/y"), &info), 0);
  assert_int_equal(info.st_mode & 0777, 0700);
  assert_true(file_is_folder(join(place, "x/y/z")));
  check_write(place->folder, "file", SLICE(""));
  assert_false(file_is_folder(join(place, "file")));
  assert_false(file_make_folder(join(place, "file/below"), &err));
  assert_int_equal(err.kind, ERROR_CREATE);
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      TEST(a_file_is_read_whole),
      TEST(a_file_at_the_cap_is_read_and_over_it_refused),
      TEST(an_endless_input_stops_at_the_cap),
      TEST(what_cannot_be_read_says_why),
      TEST(a_new_file_holds_the_bytes_and_nothing_is_left_beside_it),
      TEST(an_old_file_is_replaced_only_when_that_is_asked_for),
      TEST(replacing_keeps_the_mode),
      TEST(a_link_is_followed_to_its_target),
      TEST(what_cannot_be_made_or_filled_fails_with_its_kind),
      TEST(a_pipe_is_written_in_place),
      TEST(a_long_name_still_gets_its_temporary_file),
      TEST(a_folder_is_walked_in_order_of_names),
      TEST(a_walk_stops_when_the_visitor_says_so),
      TEST(a_walk_can_be_done_in_steps),
      TEST(only_a_file_or_a_folder_is_no_device),
      TEST(paths_are_made_absolute_whether_or_not_they_exist),
      TEST(a_name_is_the_last_part_of_a_path),
      TEST(a_stem_is_a_name_without_its_ending),
      TEST(a_folder_and_a_name_are_joined_by_one_slash),
      TEST(folders_are_made_with_those_above_them),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
