// SPDX-License-Identifier: MIT
// Dates as people write them on a line of their own (rule 10).
#ifndef POSTIL_IMPORT_DATES_H
#define POSTIL_IMPORT_DATES_H

#include "base/slice.h"

#include <stdbool.h>

enum { DATES_TEXT_SIZE = 11 };

// Is the whole text a date? Writes YYYY-MM-DD, or YYYY-MM where no day is given, and a NUL.
bool dates_parse(Slice text, char out[DATES_TEXT_SIZE]);

#endif
