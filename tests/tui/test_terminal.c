// SPDX-License-Identifier: MIT
// The terminal layer end to end. The program under test is this file itself: started with --view it
// shows a screen of hard text, tells what events come, and ends in all the ways a program can.
#include "support/check.h"
#include "support/pty.h"

#include "base/safe.h"
#include "tui/terminal.h"

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// ---- The program under test --------------------------------------------------------------------
static const char *const hard_lines[] = {
    "plain text and an end .",
    "wide 漢字かな交じり文 .",
    "marks e\u0301\u0302 n\u0303 o\u0308 .",
    "family 👨\u200d👩\u200d👧\u200d👦 and 🇫🇷 flag .",
    "keycap 1\ufe0f\u20e3 heart ❤\ufe0f skin 👍🏽 .",
    "tamil நிலைமை hindi क्षत्रिय .",
    "right to left שלום עולם .",
    "hostile \033[31m\u202e\u200b\x07\xff .",
};
enum { HARD_LINES = sizeof hard_lines / sizeof *hard_lines };

typedef struct View {
  Terminal *terminal;
  Screen *screen;
  Buffer last; // the events so far
  int status;  // -1 while it runs
} View;

static void view_draw(View *view) {
  Screen *screen = view->screen;
  uint32_t rows, columns;
  terminal_size(view->terminal, &rows, &columns);
  screen_resize(screen, rows, columns);
  Buffer text = {0};
  buffer_printf(&text, "Governance %ux%u", rows, columns);
  screen_put_fit(screen, 0, 0, columns, buffer_slice(&text), FACE_BAR, 0);
  buffer_clear(&text);
  buffer_printf(&text, "got %s|", view->last.ptr ? view->last.ptr : "");
  screen_put_fit(screen, 1, 0, columns, buffer_slice(&text), FACE_TEXT, 0);
  buffer_release(&text);
  for (uint32_t i = 0; i < HARD_LINES; i++) {
    screen_put_fit(screen, 2 + i, 0, columns, slice_of(hard_lines[i]), FACE_TEXT, 0);
  }
  for (uint32_t face = 0; face < FACE_COUNT; face++) {
    screen_put(screen, 11, face, 1, SLICE("x"), (Face)face, 0);
  }
  if (rows > 0) screen_put(screen, rows - 1, 0, columns, SLICE("last row"), FACE_BAR, 0);
  screen_move_cursor(screen, 1, 4);
  terminal_draw(view->terminal, screen);
}

static void view_key(View *view, Key key) {
  switch (key) {
  case 'Q': view->status = 0; break;
  case 0xa3: exit(71);           // £
  case 0x20ac: BUG("asked for"); // €
  case 0xa7:                     // §
    terminal_suspend(view->terminal);
    break;
  case 0xa5: // ¥
    terminal_copy(view->terminal, SLICE("copied"), false);
    break;
  case 0xa4: // ¤
    buffer_add_string(&view->last, "(at work)");
    view_draw(view);
    while (!terminal_hurries(view->terminal)) {
    }
    buffer_add_string(&view->last, "(hurried)");
    break;
  case 12: terminal_redraw(view->terminal, view->screen); break;
  default: key_write(&view->last, key);
  }
}

static void view_take(View *view, const Event *event) {
  static const char *const acts[] = {"press", "release", "drag", "up", "down"};
  switch (event->type) {
  case EVENT_KEY: view_key(view, event->key); break;
  case EVENT_PASTE: buffer_printf(&view->last, "(paste %zu)", event->paste.len); break;
  case EVENT_RESUMED: buffer_add_string(&view->last, "(resumed)"); break;
  case EVENT_END: view->status = event->signal ? 128 + event->signal : 0; break;
  case EVENT_MOUSE:
    buffer_printf(&view->last, "(%s %u,%u)", acts[event->mouse], event->row, event->column);
    break;
  case EVENT_NONE:
  case EVENT_RESIZE: break;
  }
}

