// SPDX-License-Identifier: MIT
// Rule 4: form-feed text, as pdftotext writes it. What stands on every page is hidden, and a
// numeral on a line of its own begins a note at the foot of the page.
#ifndef POSTIL_IMPORT_PAGES_H
#define POSTIL_IMPORT_PAGES_H

#include "import/draft.h"

// Marks page numbers, running heads and running feet as hidden lines.
void pages_hide_furniture(Draft *draft);

// Is line `index` a numeral alone that begins a note at the foot of its page?
bool pages_is_foot_mark(const Draft *draft, uint32_t index);

#endif
