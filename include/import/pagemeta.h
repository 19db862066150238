// SPDX-License-Identifier: MIT
// Title, series, date and authors of a page, and which of its lines repeat them.
#ifndef POSTIL_IMPORT_PAGEMETA_H
#define POSTIL_IMPORT_PAGEMETA_H

#include "import/manuscript.h"
#include "import/webpage.h"

// Fills what manuscript->stated does not say yet, the first source that is filled: JSON-LD, <meta>,
// the page's own elements. Sets the role of the nodes that repeat it. Furniture must be found.
void pagemeta_read(Webpage *page, Manuscript *manuscript);

#endif
