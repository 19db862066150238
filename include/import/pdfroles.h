// SPDX-License-Identifier: MIT
// What lines of a page are no running text: furniture at its edges, the title, notes at its foot.
#ifndef POSTIL_IMPORT_PDFROLES_H
#define POSTIL_IMPORT_PDFROLES_H

#include "import/pdfdocument.h"

void pdfroles_hide_furniture(PdfDocument *document);
void pdfroles_find_title(PdfDocument *document);

#endif
