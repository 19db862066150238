// SPDX-License-Identifier: MIT
// How often a button went down at one place: what makes a double and a triple click of presses. Who
// feeds it has the clock.
#ifndef POSTIL_TUI_CLICKS_H
#define POSTIL_TUI_CLICKS_H

#include <stdint.h>

enum { CLICKS_MS = 400, CLICKS_MOST = 3 };

typedef struct Clicks {
  uint32_t row, column, count; // of the last press; count 0: none yet
  int64_t moment;              // in milliseconds
} Clicks;

// A press: 1, 2 or 3 when it is the first, second or third at this cell, each within CLICKS_MS of the
// one before; then 1 again.
uint32_t clicks_count(Clicks *clicks, uint32_t row, uint32_t column, int64_t now_ms);

#endif
