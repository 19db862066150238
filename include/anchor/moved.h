// SPDX-License-Identifier: MIT
// Blocks that were moved: chains of their own.
#ifndef POSTIL_ANCHOR_MOVED_H
#define POSTIL_ANCHOR_MOVED_H

#include "anchor/matches.h"

// Finds them among the tokens that are unmatched on both sides, and makes one of those that an edit
// inside a moved block has parted.
void moved_find(Matches *matches);

// Completes every moved chain with the words that were replaced in it and at its ends.
void moved_complete(Matches *matches);

#endif
