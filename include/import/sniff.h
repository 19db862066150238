// SPDX-License-Identifier: MIT
// Rule 1.2: what a file really is, by its first 1,024 bytes; the name does not count.
#ifndef POSTIL_IMPORT_SNIFF_H
#define POSTIL_IMPORT_SNIFF_H

#include "import/import.h"

bool sniff_pdf(const ImportInput *input);
bool sniff_epub(const ImportInput *input); // a zip archive, by the names of its members …
bool sniff_docx(const ImportInput *input);
bool sniff_odt(const ImportInput *input);
bool sniff_zip(const ImportInput *input);  // … any
bool sniff_html(const ImportInput *input); // by a doctype or <html>, else by the name
bool sniff_markdown(const ImportInput *input); // by the name alone

// What they look at: the first bytes, and how the name ends, whatever its case.
Slice sniff_head(const ImportInput *input);
bool sniff_name_ends(const ImportInput *input, const char *ending);

#endif
