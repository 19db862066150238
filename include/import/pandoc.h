// SPDX-License-Identifier: MIT
// Formats that pandoc reads for us: RTF, LaTeX, Org, reStructuredText and other markup. It gives a
// page, which is read as HTML.
#ifndef POSTIL_IMPORT_PANDOC_H
#define POSTIL_IMPORT_PANDOC_H

#include "import/import.h"

// By what the content begins with; where that says nothing, by the name.
bool pandoc_sniff(const ImportInput *input);

// ERROR_DATA without pandoc, naming it, and for what it cannot read.
bool pandoc_write(const ImportInput *input, Manuscript *manuscript, Error *err);

#endif
