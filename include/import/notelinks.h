// SPDX-License-Identifier: MIT
// The notes of a page, by pairs of links and not by the names of classes: what leads to a place
// from which a link leads back.
#ifndef POSTIL_IMPORT_NOTELINKS_H
#define POSTIL_IMPORT_NOTELINKS_H

#include "import/webpage.h"

// Fills page->notes and, of each node, whether it is a reference (node.note), a link back
// (WEBPAGE_BACK), or ends or begins with a bracket of a mark (WEBPAGE_CUT_LAST, node.cut).
void notelinks_find(Webpage *page);

// The text of a reference as it is shown, with the brackets around its link.
void notelinks_append_mark(const Webpage *page, uint32_t node, Buffer *out);

#endif
