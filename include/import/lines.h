// SPDX-License-Identifier: MIT
// The stored text by lines, and whether a program has wrapped them (rule 3, 1 to 3).
#ifndef POSTIL_IMPORT_LINES_H
#define POSTIL_IMPORT_LINES_H

#include "import/draft.h"

// Fills the draft's filled lines, its pages and the place of the last rule line. ERROR_DATA over
// DRAFT_LINES_MAX.
bool lines_split(Draft *draft, Error *err);

// Sets draft->widest and draft->wrapped. Wrapped text shows in that the first word of the next line
// would not have fitted on the line before; form-feed text always counts as wrapped.
void lines_detect_wrapping(Draft *draft);

// Does the line have two or more inner gaps, each of two or more blanks (or a TAB) not after . ! ?
// : ; ,?
bool lines_is_table(Slice line);

#endif
