// SPDX-License-Identifier: MIT
// Breaking one stretch of text into lines. For layout.c only.
#ifndef POSTIL_LAYOUT_FLOW_H
#define POSTIL_LAYOUT_FLOW_H

#include "layout/layout.h"

typedef struct Flow {
  Span span;            // not empty, in one block
  uint32_t width;       // columns, the indent included
  uint32_t first, rest; // indents of the first line of a row and of the others, < width
  uint32_t glued;       // no break before it: what follows a hanging mark; 0 for none
  SafeMode mode;
  bool preformatted;  // rows end at LF; else LF is a blank
  bool justify;       // broken lines are made flush
  const Stops *stops; // of a table, or NULL
  uint32_t most;      // lines that are wanted
} Flow;

typedef struct FlowLines {
  Line *lines; // malloc'd
  uint32_t count;
  size_t capacity;
} FlowLines; // {0} is none

// Appends the lines of a flow, at least one.
void flow_append(const Version *version, const Flow *flow, FlowLines *out);

#endif
