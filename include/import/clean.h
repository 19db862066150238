// SPDX-License-Identifier: MIT
// Rule 2: characters to the stored text, which never changes afterwards.
#ifndef POSTIL_IMPORT_CLEAN_H
#define POSTIL_IMPORT_CLEAN_H

#include "base/buffer.h"

// Appends well-formed UTF-8 to `out` with every kind of line end as LF (U+2029 as two; FF stays),
// and without terminal control functions, controls (but LF, TAB, FF) and a leading byte order mark.
// A control string (ESC ] … and its like) goes whole only when it ends on its own line; else just
// what introduces it. Linear, also for a line of nothing but introducers.
void clean_text(Slice text, Buffer *out);

#endif
