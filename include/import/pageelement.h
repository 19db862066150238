// SPDX-License-Identifier: MIT
// What single elements do to the words in them.
#ifndef POSTIL_IMPORT_PAGEELEMENT_H
#define POSTIL_IMPORT_PAGEELEMENT_H

#include "import/pageblock.h"

// Enters an element whose frame is on top.
void pageelement_enter(PageWriter *writer, uint32_t at);

// Is it the mark of a list item as Word writes it? Then it is taken as such.
bool pageelement_take_mark(PageWriter *writer, uint32_t at);

#endif
