// SPDX-License-Identifier: MIT
// Signal handlers and the state that they reach: the only mutable state of the program that is no
// object. Everything that runs in a handler is on POSIX's list of what may.
//
//   WINCH TSTP CONT        flag + byte in the pipe    the poll loop acts
//   TERM HUP INT QUIT      the same                   the poll loop ends the program
//   SEGV BUS FPE ILL ABRT  reset string, line settings, default action, raise (on a stack of its
//   own)
//
// The state lives as long as the process; signals_open() and signals_close() may alternate.
#include "tui/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum { RESET_MOST = 4096, CRASH_STACK = 64 * 1024, WRITE_TRIES = 20, WRITE_WAIT_MS = 50 };

static const int flag_signals[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT};
enum { FLAG_COUNT = sizeof flag_signals / sizeof *flag_signals };

#ifndef POSTIL_SANITIZED
static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
#endif

static struct {
  int pipe[2];
  bool open, at_exit; // at_exit: registered for the rest of the process
  struct sigaction before[FLAG_COUNT];

  volatile sig_atomic_t resized, stop, continued, end;

  volatile sig_atomic_t armed;
  int fd;
  struct termios settings;
  char reset[RESET_MOST];
  size_t reset_len;
  char stack[CRASH_STACK];

  int errors;     // standard error as it was, or -1
  int errors_end; // what is written to it meanwhile can be read there
} state = {.pipe = {-1, -1}, .errors = -1};

// ---- Standard error ----------------------------------------------------------------------------
// What a library or BUG() says while the screen is up would spoil the picture and go with it: a
// pipe takes it (as much as one holds), and it is said when the terminal is back.
static void hold_errors(void) {
#ifndef POSTIL_SANITIZED // a sanitizer's report is longer, and nobody would pass it on
  int ends[2];
  if (state.errors != -1 || !isatty(STDERR_FILENO)) return;
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return;
  state.errors_end = ends[0];
  state.errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (state.errors != -1) dup2(ends[1], STDERR_FILENO);
  if (state.errors == -1) close(ends[0]);
  close(ends[1]);
#endif
}

static void say_errors(void) {
  if (state.errors == -1) return;
  dup2(state.errors, STDERR_FILENO);
  close(state.errors);
  state.errors = -1;
  char bytes[512];
  for (ssize_t len; (len = read(state.errors_end, bytes, sizeof bytes)) > 0;) {
    if (write(STDERR_FILENO, bytes, (size_t)len) != len) break;
  }
  close(state.errors_end);
}

// ---- The way back ------------------------------------------------------------------------------
static void write_reset(void) {
  size_t done = 0;
  for (int tries = 0; done < state.reset_len && tries < WRITE_TRIES;) {
    ssize_t len = write(state.fd, state.reset + done, state.reset_len - done);
    if (len > 0) {
      done += (size_t)len;
      continue;
    }
    if (len == -1 && errno != EAGAIN && errno != EINTR) return;
    tries++;
    struct pollfd wait = {.fd = state.fd, .events = POLLOUT};
    poll(&wait, 1, WRITE_WAIT_MS);
  }
}

void signals_restore(void) {
  if (!state.armed) return;
  state.armed = 0;
  int saved = errno;
  // With SIGTTOU blocked neither call can stop a process in the background.
  sigset_t block, before;
  sigemptyset(&block);
  sigaddset(&block, SIGTTOU);
  sigprocmask(SIG_BLOCK, &block, &before);
  write_reset();
  pid_t foreground = tcgetpgrp(state.fd);
  if (foreground == -1 || foreground == getpgrp()) tcsetattr(state.fd, TCSANOW, &state.settings);
  say_errors();
  sigprocmask(SIG_SETMASK, &before, NULL);
  errno = saved;
}

void signals_arm(int fd, const struct termios *settings, Slice reset) {
  state.armed = 0;
  if (reset.len > RESET_MOST) BUG("a reset string of %zu bytes", reset.len);
  state.fd = fd;
  state.settings = *settings;
  memcpy(state.reset, reset.ptr, reset.len);
  state.reset_len = reset.len;
  if (!state.at_exit) state.at_exit = atexit(signals_restore) == 0;
  hold_errors();
  state.armed = 1;
}

void signals_disarm(void) {
  state.armed = 0;
  say_errors();
}