static int view_run(bool colour) {
  Error err = {0};
  View view = {.status = -1, .terminal = terminal_open(colour, &err)};
  if (!view.terminal) {
    fprintf(stderr, "%s\n", err.message);
    return (int)err.kind;
  }
  view.screen = screen_new(0, 0, safe_mode_of_locale());
  while (view.status < 0) {
    Event event;
    if (!terminal_pending(view.terminal)) view_draw(&view);
    terminal_wait(view.terminal, -1, &event);
    view_take(&view, &event);
  }
  terminal_close(view.terminal);
  screen_free(view.screen);
  buffer_release(&view.last);
  return view.status;
}

// ---- The tests ---------------------------------------------------------------------------------
static Pty *start(PtyOptions options) {
  static const char *const arguments[] = {"--view", NULL};
  options.program = "/proc/self/exe";
  char self[4096];
  ssize_t len = readlink(options.program, self, sizeof self - 1);
  assert_true(len > 0);
  self[len] = '\0';
  options.program = self;
  return pty_start(&options, arguments);
}

static Pty *start_and_see(PtyOptions options) {
  Pty *pty = start(options);
  pty_wait_text(pty, "Governance");
  return pty;
}

static void every_line_ends_where_the_screen_says(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  pty_wait_text(pty, "last row");
  for (uint32_t i = 0; i < HARD_LINES; i++) {
    Screen *screen = screen_new(1, 80, SAFE_UNICODE);
    uint32_t width = screen_put(screen, 0, 0, 80, slice_of(hard_lines[i]), FACE_TEXT, 0);
    Buffer row = {0};
    pty_row_text(pty, 2 + i, &row);
    assert_int_equal(row.ptr[row.len - 1], '.');
    assert_true(safe_width(slice_of(hard_lines[i]), SAFE_UNICODE) == width);
    buffer_release(&row);
    screen_free(screen);
  }
  pty_quit(pty);
}

static void the_cursor_stands_where_the_screen_says(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  uint32_t row, column;
  pty_send(pty, "j");
  pty_wait_text(pty, "got j|");
  pty_send(pty, "k");
  pty_wait_text(pty, "got jk|");
  pty_cursor(pty, &row, &column);
  assert_int_equal(row, 1);
  assert_int_equal(column, 4);
  pty_quit(pty);
}

static void keys_pastes_and_the_mouse_arrive(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  pty_send(pty, "<Up><PgDn><M-x>^F");
  pty_wait_text(pty, "got <Up><PgDn><M-x>^F|");
  pty_send_bytes(pty, SLICE("\033[200~Q\rX\033[201~\033[<0;3;4M\033[<64;1;1M"));
  pty_wait_text(pty, "(paste 3)(press 3,2)(up 0,0)|");
  pty_send(pty, "<Esc>");
  pty_wait_text(pty, "<Esc>|");
  pty_quit(pty);
}

static void work_sees_a_key_that_nobody_has_read(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  pty_send_bytes(pty, SLICE("¤"));
  pty_wait_text(pty, "(at work)");
  pty_send(pty, "x");
  pty_wait_text(pty, "(hurried)x");
  pty_quit(pty);
}

static void a_large_paste_is_one_event(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  pty_send_bytes(pty, SLICE("\033[200~"));
  for (int i = 0; i < 1000; i++)
    pty_send_bytes(pty, SLICE("QXB!rm -r x\r[AQXB!rm -r x\r[AQXB!rm -r x\r[A"));
  pty_send_bytes(pty, SLICE("\033[201~j"));
  pty_wait_text(pty, "got (paste 42000)j|");
  pty_quit(pty);
}

static void a_resize_draws_anew(void **state) {
  (void)state;
  static const uint32_t sizes[][2] = {{1, 1},     {1, 80}, {24, 1},  {2, 2},
                                      {200, 300}, {0, 0},  {30, 100}};
  Pty *pty = start_and_see((PtyOptions){0});
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    pty_resize(pty, sizes[i][0], sizes[i][1]);
  pty_wait_text(pty, "Governance 30x100");
  pty_wait_text(pty, "last row");
  pty_quit(pty);
}

static void a_terminal_without_a_size_is_no_harm(void **state) {
  (void)state;
  Pty *pty = start((PtyOptions){.no_size = true});
  pty_resize(pty, 10, 40);
  pty_wait_text(pty, "Governance 10x40");
  pty_quit(pty);
}

