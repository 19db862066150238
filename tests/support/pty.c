// SPDX-License-Identifier: MIT
// Three processes: the test, the leader (a job-control shell in miniature) and the program.
//
//   test ◀──events── leader ──waitpid──▶ program ◀──pty──▶ test + libvterm
//        ──go on──▶
//
// Without the leader the program's process group would be orphaned, and SIGTSTP could not stop it.
#include "support/pty.h"

#include "base/memory.h"
#include "base/utf8.h"
#include "command/key.h"
#include "support/check.h"

#include <errno.h>
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
#include <vterm.h>

enum { LIMIT_MS = 30000, ARGUMENTS_MOST = 64, VARIABLES_MOST = 64 };

typedef struct JobEvent {
  enum { JOB_STARTED, JOB_STOPPED, JOB_ENDED } kind;
  int value; // process, signal, or status as waitpid() gives it
} JobEvent;

struct Pty {
  int master, slave, events, commands;
  pid_t leader, process;
  struct termios found;
  VTerm *vterm;
  VTermScreen *screen;
  Buffer output;
  char *folder;
  bool own_folder;
  bool stopped, ended;
  int status;
};

// ---- The leader and the program ----------------------------------------------------------------
static void tell(int events, int kind, int value) {
  JobEvent event = {kind, value};
  if (write(events, &event, sizeof event) != sizeof event) _exit(1);
}

static void put_file(const char *path, int flags, int at) {
  int fd = path ? open(path, flags, 0600) : -1;
  if (fd != -1) dup2(fd, at);
}

static _Noreturn void become_program(const PtyOptions *options, int tty, char **arguments,
                                     char **variables) {
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  for (int fd = 0; fd < 3; fd++) dup2(tty, fd);
  put_file(options->input, O_RDONLY, 0);
  put_file(options->output, O_WRONLY | O_CREAT | O_TRUNC, 1);
  for (int fd = 3; fd < 64; fd++) close(fd);
  execve(arguments[0], arguments, variables);
  dprintf(2, "cannot run %s: %s\n", arguments[0], strerror(errno));
  _exit(127);
}

static void watch_job(int tty, pid_t job, int events, int commands) {
  for (;;) {
    int status;
    if (waitpid(job, &status, WUNTRACED) == -1) {
      if (errno == EINTR) continue;
      return;
    }
    if (!WIFSTOPPED(status)) {
      tell(events, JOB_ENDED, status);
      return;
    }
    tcsetpgrp(tty, getpid());
    tell(events, JOB_STOPPED, WSTOPSIG(status));
    char go_on;
    if (read(commands, &go_on, 1) != 1) return;
    tcsetpgrp(tty, job);
    kill(-job, SIGCONT);
  }
}

static _Noreturn void lead(const PtyOptions *options, int tty, int events, int commands,
                           char **arguments, char **variables) {
  static const int ignored[] = {SIGTTOU, SIGTTIN, SIGTSTP, SIGINT, SIGQUIT, SIGHUP};
  setsid();
  ioctl(tty, TIOCSCTTY, 0);
  for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) signal(ignored[i], SIG_IGN);
  int gate[2];
  if (pipe(gate) != 0) _exit(1);
  pid_t job = fork();
  if (job == 0) {
    char open_now;
    close(gate[1]);
    if (read(gate[0], &open_now, 1) != 1) _exit(1);
    become_program(options, tty, arguments, variables);
  }
  setpgid(job, job);
  tcsetpgrp(tty, job);
  tell(events, JOB_STARTED, job);
  if (write(gate[1], "", 1) != 1) _exit(1);
  watch_job(tty, job, events, commands);
  _exit(0);
}

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

static void make_screen(Pty *pty, uint32_t rows, uint32_t columns) {
  pty->vterm = vterm_new((int)rows, (int)columns);
  vterm_set_utf8(pty->vterm, 1);
  pty->screen = vterm_obtain_screen(pty->vterm);
  vterm_screen_enable_altscreen(pty->screen, 1);
  vterm_screen_reset(pty->screen, 1);
}

