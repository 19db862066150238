// SPDX-License-Identifier: MIT
// What would end us, held back: so that the work in hand is finished first. No handler runs, and no
// variable is shared with one.
#ifndef POSTIL_BASE_ENDING_H
#define POSTIL_BASE_ENDING_H

#include <signal.h>
#include <stdbool.h>

typedef struct Ending {
  sigset_t before; // the signal mask, to be put back
  int fd;          // can be read once we are asked to end; -1 when signals are not held back
} Ending;

// From now on INT, TERM and HUP wait, but those that are ignored. Where that cannot be, they end us
// at once, as they do everywhere.
void ending_hold(Ending *ending);

// The number of the signal that has come, which is taken; 0 for none.
int ending_take(Ending *ending);

// Has one come? It stays.
bool ending_asked(const Ending *ending);

// The same, for who knows no Ending and calls back.
bool ending_is_asked(const void *ending);

// What waits comes now, and ends us unless it was taken.
void ending_let_go(Ending *ending);

#endif
