// SPDX-License-Identifier: MIT
// What a style sheet says of the looks of words, by class: enough to see which lines are headings.
#ifndef POSTIL_IMPORT_STYLESHEET_H
#define POSTIL_IMPORT_STYLESHEET_H

#include "base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

enum { STYLESHEET_CLASSES_MAX = 100000 };

typedef struct Look {
  uint32_t size; // of the font, in thousandths of the usual one; 0: not said
  bool bold;
} Look;

typedef struct StylesheetClass {
  Slice name;
  Look look;
} StylesheetClass;

typedef struct Stylesheet {
  StylesheetClass *classes; // ordered by name; names are those of the text
  uint32_t count;
} Stylesheet;

// Reads rules for single classes (".span2", "p.title"); all others, and what @ begins, are passed
// over. The text is borrowed.
void stylesheet_read(Stylesheet *sheet, Slice css);
void stylesheet_release(Stylesheet *sheet);

// What the sheet says of a class; all zero for one that it does not name.
Look stylesheet_look(const Stylesheet *sheet, Slice name);

#endif
