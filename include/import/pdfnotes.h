// SPDX-License-Identifier: MIT
// Notes at the foot of pages: which lines they are, and which marks in the text mean them.
#ifndef POSTIL_IMPORT_PDFNOTES_H
#define POSTIL_IMPORT_PDFNOTES_H

#include "import/pdfdocument.h"

// Sets roles and the document's notes. None, when no raised mark in the text means one of them.
void pdfnotes_find(PdfDocument *document);

// Which note a mark on a page means: of that label on the same page, else on the next one that has
// it. -1 for none.
int32_t pdfnotes_of_mark(const PdfDocument *document, Slice label, uint32_t page);

// The label that a raised fragment is, without blanks: 1 to 3 digits or * † ‡ § ¶; else empty.
Slice pdfnotes_label(Slice text);

#endif
