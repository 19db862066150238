// SPDX-License-Identifier: MIT
// Line ends. Whether a hyphen belongs to the word is learnt in two passes: the first collects both
// forms of every word that is cut so, the second looks which of them occur.
#include "import/lineends.h"

#include "import/chars.h"

void lineends_release(LineEnds *ends) {
  wordset_release(&ends->words);
  buffer_release(&ends->form);
}

Slice lineends_last_word(Slice line) {
  size_t start = line.len;
  while (start > 0 && line.ptr[start - 1] != ' ' && line.ptr[start - 1] != '\t') start--;
  return slice_cut(line, start, line.len);
}

static Slice first_word(Slice line) {
  size_t end = 0;
  while (end < line.len && line.ptr[end] != ' ' && line.ptr[end] != '\t') end++;
  return slice_cut(line, 0, end);
}

// The letters at the end of the word before its hyphen, those at the start of the one after it.
static Slice core_before(Slice word) {
  size_t start = word.len - 1;
  uint32_t code_point, len;
  while ((len = chars_before(word, start, &code_point)) > 0 &&
         (chars_is_letter(code_point) || code_point == '-')) {
    start -= len;
  }
  return slice_cut(word, start, word.len - 1);
}

static Slice core_after(Slice word) {
  size_t end = 0;
  uint32_t code_point, len;
  while ((len = chars_at(word, end, &code_point)) > 0 &&
         (chars_is_letter(code_point) || code_point == '-')) {
    end += len;
  }
  return slice_cut(word, 0, end);
}

static bool is_cut_word(Slice line, Slice next) {
  if (line.len < 2 || line.ptr[line.len - 1] != '-') return false;
  uint32_t code_point;
  chars_at(next, 0, &code_point);
  return chars_is_lower(code_point);
}

// The whole word in ends->form, with or without its hyphen.
static Slice make_form(LineEnds *ends, Slice line, Slice next, bool hyphen) {
  buffer_clear(&ends->form);
  Slice before = core_before(lineends_last_word(line)), after = core_after(first_word(next));
  if (before.len + after.len >= WORDSET_WORD_MAX) return SLICE("");
  buffer_add(&ends->form, before);
  if (hyphen) buffer_add_byte(&ends->form, '-');
  buffer_add(&ends->form, after);
  return buffer_slice(&ends->form);
}

void lineends_add(LineEnds *ends, Slice line, Slice next) {
  if (!is_cut_word(line, next)) return;
  wordset_add(&ends->words, make_form(ends, line, next, true));
  wordset_add(&ends->words, make_form(ends, line, next, false));
}

void lineends_learn(LineEnds *ends, Slice text) {
  wordset_sort(&ends->words);
  if (ends->words.count == 0) return;
  Slice word;
  for (size_t pos = 0; wordset_next_word(text, &pos, &word);) {
    int32_t *occurs = wordset_find(&ends->words, word);
    if (occurs) *occurs = 1;
  }
}

static bool occurs(LineEnds *ends, Slice form) {
  const int32_t *value = wordset_find(&ends->words, form);
  return value && *value == 1;
}

static LineEnd end_of_cut_word(LineEnds *ends, Slice line, Slice next) {
  bool keep = occurs(ends, make_form(ends, line, next, true)) &&
              !occurs(ends, make_form(ends, line, next, false));
  return keep ? LINE_END_NOTHING : LINE_END_HYPHEN;
}

static bool holds_any(Slice word, const char *bytes) {
  for (size_t pos = 0; pos < word.len; pos++) {
    if (strchr(bytes, word.ptr[pos])) return true;
  }
  return false;
}

bool lineends_holds_url(Slice word) {
  return memmem(word.ptr, word.len, "http://", 7) || memmem(word.ptr, word.len, "https://", 8);
}

static bool ends_in_soft_hyphen(Slice line) {
  return line.len > 2 && memcmp(line.ptr + line.len - 2, "\xC2\xAD", 2) == 0;
}

bool lineends_may_join(Slice line) {
  return strchr("/-_.=&?", line.ptr[line.len - 1]) || ends_in_soft_hyphen(line);
}

LineEnd lineends_classify(LineEnds *ends, Slice line, Slice next, bool in_url) {
  if (!lineends_may_join(line)) return LINE_END_BLANK;
  if (ends_in_soft_hyphen(line)) return LINE_END_NOTHING; // that is left out of every view anyway
  if (in_url) {
    bool goes_on = holds_any(first_word(next), "0123456789/-_%=&#?.");
    return goes_on ? LINE_END_NOTHING : LINE_END_BLANK;
  }
  return is_cut_word(line, next) ? end_of_cut_word(ends, line, next) : LINE_END_BLANK;
}
