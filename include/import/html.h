// SPDX-License-Identifier: MIT
// HTML: pages, and the files of books, which are read as if they were one page.
#ifndef POSTIL_IMPORT_HTML_H
#define POSTIL_IMPORT_HTML_H

#include "import/import.h"
#include "import/webpage.h"

bool html_write(const ImportInput *input, Manuscript *manuscript, Error *err);

// Writes what a parsed page, or several files one after the other in one tree, say. The style sheet
// tells headings where there are none by name; it may be empty.
void html_write_files(const Markup *markup, const WebpageFile *files, uint32_t file_count,
                      Slice style, Manuscript *manuscript);

// The text of a page as UTF-8: what the bytes show of their encoding, else what <meta> says of it.
bool html_decode(Slice bytes, Buffer *out, Error *err);

#endif
