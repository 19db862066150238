// SPDX-License-Identifier: MIT
// The one module that converts between bytes (inside) and code points (library, exports, command
// line). An index of the code point number at every 256th byte, so a conversion scans at most
// 256 bytes; building it is one pass.
#ifndef POSTIL_TEXT_POSITION_H
#define POSTIL_TEXT_POSITION_H

#include "base/memory.h"
#include "base/slice.h"
#include "text/span.h"

typedef struct Positions Positions;

// The text is borrowed and must be well-formed UTF-8.
Positions *positions_new(Arena *arena, Slice text);

// Code points of the whole text.
uint32_t positions_count(const Positions *positions);

// pos on a code point boundary, at most the length.
uint32_t positions_code_point(const Positions *positions, uint32_t pos);

// code_point at most the count.
uint32_t positions_byte(const Positions *positions, uint32_t code_point);

CpSpan positions_to_code_points(const Positions *positions, Span span);

// False when the span reaches past the end or start_cp > end_cp.
bool positions_to_bytes(const Positions *positions, CpSpan cp_span, Span *span);

#endif
