// SPDX-License-Identifier: MIT
// Libraries of any size, the same on every run: briefs in the words of a language, with titles,
// authors, dates and series, and annotations with colours, tags and comments at words of theirs.
// All of it comes in by the ways of the library itself. Each call fails the program when it cannot.
#ifndef POSTIL_TESTS_STOCK_H
#define POSTIL_TESTS_STOCK_H

#include "library/brief.h"

enum { STOCK_BRIEF_BYTES = 6500 }; // of a brief, in the mean

// The text of a brief: all have the word 'usual', one in a hundred has 'seldom'.
void stock_write_brief(uint32_t index, Buffer *text);

// So many briefs.
void stock_add_briefs(Library *library, uint32_t count);

// So many annotations, the same number for each brief as far as that goes, in as few changes as
// there are thousands.
void stock_annotate(Library *library, uint32_t count);

// One brief that has so many annotations, of which each begins within some words of the next; they
// are made in the order of the text, as by an import, or in any order, as by a reader.
typedef enum StockOrder { STOCK_IN_ORDER, STOCK_SHUFFLED } StockOrder;
int64_t stock_add_annotated(Library *library, uint32_t count, StockOrder order);

#endif
