// SPDX-License-Identifier: MIT
// Rule 3, 4: lines to paragraphs.
#ifndef POSTIL_IMPORT_PARAGRAPHS_H
#define POSTIL_IMPORT_PARAGRAPHS_H

#include "import/draft.h"

// In text that is not wrapped each filled line is a paragraph; else runs of lines, cut where a
// mark, an indent or a short line shows that something new begins. Hidden lines become hidden
// paragraphs. Views are not built yet. ERROR_DATA over IMPORT_SPANS_MAX.
bool paragraphs_cut(Draft *draft, Error *err);

// The bytes of the mark of a list item with the blanks after it: a bullet, "1." "12)" or "a)"; else
// 0. *numbered tells digits and letters from bullets.
size_t paragraphs_list_mark(Slice text, bool *numbered);

#endif
