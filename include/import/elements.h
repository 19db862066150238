// SPDX-License-Identifier: MIT
// What the elements of HTML mean for a reader. A table; what is not in it is inline and means
// nothing.
#ifndef POSTIL_IMPORT_ELEMENTS_H
#define POSTIL_IMPORT_ELEMENTS_H

#include "base/slice.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum ElementKind {
  ELEMENT_TEXT, // a text node
  ELEMENT_INLINE,
  ELEMENT_LINK,
  ELEMENT_IMAGE,
  ELEMENT_BREAK,
  ELEMENT_NEVER,     // what is below it is no text
  ELEMENT_PARAGRAPH, // from here on blocks: what follows them is on a new line
  ELEMENT_HEADING,
  ELEMENT_CODE,
  ELEMENT_RULE,
  ELEMENT_ITEM,
  ELEMENT_TERM,
  ELEMENT_CELL,
  ELEMENT_ROW,
  ELEMENT_TABLE,
  ELEMENT_LIST,
  ELEMENT_QUOTATION,
  ELEMENT_FIGURE,
  ELEMENT_CAPTION,
  ELEMENT_DIVISION,
  ELEMENT_ASIDE,
  ELEMENT_HEADER, // the next three are furniture where nothing speaks against it
  ELEMENT_FOOTER,
  ELEMENT_NAVIGATION,
  ELEMENT_SECTION, // from here on the page's own frame
  ELEMENT_ARTICLE,
  ELEMENT_MAIN,
  ELEMENT_BODY,
} ElementKind;

typedef struct Element {
  const char *name;
  uint8_t kind;
  uint8_t level;   // of headings
  uint8_t inlines; // bits of text/version.h
} Element;

// The row of an element; an empty name is a text node.
uint8_t elements_row(Slice name);
const Element *elements_at(uint8_t row);

static inline bool elements_is_block(ElementKind kind) {
  return kind >= ELEMENT_PARAGRAPH;
}

static inline bool elements_is_frame(ElementKind kind) {
  return kind >= ELEMENT_SECTION;
}

#endif