static void start_leader(Pty *pty, const PtyOptions *options, char **arguments, char **variables) {
  int events[2], commands[2];
  assert_int_equal(pipe2(events, O_CLOEXEC), 0);
  assert_int_equal(pipe2(commands, O_CLOEXEC), 0);
  pty->leader = fork();
  assert_true(pty->leader >= 0);
  if (pty->leader == 0) {
    close(pty->master);
    close(events[0]);
    close(commands[1]);
    lead(options, pty->slave, events[1], commands[0], arguments, variables);
  }
  close(events[1]);
  close(commands[0]);
  pty->events = events[0];
  pty->commands = commands[1];
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
  make_screen(pty, rows, columns);
  pty->own_folder = !options->folder;
  pty->folder = options->folder ? memory_string(slice_of(options->folder)) : check_folder();
  char *made_arguments[ARGUMENTS_MOST] = {0}, *variables[VARIABLES_MOST] = {0};
  make_arguments(options, arguments, made_arguments);
  make_environment(options, pty->folder, variables);
  start_leader(pty, options, made_arguments, variables);
  free_strings(made_arguments);
  free_strings(variables);
  while (!pty->process && pump(pty, LIMIT_MS)) continue;
  assert_true(pty->process > 0);
  return pty;
}

void pty_free(Pty *pty) {
  if (!pty->ended && pty->process > 0) kill(pty->process, SIGKILL);
  kill(pty->leader, SIGKILL);
  waitpid(pty->leader, NULL, 0);
  if (pty->master != -1) close(pty->master);
  close(pty->slave);
  close(pty->events);
  close(pty->commands);
  vterm_free(pty->vterm);
  buffer_release(&pty->output);
  if (pty->own_folder) check_folder_remove(pty->folder);
  free(pty->folder);
  free(pty);
}

const char *pty_folder(const Pty *pty) {
  return pty->folder;
}

int64_t pty_process(const Pty *pty) {
  return pty->process;
}

// ---- Moving bytes ------------------------------------------------------------------------------
static void take_output(Pty *pty) {
  char bytes[65536];
  ssize_t len = read(pty->master, bytes, sizeof bytes);
  if (len <= 0) return;
  buffer_add(&pty->output, slice_make(bytes, (size_t)len));
  vterm_input_write(pty->vterm, bytes, (size_t)len);
  vterm_screen_flush_damage(pty->screen);
  char answer[256]; // to questions, which are not asked; kept from piling up
  while (vterm_output_read(pty->vterm, answer, sizeof answer) > 0) continue;
}

static void take_event(Pty *pty) {
  JobEvent event;
  if (read(pty->events, &event, sizeof event) != sizeof event) return;
  switch (event.kind) {
  case JOB_STARTED: pty->process = event.value; break;
  case JOB_STOPPED: pty->stopped = true; break;
  case JOB_ENDED: pty->ended = true; pty->status = event.value;
  }
}

// Takes what is there within the time; false when nothing came.
static bool pump(Pty *pty, int timeout_ms) {
  struct pollfd fds[2] = {{.fd = pty->master, .events = POLLIN},
                          {.fd = pty->ended ? -1 : pty->events, .events = POLLIN}};
  if (poll(fds, 2, timeout_ms) <= 0) return false;
  if (fds[0].revents & POLLIN) take_output(pty);
  if (fds[1].revents & POLLIN) take_event(pty);
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
  int64_t end = now_ms() + LIMIT_MS;
  while (!is_there(pty, text)) {
    int64_t left = end - now_ms();
    bool gone = pty->ended && !pump(pty, 0);
    if (left <= 0 || (gone && !is_there(pty, text))) fail_with_screen(pty, what, text);
    if (!pty->ended) pump(pty, (int)left);
  }
}

// ---- What the person does ----------------------------------------------------------------------
void pty_send_bytes(Pty *pty, Slice bytes) {
  int64_t end = now_ms() + LIMIT_MS;
  while (bytes.len > 0 && now_ms() < end && !pty->ended) {
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
  vterm_set_size(pty->vterm, rows ? (int)rows : 1, columns ? (int)columns : 1);
  set_size(pty, rows, columns);
}

void pty_signal(Pty *pty, int number) {
  assert_int_equal(kill(pty->process, number), 0);
}

void pty_resume(Pty *pty) {
  pty->stopped = false;
  assert_int_equal(write(pty->commands, "", 1), 1);
}

void pty_hang_up(Pty *pty) {
  close(pty->master);
  pty->master = -1;
}

// ---- What the person sees ----------------------------------------------------------------------
static void cell_text(const Pty *pty, uint32_t row, uint32_t column, Buffer *out) {
  VTermScreenCell cell;
  VTermPos place = {.row = (int)row, .col = (int)column};
  if (!vterm_screen_get_cell(pty->screen, place, &cell)) return;
  if (cell.chars[0] == (uint32_t)-1) return; // the right half of a wide one
  if (cell.chars[0] == 0) buffer_add_byte(out, ' ');
  for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++) {
    buffer_add_code_point(out, cell.chars[i]);
  }
}

