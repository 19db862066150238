// SPDX-License-Identifier: MIT
// Other programs: what they are given, what they give back, and that no shell is between.
#include "base/process.h"
#include "support/check.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUN(end, text, ...) run(end, text, (const char *const[]){__VA_ARGS__, NULL})

static void run(ProcessEnd *end, const char *input, const char *const *arguments) {
  Error err = {0};
  ProcessRequest request = {
      .arguments = arguments, .captured = true, .input = slice_of(input), .wake_fd = -1};
  check_ok(process_run(&request, end, &err), &err);
}

static void input_goes_in_and_output_comes_out(void **state) {
  (void)state;
  ProcessEnd end;
  RUN(&end, "one\ntwo\n", "sort", "-r");
  check_text(buffer_slice(&end.output), "two\none\n");
  assert_int_equal(end.status, 0);
  assert_false(end.cut);
  process_release(&end);
}

static void no_input_is_an_end_of_file(void **state) {
  (void)state;
  ProcessEnd end;
  RUN(&end, "", "cat");
  assert_int_equal(end.output.len, 0);
  process_release(&end);
}

static void arguments_reach_no_shell(void **state) {
  (void)state;
  ProcessEnd end;
  RUN(&end, "", "printf", "%s", "$(id) `id` ; > | & * ~ \n'\"");
  check_text(buffer_slice(&end.output), "$(id) `id` ; > | & * ~ \n'\"");
  process_release(&end);
}

static void the_status_is_told(void **state) {
  (void)state;
  ProcessEnd end;
  RUN(&end, "", "sh", "-c", "echo bad >&2; exit 7");
  assert_int_equal(end.status, 7);
  check_text(buffer_slice(&end.output), "bad\n");
  process_release(&end);
  RUN(&end, "", "sh", "-c", "kill -TERM $$");
  assert_int_equal(end.status, PROCESS_SIGNALLED + SIGTERM);
  process_release(&end);
}

static void a_program_that_is_not_there_is_an_error(void **state) {
  (void)state;
  ProcessEnd end;
  Error err = {0};
  const char *const arguments[] = {"no-such-program-anywhere", NULL};
  for (int captured = 0; captured < 2; captured++) {
    ProcessRequest request = {.arguments = arguments, .captured = captured, .wake_fd = -1};
    assert_false(process_run(&request, &end, &err));
    assert_int_equal(err.kind, ERROR_INPUT);
    err = (Error){0};
  }
}

static void output_is_cut_at_its_bound_and_the_writer_ends(void **state) {
  (void)state;
  ProcessEnd end;
  RUN(&end, "", "yes"); // never ends by itself
  assert_int_equal(end.output.len, PROCESS_OUTPUT_MOST);
  assert_true(end.cut);
  assert_int_equal(end.status, PROCESS_SIGNALLED + SIGPIPE);
  process_release(&end);
}

static void much_input_that_nobody_reads_does_no_harm(void **state) {
  (void)state;
  size_t len = 1 << 20;
  char *text = calloc(len + 1, 1);
  assert_non_null(text);
  memset(text, 'x', len);
  ProcessEnd end;
  RUN(&end, text, "true");
  assert_int_equal(end.status, 0);
  RUN(&end, text, "wc", "-c");
  check_text(slice_trim(buffer_slice(&end.output)), "1048576");
  process_release(&end);
  free(text);
}

static void only_three_descriptors_and_no_ignored_signal_are_inherited(void **state) {
  (void)state;
  ProcessEnd end;
  int stray = open("/dev/null", O_RDONLY); // without CLOEXEC
  void (*before)(int) = signal(SIGINT, SIG_IGN);
  RUN(&end, "", "ls", "/proc/self/fd");
  check_text(buffer_slice(&end.output), "0\n1\n2\n3\n"); // the last is the folder being read
  process_release(&end);
  RUN(&end, "", "grep", "^SigIgn", "/proc/self/status");
  unsigned long ignored = strtoul(end.output.ptr + strlen("SigIgn:"), NULL, 16);
  assert_int_equal(ignored & 0x7FFFFFFF, 0); // above are those that libc keeps for itself
  signal(SIGINT, before);
  close(stray);
  process_release(&end);
}

