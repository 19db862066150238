// SPDX-License-Identifier: MIT
// Signals that wait until what is in hand is finished.
#include "base/ending.h"

#include "support/check.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void nothing_is_asked_at_first(void **state) {
  (void)state;
  Ending ending;
  ending_hold(&ending);
  assert_false(ending_asked(&ending));
  assert_int_equal(ending_take(&ending), 0);
  ending_let_go(&ending);
}

static void a_signal_waits_and_can_be_taken(void **state) {
  (void)state;
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    Ending ending;
    signal(numbers[i], SIG_DFL); // whoever runs the tests may ignore it
    ending_hold(&ending);
    raise(numbers[i]);
    assert_true(ending_asked(&ending));
    assert_true(ending_asked(&ending)); // asking takes nothing
    assert_int_equal(ending_take(&ending), numbers[i]);
    assert_false(ending_asked(&ending));
    ending_let_go(&ending); // and we are still there
  }
}

static void what_was_not_taken_comes_in_the_end(void **state) {
  (void)state;
  pid_t child = fork();
  if (child == 0) {
    Ending ending;
    signal(SIGTERM, SIG_DFL);
    ending_hold(&ending);
    raise(SIGTERM);
    if (!ending_asked(&ending)) _exit(1);
    ending_let_go(&ending);
    _exit(2);
  }
  int status = 0;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
}

static void an_ignored_signal_stays_ignored(void **state) {
  (void)state;
  void (*before)(int) = signal(SIGHUP, SIG_IGN);
  Ending ending;
  ending_hold(&ending);
  raise(SIGHUP);
  assert_false(ending_asked(&ending));
  ending_let_go(&ending);
  signal(SIGHUP, before);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_is_asked_at_first),
      cmocka_unit_test(a_signal_waits_and_can_be_taken),
      cmocka_unit_test(what_was_not_taken_comes_in_the_end),
      cmocka_unit_test(an_ignored_signal_stays_ignored),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