static void suspending_leaves_and_coming_back_draws(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  pty_signal(pty, SIGTSTP);
  pty_wait_stopped(pty);
  pty_check_clean(pty);
  pty_resize(pty, 30, 100);
  pty_resume(pty);
  pty_wait_text(pty, "Governance 30x100");
  pty_wait_text(pty, "got (resumed)|");
  pty_send(pty, "§");
  pty_wait_stopped(pty);
  pty_check_clean(pty);
  pty_resume(pty);
  pty_wait_text(pty, "got (resumed)(resumed)|");
  pty_quit(pty);
}

static void a_stop_that_cannot_be_caught_is_mended_after(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  pty_signal(pty, SIGSTOP);
  pty_wait_stopped(pty);
  pty_resume(pty);
  pty_wait_text(pty, "got (resumed)|");
  pty_quit(pty);
}

static void ending_while_stopped_leaves_the_terminal_alone(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  pty_signal(pty, SIGTSTP);
  pty_wait_stopped(pty);
  pty_signal(pty, SIGTERM);
  pty_resume(pty);
  assert_int_equal(pty_wait_exit(pty), 128 + SIGTERM);
  pty_check_clean(pty);
  assert_false(pty_shows(pty, "(resumed)"));
  pty_free(pty);
}

static void every_signal_that_ends_restores(void **state) {
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
  static const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    Pty *pty = start_and_see((PtyOptions){0});
    pty_signal(pty, numbers[i]);
    pty_check_end(pty, 128 + numbers[i]);
  }
  Pty *pty = start_and_see((PtyOptions){0});
  pty_send(pty, "€");
  assert_int_equal(pty_wait_exit(pty), 128 + SIGABRT);
  pty_check_clean(pty);
  assert_true(pty_shows(pty, "asked for"));
  pty_free(pty);
#endif
}

static void a_sudden_exit_restores(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  pty_send(pty, "£");
  pty_check_end(pty, 71);
}

static void a_lost_terminal_ends_it(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  pty_hang_up(pty);
  pty_wait_exit(pty);
  pty_free(pty);
}

static void all_kinds_of_terminals_show_it_and_are_restored(void **state) {
  (void)state;
  static const char *const terms[] = {"xterm-256color", "xterm", "screen", "screen-256color",
                                      "tmux-256color",  "linux", "vt100",  "vt220",
                                      "rxvt",           "ansi"};
  for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
    Pty *pty = start_and_see((PtyOptions){.term = terms[i]});
    pty_wait_text(pty, "plain text and an end .");
    pty_quit(pty);
  }
}

static void a_terminal_that_cannot_is_refused_with_a_sentence(void **state) {
  (void)state;
  static const char *const terms[] = {"dumb", "", "no-such-terminal"};
  for (size_t i = 0; i < sizeof terms / sizeof *terms; i++) {
    Pty *pty = start((PtyOptions){.term = terms[i], .columns = 300});
    assert_int_equal(pty_wait_exit(pty), ERROR_TERMINAL);
    assert_true(pty_shows(pty, "postil show"));
    assert_null(memchr(pty_output(pty).ptr, '\033', pty_output(pty).len));
    pty_check_clean(pty);
    pty_free(pty);
  }
}

static void keys_come_from_the_terminal_when_input_is_a_file(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){.input = "/dev/null"});
  pty_send(pty, "j");
  pty_wait_text(pty, "got j|");
  pty_quit(pty);
}

static void no_escape_goes_into_a_file(void **state) {
  (void)state;
  char *folder = check_folder();
  Buffer path = {0};
  buffer_printf(&path, "%s/out", folder);
  Pty *pty = start((PtyOptions){.output = path.ptr, .columns = 300});
  assert_int_equal(pty_wait_exit(pty), ERROR_TERMINAL);
  assert_true(pty_shows(pty, "standard output is no terminal"));
  char *written = check_read(path.ptr);
  assert_string_equal(written, "");
  free(written);
  pty_free(pty);
  buffer_release(&path);
  check_folder_remove(folder);
  free(folder);
}

static void a_plain_locale_gets_no_high_byte(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){.lang = "C"});
  pty_wait_text(pty, "last row");
  Slice output = pty_output(pty);
  for (size_t i = 0; i < output.len; i++) assert_in_range((unsigned char)output.ptr[i], 0, 127);
  pty_quit(pty);
}

