// SPDX-License-Identifier: MIT
// Lines to blocks: paragraphs by gaps, indents and bullets, headings by size and weight.
#ifndef POSTIL_IMPORT_PDFBLOCKS_H
#define POSTIL_IMPORT_PDFBLOCKS_H

#include "import/pdfdocument.h"
#include "text/version.h"

typedef struct PdfBlock {
  size_t first_line, line_count; // neighbours in one strip
  BlockType type;
  uint8_t level;   // of a heading
  size_t mark_len; // bytes of the first line that are the mark of a list item
  bool continues;  // goes on the paragraph before it, over a page or a column
} PdfBlock;

typedef struct PdfBlocks {
  PdfBlock *items;
  size_t count, room;
} PdfBlocks; // {0} is an empty one

// Roles must be known. Of furniture each line is a block, of notes the first line is; the others
// are left out.
void pdfblocks_cut(const PdfDocument *document, PdfBlocks *blocks);
void pdfblocks_release(PdfBlocks *blocks);

#endif
