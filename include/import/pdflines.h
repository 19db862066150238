// SPDX-License-Identifier: MIT
// Fragments to lines, and the measures of the document.
#ifndef POSTIL_IMPORT_PDFLINES_H
#define POSTIL_IMPORT_PDFLINES_H

#include "import/pdfdocument.h"

// The fragments must be in the order of pdfcolumns_order(); those of a line are sorted from left to
// right. Sets the document's body size and pitch.
void pdflines_build(PdfDocument *document);

#endif
