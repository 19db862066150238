// SPDX-License-Identifier: MIT
// Rules 5 to 7 and 9: which paragraphs are notes.
#ifndef POSTIL_IMPORT_FOOTNOTES_H
#define POSTIL_IMPORT_FOOTNOTES_H

#include "import/draft.h"
#include "import/marks.h"

// Chooses the one style of notes that the brief uses, accepts its definitions in order, cuts them
// into runs and gives each the paragraphs that go on it: fills draft->notes and classifies their
// paragraphs. Sets *style to how the text refers to them. False when the brief has no notes.
bool footnotes_find(Draft *draft, MarkStyle *style);

#endif
