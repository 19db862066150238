// SPDX-License-Identifier: MIT
// What blocks of a PDF are, by their shape: headings with their levels, lines of the header, list
// items, and what goes on over a page.
#ifndef POSTIL_IMPORT_PDFHEADINGS_H
#define POSTIL_IMPORT_PDFHEADINGS_H

#include "import/pdfblocks.h"

void pdfheadings_classify(const PdfDocument *document, PdfBlocks *blocks);

#endif
