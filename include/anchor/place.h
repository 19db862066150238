// SPDX-License-Identifier: MIT
// The answer of re-anchoring: where a passage is now, and how sure that is.
#ifndef POSTIL_ANCHOR_PLACE_H
#define POSTIL_ANCHOR_PLACE_H

#include "text/span.h"

typedef enum AnchorState {
  ANCHOR_SAME,    // placed, the wording is the same but for typography
  ANCHOR_CHANGED, // placed, with other words
  ANCHOR_MOVED,   // placed, in a block that was moved
  ANCHOR_ORPHAN,  // the passage is gone
} AnchorState;

typedef struct AnchorPlace {
  AnchorState state;
  Span span;     // in the new text; of an orphan empty, where it used to be
  int32_t score; // thousandths
  bool review;   // a person should look before it counts as settled
} AnchorPlace;

#endif
