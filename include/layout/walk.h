// SPDX-License-Identifier: MIT
// Walking what a line shows, unit by unit, with columns. The layout measures lines with it and
// panes draw with it, so that what is measured is what is drawn: a joint shows nothing, of a run of
// blanks in a block that is no table and no code one is shown, a line end inside a line is a blank.
#ifndef POSTIL_LAYOUT_WALK_H
#define POSTIL_LAYOUT_WALK_H

#include "base/safe.h"
#include "text/version.h"

typedef struct Walk {
  const Version *version;
  SafeMode mode;
  uint32_t pos, end; // of what is left
  uint32_t joint;    // index of the first one that ends after pos
  uint32_t column;   // of pos, from the start of the line
  bool keeps_blanks; // in a preformatted block
  bool after_blank;  // a blank here shows nothing
} Walk;

typedef struct WalkUnit {
  uint32_t pos;    // of its first byte
  uint32_t column; // from the start of the line, indent not included
  SafeUnit safe;   // width 0 and shown_len 0 for what is not shown
} WalkUnit;

// Starts at the first byte of a stretch that begins a line and lies in one block.
void walk_start(Walk *walk, const Version *version, Span span, SafeMode mode);

// The next unit; false at the end.
bool walk_next(Walk *walk, WalkUnit *unit);

#endif
