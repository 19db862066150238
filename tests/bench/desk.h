// SPDX-License-Identifier: MIT
// Postil on a library without a terminal, for benches of the screen. Work that may wait does, and
// is asked as ever whether a key was pressed; that none ever is leaves only its costs.
#ifndef POSTIL_BENCH_DESK_H
#define POSTIL_BENCH_DESK_H

#include "tui/app.h"
#include "tui/painter.h"

enum { DESK_ROWS = 40, DESK_COLUMNS = 120 };

typedef struct Desk {
  Library *library;
  Config *config;
  App *app;
  Capability *capability;
  Painter *painter;
  Buffer out;
  struct DeskClock *clock;
} Desk;

// Ends the program with a message when it cannot.
Desk desk_open(const char *path);
void desk_close(Desk *desk);

void desk_frame(Desk *desk);

// What a key costs the processor, in milliseconds: to its first frame; all the work behind that;
// and how long it was, at most, until that work asked whether another key waits.
typedef struct DeskTimes {
  double first, rest, deaf;
} DeskTimes;

DeskTimes desk_press(Desk *desk, Key key);
DeskTimes desk_type(Desk *desk, const char *keys); // the dearest in each; '\n' is Enter

#endif
