// SPDX-License-Identifier: MIT
// The order in which a page is read. Text in columns is read column by column; what goes across
// them divides the page.
#ifndef POSTIL_IMPORT_PDFCOLUMNS_H
#define POSTIL_IMPORT_PDFCOLUMNS_H

#include "import/pdfdocument.h"

// Numbers the strips of all pages and sorts the fragments by page, strip and middle, downwards.
void pdfcolumns_order(PdfDocument *document);

#endif