void pty_row_text(Pty *pty, uint32_t row, Buffer *out) {
  int rows, columns;
  vterm_get_size(pty->vterm, &rows, &columns);
  size_t start = out->len;
  for (int column = 0; column < columns; column++) cell_text(pty, row, (uint32_t)column, out);
  while (out->len > start && out->ptr[out->len - 1] == ' ') out->ptr[--out->len] = '\0';
}

void pty_screen_text(Pty *pty, Buffer *out) {
  int rows, columns;
  vterm_get_size(pty->vterm, &rows, &columns);
  for (int row = 0; row < rows; row++) {
    pty_row_text(pty, (uint32_t)row, out);
    buffer_add_byte(out, '\n');
  }
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
  VTermPos place;
  vterm_state_get_cursorpos(vterm_obtain_state(pty->vterm), &place);
  *row = (uint32_t)place.row;
  *column = (uint32_t)place.col;
}

static bool has_stopped(Pty *pty, const char *text) {
  (void)text;
  return pty->stopped;
}

void pty_wait_stopped(Pty *pty) {
  wait_for(pty, has_stopped, "", "did not stop");
  while (pump(pty, 0)) continue;
}

static bool has_ended(Pty *pty, const char *text) {
  (void)text;
  return pty->ended;
}

int pty_wait_exit(Pty *pty) {
  wait_for(pty, has_ended, "", "did not end");
  while (pump(pty, 0)) continue; // its last words
  return WIFSIGNALED(pty->status) ? 128 + WTERMSIG(pty->status) : WEXITSTATUS(pty->status);
}

// ---- What the terminal sees --------------------------------------------------------------------
Slice pty_output(const Pty *pty) {
  return buffer_slice(&pty->output);
}

void pty_forget_output(Pty *pty) {
  buffer_clear(&pty->output);
}

// The last place where one of two strings was sent: 1 the first, -1 the second, 0 neither.
static int last_of(Slice output, const char *on, const char *off) {
  for (size_t at = output.len; at-- > 0;) {
    Slice rest = slice_cut(output, at, output.len);
    if (slice_starts(rest, slice_of(on))) return 1;
    if (slice_starts(rest, slice_of(off))) return -1;
  }
  return 0;
}

// Is the last change of attributes one that resets them (0 or nothing; 10 is the usual font)?
static bool attributes_reset(Slice output) {
  for (size_t at = output.len; at-- > 0;) {
    if (output.ptr[at] != 'm') continue;
    size_t start = at;
    while (start > 0 && output.ptr[start - 1] && strchr("0123456789;", output.ptr[start - 1]))
      start--;
    if (start < 2 || memcmp(output.ptr + start - 2, "\033[", 2) != 0) continue;
    Slice numbers = slice_cut(output, start, at);
    return numbers.len == 0 || slice_equal(numbers, SLICE("0")) ||
           slice_equal(numbers, SLICE("0;10"));
  }
  return true;
}

void pty_leftovers(Pty *pty, Buffer *out) {
  static const struct {
    const char *on, *off, *name;
  } modes[] = {
      {"\033[?1h", "\033[?1l", "cursor keys"},
      {"\033[?7l", "\033[?7h", "no wrapping"},
      {"\033[?25l", "\033[?25h", "no cursor"},
      {"\033[?1000h", "\033[?1000l", "mouse"},
      {"\033[?1002h", "\033[?1002l", "mouse drag"},
      {"\033[?1003h", "\033[?1003l", "mouse motion"},
      {"\033[?1004h", "\033[?1004l", "focus"},
      {"\033[?1006h", "\033[?1006l", "mouse reports"},
      {"\033[?1049h", "\033[?1049l", "other screen"},
      {"\033[?2004h", "\033[?2004l", "paste"},
      {"\033=", "\033>", "keypad"},
      {"\033(0", "\033(B", "character set"},
  };
  Slice output = pty_output(pty);
  for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
    if (last_of(output, modes[i].on, modes[i].off) == 1) buffer_printf(out, "%s\n", modes[i].name);
  }
  if (!attributes_reset(output)) buffer_add_string(out, "attributes\n");
  struct termios now;
  if (tcgetattr(pty->slave, &now) != 0) return;
  bool same = now.c_iflag == pty->found.c_iflag && now.c_oflag == pty->found.c_oflag &&
              now.c_cflag == pty->found.c_cflag && now.c_lflag == pty->found.c_lflag &&
              memcmp(now.c_cc, pty->found.c_cc, sizeof now.c_cc) == 0;
  if (!same) buffer_add_string(out, "line settings\n");
}
