// SPDX-License-Identifier: MIT
// The XML that pdftohtml writes, to fragments. It is often not well-formed (links that cross other
// elements), so it is scanned, not parsed: what is no element that is known here is passed over.
#ifndef POSTIL_IMPORT_PDFXML_H
#define POSTIL_IMPORT_PDFXML_H

#include "base/error.h"
#include "import/pdfdocument.h"

// Fills an empty document. ERROR_DATA when there are more fragments than IMPORT_SPANS_MAX.
bool pdfxml_read(Slice xml, PdfDocument *document, Error *err);

#endif
