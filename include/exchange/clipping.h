// SPDX-License-Identifier: MIT
// The second line of a Kindle clipping, in the languages that Kindles speak: what it is, where,
// when.
//
//   - Your Highlight on page 1 | Location 10-11 | Added on Thursday, January 29, 2026 8:15:30 AM
#ifndef POSTIL_EXCHANGE_CLIPPING_H
#define POSTIL_EXCHANGE_CLIPPING_H

#include "base/slice.h"

#include <stdint.h>

typedef enum ClippingKind { CLIPPING_HIGHLIGHT, CLIPPING_COMMENT, CLIPPING_BOOKMARK } ClippingKind;

typedef struct Clipping {
  ClippingKind kind;
  uint32_t start, end; // location; equal for one number, 0 for none
  int64_t created;     // or FOREIGN_NO_MOMENT
} Clipping;

// What no word tells is guessed by whether there is text.
Clipping clipping_read(Slice line, bool has_text);

#endif
