// SPDX-License-Identifier: MIT
// The terminal: opening, one poll loop, drawing, suspending, leaving.
//
//   tty ──read──▶ input.c ──events──▶ terminal_wait() ──▶ the program
//   signals.c ──pipe──────────────────▲                        │ Screen
//   tty ◀──one write a frame── painter.c ◀── terminal_draw() ◀─┘
//
// The tty is opened anew, so that it can be non-blocking without the shell's descriptor becoming
// so; standard input may be anything. Between terminal_open() and terminal_close() the way back is
// always armed in signals.c, except while suspended, when it has been gone already. A lost terminal
// (nothing to read any more, or an error) is never polled again. Nothing runs while nothing
// happens.
#include "tui/terminal.h"

#include "base/memory.h"
#include "base/moment.h"
#include "tui/capability.h"
#include "tui/clicks.h"
#include "tui/input.h"
#include "tui/painter.h"
#include "tui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum {
  SIZE_MOST = 1000, // rows or columns: more would be a mistake, and costs memory
  READ_MOST = 65536,
  STUCK_MS = 250, // how often a write that waits looks whether the program is to end
  COPY_MOST = 100 * 1024,
};

struct Terminal {
  int fd;
  struct termios settings; // as found
  Capability *capability;
  Painter *painter;
  Input input;
  int64_t input_moment; // when bytes came last
  Buffer out;
  Clicks clicks;
  char bytes[READ_MOST]; // read last; here, since a stack of that size would be cleared every time
  bool lost;             // no terminal any more
  bool resumed;          // EVENT_RESUMED is due
  bool resized;          // EVENT_RESIZE is
  struct winsize size;   // as asked last
  bool size_known;       // no signal has told of another one since
};

static const char elsewhere[] = "'postil list', 'postil show' and 'postil export' work without one";

// ---- Writing -----------------------------------------------------------------------------------
// Gives up when the terminal is lost, or when it takes nothing and a signal asks to end.
static bool write_all(Terminal *terminal, Slice bytes) {
  while (bytes.len > 0 && !terminal->lost) {
    ssize_t len = write(terminal->fd, bytes.ptr, bytes.len);
    if (len > 0) {
      bytes = slice_cut(bytes, (size_t)len, bytes.len);
      continue;
    }
    if (len == -1 && errno != EAGAIN && errno != EINTR) terminal->lost = true;
    if (signals_ending()) return false;
    struct pollfd wait = {.fd = terminal->fd, .events = POLLOUT};
    if (poll(&wait, 1, STUCK_MS) > 0 && !(wait.revents & POLLOUT)) terminal->lost = true;
  }
  return !terminal->lost;
}

static void write_out(Terminal *terminal) {
  if (!write_all(terminal, buffer_slice(&terminal->out))) painter_forget(terminal->painter);
  buffer_clear(&terminal->out);
}

// ---- Entering and leaving ----------------------------------------------------------------------
static struct termios raw_settings(struct termios settings) {
  settings.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | IGNCR | INLCR | INPCK | ISTRIP | IXON | PARMRK);
  settings.c_oflag &= ~(tcflag_t)OPOST;
  settings.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | IEXTEN | ISIG);
  settings.c_cflag = (settings.c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
  settings.c_cc[VMIN] = 1;
  settings.c_cc[VTIME] = 0;
  return settings;
}

// In the background this stops the process until it is in the foreground, as for any program.
static bool set_settings(Terminal *terminal, const struct termios *settings) {
  while (tcsetattr(terminal->fd, TCSANOW, settings) != 0) {
    if (errno != EINTR) return false;
    if (signals_ending()) return true;
  }
  return true;
}

static void arm(Terminal *terminal) {
  signals_arm(terminal->fd, &terminal->settings, capability_leave(terminal->capability));
}

