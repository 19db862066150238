// SPDX-License-Identifier: MIT
// Rule 11: the class of every paragraph that no rule before has classified.
#ifndef POSTIL_IMPORT_BLOCKS_H
#define POSTIL_IMPORT_BLOCKS_H

#include "import/draft.h"

// Classifies all paragraphs that are left.
void blocks_classify(Draft *draft);

#endif
