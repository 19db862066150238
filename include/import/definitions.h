// SPDX-License-Identifier: MIT
// Rule 5: what the definition of a note looks like.
#ifndef POSTIL_IMPORT_DEFINITIONS_H
#define POSTIL_IMPORT_DEFINITIONS_H

#include "import/labels.h"
#include "text/span.h"

// In the order that decides ties.
typedef enum DefinitionStyle {
  DEFINITION_BRACKET,     // [1]  [iv]
  DEFINITION_FULLWIDTH,   // （１）
  DEFINITION_PAREN,       // (1)  (٢)
  DEFINITION_SUPERSCRIPT, // ¹
  DEFINITION_CIRCLED,     // ①
  DEFINITION_SYMBOL,      // *  ††
  DEFINITION_NUMBER,      // 1.  1)  1
  DEFINITION_LABELLED,    // 注1  ※1  *1
  DEFINITION_FOOT,        // 1, on a line of its own at the foot of a page
  DEFINITION_STYLES,
} DefinitionStyle;

enum {
  DEFINITION_ALL = (1 << DEFINITION_FOOT) - 1, // every style that a text alone can show
  // Those which no numbered list uses: where a line begins with one, a paragraph does too.
  DEFINITION_SURE = DEFINITION_ALL & ~(1 << DEFINITION_PAREN | 1 << DEFINITION_NUMBER),
};

typedef struct Definition {
  DefinitionStyle style;
  Label label;
  Span mark;     // the label alone, in the text that was given
  uint32_t body; // where the words of the note begin
} Definition;

// Does the text begin with the mark of a note of one of the styles (bits 1 << style) and go on
// after it?
bool definitions_read(Slice text, uint32_t styles, Definition *definition);

#endif
