// SPDX-License-Identifier: MIT
// What the comparison of two texts asks of a single code point, and how it folds: typography, case,
// presentation forms and invisible characters are no difference between two editions of a text.
#ifndef POSTIL_ANCHOR_CHARACTER_H
#define POSTIL_ANCHOR_CHARACTER_H

#include <stdbool.h>
#include <stdint.h>

typedef enum CharacterClass {
  CHARACTER_PUNCTUATION, // and everything else
  CHARACTER_SPACE,       // property White_Space
  CHARACTER_WORD,        // letters, marks and numbers of scripts that put spaces between words
  CHARACTER_UNSPACED,    // Thai, kana, Han: each letter is a token
} CharacterClass;

CharacterClass character_class(uint32_t code_point);

// Invisible, and no part of any word: soft hyphen, zero-width space and joiners, byte order mark.
bool character_is_dropped(uint32_t code_point);

bool character_is_mark(uint32_t code_point);       // a combining mark
bool character_is_lower_word(uint32_t code_point); // a lower-case letter of a spaced script

enum { CHARACTER_PARTS_MAX = 32 };

// The full compatibility decomposition in simple lower case, with one shape of each quotation mark
// and dash. Returns the number of parts, at least 1. (Unicode Standard Annex 15, form NFKD.)
uint32_t character_fold(uint32_t code_point, uint32_t parts[CHARACTER_PARTS_MAX]);

#endif
