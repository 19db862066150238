// SPDX-License-Identifier: MIT
// What the import rules ask of single characters, and folding: the one comparison of all word
// lists, blind to case, to the shape of an apostrophe and to the dot of the Turkish i.
#ifndef POSTIL_IMPORT_CHARS_H
#define POSTIL_IMPORT_CHARS_H

#include "base/buffer.h"
#include "base/slice.h"
#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>

bool chars_is_digit(uint32_t code_point);  // ASCII
bool chars_is_letter(uint32_t code_point); // any script, combining marks included
bool chars_is_lower(uint32_t code_point);
bool chars_is_upper(uint32_t code_point);
bool chars_is_wide_blank(uint32_t code_point); // what chars_is_blank() says beyond ASCII
bool chars_is_opening(uint32_t code_point);    // quotation mark or bracket that may begin a text
bool chars_is_closing(uint32_t code_point);    // one that may end it

// TAB and every space separator?
static inline bool chars_is_blank(uint32_t code_point) {
  return code_point < 0x80 ? code_point == ' ' || code_point == '\t'
                           : chars_is_wide_blank(code_point);
}

// The value of a decimal digit of any script, or -1.
int chars_digit_value(uint32_t code_point);

// Columns: 2 for East Asian wide and fullwidth, 0 for combining marks and what is ignored, else 1.
uint32_t chars_width(uint32_t code_point);
uint32_t chars_width_of(Slice text);

// The character at byte `pos` and its length; 0 (and *code_point 0) at the end.
static inline uint32_t chars_at(Slice text, size_t pos, uint32_t *code_point) {
  *code_point = 0;
  if (pos >= text.len) return 0;
  *code_point = (unsigned char)text.ptr[pos];
  if (*code_point < 0x80) return 1;
  return utf8_decode(slice_cut(text, pos, text.len), code_point, NULL);
}

// The character before byte `pos` and its length; 0 (and *code_point 0) at the start.
uint32_t chars_before(Slice text, size_t pos, uint32_t *code_point);

// Appends the text folded (composed first where it holds combining marks).
void chars_fold(Slice text, Buffer *out);

// Can a folded text with this first byte begin with the word? Most words of a list cannot. What is
// not ASCII folds to it only as an i or an apostrophe.
static inline bool chars_may_begin(unsigned char byte, const char *word) {
  unsigned char first = (unsigned char)*word;
  if (first >= 0x80) return byte >= 0x80 || byte == 'i' || byte == '\'';
  return byte == first || (first >= 'A' && first <= 'Z' && byte == (first | 0x20));
}

// The bytes of `folded` that `word` takes at its start, or 0. The word is folded on the way, so
// that lists stand as people write them.
size_t chars_match(Slice folded, const char *word);

// A set of bytes: those with which folded texts can begin that begin with one of the words (list
// ends with NULL). For who looks for a list at every place of a text.
typedef struct CharsLeads {
  bool has[256];
} CharsLeads;

void chars_find_leads(const char *const *words, CharsLeads *leads);

// chars_match() that ends at the end of the text or before something that is neither letter nor
// digit.
size_t chars_match_word(Slice folded, const char *word);

// Is it the whole of `folded`? Is it one of a list that ends with NULL?
bool chars_equal(Slice folded, const char *word);
bool chars_equal_any(Slice folded, const char *const *words);

// Is a text that is not folded one of the words?
bool chars_is_any(Slice text, const char *const *words);

// The longest of the words (list ends with NULL) that stands as a word at the start: its bytes, or
// 0.
size_t chars_match_any(Slice folded, const char *const *words);

// Without blanks and the given ASCII bytes at both ends.
Slice chars_strip(Slice text, const char *bytes);

// The text from byte `pos` on, without ASCII blanks at its start.
Slice chars_rest(Slice text, size_t pos);

#endif
