// SPDX-License-Identifier: MIT
// How much of something there is, in hundredths or in characters: a shade for a cell, a bar for a
// line. Neither needs a colour; in an ASCII locale both are ASCII.
#ifndef POSTIL_BASE_GAUGE_H
#define POSTIL_BASE_GAUGE_H

#include "base/safe.h"

enum { GAUGE_SHADES = 4 }; // besides none

// The part that `value` is of `most` in whole hundredths, cut: 0 to 100; 100 where there is
// nothing.
uint32_t gauge_percent(int64_t value, int64_t most);

// 0 for 0, else 1 to GAUGE_SHADES by the part that `value` is of `most`.
uint32_t gauge_shade(uint32_t value, uint32_t most);

// One column wide: " ░▒▓█" or " .:+#".
Slice gauge_shade_sign(uint32_t shade, SafeMode mode);

// Appends a bar that is `columns` long for `most`; what is not 0 has at least the smallest sign.
void gauge_add_bar(Buffer *out, uint32_t value, uint32_t most, uint32_t columns, SafeMode mode);

#endif
