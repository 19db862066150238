// SPDX-License-Identifier: MIT
// Rule 4: form-feed text, as pdftotext writes it. What stands on every page is hidden, and a
// numeral on a line of its own begins a note at the foot of the page. What tells a running head or
// a page number is the same in a PDF.
#ifndef POSTIL_IMPORT_PAGES_H
#define POSTIL_IMPORT_PAGES_H

#include "import/draft.h"

// Marks page numbers, running heads and running feet as hidden lines.
void pages_hide_furniture(Draft *draft);

// Is line `index` a numeral alone that begins a note at the foot of its page?
bool pages_is_foot_mark(const Draft *draft, uint32_t index);

// "12", "- 12 -", "Page 3 of 10", "3/10"; holds "No. 7", "Vol 3".
bool pages_is_page_number(Slice folded);
bool pages_has_issue_number(Slice folded);

// A number for the text, the same when only digits and the width of blanks differ.
uint64_t pages_masked_hash(Slice text);

#endif
