// SPDX-License-Identifier: MIT
// A PDF as its words stand on paper. What the converter tells becomes fragments with places;
// columns and lines are found among them, and every line gets a role, from which the text is
// written.
//
//   pdfxml ─ fragments ─▶ pdfcolumns ─ strips in reading order ─▶ pdflines ─ lines ─▶
//   pdfroles ─ furniture, title, notes at the foot ─▶ pdftext ─ blocks ─▶ manuscript
//
//    ┌──────────────────────────────┐
//    │ A running head      furniture│   strip 0
//    │ The Title of the Brief       │
//    ├──────────────┬───────────────┤
//    │ Text in a    │ columns, with │   strips 1 and 2
//    │ first of two │ raised marks.¹│
//    │              │ ───           │
//    │              │ ¹ A note      │   note lines
//    ├──────────────┴───────────────┤
//    │             - 7 -   furniture│   strip 3
//    └──────────────────────────────┘
#ifndef POSTIL_IMPORT_PDFDOCUMENT_H
#define POSTIL_IMPORT_PDFDOCUMENT_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

// Words of one shape, inside a fragment.
typedef struct PdfRun {
  size_t start, end;         // in the document's text
  uint32_t kinds;            // bits of INLINE_…
  size_t target, target_len; // of a link to elsewhere, in document.targets; no len: none
} PdfRun;

// Words that the converter gives in one piece. Units are its pixels, downwards and to the right.
typedef struct PdfFragment {
  int32_t left, top, right, bottom;
  uint32_t page, strip, line;
  uint32_t size; // of its font
  uint32_t first_run, run_count;
  size_t start, end; // in the document's text
  uint32_t order;    // as the converter gave them
  bool bold;         // all of it
} PdfFragment;

typedef struct PdfPage {
  int32_t width, height;
  uint32_t first_fragment, fragment_count;
} PdfPage;

typedef enum PdfRole {
  PDF_TEXT,
  PDF_FURNITURE,
  PDF_TITLE,
  PDF_NOTE,      // begins a note
  PDF_NOTE_MORE, // goes on with it
} PdfRole;

typedef struct PdfLine {
  uint32_t page, strip;
  uint32_t first_fragment, fragment_count; // from left to right
  int32_t left, top, right, bottom;        // of its words in full size
  uint32_t size;                           // of most of its characters
  size_t length;                           // bytes of its words
  bool bold;                               // all of it
  PdfRole role;
  size_t label_len; // PDF_NOTE: bytes of the first fragment that are the label
} PdfLine;

// A note at the foot of a page, and what of it stands at the foot of the next one.
typedef struct PdfNote {
  Slice label; // in the document's text, once that is whole
  size_t line, count;
  size_t more, more_count;
} PdfNote;

typedef struct PdfDocument {
  Buffer text; // the words of all fragments, one after the other, LF between them
  Buffer targets;
  PdfRun *runs;
  PdfFragment *fragments;
  PdfPage *pages;
  PdfLine *lines;
  PdfNote *notes;
  uint32_t *note_order; // of the notes, by label
  size_t run_count, fragment_count, page_count, line_count, note_count;
  size_t run_room, fragment_room, page_room, line_room, note_room;
  uint32_t body; // size of most characters
  int32_t pitch; // from one line of that size to the next
} PdfDocument;   // {0} is an empty one

void pdfdocument_release(PdfDocument *document);

Slice pdfdocument_fragment_text(const PdfDocument *document, const PdfFragment *fragment);

// The words of a line, with one blank where there is space between fragments, in `out`, which is
// cleared first.
void pdfdocument_line_text(const PdfDocument *document, const PdfLine *line, Buffer *out);

// Is there space between two neighbours in a line?
bool pdfdocument_is_apart(const PdfFragment *before, const PdfFragment *after);

// So much space that they are cells of a table?
bool pdfdocument_is_cell_gap(const PdfLine *line, const PdfFragment *before,
                             const PdfFragment *after);

// A fragment smaller than its line: a mark above it, or an index below.
bool pdfdocument_is_raised(const PdfLine *line, const PdfFragment *fragment);
bool pdfdocument_is_lowered(const PdfLine *line, const PdfFragment *fragment);

#endif
