// SPDX-License-Identifier: MIT
// Marks of note definitions: one reader for each style. Their first characters differ, so at most
// one reader accepts a text.
#include "import/definitions.h"

#include "import/chars.h"

typedef bool ReadMark(Slice text, Definition *definition);

enum { BRACKET_DIGITS_MAX = 4, NUMBER_DIGITS_MAX = 3 };

static size_t skip_blanks(Slice text, size_t pos) {
  uint32_t code_point, len;
  while ((len = chars_at(text, pos, &code_point)) > 0 && chars_is_blank(code_point)) pos += len;
  return pos;
}

static size_t skip_blank(Slice text, size_t pos) {
  uint32_t code_point, len = chars_at(text, pos, &code_point);
  return len && chars_is_blank(code_point) ? pos + len : pos;
}

static void set_mark(Definition *definition, size_t start, size_t len, size_t body) {
  definition->mark = span_make((uint32_t)start, (uint32_t)(start + len));
  definition->body = (uint32_t)body;
}

// `[`, one blank, perhaps a caret, the label, one blank, `]`, then perhaps a full stop or colon.
static bool read_bracket(Slice text, Definition *definition) {
  if (text.len == 0 || text.ptr[0] != '[') return false;
  size_t start = skip_blank(text, 1);
  start += start < text.len && text.ptr[start] == '^';
  size_t len = labels_read_decimal(text, start, BRACKET_DIGITS_MAX, &definition->label);
  if (len == 0) len = labels_read_roman(text, start, &definition->label);
  size_t close = skip_blank(text, start + len);
  if (len == 0 || close >= text.len || text.ptr[close] != ']') return false;
  size_t body = skip_blanks(text, close + 1);
  bool sign = body < text.len && (text.ptr[body] == '.' || text.ptr[body] == ':');
  set_mark(definition, start, len, sign ? skip_blanks(text, body + 1) : body);
  return true;
}

static bool read_between(Slice text, const char *open, const char *close, Definition *definition) {
  size_t start = chars_match(text, open);
  if (start == 0) return false;
  size_t len = labels_read_digits(text, start, &definition->label);
  size_t end = len ? chars_match(slice_cut(text, start + len, text.len), close) : 0;
  if (end == 0) return false;
  set_mark(definition, start, len, skip_blanks(text, start + len + end));
  return true;
}

static bool read_fullwidth(Slice text, Definition *definition) {
  return read_between(text, "（", "）", definition);
}

static bool read_paren(Slice text, Definition *definition) {
  return read_between(text, "(", ")", definition);
}

static bool finish(Slice text, size_t len, Definition *definition) {
  if (len) set_mark(definition, 0, len, skip_blanks(text, len));
  return len > 0;
}

static bool read_superscript(Slice text, Definition *definition) {
  return finish(text, labels_read_superscript(text, 0, &definition->label), definition);
}

static bool read_circled(Slice text, Definition *definition) {
  return finish(text, labels_read_circled(text, 0, &definition->label), definition);
}

// A symbol right before a digit is of the style below.
static bool read_symbol(Slice text, Definition *definition) {
  uint32_t next, len = labels_read_symbols(text, 0, &definition->label);
  chars_at(text, len, &next);
  return chars_digit_value(next) < 0 && finish(text, len, definition);
}

// May a note begin so? A number before a word in lower case, or before another number, counts
// something.
static bool begins_note(Slice text, size_t pos) {
  uint32_t code_point;
  Slice rest = slice_cut(text, pos, text.len);
  chars_at(text, pos, &code_point);
  if (chars_is_letter(code_point) && !chars_is_lower(code_point)) return true;
  return chars_is_opening(code_point) || chars_match(rest, "http") || chars_match(rest, "ibid");
}

// Digits, `.` or `)` and blanks, or a fullwidth `）`, or blanks alone before what begins a note.
static bool read_number(Slice text, Definition *definition) {
  size_t len = labels_read_decimal(text, 0, NUMBER_DIGITS_MAX, &definition->label);
  if (len == 0 || len >= text.len) return false;
  size_t wide = chars_match(slice_cut(text, len, text.len), "）");
  bool sign = text.ptr[len] == '.' || text.ptr[len] == ')';
  size_t close = len + (wide ? wide : sign), body = skip_blanks(text, close);
  set_mark(definition, 0, len, body);
  if (wide) return true;
  return body > close && (sign || begins_note(text, body));
}

static bool read_labelled(Slice text, Definition *definition) {
  Span label;
  size_t len = labels_read_labelled(text, 0, &definition->label, &label);
  if (len == 0) return false;
  static const char *const signs[] = {":", "：", ".", "．", "、", ")", "）", NULL};
  size_t sign = 0;
  for (const char *const *at = signs; *at && sign == 0; at++) {
    sign = chars_match(slice_cut(text, len, text.len), *at);
  }
  set_mark(definition, label.start, label.end - label.start, skip_blanks(text, len + sign));
  return true;
}

static ReadMark *const readers[] = {
    [DEFINITION_BRACKET] = read_bracket, [DEFINITION_FULLWIDTH] = read_fullwidth,
    [DEFINITION_PAREN] = read_paren,     [DEFINITION_SUPERSCRIPT] = read_superscript,
    [DEFINITION_CIRCLED] = read_circled, [DEFINITION_SYMBOL] = read_symbol,
    [DEFINITION_NUMBER] = read_number,   [DEFINITION_LABELLED] = read_labelled,
};

bool definitions_read(Slice text, uint32_t styles, Definition *definition) {
  for (DefinitionStyle style = 0; style < DEFINITION_FOOT; style++) {
    if (!(styles & 1U << style) || !readers[style](text, definition)) continue;
    definition->style = style;
    return definition->body < text.len;
  }
  return false;
}
