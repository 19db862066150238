// SPDX-License-Identifier: MIT
// Single code points. ASCII, of which most text is, is decided by comparisons in the header;
// the rest asks libunistring's tables.
#include "anchor/character.h"

#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

static bool is_unspaced(uint32_t code_point) {
  return (code_point >= 0x0E00 && code_point <= 0x0E7F) ||
         (code_point >= 0x3040 && code_point <= 0x30FF) ||
         (code_point >= 0x3400 && code_point <= 0x9FFF) ||
         (code_point >= 0xF900 && code_point <= 0xFAFF) ||
         (code_point >= 0x20000 && code_point <= 0x3FFFF);
}

CharacterClass character_class_beyond_ascii(uint32_t code_point) {
  if (is_unspaced(code_point)) return CHARACTER_UNSPACED;
  const uint32_t word = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_M;
  if (uc_is_general_category_withtable(code_point, word)) return CHARACTER_WORD;
  return uc_is_property_white_space(code_point) ? CHARACTER_SPACE : CHARACTER_PUNCTUATION;
}

bool character_is_dropped(uint32_t code_point) {
  return code_point == 0xAD || (code_point >= 0x200B && code_point <= 0x200D) ||
         code_point == 0x2060 || code_point == 0xFEFF;
}

bool character_is_mark(uint32_t code_point) {
  return code_point >= 0x300 && uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_M);
}

bool character_is_lower_word(uint32_t code_point) {
  if (code_point < 0x80) return code_point >= 'a' && code_point <= 'z';
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_Ll) &&
         character_class(code_point) == CHARACTER_WORD;
}

static uint32_t fold_shape(uint32_t code_point) {
  switch (code_point) {
  case 0x60:
  case 0xB4:
  case 0x2018:
  case 0x2019:
  case 0x201A:
  case 0x201B:
  case 0x2032: return '\'';
  case 0xAB:
  case 0xBB:
  case 0x201C:
  case 0x201D:
  case 0x201E:
  case 0x201F:
  case 0x2033: return '"';
  case 0x2010:
  case 0x2011:
  case 0x2012:
  case 0x2013:
  case 0x2014:
  case 0x2015:
  case 0x2212: return '-';
  default: return uc_tolower(code_point);
  }
}

// Shapes of their own, whatever their decomposition: U+00B4 is a blank and a mark, U+2033 two
// primes.
static bool is_shaped(uint32_t code_point) {
  return code_point == 0xB4 || code_point == 0x2011 || code_point == 0x2033;
}

uint32_t character_fold_beyond_ascii(uint32_t code_point, uint32_t parts[CHARACTER_PARTS_MAX]) {
  // Parts still to decompose stand at the end of `open`, the next on top.
  ucs4_t open[CHARACTER_PARTS_MAX], found[UC_DECOMPOSITION_MAX_LENGTH];
  uint32_t depth = 1, count = 0;
  open[0] = code_point;
  while (depth > 0 && count < CHARACTER_PARTS_MAX) {
    ucs4_t at = open[--depth];
    int tag, len = is_shaped(at) ? -1 : uc_decomposition(at, &tag, found);
    if (len <= 0 || depth + (uint32_t)len > CHARACTER_PARTS_MAX) {
      parts[count++] = fold_shape(at);
      continue;
    }
    for (int i = len - 1; i >= 0; i--) open[depth++] = found[i];
  }
  return count;
}
