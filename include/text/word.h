// SPDX-License-Identifier: MIT
// Words (UAX #29) from any place of a block. A word has a letter or a digit in it; blanks,
// punctuation and signs are what lies between. Words begin and end at grapheme cluster boundaries.
#ifndef POSTIL_TEXT_WORD_H
#define POSTIL_TEXT_WORD_H

#include "base/slice.h"
#include "text/span.h"

// The first word in bounds that starts after pos, the first that starts at pos or after it, the
// last that starts before pos; false if there is none.
bool word_after(Slice text, Span bounds, uint32_t pos, Span *word);
bool word_from(Slice text, Span bounds, uint32_t pos, Span *word);
bool word_before(Slice text, Span bounds, uint32_t pos, Span *word);

// The word that holds pos, or the signs between two words; false at a blank.
bool word_at(Slice text, Span bounds, uint32_t pos, Span *word);

#endif
