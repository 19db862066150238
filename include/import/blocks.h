// SPDX-License-Identifier: MIT
// Rule 11: the class of every paragraph that no rule before has classified.
#ifndef POSTIL_IMPORT_BLOCKS_H
#define POSTIL_IMPORT_BLOCKS_H

#include "import/draft.h"

// Classifies all paragraphs that are left.
void blocks_classify(Draft *draft);

// The parts of a number such as "3.1" at the start: 0 when there is none, 1 only before "." or ")".
uint32_t blocks_number_parts(Slice view);

// Begins the text with a lower-case letter?
bool blocks_begins_low(Slice view);

// Ends the text with a full stop or its like? Quotation marks and brackets after it do not count.
bool blocks_ends_with_stop(Slice view);

#endif
