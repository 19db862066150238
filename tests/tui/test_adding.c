// SPDX-License-Identifier: MIT
// Adding and exporting by path, on the screen: whatever the path names, keys and signals are
// answered.
#include "support/check.h"
#include "support/pty.h"
#include "support/stage.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct Desk {
  Stage stage;
  char *folder, *path; // $PATH as it was
  Buffer line;         // the keys to type
} Desk;

// A folder with two files, one of them in a folder below it.
static int set_up(void **state) {
  Desk *desk = calloc(1, sizeof *desk);
  assert_non_null(desk);
  Error err = {0};
  Buffer below = {0};
  desk->folder = check_folder();
  desk->path = strdup(getenv("PATH"));
  buffer_printf(&below, "%s/below", desk->folder);
  check_ok(file_make_folder(below.ptr, &err), &err);
  check_write(desk->folder, "one.txt", SLICE("One\n\nThe first of them.\n"));
  check_write(below.ptr, "two.txt", SLICE("Two\n\nThe second of them.\n"));
  buffer_release(&below);
  desk->stage = stage_open(24, 100);
  *state = desk;
  return 0;
}

static int tear_down(void **state) {
  Desk *desk = *state;
  stage_close(&desk->stage);
  setenv("PATH", desk->path, 1);
  check_folder_remove(desk->folder);
  free(desk->path);
  buffer_release(&desk->line);
  free(desk->folder);
  free(desk);
  return 0;
}

// Types, and does nothing of what goes on in steps.
static void type(Desk *desk, const char *keys) {
  for (const char *at = keys; *at; at++)
    app_feed(desk->stage.app, &(Event){.type = EVENT_KEY, .key = (Key)*at});
}

static void enter(Desk *desk) {
  app_feed(desk->stage.app, &(Event){.type = EVENT_KEY, .key = KEY_ENTER_});
}

static void step(Desk *desk) {
  app_feed(desk->stage.app, &(Event){.type = EVENT_NONE});
}

static void check_that_a_folder_goes_in_steps(Desk *desk, const char *command) {
  const Adder *adder = &desk->stage.app->adder;
  type(desk, command);
  type(desk, desk->folder);
  enter(desk);
  assert_true(adder_busy(adder));
  assert_int_equal(adder->count, 0);
  assert_int_equal(app_patience(desk->stage.app), 0);
  step(desk);
  assert_int_equal(adder->count, 0); // the folder was read, no more
  while (adder->walk.count > 0) step(desk);
  assert_int_equal(adder->count, 2);
  assert_int_equal(adder->added, 0);
  Slice message = buffer_slice(&desk->stage.app->message);
  assert_true(slice_starts(message, SLICE("adding 1 of 2: "))); // it may take long
  step(desk);
  assert_int_equal(adder->added, 1);
  app_feed(desk->stage.app, &(Event){.type = EVENT_KEY, .key = KEY_ESCAPE});
  assert_false(adder_busy(adder));
  assert_int_equal(desk->stage.app->briefs.count, 1);
}

static void a_folder_is_looked_through_and_added_in_steps(void **state) {
  check_that_a_folder_goes_in_steps(*state, "+");
}

static void the_command_add_takes_a_folder_in_steps_too(void **state) {
  check_that_a_folder_goes_in_steps(*state, ":add ");
}

static void escape_ends_the_looking(void **state) {
  Desk *desk = *state;
  type(desk, "+");
  type(desk, desk->folder);
  enter(desk);
  step(desk);
  stage_play(&desk->stage, "<Esc>");
  assert_false(adder_busy(&desk->stage.app->adder));
  assert_int_equal(desk->stage.app->briefs.count, 0);
}

static void a_folder_without_files_says_so(void **state) {
  Desk *desk = *state;
  Error err = {0};
  buffer_printf(&desk->line, "%s/empty", desk->folder);
  check_ok(file_make_folder(desk->line.ptr, &err), &err);
  type(desk, "+");
  type(desk, desk->line.ptr);
  stage_play(&desk->stage, "<Enter>");
  stage_shows(&desk->stage, "there are no files there");
}

// Reading a terminal or a FIFO could wait for ever, for keys that nobody can send.
static void what_is_neither_a_file_nor_a_folder_is_not_added(void **state) {
  static const char *const lines[] = {"+/dev/null<Enter>", ":add /dev/null<Enter>",
                                      ":add -<Enter>"};
  Desk *desk = *state;
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    stage_play(&desk->stage, lines[i]);
    stage_shows(&desk->stage, "it is neither a file nor a folder");
    stage_play(&desk->stage, "<Esc>");
  }
}

// The terminal is a device: what is written to it would act on it.
// The folder again, in which the file that is being read was changed.
static void the_open_text_is_shown_as_its_new_version(void **state) {
  Desk *desk = *state;
  Stage *stage = &desk->stage;
  Buffer path = {0};
  buffer_printf(&path, "%s/one.txt", desk->folder);
  Error err = {0};
  BriefAdded one;
  check_ok(brief_add_file(stage->library, path.ptr, NULL, &one, &err), &err);
  stage_open_brief(stage, one.key);
  stage_play(stage, "/first<Enter>");
  check_write(desk->folder, "one.txt", SLICE("One\n\nA word before. The first of them.\n"));
  type(desk, ":add ");
  type(desk, desk->folder);
  enter(desk);
  while (adder_busy(&stage->app->adder)) step(desk);
  app_draw(stage->app);
  stage_shows(stage, "A word before.");
  stage_shows(stage, "added 1 brief, 1 new version (also of this text)");
  stage_play(stage, ":versions<Enter>");
  stage_shows(stage, "newest version");
  stage_shows(stage, "A word before.");
  stage_play(stage, "<Tab>");
  stage_shows(stage, "older version");
  stage_lacks(stage, "A word before.");
  stage_play(stage, "q");
  stage_lacks(stage, "version ·");
  buffer_release(&path);
}

