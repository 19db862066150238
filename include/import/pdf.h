// SPDX-License-Identifier: MIT
// PDF: places and sizes are what tells notes from text. The words come from pdftohtml.
#ifndef POSTIL_IMPORT_PDF_H
#define POSTIL_IMPORT_PDF_H

#include "import/import.h"

// Runs pdftohtml. ERROR_DATA without it, for an encrypted or broken PDF, and for one without text.
bool pdf_write(const ImportInput *input, Manuscript *manuscript, Error *err);

// From what pdftohtml wrote on.
bool pdf_write_pages(Slice xml, Manuscript *manuscript, Error *err);

#endif
