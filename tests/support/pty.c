// SPDX-License-Identifier: MIT
// A pseudo-terminal with a person at one end and a program at the other.
//
//   test ◀── emulator.c (what is seen) ◀── master ▐ slave ◀──▶ program
//     └──────────── keys ─────────────────▶       ▐              │ job.c starts, stops and
//     ◀─────────────────────────── events ───────────────────────┘ continues it, sees its end
#include "support/pty.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "command/key.h"
#include "support/check.h"
#include "support/emulator.h"
#include "support/job.h"
#include "support/leftovers.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { LIMIT_MS = 30000, ARGUMENTS_MOST = 64, VARIABLES_MOST = 64 };

struct Pty {
  int master, slave, patience_ms;
  struct termios found;
  Job job;
  Emulator *emulator;
  Buffer output;
  char *folder;
  bool own_folder;
};

// ---- Starting ----------------------------------------------------------------------------------
static void add_variable(char **variables, const char *format, const char *value) {
  Buffer text = {0};
  for (const char *at = format; *at; at++) {
    if (*at == '@') {
      buffer_add_string(&text, value);
    } else {
      buffer_add_byte(&text, *at);
    }
  }
  size_t count = 0;
  while (variables[count]) count++;
  assert_true(count + 1 < VARIABLES_MOST);
  variables[count] = buffer_take(&text);
}

static void make_environment(const PtyOptions *options, const char *folder, char **variables) {
  static const char *const passed[][2] = {{"PATH=@", "PATH"},
                                          {"ASAN_OPTIONS=@", "ASAN_OPTIONS"},
                                          {"UBSAN_OPTIONS=@", "UBSAN_OPTIONS"},
                                          {"LSAN_OPTIONS=@", "LSAN_OPTIONS"}};
  static const char *const placed[] = {"HOME=@", "XDG_DATA_HOME=@/data", "XDG_CONFIG_HOME=@/config",
                                       "POSTIL_LIBRARY=@/library.db"};
  const char *term = options->term ? options->term : "xterm-256color";
  const char *lang = options->lang ? options->lang : "C.UTF-8";
  for (size_t i = 0; i < sizeof passed / sizeof *passed; i++) {
    const char *value = getenv(passed[i][1]);
    if (value) add_variable(variables, passed[i][0], value);
  }
  for (size_t i = 0; i < sizeof placed / sizeof *placed; i++) {
    add_variable(variables, placed[i], folder);
  }
  if (*term) add_variable(variables, "TERM=@", term);
  add_variable(variables, "LANG=@", lang);
  add_variable(variables, "LC_ALL=@", lang);
  add_variable(variables, "TZ=@", "UTC");
  for (size_t i = 0; options->extra && options->extra[i]; i++) {
    add_variable(variables, "@", options->extra[i]);
  }
}

static void make_arguments(const PtyOptions *options, const char *const *arguments, char **made) {
  const char *program = options->program ? options->program : getenv("POSTIL");
  made[0] = memory_string(slice_of(program ? program : "build/release/postil"));
  for (size_t i = 0; arguments && arguments[i]; i++) {
    assert_true(i + 2 < ARGUMENTS_MOST);
    made[i + 1] = memory_string(slice_of(arguments[i]));
  }
}

static void free_strings(char **strings) {
  for (size_t i = 0; strings[i]; i++) free(strings[i]);
}

static void set_size(const Pty *pty, uint32_t rows, uint32_t columns) {
  struct winsize size = {.ws_row = (uint16_t)rows, .ws_col = (uint16_t)columns};
  assert_int_equal(ioctl(pty->slave, TIOCSWINSZ, &size), 0);
}

static bool pump(Pty *pty, int timeout_ms);

