// SPDX-License-Identifier: MIT
// Adding many files from the command line: folders with anything in them, lists of paths, and what
// stays when it is interrupted.
#include "support/check.h"
#include "support/desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Room {
  Desk desk;
  char *path; // $PATH as it was
} Room;

static void make_folder(const Room *room, const char *name) {
  char *path = check_path(room->desk.home, name);
  assert_int_equal(mkdir(path, 0700), 0);
  free(path);
}

static int set_up(void **state) {
  Room *room = calloc(1, sizeof *room);
  desk_init(&room->desk);
  room->path = strdup(getenv("PATH"));
  make_folder(room, "in");
  *state = room;
  return 0;
}

static int tear_down(void **state) {
  Room *room = *state;
  setenv("PATH", room->path, 1);
  desk_release(&room->desk);
  free(room->path);
  free(room);
  return 0;
}

// A text of its own for each name.
static void put(const Room *room, const char *name) {
  Buffer text = {0};
  buffer_printf(&text, "What stands in the file %s is a sentence.\n", name);
  check_write(room->desk.home, name, buffer_slice(&text));
  buffer_release(&text);
}

static Program add(const Room *room, const char *input, const char *option, const char *path) {
  const char *arguments[] = {
      "--library", room->desk.library, "add", option ? option : path, option ? path : NULL, NULL};
  return program_run(room->desk.home, input, arguments);
}

static Program add_folder(const Room *room) {
  char *folder = check_path(room->desk.home, "in");
  Program program = add(room, "", NULL, folder);
  free(folder);
  return program;
}

static uint32_t count(const char *text, const char *word) {
  uint32_t found = 0;
  for (; (text = strstr(text, word)) != NULL; text += strlen(word)) found++;
  return found;
}

static uint32_t count_briefs(const Room *room) {
  char *list = DESK_TAKE(&room->desk, "list", "--json");
  uint32_t found = count(list, "\n");
  free(list);
  return found;
}

static void says(const Program *program, const char *sentence) {
  if (strstr(program->err, sentence)) return;
  print_error("«%s» is not said in\n%s\n", sentence, program->err);
  fail();
}

static void bad_ones_are_told_at_the_end_with_their_number(void **state) {
  const Room *room = *state;
  put(room, "in/a.txt");
  check_write(room->desk.home, "in/b.txt", SLICE(""));
  put(room, "in/c.txt");
  check_write(room->desk.home, "in/d.txt", slice_make("\x00\x01\x02\x03\x04\x05\x06\x0E", 8));
  put(room, "in/e.txt");
  Program program = add_folder(room);
  program_check(&program, 65, "in/b.txt': there is no text in it\npostil: cannot add ");
  says(&program, "postil: 2 of 5 files were not added\n");
  assert_int_equal(count(program.err, "\n"), 3);
  assert_int_equal(count(program.out, "added "), 3);
  assert_int_equal(count_briefs(room), 3);
  program_release(&program);
}

static void a_single_failure_keeps_its_hint_and_has_no_number(void **state) {
  const Room *room = *state;
  check_write(room->desk.home, "in/a.zip", SLICE("PK\3\4 something"));
  char *path = check_path(room->desk.home, "in/a.zip");
  Program program = add(room, "", NULL, path);
  program_check(&program, 65, "this is a zip archive; unpack it and add the documents in it\n");
  says(&program, "postil: nothing was added\n");
  assert_int_equal(count(program.err, "files"), 0);
  program_release(&program);
  free(path);
}

static void what_is_no_file_in_a_folder_is_named_and_nothing_hangs(void **state) {
  const Room *room = *state;
  put(room, "in/z.txt");
  char *pipe_path = check_path(room->desk.home, "in/pipe"),
       *circle = check_path(room->desk.home, "in/circle");
  char *broken = check_path(room->desk.home, "in/broken"),
       *link_path = check_path(room->desk.home, "in/link");
  assert_int_equal(mkfifo(pipe_path, 0600), 0);
  assert_int_equal(symlink(".", circle), 0);
  assert_int_equal(symlink("nowhere", broken), 0);
  assert_int_equal(symlink("z.txt", link_path), 0);
  Program program = add_folder(room);
  program_check(&program, 66, "in/pipe': it is neither a file nor a folder");
  says(&program, "in/circle': it is a link to a folder");
  says(&program, "in/broken': No such file or directory");
  assert_int_equal(count_briefs(room), 1);
  program_release(&program);
  program = add(room, "", NULL, pipe_path); // nobody writes to it
  program_check(&program, 65, "there is no text in it");
  program_release(&program);
  free(pipe_path);
  free(circle);
  free(broken);
  free(link_path);
}

static void the_same_command_again_adds_nothing(void **state) {
  const Room *room = *state;
  put(room, "in/a.txt");
  put(room, "in/b.txt");
  Program program = add_folder(room);
  program_release(&program);
  program = add_folder(room);
  program_check(&program, 0, "");
  assert_int_equal(count(program.out, "already there "), 2);
  program_release(&program);
  char *history = DESK_TAKE(&room->desk, "history");
  assert_int_equal(count(history, "add '"), 2);
  free(history);
}

