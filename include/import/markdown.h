// SPDX-License-Identifier: MIT
// Reading Markdown: GitHub's kind with footnotes, and what others add to it that briefs have: front
// matter and notes inside the text, "^[like this]".
#ifndef POSTIL_IMPORT_MARKDOWN_H
#define POSTIL_IMPORT_MARKDOWN_H

#include "import/import.h"

// libcmark-gfm takes up to 240 bytes of memory for each byte ("[[[["). No brief is that long.
enum { MARKDOWN_BYTES_MAX = 4 << 20 };

// By name alone, .md or .markdown: any text is Markdown. Without libcmark-gfm none is, nor what has
// more than MARKDOWN_BYTES_MAX, so that it is read as plain text.
bool markdown_sniff(const ImportInput *input);

bool markdown_write(const ImportInput *input, Manuscript *manuscript, Error *err);

#endif
