// SPDX-License-Identifier: MIT
// Signals, and the terminal's way back: what handlers must reach is in this one module, the only
// one with mutable state of its own. Ordinary signals become flags and a byte in a pipe to poll; a
// crash restores the terminal from what was prepared before.
#ifndef POSTIL_TUI_SIGNALS_H
#define POSTIL_TUI_SIGNALS_H

#include "base/error.h"
#include "base/slice.h"

#include <termios.h>

// What has come since signals_take() was called last.
typedef struct Signals {
  bool resized, stop, continued;
  int end; // the first signal that asks to end, or 0; stays
} Signals;

// Installs the handlers, once; signals that were ignored (nohup, no job control) stay ignored.
bool signals_open(Error *err);
void signals_close(void); // what was in force before is again

int signals_fd(void); // readable when signals_take() has something to tell
Signals signals_take(void);
int signals_ending(void); // the signal that asks to end, or 0

// From now on until signals_disarm(), the end of the process by exit() or by a crash writes `reset`
// (at most 4 KiB) to fd and gives it back its line settings. Until then what is written to standard
// error, if that is a terminal, is held back; it is said once the terminal is restored.
void signals_arm(int fd, const struct termios *settings, Slice reset);
void signals_disarm(void);

// Restores as an end would, if armed, and disarms. Never blocks for long; a terminal that another
// job uses at the moment keeps its line settings.
void signals_restore(void);

// While another program has the terminal: its keys ^C and ^\ are for that program, and ^Z stops both,
// as the shell expects of a job. Everything is as before after signals_reclaim().
void signals_lend(void);
void signals_reclaim(void);

// Stops the process as SIGTSTP does by default; returns when it continues.
void signals_stop(void);

#endif
