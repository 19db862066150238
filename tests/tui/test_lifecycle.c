// SPDX-License-Identifier: MIT
// What becomes of postil, and of the terminal, when the world around the screen changes: the real
// binary with a sample brief open.
#include "support/check.h"
#include "support/pty.h"

#include <signal.h>
#include <stdlib.h>

static const char brief[] = "data/briefs/ports-before-plants.txt";
static const char title[] = "Ports Before Plants";

static Pty *start(PtyOptions options) {
  return pty_start(&options, (const char *const[]){brief, NULL});
}

static Pty *start_and_see(PtyOptions options) {
  Pty *pty = start(options);
  pty_wait_text(pty, title);
  return pty;
}

static bool sent(const Pty *pty, const char *bytes) {
  Slice output = pty_output(pty);
  return memmem(output.ptr, output.len, bytes, strlen(bytes)) != NULL;
}

static void quitting_leaves_the_terminal_as_found(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  assert_true(sent(pty, "\033[?1049h"));
  assert_true(sent(pty, "\033[?2004h"));
  pty_quit(pty);
}

static void every_kind_of_terminal_shows_the_brief(void **state) {
  (void)state;
  static const char *const terms[] = {"xterm", "screen-256color", "tmux-256color", "linux",
                                      "vt100", "vt220",           "rxvt",          "ansi"};
  for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
    pty_quit(start_and_see((PtyOptions){.term = terms[i]}));
  }
}

static void a_terminal_that_cannot_is_refused_with_a_sentence(void **state) {
  (void)state;
  static const char *const terms[] = {"dumb", "", "no-such-terminal"};
  for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
    Pty *pty = start((PtyOptions){.term = terms[i], .columns = 300});
    assert_int_equal(pty_wait_exit(pty), ERROR_TERMINAL);
    assert_true(pty_shows(pty, "postil: "));
    assert_true(pty_shows(pty, "postil show"));
    assert_false(sent(pty, "\033"));
    pty_check_clean(pty);
    pty_free(pty);
  }
}

static void a_signal_that_ends_restores(void **state) {
  (void)state;
  static const int numbers[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    Pty *pty = start_and_see((PtyOptions){0});
    pty_signal(pty, numbers[i]);
    pty_check_end(pty, 128 + numbers[i]);
  }
}

static void a_crash_restores(void **state) {
  (void)state;
#ifndef POSTIL_SANITIZED
  static const int numbers[] = {SIGSEGV, SIGABRT};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    Pty *pty = start_and_see((PtyOptions){0});
    pty_signal(pty, numbers[i]);
    pty_check_end(pty, 128 + numbers[i]);
  }
#endif
}

static void suspending_by_signal_and_by_key_gives_the_terminal_back(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  for (int by_key = 0; by_key < 2; by_key++) {
    if (by_key) {
      pty_send(pty, "^Z");
    } else {
      pty_signal(pty, SIGTSTP);
    }
    pty_wait_stopped(pty);
    pty_check_clean(pty);
    pty_wait_gone(pty, title);
    pty_resize(pty, by_key ? 24 : 30, by_key ? 80 : 130);
    pty_resume(pty);
    pty_wait_text(pty, title);
  }
  pty_quit(pty);
}

// An editor that does not heed SIGTERM and dies with the line settings and the screen its own.
static void an_editor_that_does_not_end_is_ended_and_tidied_up_after(void **state) {
  (void)state;
  char *folder = check_folder();
  Buffer visual = {0};
  buffer_printf(&visual, "VISUAL=sh %s/editor", folder);
  check_write(folder, "editor",
              SLICE("trap '' TERM\nstty raw -echo\n"
                    "printf '\\033[?1049h\\033[?25lstubborn'\nexec sleep 1000\n"));
  Pty *pty = start_and_see((PtyOptions){.extra = (const char *const[]){visual.ptr, NULL}});
  pty_send(pty, "a");
  pty_wait_text(pty, "─ comment");
  pty_send(pty, "words^X");
  pty_wait_text(pty, "stubborn");
  pty_signal(pty, SIGTERM);
  pty_check_end(pty, 128 + SIGTERM);
  buffer_release(&visual);
  check_folder_remove(folder);
  free(folder);
}

