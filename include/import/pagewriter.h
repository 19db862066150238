// SPDX-License-Identifier: MIT
// A page that is understood, written as a manuscript.
#ifndef POSTIL_IMPORT_PAGEWRITER_H
#define POSTIL_IMPORT_PAGEWRITER_H

#include "import/manuscript.h"
#include "import/webpage.h"

// The page's notes, furniture and lines of metadata must be found.
void pagewriter_write(const Webpage *page, Manuscript *manuscript);

#endif
