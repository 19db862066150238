// SPDX-License-Identifier: MIT
// What a terminal is told when rows scroll, and when it is left, whatever was sent before.
#include "tui/capability.h"

#include "support/check.h"
#include "support/emulator.h"

#include <stdlib.h>
#include <unistd.h>

// Leaves after a frame that was cut behind these bytes; then a shell writes more lines than the
// screen has.
static void check_that_a_shell_can_go_on(const char *term, const char *cut) {
  Error err = {0};
  Buffer text = {0};
  setenv("TERM", term, 1);
  Capability *capability = capability_open(STDOUT_FILENO, true, &err);
  check_ok(capability != NULL, &err);
  Emulator *emulator = emulator_new(4, 20);
  emulator_feed(emulator, capability_enter(capability));
  emulator_feed(emulator, slice_of(cut));
  emulator_feed(emulator, capability_leave(capability));
  emulator_feed(emulator, SLICE("\033[4;1Hone\r\ntwo\r\nthree\r\nfour\r\n"));
  emulator_text(emulator, &text);
  check_text(buffer_slice(&text), "two\nthree\nfour\n\n");
  buffer_release(&text);
  emulator_free(emulator);
  capability_close(capability);
}

static void a_shell_can_go_on_after_a_frame_that_was_cut(void **state) {
  (void)state;
  static const char *const terms[] = {"xterm-256color", "tmux-256color", "screen", "rxvt"};
  static const char *const cuts[] = {
      "",                            // not at all
      "some text",                   // between two sequences
      "\033[2;3r\033[3;1H\n",        // between the margins and their end
      "\033[38;5;2",                 // in a sequence
      "\033]52;c;Y29waWVkIHRoaW5ncw" // in a string
  };
  for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
    for (size_t j = 0; j < sizeof cuts / sizeof *cuts; j++)
      check_that_a_shell_can_go_on(terms[i], cuts[j]);
  }
}

// There are emulators that take "\033[r" for a region from the first row to where it ended.
static void margins_are_set_back_in_full(void **state) {
  (void)state;
  Error err = {0};
  Buffer bytes = {0};
  setenv("TERM", "xterm-256color", 1);
  Capability *capability = capability_open(STDOUT_FILENO, true, &err);
  check_ok(capability != NULL, &err);
  capability_scroll(capability, &bytes, 2, 10, 1, 24);
  check_text(buffer_slice(&bytes), "\033[3;10r\033[10H\n\033[1;24r");
  buffer_release(&bytes);
  capability_close(capability);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_shell_can_go_on_after_a_frame_that_was_cut),
      cmocka_unit_test(margins_are_set_back_in_full),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
