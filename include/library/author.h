// SPDX-License-Identifier: MIT
// Authors as a brief has them: names divided by ";" or " and "; "Family, Given" is split, anything
// else is one name ("GovLab" is no family).
#ifndef POSTIL_LIBRARY_AUTHOR_H
#define POSTIL_LIBRARY_AUTHOR_H

#include "base/slice.h"

typedef struct Author {
  Slice family, given; // given is empty where the name is one
} Author;

// Takes the first author off; false when none is left.
bool author_next(Slice *authors, Author *author);

#endif
