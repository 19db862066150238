// SPDX-License-Identifier: MIT
// Bars are drawn in eighths of a column, where there are characters for these.
#include "base/gauge.h"

uint32_t gauge_percent(int64_t value, int64_t most) {
  if (value >= most) return 100;
  return value <= 0 ? 0 : (uint32_t)((double)value * 100 / (double)most);
}

uint32_t gauge_shade(uint32_t value, uint32_t most) {
  if (value == 0 || most == 0) return 0;
  uint64_t shade = ((uint64_t)value * GAUGE_SHADES + most - 1) / most;
  return shade < GAUGE_SHADES ? (uint32_t)shade : GAUGE_SHADES;
}

Slice gauge_shade_sign(uint32_t shade, SafeMode mode) {
  static const char *const signs[][GAUGE_SHADES + 1] = {
      [SAFE_UNICODE] = {" ", "░", "▒", "▓", "█"}, [SAFE_ASCII] = {" ", ".", ":", "+", "#"}};
  return slice_of(signs[mode][shade]);
}

void gauge_add_bar(Buffer *out, uint32_t value, uint32_t most, uint32_t columns, SafeMode mode) {
  static const char *const parts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (value == 0 || most == 0) return;
  if (value > most) value = most;
  uint64_t eighths = (uint64_t)value * columns * 8 / most;
  if (eighths == 0) eighths = 1;
  if (mode == SAFE_ASCII) eighths = (eighths + 7) / 8 * 8;
  for (uint64_t i = 0; i < eighths / 8; i++) buffer_add_string(out, mode == SAFE_ASCII ? "#" : "█");
  buffer_add_string(out, parts[eighths % 8]);
}