// Every byte sent is one that a terminal expects: nothing of the hostile line came through.
static void nothing_hostile_reaches_the_terminal(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){.extra = (const char *const[]){"VIEW_PLAIN=1", NULL}});
  pty_wait_text(pty, "last row");
  Slice output = pty_output(pty);
  assert_null(memmem(output.ptr, output.len, "\033[31m", 5));
  assert_null(memmem(output.ptr, output.len, "\u202e", 3));
  assert_null(memmem(output.ptr, output.len, "\u200b", 3));
  assert_null(memchr(output.ptr, '\a', output.len));
  assert_null(memchr(output.ptr, '\xff', output.len));
  pty_quit(pty);
}

static void without_colour_no_colour_is_sent(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){.extra = (const char *const[]){"VIEW_PLAIN=1", NULL}});
  pty_wait_text(pty, "last row");
  Slice output = pty_output(pty);
  static const char *const colours[] = {"\033[3", "\033[4", "\033[9", "\033[10"};
  for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
    const char *at = output.ptr;
    size_t len = strlen(colours[i]);
    while ((at = memmem(at, output.len - (size_t)(at - output.ptr), colours[i], len))) {
      at += len;
      // Underline (4) is one digit; a colour has a second one.
      assert_false(*at >= '0' && *at <= '9' && at[1] == 'm');
      assert_true(*at != '8');
    }
  }
  pty_quit(pty);
}

static void an_unchanged_screen_sends_nothing(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  pty_wait_text(pty, "last row");
  pty_send(pty, "j");
  pty_wait_text(pty, "got j|");
  pty_forget_output(pty);
  // A mouse motion is read and means nothing; the redraw after it finds nothing to send, and then
  // comes k, of which the bytes are known.
  pty_send_bytes(pty, SLICE("\033[<35;1;1M"));
  pty_send(pty, "k");
  pty_wait_text(pty, "got jk|");
  assert_true(pty_output(pty).len < 40);
  pty_quit(pty);
}

static void the_clipboard_gets_base64(void **state) {
  (void)state;
  Pty *pty = start_and_see((PtyOptions){0});
  pty_send(pty, "¥j");
  pty_wait_text(pty, "got j|");
  Slice output = pty_output(pty);
  assert_non_null(memmem(output.ptr, output.len, "\033]52;c;Y29waWVk\033\\", 17));
  pty_quit(pty);
}

int main(int count, char **arguments) {
  if (count > 1 && strcmp(arguments[1], "--view") == 0) {
    setlocale(LC_ALL, "");
    return view_run(!getenv("VIEW_PLAIN") && !getenv("NO_COLOR"));
  }
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_line_ends_where_the_screen_says),
      cmocka_unit_test(the_cursor_stands_where_the_screen_says),
      cmocka_unit_test(keys_pastes_and_the_mouse_arrive),
      cmocka_unit_test(work_sees_a_key_that_nobody_has_read),
      cmocka_unit_test(a_large_paste_is_one_event),
      cmocka_unit_test(a_resize_draws_anew),
      cmocka_unit_test(a_terminal_without_a_size_is_no_harm),
      cmocka_unit_test(suspending_leaves_and_coming_back_draws),
      cmocka_unit_test(a_stop_that_cannot_be_caught_is_mended_after),
      cmocka_unit_test(ending_while_stopped_leaves_the_terminal_alone),
      cmocka_unit_test(every_signal_that_ends_restores),
      cmocka_unit_test(a_crash_restores),
      cmocka_unit_test(a_sudden_exit_restores),
      cmocka_unit_test(a_lost_terminal_ends_it),
      cmocka_unit_test(all_kinds_of_terminals_show_it_and_are_restored),
      cmocka_unit_test(a_terminal_that_cannot_is_refused_with_a_sentence),
      cmocka_unit_test(keys_come_from_the_terminal_when_input_is_a_file),
      cmocka_unit_test(no_escape_goes_into_a_file),
      cmocka_unit_test(a_plain_locale_gets_no_high_byte),
      cmocka_unit_test(nothing_hostile_reaches_the_terminal),
      cmocka_unit_test(without_colour_no_colour_is_sent),
      cmocka_unit_test(an_unchanged_screen_sends_nothing),
      cmocka_unit_test(the_clipboard_gets_base64),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
