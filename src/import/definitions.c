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

// `[`, one blank, the label, one blank, `]`, then perhaps a full stop.
static bool read_bracket(Slice text, Definition *definition) {
  if (text.len == 0 || text.ptr[0] != '[') return false;
  size_t start = skip_blank(text, 1);
  size_t len = labels_read_decimal(text, start, BRACKET_DIGITS_MAX, &definition->label);
  if (len == 0) len = labels_read_roman(text, start, &definition->label);
  size_t close = skip_blank(text, start + len);
  if (len == 0 || close >= text.len || text.ptr[close] != ']') return false;
  size_t body = skip_blanks(text, close + 1);
  if (body < text.len && text.ptr[body] == '.') body = skip_blanks(text, body + 1);
  set_mark(definition, start, len, body);
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

static bool read_symbol(Slice text, Definition *definition) {
  return finish(text, labels_read_symbols(text, 0, &definition->label), definition);
}

// Digits, `.` or `)`, blanks.
static bool read_number(Slice text, Definition *definition) {
  size_t len = labels_read_decimal(text, 0, NUMBER_DIGITS_MAX, &definition->label);
  if (len == 0 || len >= text.len || (text.ptr[len] != '.' && text.ptr[len] != ')')) return false;
  size_t body = skip_blanks(text, len + 1);
  set_mark(definition, 0, len, body);
  return body > len + 1;
}

static ReadMark *const readers[] = {
    [DEFINITION_BRACKET] = read_bracket, [DEFINITION_FULLWIDTH] = read_fullwidth,
    [DEFINITION_PAREN] = read_paren,     [DEFINITION_SUPERSCRIPT] = read_superscript,
    [DEFINITION_CIRCLED] = read_circled, [DEFINITION_SYMBOL] = read_symbol,
    [DEFINITION_NUMBER] = read_number,
};

bool definitions_read(Slice text, uint32_t styles, Definition *definition) {
  for (DefinitionStyle style = 0; style < DEFINITION_FOOT; style++) {
    if (!(styles & 1U << style) || !readers[style](text, definition)) continue;
    definition->style = style;
    return definition->body < text.len;
  }
  return false;
}
