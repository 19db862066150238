// SPDX-License-Identifier: MIT
// Wraps plain text that is no version's: comments, help, messages. Greedy, at blanks, else at
// clusters.
#ifndef POSTIL_TUI_WRAP_H
#define POSTIL_TUI_WRAP_H

#include "base/safe.h"
#include "tui/screen.h"

// The first row of `rest`: bytes [0, *len) are shown, the next row starts at the returned offset
// (rest.len when there is none). An LF ends a row. columns >= 1.
size_t wrap_next(Slice rest, SafeMode mode, uint32_t columns, size_t *len);

// Draws a text from at.row on, `most` rows of it, the last one cut where there is more; returns the
// rows used.
uint32_t wrap_draw(Screen *screen, Rect at, Slice text, uint32_t most, Face face);

#endif
