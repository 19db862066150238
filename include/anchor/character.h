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

CharacterClass character_class_beyond_ascii(uint32_t code_point);

static inline CharacterClass character_class(uint32_t code_point) {
  if (code_point >= 0x80) return character_class_beyond_ascii(code_point);
  uint32_t lower = code_point | 0x20;
  if ((lower >= 'a' && lower <= 'z') || (code_point >= '0' && code_point <= '9'))
    return CHARACTER_WORD;
  bool space = code_point == ' ' || (code_point >= '\t' && code_point <= '\r');
  return space ? CHARACTER_SPACE : CHARACTER_PUNCTUATION;
}

// Invisible, and no part of any word: soft hyphen, zero-width space and joiners, byte order mark.
bool character_is_dropped(uint32_t code_point);

bool character_is_mark(uint32_t code_point);       // a combining mark
bool character_is_lower_word(uint32_t code_point); // a lower-case letter of a spaced script

enum { CHARACTER_PARTS_MAX = 32 };

// The full compatibility decomposition in simple lower case, with one shape of each quotation mark
// and dash. Returns the number of parts, at least 1. (Unicode Standard Annex 15, form NFKD.)
uint32_t character_fold_beyond_ascii(uint32_t code_point, uint32_t parts[CHARACTER_PARTS_MAX]);

static inline uint32_t character_fold(uint32_t code_point, uint32_t parts[CHARACTER_PARTS_MAX]) {
  if (code_point >= 0x80) return character_fold_beyond_ascii(code_point, parts);
  bool capital = code_point >= 'A' && code_point <= 'Z';
  parts[0] = capital ? code_point | 0x20 : code_point == '`' ? '\'' : code_point;
  return 1;
}

#endif
