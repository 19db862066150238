// SPDX-License-Identifier: MIT
// The one module that converts between bytes (inside) and code points (library, exports, command
// line). An index of the code point number at every 256th byte, so a conversion scans at most
// 256 bytes. Building it is the one pass that also says whether the text may be a version's.
#ifndef POSTIL_TEXT_POSITION_H
#define POSTIL_TEXT_POSITION_H

#include "base/memory.h"
#include "base/slice.h"
#include "text/span.h"

typedef struct Positions Positions;

// NULL if the text is well-formed UTF-8 of at most 2 GiB without controls but LF, TAB and FF, else
// what is wrong with it, in a few words.
const char *positions_fault(Slice text);

// The text is borrowed. NULL with its *fault.
Positions *positions_new(Arena *arena, Slice text, const char **fault);

// Code points of the whole text.
uint32_t positions_count(const Positions *positions);

// pos on a code point boundary, at most the length.
uint32_t positions_code_point(const Positions *positions, uint32_t pos);

// code_point at most the count.
uint32_t positions_byte(const Positions *positions, uint32_t code_point);

// The same, quicker for code points that follow each other: *near is the place of the last one in
// the index, 0 at first.
uint32_t positions_byte_near(const Positions *positions, uint32_t code_point, uint32_t *near);

CpSpan positions_to_code_points(const Positions *positions, Span span);

// False when the span reaches past the end or start_cp > end_cp.
bool positions_to_bytes(const Positions *positions, CpSpan cp_span, Span *span);

#endif