static bool enter(Terminal *terminal) {
  struct termios raw = raw_settings(terminal->settings);
  arm(terminal);
  if (!set_settings(terminal, &raw)) {
    signals_disarm();
    return false;
  }
  terminal->size_known = false; // nobody has told us anything while we were away
  painter_forget(terminal->painter);
  write_all(terminal, capability_enter(terminal->capability));
  return true;
}

static bool tty_of(int fd, char *name, size_t size) {
  return isatty(fd) && ttyname_r(fd, name, size) == 0;
}

// A description of our own of the terminal that shows standard output; if it cannot be had (another
// user's terminal without being the controlling one), what is there already.
static int open_tty(void) {
  char name[256];
  int flags = O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK;
  int fd = tty_of(STDOUT_FILENO, name, sizeof name) ? open(name, flags) : -1;
  if (fd == -1) fd = open("/dev/tty", flags);
  if (fd == -1 && isatty(STDIN_FILENO)) fd = fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  if (fd == -1) fd = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);
  return fd;
}

static bool open_parts(Terminal *terminal, bool colour, Error *err) {
  if (!isatty(STDOUT_FILENO)) {
    return error_set(err, ERROR_TERMINAL,
                     "cannot open the screen: standard output is no terminal; %s", elsewhere);
  }
  terminal->fd = open_tty();
  if (terminal->fd == -1 || tcgetattr(terminal->fd, &terminal->settings) != 0) {
    return error_set(err, ERROR_TERMINAL, "cannot open the screen: %s; %s", strerror(errno),
                     elsewhere);
  }
  terminal->capability = capability_open(terminal->fd, colour, err);
  if (!terminal->capability || !signals_open(err)) return false;
  terminal->painter = painter_new(terminal->capability);
  terminal->input.keys = capability_keys(terminal->capability);
  if (enter(terminal)) return true;
  return error_set(err, ERROR_TERMINAL, "cannot open the screen: %s; %s", strerror(errno),
                   elsewhere);
}

Terminal *terminal_open(bool colour, Error *err) {
  Terminal *terminal = memory_new(1, sizeof *terminal);
  terminal->fd = -1;
  if (open_parts(terminal, colour, err)) return terminal;
  terminal_close(terminal);
  return NULL;
}

void terminal_close(Terminal *terminal) {
  if (!terminal) return;
  signals_restore();
  signals_close();
  if (terminal->fd != -1) close(terminal->fd);
  painter_free(terminal->painter);
  capability_close(terminal->capability);
  input_release(&terminal->input);
  buffer_release(&terminal->out);
  free(terminal);
}

void terminal_set_theme(Terminal *terminal, ThemeId theme, int most_colours) {
  painter_set_theme(terminal->painter, theme, most_colours);
}

void terminal_set_mouse(Terminal *terminal, bool mouse) {
  capability_set_mouse(terminal->capability, mouse, &terminal->out);
  write_out(terminal);
}

void terminal_suspend(Terminal *terminal) {
  signals_restore();
  signals_stop();
  signals_take(); // what continued it, and a size that is asked for anyway
  // Asked to end while it was stopped: the terminal is another's now.
  if (signals_ending()) return;
  if (!enter(terminal)) terminal->lost = true;
  terminal->resumed = true;
}

// Asked by process_run() when a signal has come: those that only tell something are forgotten, the
// screen is drawn anew anyway.
static bool is_ending(void) {
  return signals_take().end != 0;
}

// A program may have made another group of processes the one in the foreground, and died.
static void take_foreground(const Terminal *terminal) {
  sigset_t block, before;
  sigemptyset(&block);
  sigaddset(&block, SIGTTOU);
  sigprocmask(SIG_BLOCK, &block, &before);
  pid_t foreground = tcgetpgrp(terminal->fd);
  if (foreground != -1 && foreground != getpgrp() && kill(-foreground, 0) == -1)
    tcsetpgrp(terminal->fd, getpgrp());
  sigprocmask(SIG_SETMASK, &before, NULL);
}

