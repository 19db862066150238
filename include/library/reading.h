// SPDX-License-Identifier: MIT
// Places of a reader in a text (where he was, his marks), as one version of a brief follows
// another. They are no changes and have no anchors: the alignment of both texts alone says where
// they are.
//
//   version X   place 500, mark a 12      carried, and noted: 500 > 520, 12 > 12
//   version Y   place 520, mark a 12      back to X: what is still 520 becomes 500 again
#ifndef POSTIL_LIBRARY_READING_H
#define POSTIL_LIBRARY_READING_H

#include "library/library.h"
#include "text/version.h"

// Moves places (code points of the old text) to where the same words stand in the new one, or
// where they stood; of a text that is another one altogether, to the same part of it.
void reading_shift(const Version *old, const Version *new, uint32_t *places_cp, uint32_t count);

// Private to library/: carries the reading place and the marks of a brief that shows another
// version now, inside its transaction. Failures go to the record.
struct Record;
void reading_carry(struct Record *record, int64_t brief, int64_t from, int64_t to);

#endif
