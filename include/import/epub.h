// SPDX-License-Identifier: MIT
// EPUB: a zip archive of pages, an order of reading, and metadata.
#ifndef POSTIL_IMPORT_EPUB_H
#define POSTIL_IMPORT_EPUB_H

#include "import/import.h"

// ERROR_DATA for a damaged archive, for one without an order of reading, and for a book whose text
// is encrypted.
bool epub_write(const ImportInput *input, Manuscript *manuscript, Error *err);

#endif
