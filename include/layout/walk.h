// SPDX-License-Identifier: MIT
// Walking what a line shows, unit by unit, with columns. The layout measures lines with it and
// panes draw with it, so that what is measured is what is drawn: a joint shows nothing, of a run of
// blanks in a block that is no table and no code one is shown, a line end inside a line is a blank.
#ifndef POSTIL_LAYOUT_WALK_H
#define POSTIL_LAYOUT_WALK_H

#include "layout/layout.h"

typedef struct Walk {
  const Version *version;
  SafeMode mode;
  uint32_t pos, end;      // of what is left
  uint32_t joint;         // index of the first one that ends after pos
  uint32_t column;        // of pos, from the start of the line
  bool keeps_blanks;      // in a preformatted block
  bool after_blank;       // a blank here shows nothing
  uint32_t gap;           // shown blanks passed, of those that can be made wider
  uint32_t gaps, stretch; // of a justified line, else 0: columns more for all of its gaps
  const Stops *stops;     // of a table, else NULL
  uint32_t stop;          // the next one
} Walk;

typedef struct WalkUnit {
  uint32_t pos;    // of its first byte
  uint32_t column; // from the start of the line, indent not included
  SafeUnit safe;   // width 0 and shown_len 0 for what is not shown
} WalkUnit;

// Starts at the first byte of a stretch that begins a line and lies in one block.
void walk_start(Walk *walk, const Version *version, Span span, SafeMode mode);

// The same for a line of a layout, with what makes it flush or puts it under the line above.
void walk_line(Walk *walk, const Version *version, const Line *line, SafeMode mode);

// Columns of a stretch that begins a line, its blanks at the end included.
uint32_t walk_width(const Version *version, Span span, SafeMode mode);

// The next unit; false at the end.
bool walk_next(Walk *walk, WalkUnit *unit);

#endif
