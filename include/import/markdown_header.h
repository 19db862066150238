// SPDX-License-Identifier: MIT
// What stands between the title and the text of a Markdown file: authors, date, series, often
// several of them as lines of one paragraph.
#ifndef POSTIL_IMPORT_MARKDOWN_HEADER_H
#define POSTIL_IMPORT_MARKDOWN_HEADER_H

#ifdef POSTIL_CMARK
#include "base/buffer.h"
#include "import/markdown_library.h"

// Appends the words of a node and what is below it, without references to notes; where a line ends
// the byte `line_end`.
void markdown_header_text(const MarkdownLibrary *library, cmark_node *node, char line_end,
                          Buffer *out);

// The lines of a paragraph all of which say such things; 0 of any other node.
uint32_t markdown_header_lines(const MarkdownLibrary *library, cmark_node *node);

#endif
#endif
