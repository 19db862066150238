// SPDX-License-Identifier: MIT
// Tokens of a query. Any bytes are tokens: what is no parenthesis, phrase or field is a word, and
// what is not closed ends with the text.
#include "library/query_token.h"

#include "base/utf8.h"
#include "text/view.h"

#include <string.h>
#include <strings.h>

const char *const query_keywords[QUERY_KEYWORD_COUNT] = {"and", "or",          "not",   "within",
                                                         "of",  "overlapping", "inside"};

// Length of the blank at pos, 0 if there is none.
static uint32_t blank_at(Slice text, uint32_t pos) {
  uint32_t code_point, len = utf8_decode(slice_cut(text, pos, text.len), &code_point, NULL);
  return view_is_blank(code_point) ? len : 0;
}

static bool ends_word(Slice text, uint32_t pos) {
  return pos >= text.len || memchr("()\"", text.ptr[pos], 3) || blank_at(text, pos);
}

static uint32_t end_of_word(Slice text, uint32_t pos) {
  while (!ends_word(text, pos)) pos++;
  return pos;
}

// From its first quotation mark to behind its last.
static uint32_t take_phrase(Slice text, uint32_t pos, QueryToken *token, Buffer *value) {
  token->quoted = true;
  for (pos++; pos < text.len && text.ptr[pos] != '"'; pos++) {
    if (text.ptr[pos] == '\\' && pos + 1 < text.len) pos++;
    buffer_add_byte(value, text.ptr[pos]);
  }
  token->closed = pos < text.len;
  return token->closed ? pos + 1 : pos;
}

static uint32_t take_value(Slice text, uint32_t pos, QueryToken *token, Buffer *value) {
  uint32_t start = pos;
  if (pos < text.len && text.ptr[pos] == '"') {
    pos = take_phrase(text, pos, token, value);
  } else {
    pos = end_of_word(text, pos);
    buffer_add(value, slice_cut(text, start, pos));
  }
  token->value_span = span_make(start, pos);
  return pos;
}

static bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

// Length of "name:" at pos, 0 if there is none.
static uint32_t field_at(Slice text, uint32_t pos) {
  uint32_t end = pos;
  while (end < text.len && is_letter(text.ptr[end])) end++;
  return end > pos && end < text.len && text.ptr[end] == ':' ? end + 1 - pos : 0;
}

static Slice comparison_at(Slice text, uint32_t pos) {
  uint32_t end = pos;
  if (end < text.len && memchr("<>=", text.ptr[end], 3)) end++;
  if (end > pos && text.ptr[pos] != '=' && end < text.len && text.ptr[end] == '=') end++;
  return slice_cut(text, pos, end);
}

static QueryTokenKind keyword_kind(Slice word) {
  for (int i = 0; i < QUERY_KEYWORD_COUNT; i++) {
    if (word.len == strlen(query_keywords[i]) &&
        strncasecmp(word.ptr, query_keywords[i], word.len) == 0)
      return (QueryTokenKind)(QUERY_TOKEN_AND + i);
  }
  return QUERY_TOKEN_WORD;
}

static uint32_t take_token(Slice text, uint32_t pos, QueryToken *token, Buffer *value) {
  uint32_t name = field_at(text, pos);
  if (name) {
    token->kind = QUERY_TOKEN_FIELD;
    token->name = slice_cut(text, pos, pos + name - 1);
    token->comparison = comparison_at(text, pos + name);
    return take_value(text, pos + name + (uint32_t)token->comparison.len, token, value);
  }
  if (text.ptr[pos] == '(' || text.ptr[pos] == ')') {
    token->kind = text.ptr[pos] == '(' ? QUERY_TOKEN_OPEN : QUERY_TOKEN_CLOSE;
    return pos + 1;
  }
  pos = take_value(text, pos, token, value);
  token->kind = token->quoted ? QUERY_TOKEN_PHRASE : keyword_kind(buffer_slice(value));
  return pos;
}

QueryToken query_token_next(Slice text, uint32_t *pos, Buffer *value) {
  QueryToken token = {.kind = QUERY_TOKEN_END};
  buffer_clear(value);
  for (uint32_t len; *pos < text.len && (len = blank_at(text, *pos)) > 0;) *pos += len;
  token.span.start = *pos;
  if (*pos < text.len) *pos = take_token(text, *pos, &token, value);
  token.span.end = *pos;
  return token;
}