Pty *pty_start(const PtyOptions *options, const char *const *arguments) {
  Pty *pty = memory_new(1, sizeof *pty);
  uint32_t rows = options->rows ? options->rows : 24;
  uint32_t columns = options->columns ? options->columns : 80;
  assert_int_equal(openpty(&pty->master, &pty->slave, NULL, NULL, NULL), 0);
  fcntl(pty->master, F_SETFD, FD_CLOEXEC);
  tcgetattr(pty->slave, &pty->found);
  set_size(pty, options->no_size ? 0 : rows, options->no_size ? 0 : columns);
  pty->patience_ms = options->patience_ms ? (int)options->patience_ms : LIMIT_MS;
  pty->emulator = emulator_new(rows, columns);
  pty->own_folder = !options->folder;
  pty->folder = options->folder ? memory_string(slice_of(options->folder)) : check_folder();
  char *made_arguments[ARGUMENTS_MOST] = {0}, *variables[VARIABLES_MOST] = {0};
  make_arguments(options, arguments, made_arguments);
  make_environment(options, pty->folder, variables);
  pty->job = job_start(&(JobRequest){made_arguments, variables, pty->slave, options->input,
                                     options->output, pty->master});
  free_strings(made_arguments);
  free_strings(variables);
  while (!pty->job.process && pump(pty, LIMIT_MS)) continue;
  assert_true(pty->job.process > 0);
  return pty;
}

void pty_free(Pty *pty) {
  job_release(&pty->job);
  if (pty->master != -1) close(pty->master);
  close(pty->slave);
  emulator_free(pty->emulator);
  buffer_release(&pty->output);
  if (pty->own_folder) check_folder_remove(pty->folder);
  free(pty->folder);
  free(pty);
}

const char *pty_folder(const Pty *pty) {
  return pty->folder;
}

int64_t pty_process(const Pty *pty) {
  return pty->job.process;
}

// ---- Moving bytes ------------------------------------------------------------------------------
static void take_output(Pty *pty) {
  char bytes[65536];
  ssize_t len = read(pty->master, bytes, sizeof bytes);
  if (len <= 0) return;
  buffer_add(&pty->output, slice_make(bytes, (size_t)len));
  emulator_feed(pty->emulator, slice_make(bytes, (size_t)len));
}

// Takes what is there within the time; false when nothing came.
static bool pump(Pty *pty, int timeout_ms) {
  struct pollfd fds[2] = {{.fd = pty->master, .events = POLLIN},
                          {.fd = pty->job.ended ? -1 : pty->job.events, .events = POLLIN}};
  if (poll(fds, 2, timeout_ms) <= 0) return false;
  if (fds[0].revents & POLLIN) take_output(pty);
  if (fds[1].revents & POLLIN) job_take_event(&pty->job);
  return true;
}

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void fail_with_screen(Pty *pty, const char *what, const char *text) {
  Buffer screen = {0};
  pty_screen_text(pty, &screen);
  print_error("%s «%s»; the screen is:\n%s", what, text, screen.ptr ? screen.ptr : "");
  buffer_release(&screen);
  fail();
}

typedef bool Awaited(Pty *pty, const char *text);

static void wait_for(Pty *pty, Awaited *is_there, const char *text, const char *what) {
  int64_t end = now_ms() + pty->patience_ms;
  while (!is_there(pty, text)) {
    int64_t left = end - now_ms();
    bool gone = pty->job.ended && !pump(pty, 0);
    if (left <= 0 || (gone && !is_there(pty, text))) fail_with_screen(pty, what, text);
    if (!pty->job.ended) pump(pty, (int)left);
  }
}

// ---- What the person does ----------------------------------------------------------------------
void pty_send_bytes(Pty *pty, Slice bytes) {
  int64_t end = now_ms() + LIMIT_MS;
  while (bytes.len > 0 && now_ms() < end && !pty->job.ended) {
    struct pollfd fd = {.fd = pty->master, .events = POLLOUT | POLLIN};
    poll(&fd, 1, LIMIT_MS);
    if (fd.revents & POLLIN) pump(pty, 0);
    if (!(fd.revents & POLLOUT)) continue;
    ssize_t len = write(pty->master, bytes.ptr, bytes.len < 512 ? bytes.len : 512);
    assert_true(len > 0);
    bytes = slice_cut(bytes, (size_t)len, bytes.len);
  }
  if (bytes.len > 0) fail_with_screen(pty, "not all input was read by", "the program");
}

