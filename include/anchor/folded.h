// SPDX-License-Identifier: MIT
// A text as it is compared: folded code points, each with the bytes of the text that it comes from.
//
//   text     “Nai\xCC\x88ve co-⏎operation” — yes       bytes
//   folded   " n a i ̈ v e ␣ c o o p e r a t i o n " - y e s
//
// White space is one space, none at the start or around a dash; hyphens at line ends vanish inside
// words; no space stands between letters of a script that uses none.
#ifndef POSTIL_ANCHOR_FOLDED_H
#define POSTIL_ANCHOR_FOLDED_H

#include "base/slice.h"
#include "text/span.h"

typedef struct Folded {
  uint32_t *letters; // code points
  Span *from;        // of each: bytes of the text; rising, and equal for parts of one character
  uint32_t count;
} Folded;

// The text must be well-formed UTF-8 of at most INT32_MAX bytes. O(n).
void folded_make(Slice text, Folded *folded);
void folded_release(Folded *folded);

#endif
