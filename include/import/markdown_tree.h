// SPDX-License-Identifier: MIT
// The tree that libcmark-gfm makes of Markdown, written to a manuscript.
#ifndef POSTIL_IMPORT_MARKDOWN_TREE_H
#define POSTIL_IMPORT_MARKDOWN_TREE_H

#ifdef POSTIL_CMARK
#include "import/manuscript.h"
#include "import/markdown_library.h"
#include "import/markdown_source.h"

// The document begins with a paragraph for each label of the source, which is not written.
void markdown_tree_write(const MarkdownLibrary *library, cmark_node *document,
                         const MarkdownSource *source, Manuscript *manuscript);

// Marks the labels plain that no note has, by the paragraphs at the start. How many are new ones.
size_t markdown_tree_check_labels(const MarkdownLibrary *library, cmark_node *document,
                                  MarkdownSource *source);

#endif
#endif
