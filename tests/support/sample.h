// SPDX-License-Identifier: MIT
// Small versions made from a list of blocks, and layouts as text.
#ifndef POSTIL_TESTS_SAMPLE_H
#define POSTIL_TESTS_SAMPLE_H

#include "layout/layout.h"

typedef struct SamplePiece {
  BlockType type;
  const char *mark; // bullet, number or note's mark with its blanks, or NULL
  const char *text; // what follows it
  bool preformatted;
} SamplePiece;

// The blocks in order with an empty line between them; a note for each BLOCK_NOTE with a mark,
// further ones without a mark go on in it.
Version *sample_build(const SamplePiece *pieces, size_t count);

// One block of a paragraph.
Version *sample_paragraph(const char *text);

// Appends every line of a layout as it is drawn, gaps as empty lines.
void sample_write(const Version *version, LayoutStyle style, Buffer *out);

// One line as it is drawn, the indent included.
void sample_write_line(const Version *version, const Line *line, SafeMode mode, Buffer *out);

#endif