static bool always(void) {
  return true;
}

static void what_ends_us_ends_it(void **state) {
  (void)state;
  int ends[2];
  assert_int_equal(pipe(ends), 0);
  assert_int_equal(write(ends[1], "", 1), 1);
  const char *const arguments[] = {"sleep", "1000", NULL};
  ProcessRequest request = {
      .arguments = arguments, .captured = true, .wake_fd = ends[0], .ending = always};
  ProcessEnd end;
  Error err = {0};
  check_ok(process_run(&request, &end, &err), &err);
  assert_int_equal(end.status, PROCESS_SIGNALLED + SIGTERM);
  close(ends[0]);
  close(ends[1]);
  process_release(&end);
}

static const char *marker; // of a program that can be asked to end

static bool when_marked(void) {
  return access(marker, F_OK) == 0;
}

static void who_does_not_end_when_asked_is_ended(void **state) {
  (void)state;
  int ends[2];
  char *folder = check_folder();
  Buffer file = {0};
  buffer_printf(&file, "%s/marker", folder);
  marker = file.ptr;
  assert_int_equal(pipe(ends), 0);
  assert_int_equal(write(ends[1], "", 1), 1);
  const char *const arguments[] = {"sh", "-c", "trap '' TERM; : > \"$0\"; exec sleep 1000", marker,
                                   NULL};
  ProcessRequest request = {
      .arguments = arguments, .captured = true, .wake_fd = ends[0], .ending = when_marked};
  ProcessEnd end;
  Error err = {0};
  check_ok(process_run(&request, &end, &err), &err);
  assert_int_equal(end.status, PROCESS_SIGNALLED + SIGKILL);
  close(ends[0]);
  close(ends[1]);
  process_release(&end);
  check_folder_remove(folder);
  buffer_release(&file);
  free(folder);
}

// ---- Confined programs

static void run_confined(ProcessEnd *end, ProcessBounds bounds, const char *const *arguments) {
  Error err = {0};
  ProcessRequest request = {
      .arguments = arguments, .captured = true, .bounds = &bounds, .wake_fd = -1};
  check_ok(process_run(&request, end, &err), &err);
}

#define CONFINED(end, bounds, ...)                                                                 \
  run_confined(end, bounds, (const char *const[]){__VA_ARGS__, NULL})

static const ProcessBounds wide = {.seconds = 1000, .memory = (size_t)1 << 32, .output = 1 << 20};

static void a_confined_program_has_its_complaints_apart(void **state) {
  (void)state;
  ProcessEnd end;
  CONFINED(&end, wide, "sh", "-c", "echo text; echo complaint >&2; echo $LC_ALL");
  check_text(buffer_slice(&end.output), "text\nC.UTF-8\n");
  check_text(buffer_slice(&end.errors), "complaint\n");
  assert_false(end.late || end.cut || end.stopped);
  process_release(&end);
}

static void a_confined_program_is_killed_when_its_time_is_over(void **state) {
  (void)state;
  ProcessEnd end;
  ProcessBounds none = wide;
  none.seconds = 0;
  CONFINED(&end, none, "sh", "-c", "trap '' TERM INT HUP; sleep 1000; sleep 1000");
  assert_true(end.late);
  assert_int_equal(end.status, PROCESS_SIGNALLED + SIGKILL);
  process_release(&end);
}

static void a_confined_program_has_bounds_of_memory_and_output(void **state) {
  (void)state;
  ProcessEnd end;
  ProcessBounds small = wide;
  small.memory = (size_t)256 << 20;
  CONFINED(&end, small, "dd", "if=/dev/zero", "of=/dev/null", "bs=1G", "count=1");
  assert_int_equal(end.status, 1);
  process_release(&end);
  CONFINED(&end, wide, "dd", "if=/dev/zero", "of=/dev/null", "bs=1G", "count=1");
  assert_int_equal(end.status, 0);
  process_release(&end);
  small = wide;
  small.output = 1000;
  CONFINED(&end, small, "yes");
  assert_int_equal(end.output.len, 1000);
  assert_true(end.cut);
  process_release(&end);
}

