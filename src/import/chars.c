// SPDX-License-Identifier: MIT
// Characters for the import rules. ASCII, which is most of what comes, never reaches a Unicode
// table.
#include "import/chars.h"

#include "base/safe.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <uniwidth.h>

bool chars_is_digit(uint32_t code_point) {
  return code_point >= '0' && code_point <= '9';
}

bool chars_is_letter(uint32_t code_point) {
  if (code_point < 0x80) return (code_point | 0x20) >= 'a' && (code_point | 0x20) <= 'z';
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M);
}

bool chars_is_lower(uint32_t code_point) {
  if (code_point < 0x80) return code_point >= 'a' && code_point <= 'z';
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_Ll);
}

bool chars_is_upper(uint32_t code_point) {
  if (code_point < 0x80) return code_point >= 'A' && code_point <= 'Z';
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_Lu | UC_CATEGORY_MASK_Lt);
}

bool chars_is_wide_blank(uint32_t code_point) {
  return code_point == 0xA0 || code_point == 0x1680 || code_point == 0x3000 ||
         (code_point >= 0x2000 && code_point <= 0x200A) || code_point == 0x202F ||
         code_point == 0x205F;
}

static bool is_one_of(uint32_t code_point, const uint32_t *list) {
  while (*list && *list != code_point) list++;
  return *list != 0;
}

bool chars_is_opening(uint32_t code_point) {
  static const uint32_t list[] = {'"',    '\'',   '(',    '[',    '{',    0x201C, 0x201E,
                                  0x2018, 0x201A, 0xAB,   0x2039, 0x3008, 0x300A, 0x300C,
                                  0x300E, 0x3010, 0xFF08, 0xFF3B, 0};
  return code_point && is_one_of(code_point, list);
}

bool chars_is_closing(uint32_t code_point) {
  static const uint32_t list[] = {'"',    '\'',   ')',    ']',    '}',    0x201C, 0x201D,
                                  0x2018, 0x2019, 0xBB,   0x203A, 0x3009, 0x300B, 0x300D,
                                  0x300F, 0x3011, 0xFF09, 0xFF3D, 0};
  return code_point && is_one_of(code_point, list);
}

int chars_digit_value(uint32_t code_point) {
  if (code_point < 0x80) return chars_is_digit(code_point) ? (int)(code_point - '0') : -1;
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_Nd)
             ? uc_decimal_value(code_point)
             : -1;
}

uint32_t chars_width(uint32_t code_point) {
  if (code_point < 0x80) return 1;
  if (safe_is_ignored(code_point)) return 0;
  int width = uc_width(code_point, "UTF-8");
  return width < 0 ? 1 : (uint32_t)width;
}

// ASCII, eight bytes at a time, is as wide as it is long.
uint32_t chars_width_of(Slice text) {
  uint32_t width = 0, code_point;
  for (size_t pos = 0; pos < text.len;) {
    uint64_t word;
    if (pos + sizeof word <= text.len) {
      memcpy(&word, text.ptr + pos, sizeof word);
      if ((word & UINT64_C(0x8080808080808080)) == 0) {
        pos += sizeof word;
        width += (uint32_t)sizeof word;
        continue;
      }
    }
    pos += chars_at(text, pos, &code_point);
    width += chars_width(code_point);
  }
  return width;
}

uint32_t chars_before(Slice text, size_t pos, uint32_t *code_point) {
  *code_point = 0;
  if (pos == 0) return 0;
  return chars_at(text, utf8_before(text.ptr, pos), code_point);
}

static uint32_t fold_one(uint32_t code_point) {
  if (code_point < 0x80) return code_point - 'A' < 26 ? code_point + 32 : code_point;
  switch (code_point) {
  case 0x2018:
  case 0x2019:
  case 0x02BB:
  case 0x02BC: return '\'';
  case 0x0131: return 'i';
  default: return uc_tolower(code_point);
  }
}

// Bytes CC and CD begin U+0300 to U+036F (and a few letters, for which composing does no harm).
static bool has_combining(Slice text) {
  return text.len && (memchr(text.ptr, 0xCC, text.len) || memchr(text.ptr, 0xCD, text.len));
}

// Small letters for the capitals among the bytes from `start` on.
static void lower_ascii(Buffer *out, size_t start) {
  for (size_t at = start; at < out->len; at++) {
    unsigned char byte = (unsigned char)out->ptr[at];
    out->ptr[at] = (char)(byte + (byte >= 'A' && byte <= 'Z' ? 'a' - 'A' : 0));
  }
}