bool terminal_run(Terminal *terminal, ProcessRequest *request, ProcessEnd *end, Error *err) {
  signals_lend(); // first: from the next line on ^Z is no key any more
  signals_restore();
  request->terminal = isatty(STDIN_FILENO) ? NULL : "/dev/tty";
  request->wake_fd = signals_fd();
  request->ending = is_ending;
  bool ok = process_run(request, end, err);
  signals_reclaim();
  if (is_ending()) {
    // Whoever was killed has not tidied up.
    if (ok && end->status > PROCESS_SIGNALLED) arm(terminal);
    return ok;
  }
  take_foreground(terminal);
  if (!enter(terminal)) terminal->lost = true;
  terminal->resumed = true;
  return ok;
}

// Continued without having been suspended here (kill -STOP): the shell has had the terminal.
static void take_back(Terminal *terminal) {
  if (!enter(terminal)) terminal->lost = true;
  terminal->resumed = true;
}

// ---- Drawing -----------------------------------------------------------------------------------
// Changes of the size are told to the processes in the foreground of the terminal, and to nobody
// else: on another's terminal it is asked for each frame.
void terminal_size(Terminal *terminal, uint32_t *rows, uint32_t *columns) {
  struct winsize *size = &terminal->size;
  if (!terminal->size_known) {
    *size = (struct winsize){0};
    ioctl(terminal->fd, TIOCGWINSZ, size);
    terminal->size_known = tcgetpgrp(terminal->fd) == getpgrp();
  }
  *rows = size->ws_row < SIZE_MOST ? size->ws_row : SIZE_MOST;
  *columns = size->ws_col < SIZE_MOST ? size->ws_col : SIZE_MOST;
}

void terminal_draw(Terminal *terminal, const Screen *screen) {
  if (terminal->lost) return;
  painter_draw(terminal->painter, screen, &terminal->out);
  write_out(terminal);
}

void terminal_redraw(Terminal *terminal, const Screen *screen) {
  painter_forget(terminal->painter);
  terminal_draw(terminal, screen);
}

// ---- Events ------------------------------------------------------------------------------------
static bool event_is(Event *event, EventType type) {
  *event = (Event){.type = type};
  return true;
}

static bool take_signals(Terminal *terminal, Event *event) {
  Signals signals = signals_take();
  if (signals.resized) terminal->size_known = false;
  if (signals.end) return false; // told by take_standing()
  if (signals.stop) {
    terminal_suspend(terminal);
    return false;
  }
  if (signals.continued) {
    take_back(terminal);
    return false;
  }
  return signals.resized && event_is(event, EVENT_RESIZE);
}

// What needs no waiting: an end, a return, bytes read before.
static bool take_standing(Terminal *terminal, Event *event) {
  if (signals_ending() || terminal->lost) {
    *event = (Event){.type = EVENT_END, .signal = signals_ending()};
    return true;
  }
  if (terminal->resumed) {
    terminal->resumed = false;
    return event_is(event, EVENT_RESUMED);
  }
  if (terminal->resized) {
    terminal->resized = false;
    return event_is(event, EVENT_RESIZE);
  }
  if (input_next(&terminal->input, false, event)) return true;
  int patience = input_patience(&terminal->input);
  bool late = patience >= 0 && moment_steady_ms() - terminal->input_moment >= patience;
  return late && input_next(&terminal->input, true, event);
}

static void read_input(Terminal *terminal) {
  ssize_t len = read(terminal->fd, terminal->bytes, sizeof terminal->bytes);
  if (len > 0) {
    input_add(&terminal->input, slice_make(terminal->bytes, (size_t)len));
    terminal->input_moment = moment_steady_ms();
  } else if (len == 0 || (errno != EAGAIN && errno != EINTR)) {
    terminal->lost = true;
  }
}