// Where a signal is held back while work is finished, a slow program does not delay that.
static void a_signal_that_is_held_back_ends_a_confined_program(void **state) {
  (void)state;
  ProcessEnd end;
  sigset_t held, before;
  int number = 0;
  sigemptyset(&held);
  sigaddset(&held, SIGINT);
  sigprocmask(SIG_BLOCK, &held, &before);
  raise(SIGINT);
  CONFINED(&end, wide, "sleep", "1000");
  assert_true(end.stopped);
  sigpending(&held);
  assert_true(sigismember(&held, SIGINT));
  sigemptyset(&held);
  sigaddset(&held, SIGINT);
  assert_int_equal(sigwait(&held, &number), 0);
  sigprocmask(SIG_SETMASK, &before, NULL);
  process_release(&end);
}

static void a_confined_program_can_seek_in_its_input(void **state) {
  (void)state;
  ProcessEnd end;
  Error err = {0};
  const char *const arguments[] = {"tail", "-c", "4", "/dev/fd/0", NULL};
  ProcessRequest request = {.arguments = arguments,
                            .captured = true,
                            .bounds = &wide,
                            .input = SLICE("first last"),
                            .wake_fd = -1};
  check_ok(process_run(&request, &end, &err), &err);
  check_text(buffer_slice(&end.output), "last");
  process_release(&end);
}

static void check_words(const char *setting, const char *wanted) {
  Buffer words = {0};
  char **arguments = process_split(setting, (const char *const[]){"last one", NULL});
  for (char **at = arguments; at && *at; at++) buffer_printf(&words, "<%s>", *at);
  check_text(buffer_slice(&words), wanted);
  process_free_arguments(arguments);
  buffer_release(&words);
}

static void a_setting_is_split_into_words(void **state) {
  (void)state;
  check_words("vi", "<vi><last one>");
  check_words("  code  --wait ", "<code><--wait><last one>");
  check_words("'/opt/my editor/run' -c \"set tw=72\"",
              "</opt/my editor/run><-c><set tw=72><last one>");
  check_words("a\\ b '' \"\"", "<a b><><><last one>");
  check_words("open$HOME;`id`", "<open$HOME;`id`><last one>");
  check_words("'unclosed", "<unclosed><last one>");
  check_words("end\\", "<end\\><last one>");
  check_words("   ", "");
  assert_null(process_split(NULL, NULL));
}

static void a_process_runs_until_it_has_been_waited_for(void **state) {
  (void)state;
  pid_t child = fork();
  if (child == 0) _exit(0);
  assert_true(child > 0);
  assert_true(process_runs(child)); // nobody has asked how it ended
  assert_int_equal(waitpid(child, NULL, 0), child);
  assert_false(process_runs(child));
  assert_true(process_runs(1)); // not ours
  assert_false(process_runs(0));
  assert_false(process_runs(-1));
  assert_false(process_runs(INT64_MAX));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(input_goes_in_and_output_comes_out),
      cmocka_unit_test(no_input_is_an_end_of_file),
      cmocka_unit_test(arguments_reach_no_shell),
      cmocka_unit_test(the_status_is_told),
      cmocka_unit_test(a_program_that_is_not_there_is_an_error),
      cmocka_unit_test(output_is_cut_at_its_bound_and_the_writer_ends),
      cmocka_unit_test(much_input_that_nobody_reads_does_no_harm),
      cmocka_unit_test(only_three_descriptors_and_no_ignored_signal_are_inherited),
      cmocka_unit_test(what_ends_us_ends_it),
      cmocka_unit_test(who_does_not_end_when_asked_is_ended),
      cmocka_unit_test(a_confined_program_has_its_complaints_apart),
      cmocka_unit_test(a_confined_program_is_killed_when_its_time_is_over),
      cmocka_unit_test(a_confined_program_has_bounds_of_memory_and_output),
      cmocka_unit_test(a_signal_that_is_held_back_ends_a_confined_program),
      cmocka_unit_test(a_confined_program_can_seek_in_its_input),
      cmocka_unit_test(a_setting_is_split_into_words),
      cmocka_unit_test(a_process_runs_until_it_has_been_waited_for),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
