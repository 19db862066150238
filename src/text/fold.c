// SPDX-License-Identifier: MIT
// Simple folding: the small letter of the capital. What folds to the same is the letter, its
// capital and title form, and a few strays, which stand in a table; a test compares it with all of
// Unicode.
#include "text/fold.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>

uint32_t fold_simple(uint32_t code_point) {
  if (code_point < 0x80)
    return code_point >= 'A' && code_point <= 'Z' ? code_point + 32 : code_point;
  return uc_tolower(uc_toupper(code_point));
}

static const struct {
  uint32_t folded, stray;
} strays[] = {
    {0x69, 0x130},   {0x69, 0x131},   {0x6B, 0x212A},   {0x73, 0x17F},    {0xDF, 0x1E9E},
    {0xE5, 0x212B},  {0x3B2, 0x3D0},  {0x3B5, 0x3F5},   {0x3B8, 0x3D1},   {0x3B8, 0x3F4},
    {0x3B9, 0x345},  {0x3B9, 0x1FBE}, {0x3BA, 0x3F0},   {0x3BC, 0xB5},    {0x3C0, 0x3D6},
    {0x3C1, 0x3F1},  {0x3C3, 0x3C2},  {0x3C6, 0x3D5},   {0x3C9, 0x2126},  {0x432, 0x1C80},
    {0x434, 0x1C81}, {0x43E, 0x1C82}, {0x441, 0x1C83},  {0x442, 0x1C84},  {0x442, 0x1C85},
    {0x44A, 0x1C86}, {0x463, 0x1C87}, {0x1E61, 0x1E9B}, {0xA64B, 0x1C88},
};

static uint32_t add(uint32_t code_point, uint32_t *variants, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (variants[i] == code_point) return count;
  }
  variants[count] = code_point;
  return count + 1;
}

uint32_t fold_variants(uint32_t code_point, uint32_t variants[FOLD_VARIANTS_MAX]) {
  uint32_t folded = fold_simple(code_point), count = 0;
  count = add(folded, variants, count);
  count = add(uc_toupper(folded), variants, count);
  count = add(uc_totitle(folded), variants, count);
  for (uint32_t i = 0; i < sizeof strays / sizeof *strays; i++) {
    if (strays[i].folded == folded) count = add(strays[i].stray, variants, count);
  }
  return count;
}

bool fold_is_accent(uint32_t code_point) {
  if (code_point < 0x300) return false;
  int class = uc_combining_class(code_point);
  return class != UC_CCC_NR && class != UC_CCC_VR;
}

uint32_t fold_base(uint32_t code_point) {
  enum { HANGUL_FIRST = 0xAC00, HANGUL_LAST = 0xD7A3 };
  if (code_point < 0xC0 || (code_point >= HANGUL_FIRST && code_point <= HANGUL_LAST))
    return code_point;
  ucs4_t parts[UC_DECOMPOSITION_MAX_LENGTH];
  int count;
  while ((count = uc_canonical_decomposition(code_point, parts)) > 0) { // one level at a time
    for (int i = 1; i < count; i++) {
      if (!fold_is_accent(parts[i])) return code_point;
    }
    code_point = parts[0];
  }
  return code_point;
}

// The same as below, of ASCII; NULL where there is more.
static char *fold_ascii(Slice text) {
  char *out = memory_new(text.len + 1, 1);
  for (size_t i = 0; i < text.len; i++) {
    if ((unsigned char)text.ptr[i] >= 0x80) {
      free(out);
      return NULL;
    }
    out[i] = (char)fold_simple((unsigned char)text.ptr[i]);
  }
  return out;
}

char *fold_text(Slice text) {
  char *ascii = fold_ascii(text);
  if (ascii) return ascii;
  size_t folded_len = 0, len = 0;
  uint8_t *folded =
      u8_casefold((const uint8_t *)text.ptr, text.len, NULL, UNINORM_NFKD, NULL, &folded_len);
  if (!folded) return memory_string(SLICE(""));
  char *out = memory_new(folded_len + 1, 1);
  for (size_t i = 0; i < folded_len;) {
    uint32_t code_point;
    uint32_t used =
        utf8_decode(slice_make((const char *)folded + i, folded_len - i), &code_point, NULL);
    if (uc_combining_class(code_point) == 0) {
      memcpy(out + len, folded + i, used);
      len += used;
    }
    i += used;
  }
  free(folded);
  return out;
}

bool fold_holds(const char *text, const char *words) {
  while (*words) {
    size_t len = strcspn(words, " \t\n");
    if (len > 0 && !memmem(text, strlen(text), words, len)) return false;
    words += len + (words[len] ? 1 : 0);
  }
  return true;
}
