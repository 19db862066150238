// SPDX-License-Identifier: MIT
// Holding signals back, by blocking them; a signalfd tells of them.
#include "base/ending.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

// A blocked signal waits even if it is ignored: one that is stays out.
static void add_unless_ignored(sigset_t *set, int number) {
  struct sigaction action;
  if (sigaction(number, NULL, &action) == 0 && action.sa_handler == SIG_IGN) return;
  sigaddset(set, number);
}

void ending_hold(Ending *ending) {
  sigset_t ends;
  sigemptyset(&ends);
  add_unless_ignored(&ends, SIGTERM);
  add_unless_ignored(&ends, SIGINT);
  add_unless_ignored(&ends, SIGHUP);
  sigprocmask(SIG_BLOCK, &ends, &ending->before);
  ending->fd = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
  if (ending->fd < 0) sigprocmask(SIG_SETMASK, &ending->before, NULL);
}

int ending_take(Ending *ending) {
  struct signalfd_siginfo info;
  if (ending->fd < 0) return 0;
  return read(ending->fd, &info, sizeof info) == (ssize_t)sizeof info ? (int)info.ssi_signo : 0;
}

bool ending_asked(const Ending *ending) {
  struct pollfd wanted = {.fd = ending->fd, .events = POLLIN};
  return ending->fd >= 0 && poll(&wanted, 1, 0) > 0;
}

bool ending_is_asked(const void *ending) {
  return ending_asked(ending);
}

void ending_let_go(Ending *ending) {
  if (ending->fd < 0) return;
  close(ending->fd);
  ending->fd = -1;
  sigprocmask(SIG_SETMASK, &ending->before, NULL);
}