static void write_key(Buffer *out, Key key) {
  static const char *const named[] = {
      "\033OA",   "\033OB",   "\033OD",   "\033OC",   "\033OH",   "\033OF",   "\033[5~", "\033[6~",
      "\033[2~",  "\033[3~",  "\033[Z",   "\033OP",   "\033OQ",   "\033OR",   "\033OS",  "\033[15~",
      "\033[17~", "\033[18~", "\033[19~", "\033[20~", "\033[21~", "\033[23~", "\033[24~"};
  if (key & KEY_ALT) buffer_add_byte(out, '\033');
  key &= ~(Key)KEY_ALT;
  if (key < KEY_NAMED) {
    buffer_add_code_point(out, key);
  } else {
    assert_true(key - KEY_NAMED < sizeof named / sizeof *named);
    buffer_add_string(out, named[key - KEY_NAMED]);
  }
}

void pty_send(Pty *pty, const char *keys) {
  Buffer bytes = {0};
  Slice rest = slice_of(keys);
  while (rest.len > 0) {
    Key key;
    size_t len = key_parse(rest, &key);
    if (len == 0) fail_with_screen(pty, "no key notation:", rest.ptr);
    write_key(&bytes, key);
    rest = slice_cut(rest, len, rest.len);
  }
  pty_send_bytes(pty, buffer_slice(&bytes));
  buffer_release(&bytes);
}

void pty_resize(Pty *pty, uint32_t rows, uint32_t columns) {
  while (pump(pty, 0)) continue; // what was drawn for the old size
  emulator_resize(pty->emulator, rows, columns);
  set_size(pty, rows, columns);
}

void pty_signal(Pty *pty, int number) {
  assert_int_equal(kill(pty->job.process, number), 0);
}

void pty_resume(Pty *pty) {
  job_continue(&pty->job);
}

void pty_hang_up(Pty *pty) {
  close(pty->master);
  pty->master = -1;
}

// ---- What the person sees ----------------------------------------------------------------------
void pty_row_text(Pty *pty, uint32_t row, Buffer *out) {
  emulator_row_text(pty->emulator, row, out);
}

void pty_screen_text(Pty *pty, Buffer *out) {
  emulator_text(pty->emulator, out);
}

bool pty_shows(Pty *pty, const char *text) {
  Buffer screen = {0};
  pty_screen_text(pty, &screen);
  bool found = screen.ptr && strstr(screen.ptr, text) != NULL;
  buffer_release(&screen);
  return found;
}

static bool is_gone(Pty *pty, const char *text) {
  return !pty_shows(pty, text);
}

void pty_wait_text(Pty *pty, const char *text) {
  wait_for(pty, pty_shows, text, "never showed");
}

void pty_wait_gone(Pty *pty, const char *text) {
  wait_for(pty, is_gone, text, "went on showing");
}

void pty_cursor(Pty *pty, uint32_t *row, uint32_t *column) {
  emulator_cursor(pty->emulator, row, column);
}

static bool has_stopped(Pty *pty, const char *text) {
  (void)text;
  return pty->job.stopped;
}

void pty_wait_stopped(Pty *pty) {
  wait_for(pty, has_stopped, "", "did not stop");
  while (pump(pty, 0)) continue;
}

static bool has_ended(Pty *pty, const char *text) {
  (void)text;
  return pty->job.ended;
}

int pty_wait_exit(Pty *pty) {
  wait_for(pty, has_ended, "", "did not end");
  while (pump(pty, 0)) continue; // its last words
  return WIFSIGNALED(pty->job.status) ? 128 + WTERMSIG(pty->job.status)
                                      : WEXITSTATUS(pty->job.status);
}

// ---- What the terminal sees --------------------------------------------------------------------
Slice pty_output(const Pty *pty) {
  return buffer_slice(&pty->output);
}

void pty_forget_output(Pty *pty) {
  buffer_clear(&pty->output);
}

void pty_leftovers(Pty *pty, Buffer *out) {
  struct termios now;
  leftovers_of_output(pty_output(pty), out);
  if (tcgetattr(pty->slave, &now) == 0) leftovers_of_settings(&pty->found, &now, out);
}

void pty_check_clean(Pty *pty) {
  Buffer left = {0};
  pty_leftovers(pty, &left);
  check_text(buffer_slice(&left), "");
  buffer_release(&left);
}

void pty_check_end(Pty *pty, int status) {
  assert_int_equal(pty_wait_exit(pty), status);
  pty_check_clean(pty);
  pty_free(pty);
}

void pty_quit(Pty *pty) {
  pty_send(pty, "Q");
  pty_check_end(pty, 0);
}
