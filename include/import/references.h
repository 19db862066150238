// SPDX-License-Identifier: MIT
// Rules 7 and 8: the marks in the text and the notes that they mean.
#ifndef POSTIL_IMPORT_REFERENCES_H
#define POSTIL_IMPORT_REFERENCES_H

#include "import/draft.h"
#include "import/marks.h"

// Fills draft->marks, labels and targets with the marks of that style outside notes whose labels
// all exist in the run that they belong to, and each paragraph's first_mark and mark_count.
// ERROR_DATA over IMPORT_SPANS_MAX.
bool references_find(Draft *draft, MarkStyle style, Error *err);

// The note of a run that has a label of that value, or VERSION_NONE.
int32_t references_note(const Draft *draft, uint32_t run, uint32_t value);

#endif
