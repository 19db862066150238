// SPDX-License-Identifier: MIT
// HTML inside Markdown: its tags are no text, what they enclose is.
#ifndef POSTIL_IMPORT_MARKDOWN_HTML_H
#define POSTIL_IMPORT_MARKDOWN_HTML_H

#include "import/manuscript.h"

// A tag that stands at the start of the text: "</Sup >".
typedef struct MarkdownTag {
  Slice name; // as written; empty for comments and the like
  bool closes;
  size_t len; // of the tag; up to the end of the text when it does not end
} MarkdownTag;

MarkdownTag markdown_html_tag(Slice html);

// The inline kind that the element means, or 0: "sup", "b", "code" …
uint32_t markdown_html_kind(Slice name);

// Writes the words of a block of HTML: elements that are no inline ones begin blocks.
void markdown_html_write(Slice html, Manuscript *manuscript);

#endif
