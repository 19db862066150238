// SPDX-License-Identifier: MIT
// Positions as other programs count them, each from one byte position of the same text:
//
//   text          a   é   😀   b
//   bytes         0   1   3    7      UTF-8
//   code points   0   1   2    3      text/position.h
//   UTF-16 units  0   1   2    4
//
// The index is made in one pass; a conversion looks at 1 KiB at most.
#ifndef POSTIL_TEXT_UNITS_H
#define POSTIL_TEXT_UNITS_H

#include "text/version.h"

typedef struct Units Units;

Units *units_new(const Version *version); // borrows it
void units_free(Units *units);            // NULL is fine

// UTF-16 units before a byte position on a code point boundary, at most the length.
uint32_t units_utf16(const Units *units, uint32_t pos);

#endif