static void a_storm_of_resizes_ends_in_the_right_picture(void **state) {
  (void)state;
  static const uint32_t rows[] = {1, 2, 5, 24, 50, 120}, columns[] = {1, 2, 7, 20, 80, 132, 250};
  Pty *pty = start_and_see((PtyOptions){0});
  for (uint32_t i = 0; i < 200; i++) pty_resize(pty, rows[i * 7 % 6], columns[i * 5 % 7]);
  pty_resize(pty, 0, 0);
  pty_resize(pty, 24, 80);
  pty_wait_text(pty, title);
  pty_quit(pty);
}

static void a_terminal_without_a_size_is_waited_for(void **state) {
  (void)state;
  Pty *pty = start((PtyOptions){.no_size = true});
  pty_resize(pty, 24, 80);
  pty_wait_text(pty, title);
  pty_quit(pty);
}

static void a_lost_terminal_ends_it(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  pty_hang_up(pty);
  int status = pty_wait_exit(pty);
  assert_true(status == 0 || status == 128 + SIGHUP);
  pty_free(pty);
}

static void keys_come_from_the_terminal_when_input_is_none(void **state) {
  (void)state;
  pty_quit(start_and_see((PtyOptions){.input = "/dev/null"}));
}

static void a_plain_locale_gets_no_high_byte(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){.lang = "C"});
  pty_send(pty, "jjjG");
  pty_send(pty, "Q");
  assert_int_equal(pty_wait_exit(pty), 0);
  Slice output = pty_output(pty);
  for (size_t i = 0; i < output.len; i++) assert_in_range((unsigned char)output.ptr[i], 0, 127);
  pty_free(pty);
}

// A colour is the SGR parameters 30 to 49 and 90 to 107; attributes have one digit.
static bool sends_colour(Slice output) {
  for (size_t at = 0; at + 4 < output.len; at++) {
    if (output.ptr[at] != '\033' || output.ptr[at + 1] != '[') continue;
    size_t end = at + 2;
    while (end < output.len && strchr("0123456789;", output.ptr[end]) && output.ptr[end]) end++;
    if (end < output.len && output.ptr[end] == 'm' && end - at - 2 > 1) return true;
  }
  return false;
}

static void no_color_sends_no_colour(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  assert_true(sends_colour(pty_output(pty)));
  pty_quit(pty);
  pty = start_and_see((PtyOptions){.extra = (const char *const[]){"NO_COLOR=1", NULL}});
  assert_false(sends_colour(pty_output(pty)));
  pty_quit(pty);
}

static void a_large_paste_outside_an_editor_does_nothing(void **state) {
  (void)state;
  static const Slice piece = {"qdD:!rm -r x\r[AQ", 16};
  Pty *pty = start_and_see((PtyOptions){0});
  pty_send_bytes(pty, SLICE("\033[200~"));
  for (int i = 0; i < 6400; i++) pty_send_bytes(pty, piece);
  pty_send_bytes(pty, SLICE("\033[201~"));
  pty_send(pty, "^L");
  pty_wait_text(pty, title);
  pty_quit(pty);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(quitting_leaves_the_terminal_as_found),
      cmocka_unit_test(every_kind_of_terminal_shows_the_brief),
      cmocka_unit_test(a_terminal_that_cannot_is_refused_with_a_sentence),
      cmocka_unit_test(a_signal_that_ends_restores),
      cmocka_unit_test(a_crash_restores),
      cmocka_unit_test(suspending_by_signal_and_by_key_gives_the_terminal_back),
      cmocka_unit_test(an_editor_that_does_not_end_is_ended_and_tidied_up_after),
      cmocka_unit_test(a_storm_of_resizes_ends_in_the_right_picture),
      cmocka_unit_test(a_terminal_without_a_size_is_waited_for),
      cmocka_unit_test(a_lost_terminal_ends_it),
      cmocka_unit_test(keys_come_from_the_terminal_when_input_is_none),
      cmocka_unit_test(a_plain_locale_gets_no_high_byte),
      cmocka_unit_test(no_color_sends_no_colour),
      cmocka_unit_test(a_large_paste_outside_an_editor_does_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
