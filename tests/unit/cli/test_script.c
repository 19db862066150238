// SPDX-License-Identifier: MIT
#include "cli/script.h"

#include "support/check.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

// What a script said and how it ended.
typedef struct Outcome {
  int status;
  char *out, *complaints;
} Outcome;

static void outcome_release(Outcome *outcome) {
  free(outcome->out);
  free(outcome->complaints);
}

// Sends descriptor fd to a new file of the folder; returns a copy of the old one.
static int redirect(int fd, const char *folder, const char *name) {
  Buffer path = {0};
  buffer_printf(&path, "%s/%s", folder, name);
  int old = dup(fd), file = open(path.ptr, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  assert_true(old >= 0 && file >= 0);
  dup2(file, fd);
  close(file);
  buffer_release(&path);
  return old;
}

static void restore(int fd, int old) {
  dup2(old, fd);
  close(old);
}

static char *read_in(const char *folder, const char *name) {
  Buffer path = {0};
  buffer_printf(&path, "%s/%s", folder, name);
  char *text = check_read(path.ptr);
  buffer_release(&path);
  return text;
}

static Outcome run_on(Library *library, Slice script, bool keep_going) {
  char *folder = check_folder();
  Buffer path = {0};
  check_write(folder, "s", script);
  buffer_printf(&path, "%s/s", folder);
  fflush(stdout);
  fflush(stderr);
  int out = redirect(STDOUT_FILENO, folder, "out"), err = redirect(STDERR_FILENO, folder, "err");
  Outcome outcome = {.status = script_run(library, NULL, path.ptr, keep_going)};
  fflush(stderr);
  restore(STDOUT_FILENO, out);
  restore(STDERR_FILENO, err);
  outcome.out = read_in(folder, "out");
  outcome.complaints = read_in(folder, "err");
  buffer_release(&path);
  check_folder_remove(folder);
  free(folder);
  return outcome;
}

static Library *memory_library(void) {
  Error err = {0};
  Library *library = library_open_memory(&err);
  check_ok(library != NULL, &err);
  return library;
}

static void check_script(Slice script, bool keep_going, int status, const char *out) {
  Library *library = memory_library();
  Outcome outcome = run_on(library, script, keep_going);
  check_text(slice_of(outcome.out), out);
  assert_int_equal(outcome.status, status);
  assert_int_equal(outcome.status != 0, outcome.complaints[0] != '\0');
  outcome_release(&outcome);
  library_close(library);
}

#define ADD "add data/briefs/velna-compact.txt\n"

static void every_change_is_acknowledged_once(void **state) {
  (void)state;
  check_script(SLICE(ADD "select 4 10\nhighlight\ntag a\ntag a\nundo\nredo\n"), false, 0,
               "ACK 1\nACK 2\nACK 3\nACK 4\nACK 5\n");
}

static void adding_again_is_acknowledged_by_nothing(void **state) {
  (void)state;
  check_script(SLICE(ADD ADD), false, 0, "ACK 1\n");
}

static void a_command_of_several_changes_acknowledges_each(void **state) {
  (void)state;
  check_script(SLICE(ADD "select 4 10; highlight; tag a; undo 2"), false, 0,
               "ACK 1\nACK 2\nACK 3\nACK 4\nACK 5\n");
}

static void comments_and_blank_lines_are_passed_over(void **state) {
  (void)state;
  check_script(SLICE("# a script\r\n\r\n  \t\n" ADD "  # end"), false, 0, "ACK 1\n");
}

static void a_last_line_without_its_end_counts(void **state) {
  (void)state;
  check_script(SLICE(ADD "select 4 10\r\nhighlight"), false, 0, "ACK 1\nACK 2\n");
  check_script(SLICE(""), false, 0, "");
}

static void a_failure_stops_the_script(void **state) {
  (void)state;
  check_script(SLICE(ADD "select 4 10\nnonsense\nhighlight\n"), false, 64, "ACK 1\n");
  check_script(SLICE("select 4 10\n" ADD), false, 64, "");
}

static void keep_going_goes_on_and_ends_with_the_first_failure(void **state) {
  (void)state;
  check_script(SLICE("add no-such-file\nnonsense\n" ADD "select 4 10; x; highlight\n"), true, 66,
               "ACK 1\nACK 2\n");
}

static void a_failure_names_file_and_line(void **state) {
  (void)state;
  Library *library = memory_library();
  Outcome outcome = run_on(library, SLICE("# one\n\nnonsense \"x\"\n"), false);
  const char *place = strstr(outcome.complaints, "/s:3: nonsense: ");
  assert_non_null(place);
  assert_true(slice_starts(slice_of(outcome.complaints), SLICE("postil: ")));
  assert_string_equal(strchr(outcome.complaints, '\n'), "\n");
  outcome_release(&outcome);
  library_close(library);
}

static void broken_lines_are_faults_of_the_data(void **state) {
  (void)state;
  check_script(SLICE("tag \xFF\n"), false, 65, "");
  check_script(SLICE("tag a\0b\n"), false, 65, "");
  check_script(SLICE("tag \"a\n"), false, 64, "");
}

static void a_line_over_the_cap_is_refused_and_the_next_one_runs(void **state) {
  (void)state;
  Buffer script = {0};
  while (script.len < (3 << 20)) buffer_add_byte(&script, 'a');
  buffer_add_string(&script, "\n" ADD);
  check_script(buffer_slice(&script), true, 65, "ACK 1\n");
  buffer_release(&script);
}

static void listed_lines_stand_behind_a_bar(void **state) {
  (void)state;
  Library *library = memory_library();
  Outcome outcome = run_on(library, SLICE(ADD "select 4 10; tag solar; tags\n"), false);
  assert_int_equal(outcome.status, 0);
  assert_true(slice_starts(slice_of(outcome.out), SLICE("ACK 1\nACK 2\n| ")));
  assert_non_null(strstr(outcome.out, "solar"));
  outcome_release(&outcome);
  library_close(library);
}

static void an_export_is_told_when_it_is_written(void **state) {
  (void)state;
  char *folder = check_folder();
  Buffer script = {0}, wanted = {0};
  buffer_printf(&script, ADD "select 4 10; highlight\nexport csv %s/x.csv\n", folder);
  buffer_printf(&wanted, "ACK 1\nACK 2\nOUT %s/x.csv\n", folder);
  check_script(buffer_slice(&script), false, 0, wanted.ptr);
  buffer_release(&script);
  buffer_release(&wanted);
  check_folder_remove(folder);
  free(folder);
}

static void a_script_that_is_not_there_is_a_missing_input(void **state) {
  (void)state;
  Library *library = memory_library();
  int err = dup(STDERR_FILENO);
  int sink = open("/dev/null", O_WRONLY);
  dup2(sink, STDERR_FILENO);
  int missing = script_run(library, NULL, "no/such/script", false);
  int folder = script_run(library, NULL, "data", false);
  restore(STDERR_FILENO, err);
  close(sink);
  assert_int_equal(missing, 66);
  assert_int_equal(folder, 66);
  library_close(library);
}

// ---- A script as a process of its own

typedef struct Child {
  pid_t pid;
  int in, out;
} Child;

// Runs a script on standard input, its output in a pipe or, with `full`, in a full device.
static Child start(bool full) {
  int in[2], out[2];
  assert_int_equal(pipe(in), 0);
  assert_int_equal(pipe(out), 0);
  fflush(stdout);
  pid_t pid = fork();
  if (pid == 0) {
    int sink = open("/dev/null", O_WRONLY);
    dup2(in[0], STDIN_FILENO);
    dup2(full ? open("/dev/full", O_WRONLY) : out[1], STDOUT_FILENO);
    dup2(sink, STDERR_FILENO);
    close(in[1]);
    close(out[0]);
    Library *library = memory_library();
    int status = script_run(library, NULL, "-", false);
    library_close(library);
    _exit(status);
  }
  close(in[0]);
  close(out[1]);
  return (Child){pid, in[1], out[0]};
}

static void send(const Child *child, const char *text) {
  assert_int_equal(write(child->in, text, strlen(text)), strlen(text));
}

static int end_of(Child *child) {
  int status;
  close(child->in);
  assert_int_equal(waitpid(child->pid, &status, 0), child->pid);
  close(child->out);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void a_signal_ends_a_script_between_two_commands(void **state) {
  (void)state;
  static const int signals[] = {SIGTERM, SIGINT, SIGHUP};
  for (size_t at = 0; at < sizeof signals / sizeof *signals; at++) {
    signal(signals[at], SIG_DFL); // whoever runs the tests may ignore it
    Child child = start(false);
    char line[16] = "";
    send(&child, ADD);
    assert_int_equal(read(child.out, line, sizeof line), 6);
    check_text(slice_make(line, 6), "ACK 1\n");
    kill(child.pid, signals[at]);
    int status;
    assert_int_equal(waitpid(child.pid, &status, 0), child.pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 128 + signals[at]);
    close(child.in);
    close(child.out);
  }
}

static void a_signal_that_was_ignored_stays_so(void **state) {
  (void)state;
  signal(SIGHUP, SIG_IGN);
  Child child = start(false);
  signal(SIGHUP, SIG_DFL);
  char line[16];
  send(&child, ADD);
  assert_int_equal(read(child.out, line, sizeof line), 6);
  kill(child.pid, SIGHUP);
  send(&child, "select 4 10; highlight\n");
  assert_int_equal(read(child.out, line, sizeof line), 6);
  assert_int_equal(end_of(&child), 0);
}

static void what_cannot_be_acknowledged_ends_the_script(void **state) {
  (void)state;
  Child child = start(true);
  send(&child, ADD "select 4 10; highlight\n");
  assert_int_equal(end_of(&child), 74);
}

static void nobody_listening_ends_it_quietly(void **state) {
  (void)state;
  signal(SIGPIPE, SIG_DFL); // whoever runs the tests may ignore it
  Child child = start(false);
  close(child.out);
  child.out = open("/dev/null", O_RDONLY);
  send(&child, ADD);
  assert_int_equal(end_of(&child), -SIGPIPE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_change_is_acknowledged_once),
      cmocka_unit_test(adding_again_is_acknowledged_by_nothing),
      cmocka_unit_test(a_command_of_several_changes_acknowledges_each),
      cmocka_unit_test(comments_and_blank_lines_are_passed_over),
      cmocka_unit_test(a_last_line_without_its_end_counts),
      cmocka_unit_test(a_failure_stops_the_script),
      cmocka_unit_test(keep_going_goes_on_and_ends_with_the_first_failure),
      cmocka_unit_test(a_failure_names_file_and_line),
      cmocka_unit_test(broken_lines_are_faults_of_the_data),
      cmocka_unit_test(a_line_over_the_cap_is_refused_and_the_next_one_runs),
      cmocka_unit_test(listed_lines_stand_behind_a_bar),
      cmocka_unit_test(an_export_is_told_when_it_is_written),
      cmocka_unit_test(a_script_that_is_not_there_is_a_missing_input),
      cmocka_unit_test(a_signal_ends_a_script_between_two_commands),
      cmocka_unit_test(a_signal_that_was_ignored_stays_so),
      cmocka_unit_test(what_cannot_be_acknowledged_ends_the_script),
      cmocka_unit_test(nobody_listening_ends_it_quietly),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
