// SPDX-License-Identifier: MIT
// Rule 10: title, series, date and authors, from the lines above the text.
#ifndef POSTIL_IMPORT_HEADER_H
#define POSTIL_IMPORT_HEADER_H

#include "import/draft.h"

// Classifies the paragraphs of the header and fills draft->metadata. What the file does not say
// stays empty.
void header_read(Draft *draft);

#endif
