// SPDX-License-Identifier: MIT
// Markdown as it is given to libcmark-gfm. The library forgets three things that the text needs:
// the labels of notes (it numbers them), the notes that nothing refers to (it drops them), and
// which brackets were escaped. So the source is given to it in another dress:
//
//   source                     [^b]⏎⏎                      a reference to each definition comes
//   A \[1\] text.[^a]          [^a]⏎⏎                      first, so that none is dropped and the
//                        ─▶    A ⟦1⟧ text.[^a]             number of each is known
//   [^b]: Unused               [^b]: Unused
//   [^a]: A source             [^a]: A source
//
// ⟦ ⟧ stand for four noncharacters; where the source itself has one it becomes U+FFFD. A fourth one
// says nothing: it stands where something must not be read as markup.
#ifndef POSTIL_IMPORT_MARKDOWN_SOURCE_H
#define POSTIL_IMPORT_MARKDOWN_SOURCE_H

#include "base/buffer.h"
#include "text/span.h"

typedef struct MarkdownLabel {
  Span span;  // in text
  bool plain; // no note has it: what looks like its definition is text
} MarkdownLabel;

typedef struct MarkdownSource {
  Buffer text;
  MarkdownLabel *labels; // of all that looks like a definition, in order
  size_t label_count, label_room;
} MarkdownSource; // {0} is an empty one

// Puts escaped brackets and carets in their dress, and bounds how deep blocks nest.
void markdown_source_read(MarkdownSource *source, Slice text);
void markdown_source_release(MarkdownSource *source);

Slice markdown_source_label(const MarkdownSource *source, size_t index);

// Appends what libcmark-gfm is to parse: a paragraph for each label that is not plain, then the
// text.
void markdown_source_write(const MarkdownSource *source, Buffer *out);

// The next stretch of what the library hands back, from *pos on: either text as it stands, or one
// character that was escaped ("[", "]", "^"), or nothing. False at the end.
typedef struct MarkdownStretch {
  Slice text;
  bool escaped;
} MarkdownStretch;

bool markdown_source_next(Slice given, size_t *pos, MarkdownStretch *stretch);

// Appends it as it stood in the source, or with the backslashes left out.
void markdown_source_restore(Slice given, bool backslashes, Buffer *out);

#endif