static void fold_composed(Slice text, Buffer *out) {
  for (size_t pos = 0; pos < text.len;) {
    size_t plain = utf8_ascii_length(text, pos), start = out->len;
    buffer_add(out, slice_cut(text, pos, pos + plain));
    lower_ascii(out, start);
    pos += plain;
    if (pos == text.len) return;
    uint32_t code_point;
    pos += chars_at(text, pos, &code_point);
    buffer_add_code_point(out, fold_one(code_point));
  }
}

void chars_fold(Slice text, Buffer *out) {
  if (!has_combining(text)) {
    fold_composed(text, out);
    return;
  }
  size_t len;
  uint8_t *composed = u8_normalize(UNINORM_NFC, (const uint8_t *)text.ptr, text.len, NULL, &len);
  fold_composed(composed ? slice_make((const char *)composed, len) : text, out);
  free(composed);
}

// The character of a word of a list, and its length.
static size_t word_character(const char *at, uint32_t *code_point) {
  size_t len = 1;
  while (((unsigned char)at[len] & 0xC0) == 0x80) len++;
  return chars_at(slice_make(at, len), 0, code_point);
}

// ASCII is compared without decoding.
size_t chars_match(Slice folded, const char *word) {
  size_t pos = 0;
  for (const char *at = word; *at;) {
    if (pos >= folded.len) return 0;
    unsigned char byte = (unsigned char)folded.ptr[pos];
    if ((unsigned char)*at < 0x80) {
      if (byte != fold_one((unsigned char)*at++)) return 0;
      pos++;
      continue;
    }
    if (byte < 0x80 && byte != 'i' && byte != '\'') return 0;
    uint32_t want, have;
    at += word_character(at, &want);
    pos += chars_at(folded, pos, &have);
    if (have != fold_one(want)) return 0;
  }
  return pos;
}

size_t chars_match_word(Slice folded, const char *word) {
  size_t len = chars_match(folded, word);
  uint32_t after;
  chars_at(folded, len, &after);
  return len && !chars_is_letter(after) && !chars_is_digit(after) ? len : 0;
}

bool chars_equal(Slice folded, const char *word) {
  return folded.len && chars_match(folded, word) == folded.len;
}

bool chars_is_any(Slice text, const char *const *words) {
  for (; *words; words++) {
    Slice word = slice_of(*words);
    size_t pos = 0, at = 0;
    uint32_t have = 0, want = 0;
    while (pos < text.len && at < word.len && fold_one(have) == fold_one(want)) {
      pos += chars_at(text, pos, &have);
      at += chars_at(word, at, &want);
    }
    if (pos == text.len && at == word.len && fold_one(have) == fold_one(want)) return text.len > 0;
  }
  return false;
}

void chars_find_leads(const char *const *words, CharsLeads *leads) {
  *leads = (CharsLeads){0};
  for (; *words; words++) {
    uint32_t first;
    char bytes[4];
    word_character(*words, &first);
    utf8_encode(fold_one(first), bytes);
    leads->has[(unsigned char)bytes[0]] = true;
  }
}

bool chars_equal_any(Slice folded, const char *const *words) {
  if (folded.len == 0) return false;
  unsigned char first = (unsigned char)folded.ptr[0];
  while (*words && !(chars_may_begin(first, *words) && chars_equal(folded, *words))) words++;
  return *words != NULL;
}

size_t chars_match_any(Slice folded, const char *const *words) {
  size_t longest = 0;
  if (folded.len == 0) return 0;
  unsigned char first = (unsigned char)folded.ptr[0];
  for (; *words; words++) {
    if (!chars_may_begin(first, *words)) continue;
    size_t len = chars_match_word(folded, *words);
    if (len > longest) longest = len;
  }
  return longest;
}

Slice chars_strip(Slice text, const char *bytes) {
  size_t start = 0, end = text.len;
  while (start < end && (text.ptr[start] == ' ' || strchr(bytes, text.ptr[start]))) start++;
  while (end > start && (text.ptr[end - 1] == ' ' || strchr(bytes, text.ptr[end - 1]))) end--;
  return slice_cut(text, start, end);
}

Slice chars_rest(Slice text, size_t pos) {
  while (pos < text.len && text.ptr[pos] == ' ') pos++;
  return slice_cut(text, pos < text.len ? pos : text.len, text.len);
}
