// SPDX-License-Identifier: MIT
// Headings that only look like ones: word processors write books whose headings are paragraphs of
// a class with bold or large words.
#ifndef POSTIL_IMPORT_LOOKS_H
#define POSTIL_IMPORT_LOOKS_H

#include "import/stylesheet.h"
#include "import/webpage.h"

// Makes headings of such paragraphs, the largest words of the first level, if the page has none of
// its own. Before anything else is asked of the page.
void looks_find_headings(Webpage *page, const Stylesheet *sheet);

#endif
