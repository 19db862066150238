// SPDX-License-Identifier: MIT
// The inverse of a change: operations that take back what it did. Private to library/.
#ifndef POSTIL_LIBRARY_INVERSE_H
#define POSTIL_LIBRARY_INVERSE_H

#include "library/record.h"

typedef struct InverseParts {
  uint32_t done, left; // operations reverted, and left alone because something changed them since
} InverseParts;

// Appends to the record the inverse of a journal row's operations, last first.
void inverse_record(Record *record, int64_t journal, InverseParts *parts);

#endif