// ---- Handlers ----------------------------------------------------------------------------------
static void note_signal(int number) {
  int saved = errno;
  switch (number) {
  case SIGWINCH: state.resized = 1; break;
  case SIGTSTP: state.stop = 1; break;
  case SIGCONT: state.continued = 1; break;
  default:
    if (!state.end) state.end = number;
  }
  // A full pipe is readable already.
  ssize_t written = write(state.pipe[1], "", 1);
  (void)written;
  errno = saved;
}

#ifndef POSTIL_SANITIZED
static void crash(int number) {
  signals_restore();
  signal(number, SIG_DFL);
  raise(number); // taken when the handler returns, if it is blocked until then
}

static void install_crash_handlers(bool on) {
  stack_t stack = {.ss_sp = state.stack, .ss_size = CRASH_STACK, .ss_flags = on ? 0 : SS_DISABLE};
  if (on) sigaltstack(&stack, NULL);
  struct sigaction action = {.sa_handler = on ? crash : SIG_DFL, .sa_flags = on ? SA_ONSTACK : 0};
  sigemptyset(&action.sa_mask);
  for (size_t i = 0; i < sizeof crash_signals / sizeof *crash_signals; i++) {
    sigaction(crash_signals[i], &action, NULL);
  }
  if (!on) sigaltstack(&stack, NULL);
}
#else
// A sanitizer's report is worth more than a tidy terminal.
static void install_crash_handlers(bool on) {
  (void)on;
}
#endif

// Without SA_RESTART: a call that blocks on a dead terminal must see the signal.
static void install(int number) {
  struct sigaction action = {.sa_handler = note_signal};
  sigemptyset(&action.sa_mask);
  sigaction(number, &action, NULL);
}

bool signals_open(Error *err) {
  if (state.open) BUG("signals are open already");
  if (pipe2(state.pipe, O_CLOEXEC | O_NONBLOCK) != 0) {
    return error_set(err, ERROR_MEMORY, "cannot open the screen: %s", strerror(errno));
  }
  state.resized = state.stop = state.continued = state.end = 0;
  for (size_t i = 0; i < FLAG_COUNT; i++) {
    sigaction(flag_signals[i], NULL, &state.before[i]);
    if (state.before[i].sa_handler != SIG_IGN) install(flag_signals[i]);
  }
  install_crash_handlers(true);
  state.open = true;
  return true;
}

void signals_close(void) {
  if (!state.open) return;
  for (size_t i = 0; i < FLAG_COUNT; i++) sigaction(flag_signals[i], &state.before[i], NULL);
  install_crash_handlers(false);
  close(state.pipe[0]);
  close(state.pipe[1]);
  state.pipe[0] = state.pipe[1] = -1;
  state.open = false;
}

// ---- For the poll loop -------------------------------------------------------------------------
int signals_fd(void) {
  return state.pipe[0];
}

Signals signals_take(void) {
  char bytes[64];
  while (read(state.pipe[0], bytes, sizeof bytes) > 0) continue;
  // Each flag is cleared before it is acted upon, so that one coming now is seen the next time.
  Signals taken = {.resized = state.resized, .stop = state.stop, .continued = state.continued};
  if (taken.resized) state.resized = 0;
  if (taken.stop) state.stop = 0;
  if (taken.continued) state.continued = 0;
  taken.end = state.end;
  return taken;
}

int signals_ending(void) {
  return state.end;
}

// ---- Another program has the terminal ----------------------------------------------------------
void signals_lend(void) {
  for (size_t i = 0; i < FLAG_COUNT; i++) {
    int number = flag_signals[i];
    if (state.before[i].sa_handler == SIG_IGN) continue;
    if (number == SIGINT || number == SIGQUIT) signal(number, SIG_IGN);
    if (number == SIGTSTP) signal(number, SIG_DFL);
  }
}

void signals_reclaim(void) {
  for (size_t i = 0; i < FLAG_COUNT; i++)
    if (state.before[i].sa_handler != SIG_IGN) install(flag_signals[i]);
}

void signals_stop(void) {
  struct sigaction before, action = {.sa_handler = SIG_DFL};
  sigemptyset(&action.sa_mask);
  sigaction(SIGTSTP, NULL, &before);
  if (before.sa_handler == SIG_IGN) return; // no shell that could continue it
  sigaction(SIGTSTP, &action, NULL);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &before, NULL);
}
