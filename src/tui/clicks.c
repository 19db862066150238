// SPDX-License-Identifier: MIT
// Counting clicks: terminals report presses only.
#include "tui/clicks.h"

#include <stdbool.h>

uint32_t clicks_count(Clicks *clicks, uint32_t row, uint32_t column, int64_t now_ms) {
  bool again = clicks->count > 0 && clicks->count < CLICKS_MOST && clicks->row == row &&
               clicks->column == column && now_ms - clicks->moment <= CLICKS_MS;
  *clicks = (Clicks){row, column, again ? clicks->count + 1 : 1, now_ms};
  return clicks->count;
}
