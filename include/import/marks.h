// SPDX-License-Identifier: MIT
// Rule 8: what may be a reference to a note. Whether it is one depends on the notes that there are:
// a mark whose labels do not all exist is text, which alone settles [sic], [2024] and array[0].
#ifndef POSTIL_IMPORT_MARKS_H
#define POSTIL_IMPORT_MARKS_H

#include "import/labels.h"
#include "import/urls.h"
#include "text/span.h"

typedef enum MarkStyle {
  MARK_BRACKET,     // [1] [1, 3] [1–3, 5] [1]-[3]
  MARK_FULLWIDTH,   // （１）
  MARK_PAREN,       // (1)
  MARK_SUPERSCRIPT, // ¹
  MARK_CIRCLED,     // ①
  MARK_SYMBOL,      // *
  MARK_GLUED,       // "authority.1 Waiting"
  MARK_HALF,        // "authority.1) Waiting"
  MARK_LABELLED,    // 注1 （注1） ※1 *1
} MarkStyle;

enum {
  MARK_LABELS_MAX = 64, // in one mark; more than that is no mark
  MARK_RANGE_MAX = 20,  // a range a-b has b < a + this
};

typedef struct Mark {
  Span span; // with its brackets
  uint32_t label_count;
  Label labels[MARK_LABELS_MAX];
} Mark;

// One walk over a paragraph's view.
typedef struct MarkScan {
  Slice text;
  MarkStyle style;
  bool paged; // form-feed text: numerals glue to words as well
  size_t pos;
  bool enumeration; // the paragraph counts "(1) this, (2) that"
  bool emphasis;    // an asterisk has opened one
  Url url;          // the next URL that is not passed yet; start == text.len when there is none
} MarkScan;

void marks_scan_start(MarkScan *scan, Slice text, MarkStyle style, bool paged);

// The next possible mark, or false at the end. Linear over all calls.
bool marks_scan_next(MarkScan *scan, Mark *mark);

#endif