// How long poll may sleep: to the deadline (-1: none), or to the end of the patience with a key
// begun.
static int sleep_ms(const Terminal *terminal, int64_t deadline) {
  int patience = input_patience(&terminal->input);
  int64_t until = patience >= 0 ? terminal->input_moment + patience : -1;
  if (deadline >= 0 && (until < 0 || deadline < until)) until = deadline;
  if (until < 0) return -1;
  int64_t left = until - moment_steady_ms();
  return left > 0 ? (int)left : 0;
}

static bool poll_once(Terminal *terminal, int64_t deadline, Event *event) {
  struct pollfd fds[2] = {{.fd = terminal->fd, .events = POLLIN},
                          {.fd = signals_fd(), .events = POLLIN}};
  if (poll(fds, 2, sleep_ms(terminal, deadline)) <= 0) return false;
  if (fds[0].revents & POLLIN) {
    read_input(terminal);
  } else if (fds[0].revents) {
    terminal->lost = true;
  }
  return fds[1].revents && take_signals(terminal, event);
}

static void wait_for_event(Terminal *terminal, int timeout_ms, Event *event) {
  int64_t deadline = timeout_ms < 0 ? -1 : moment_steady_ms() + timeout_ms;
  for (;;) {
    if (take_standing(terminal, event)) return;
    if (poll_once(terminal, deadline, event)) return;
    if (deadline >= 0 && moment_steady_ms() >= deadline && !input_ready(&terminal->input)) break;
  }
  event_is(event, EVENT_NONE);
}

void terminal_wait(Terminal *terminal, int timeout_ms, Event *event) {
  wait_for_event(terminal, timeout_ms, event);
  if (event->type != EVENT_MOUSE || event->mouse != MOUSE_PRESS) return;
  event->clicks = clicks_count(&terminal->clicks, event->row, event->column, moment_steady_ms());
}

bool terminal_pending(const Terminal *terminal) {
  if (terminal->lost || signals_ending() || terminal->resumed || terminal->resized) return true;
  return input_ready(&terminal->input);
}

bool terminal_hurries(const Terminal *terminal) {
  struct pollfd fds[2] = {{.fd = terminal->fd, .events = POLLIN},
                          {.fd = signals_fd(), .events = POLLIN}};
  return terminal_pending(terminal) || poll(fds, 2, 0) > 0;
}

void terminal_watch(const Terminal *terminal, int fds[2]) {
  fds[0] = terminal->fd;
  fds[1] = signals_fd();
}

static void read_within(Terminal *terminal, int milliseconds) {
  struct pollfd fd = {.fd = terminal->fd, .events = POLLIN};
  if (poll(&fd, 1, milliseconds) > 0) read_input(terminal);
}

bool terminal_asks_to_stop(Terminal *terminal) {
  Event event;
  read_within(terminal, 0);
  if (input_cancels(&terminal->input)) // an Esc may be the beginning of another key
    read_within(terminal, input_patience(&terminal->input));
  if (take_signals(terminal, &event)) terminal->resized = true;
  return terminal->lost || signals_ending() || input_take_cancel(&terminal->input);
}

// ---- The clipboard -----------------------------------------------------------------------------
static void add_base64(Buffer *out, Slice bytes) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (size_t i = 0; i < bytes.len; i += 3) {
    uint32_t group = 0;
    for (size_t j = i; j < i + 3; j++) {
      group = group << 8 | (j < bytes.len ? (unsigned char)bytes.ptr[j] : 0u);
    }
    size_t count = bytes.len - i < 3 ? bytes.len - i : 3;
    for (size_t j = 0; j < 4; j++) {
      buffer_add_byte(out, j <= count ? digits[group >> (18 - 6 * j) & 63] : '=');
    }
  }
}

bool terminal_copy(Terminal *terminal, Slice text, bool always) {
  bool understood = always || capability_is_modern(terminal->capability);
  if (text.len > COPY_MOST || !understood) return false;
  buffer_add_string(&terminal->out, "\033]52;c;");
  add_base64(&terminal->out, text);
  buffer_add_string(&terminal->out, "\033\\");
  write_out(terminal);
  return !terminal->lost;
}
