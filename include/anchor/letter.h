// SPDX-License-Identifier: MIT
// What the comparison of two texts asks of a single code point, and how it folds: typography, case,
// presentation forms and invisible characters are no difference between two editions of a text.
#ifndef POSTIL_ANCHOR_LETTER_H
#define POSTIL_ANCHOR_LETTER_H

#include <stdbool.h>
#include <stdint.h>

typedef enum LetterClass {
  LETTER_PUNCTUATION, // and everything else
  LETTER_SPACE,       // property White_Space
  LETTER_WORD,        // letters, marks and numbers of scripts that put spaces between words
  LETTER_UNSPACED,    // Thai, kana, Han: each letter is a token
} LetterClass;

LetterClass letter_class(uint32_t code_point);

// Invisible, and no part of any word: soft hyphen, zero-width space and joiners, byte order mark.
bool letter_is_dropped(uint32_t code_point);

bool letter_is_mark(uint32_t code_point);       // a combining mark
bool letter_is_lower_word(uint32_t code_point); // a lower-case letter of a spaced script

enum { LETTER_PARTS_MAX = 32 };

// The full compatibility decomposition in simple lower case, with one shape of each quotation mark
// and dash. Returns the number of parts, at least 1. (Unicode Standard Annex 15, form NFKD.)
uint32_t letter_fold(uint32_t code_point, uint32_t parts[LETTER_PARTS_MAX]);

#endif