static void nothing_is_exported_to_a_device(void **state) {
  Desk *desk = *state;
  stage_play(&desk->stage, ":export csv /dev/null<Enter>");
  stage_shows(&desk->stage, "cannot write '/dev/null': it is neither a file nor a folder");
  stage_add(&desk->stage, "brief.txt", "A Brief\n\nIts text.\n");
  stage_play(&desk->stage, "Ef^U/dev/null<Enter><Enter>");
  stage_shows(&desk->stage, "cannot write '/dev/null': it is neither a file nor a folder");
}

// ---- A converter that hangs

// Puts a pdftohtml in front of all others.
static void install(const Desk *desk, const char *commands) {
  Buffer path = {0};
  check_write(desk->folder, "pdftohtml", slice_of(commands));
  buffer_printf(&path, "%s/pdftohtml", desk->folder);
  assert_int_equal(chmod(path.ptr, 0700), 0);
  buffer_clear(&path);
  buffer_printf(&path, "%s:%s", desk->folder, desk->path);
  setenv("PATH", path.ptr, 1);
  buffer_release(&path);
}

static const char in_steps[] = "adding 1 of 1: slow.pdf: waiting for pdftohtml, Esc stops it";
static const char at_once[] = "waiting for pdftohtml, Esc stops it";

static Pty *start_with_hanging_converter(Desk *desk, const char *command, const char *shown) {
  install(desk, "#!/bin/sh\ntrap '' TERM INT HUP\nexec tail -f /dev/null\n");
  check_write(desk->folder, "slow.pdf", SLICE("%PDF-1.7\n"));
  Pty *pty = pty_start(&(PtyOptions){.rows = 24, .columns = 200}, (const char *const[]){NULL});
  buffer_printf(&desk->line, "%s%s/slow.pdf\r", command, desk->folder);
  pty_wait_text(pty, "Your library is empty");
  pty_send_bytes(pty, buffer_slice(&desk->line));
  pty_wait_text(pty, shown);
  return pty;
}

static void check_that_keys_stop_a_converter(Desk *desk, const char *command, const char *shown,
                                             const char *keys) {
  Pty *pty = start_with_hanging_converter(desk, command, shown);
  pty_send(pty, keys);
  pty_wait_text(pty, "pdftohtml was interrupted");
  pty_send(pty, "Q");
  assert_int_equal(pty_wait_exit(pty), 0);
  pty_free(pty);
}

static void escape_stops_a_converter(void **state) {
  check_that_keys_stop_a_converter(*state, "+", in_steps, "<Esc>");
}

static void control_c_stops_a_converter(void **state) {
  check_that_keys_stop_a_converter(*state, ":add ", at_once, "^C");
}

static void other_keys_wait_for_the_converter(void **state) {
  Pty *pty = start_with_hanging_converter(*state, ":add ", at_once);
  pty_send(pty, ":messages<Enter>"); // no key of these stops it; they are typed once it has ended
  pty_send(pty, "^C");
  pty_wait_text(pty, "─ messages ─");
  pty_wait_text(pty, "pdftohtml was interrupted");
  pty_signal(pty, SIGTERM);
  assert_int_equal(pty_wait_exit(pty), 128 + SIGTERM);
  pty_free(pty);
}

static void a_signal_to_end_does_not_wait_for_a_converter(void **state) {
  Pty *pty = start_with_hanging_converter(*state, ":add ", at_once);
  pty_signal(pty, SIGTERM);
  assert_int_equal(pty_wait_exit(pty), 128 + SIGTERM);
  pty_free(pty);
}

static void what_a_document_lost_is_said(void **state) {
  Desk *desk = *state;
  install(desk, "#!/bin/sh\necho '<page height=\"99\"><text>A page</text></page><page "
                "height=\"99\"></page>'\n");
  check_write(desk->folder, "scan.pdf", SLICE("%PDF-1.7\n"));
  type(desk, "+");
  type(desk, desk->folder);
  type(desk, "/scan.pdf");
  enter(desk);
  while (adder_busy(&desk->stage.app->adder)) step(desk);
  assert_int_equal(desk->stage.app->briefs.count, 1);
  assert_non_null(strstr(desk->stage.app->message.ptr, "some of its pages have no text layer"));
}

int main(void) {
#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
  const struct CMUnitTest tests[] = {
      CASE(a_folder_is_looked_through_and_added_in_steps),
      CASE(the_command_add_takes_a_folder_in_steps_too),
      CASE(escape_ends_the_looking),
      CASE(a_folder_without_files_says_so),
      CASE(what_is_neither_a_file_nor_a_folder_is_not_added),
      CASE(escape_stops_a_converter),
      CASE(control_c_stops_a_converter),
      CASE(other_keys_wait_for_the_converter),
      CASE(a_signal_to_end_does_not_wait_for_a_converter),
      CASE(what_a_document_lost_is_said),
      CASE(the_open_text_is_shown_as_its_new_version),
      CASE(nothing_is_exported_to_a_device),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