// A link in a folder is a file of it that was not added: the numbers add up.
static void what_leads_to_no_file_is_counted_among_the_files(void **state) {
  const Room *room = *state;
  put(room, "in/a.txt");
  put(room, "in/b.txt");
  char *link = check_path(room->desk.home, "in/loop");
  assert_int_equal(symlink(".", link), 0);
  Program program = add_folder(room);
  program_check(&program, program.status, "in/loop': it is a link to a folder\n");
  says(&program, "postil: 1 of 3 files was not added\n");
  assert_int_equal(count(program.out, "added "), 2);
  program_release(&program);
  free(link);
}

static void a_list_of_paths_is_read_by_lines_or_by_nul(void **state) {
  const Room *room = *state;
  put(room, "in/a.txt");
  put(room, "in/b c.txt");
  put(room, "in/d\n.txt");
  Buffer list = {0};
  buffer_printf(&list, "%s/in/a.txt\r\n\n%s/in/b c.txt", room->desk.home, room->desk.home);
  check_write(room->desk.home, "list", buffer_slice(&list));
  char *path = check_path(room->desk.home, "list");
  Program program = add(room, "", "--from", path);
  program_check(&program, 0, "");
  assert_int_equal(count_briefs(room), 2);
  program_release(&program);
  buffer_clear(&list);
  buffer_printf(&list, "%s/in/d\n.txt", room->desk.home);
  buffer_add_byte(&list, '\0');
  check_write(room->desk.home, "list", buffer_slice(&list));
  program = add(room, "", "--from", path);
  program_check(&program, 0, "");
  assert_int_equal(count_briefs(room), 3);
  program_release(&program);
  buffer_release(&list);
  free(path);
}

static void a_list_comes_from_standard_input_too(void **state) {
  const Room *room = *state;
  put(room, "in/a.txt");
  Buffer list = {0};
  buffer_printf(&list, "%s/in\n%s/none.txt\n", room->desk.home,
                room->desk.home); // a folder, and nothing
  Program program = add(room, list.ptr, "--from", "-");
  program_check(&program, 66, "none.txt': No such file or directory");
  says(&program, "postil: 1 of 2 files was not added\n");
  assert_int_equal(count_briefs(room), 1);
  program_release(&program);
  buffer_release(&list);
}

static void neither_path_nor_list_is_wrong_use(void **state) {
  const Room *room = *state;
  Program program = PROGRAM(room->desk.home, "--library", room->desk.library, "add");
  program_check(&program, 64, "there is no path");
  program_release(&program);
}

// The converter of this test asks postil to end, as ^C would, while it is reading b.pdf.
static void an_interrupted_run_keeps_what_it_has_and_goes_on_later(void **state) {
  const Room *room = *state;
  put(room, "in/a.txt");
  check_write(room->desk.home, "in/b.pdf", SLICE("%PDF-1.7\n"));
  put(room, "in/c.txt");
  make_folder(room, "bin");
  check_write(room->desk.home, "bin/pdftohtml", SLICE("#!/bin/sh\nkill -INT $PPID; sleep 1000\n"));
  char *program_path = check_path(room->desk.home, "bin/pdftohtml"),
       *bin = check_path(room->desk.home, "bin");
  assert_int_equal(chmod(program_path, 0700), 0);
  Buffer path = {0};
  buffer_printf(&path, "%s:%s", bin, room->path);
  setenv("PATH", path.ptr, 1);
  Program program = add_folder(room);
  program_check(&program, 130, "postil: interrupted after 1 of 3 files");
  assert_int_equal(count(program.err, "cannot"), 0);
  assert_int_equal(count_briefs(room), 1);
  program_release(&program);
  check_write(room->desk.home, "bin/pdftohtml",
              SLICE("#!/bin/sh\necho '<page height=\"99\"><text>A page</text></page>'\n"));
  assert_int_equal(chmod(program_path, 0700), 0);
  program = add_folder(room);
  program_check(&program, 0, "");
  assert_int_equal(count(program.out, "already there "), 1);
  assert_int_equal(count(program.out, "added "), 2);
  program_release(&program);
  buffer_release(&path);
  free(program_path);
  free(bin);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(bad_ones_are_told_at_the_end_with_their_number),
      TEST(what_leads_to_no_file_is_counted_among_the_files),
      TEST(a_single_failure_keeps_its_hint_and_has_no_number),
      TEST(what_is_no_file_in_a_folder_is_named_and_nothing_hangs),
      TEST(the_same_command_again_adds_nothing),
      TEST(a_list_of_paths_is_read_by_lines_or_by_nul),
      TEST(a_list_comes_from_standard_input_too),
      TEST(neither_path_nor_list_is_wrong_use),
      TEST(an_interrupted_run_keeps_what_it_has_and_goes_on_later),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
