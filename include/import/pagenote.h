// SPDX-License-Identifier: MIT
// The notes of a page as the walk along its nodes meets them.
#ifndef POSTIL_IMPORT_PAGENOTE_H
#define POSTIL_IMPORT_PAGENOTE_H

#include "import/pageblock.h"

// Reserves all notes of the page in the manuscript, before the walk.
void pagenote_reserve(PageWriter *writer);

// Begins and ends notes at this node.
void pagenote_pass(PageWriter *writer, uint32_t at);
void pagenote_end(PageWriter *writer); // the one that is written

#endif
