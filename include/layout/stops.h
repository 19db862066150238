// SPDX-License-Identifier: MIT
// The columns of a table whose cells are divided by TABs, so that they stand under each other.
#ifndef POSTIL_LAYOUT_STOPS_H
#define POSTIL_LAYOUT_STOPS_H

#include "base/safe.h"
#include "text/version.h"

// at[i]: where the text after the TAB i of a row begins, in columns from the row's start.
typedef struct Stops {
  uint32_t count;
  uint16_t at[];
} Stops;

// For a table in so many columns; the last cells of rows may be broken. NULL when the
// block has no TABs or too many, or when its columns leave no room for the last one. The caller
// frees.
Stops *stops_new(const Version *version, const Block *block, uint32_t width, SafeMode mode);

#endif
