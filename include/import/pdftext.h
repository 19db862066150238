// SPDX-License-Identifier: MIT
// The blocks of a PDF to a manuscript: words with their marks, references, line ends.
#ifndef POSTIL_IMPORT_PDFTEXT_H
#define POSTIL_IMPORT_PDFTEXT_H

#include "import/manuscript.h"
#include "import/pdfblocks.h"

void pdftext_write(const PdfDocument *document, const PdfBlocks *blocks, Manuscript *manuscript);

#endif
