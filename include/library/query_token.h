// SPDX-License-Identifier: MIT
// What a query is made of: keywords, parentheses, words and fields. Private to library/.
#ifndef POSTIL_LIBRARY_QUERY_TOKEN_H
#define POSTIL_LIBRARY_QUERY_TOKEN_H

#include "base/buffer.h"
#include "text/span.h"

typedef enum QueryTokenKind {
  QUERY_TOKEN_END,
  QUERY_TOKEN_OPEN,
  QUERY_TOKEN_CLOSE,
  QUERY_TOKEN_AND, // the keywords, in the order of query_keywords
  QUERY_TOKEN_OR,
  QUERY_TOKEN_NOT,
  QUERY_TOKEN_WITHIN,
  QUERY_TOKEN_OF,
  QUERY_TOKEN_OVERLAPPING,
  QUERY_TOKEN_INSIDE,
  QUERY_TOKEN_WORD,
  QUERY_TOKEN_PHRASE, // a value in quotation marks
  QUERY_TOKEN_FIELD,  // a name with its colon, and the value that follows
} QueryTokenKind;

enum { QUERY_KEYWORD_COUNT = 7 };
extern const char *const query_keywords[QUERY_KEYWORD_COUNT];

typedef struct QueryToken {
  QueryTokenKind kind;
  Span span;
  Slice name;       // of a field, as typed, without the colon
  Slice comparison; // "", "=", ">", ">=", "<", "<="
  Span value_span;  // where its value stands, with its quotation marks
  bool quoted;
  bool closed; // the quotation mark at its end is there
} QueryToken;

// The token at or behind *pos, which moves behind it. The value, without quotation marks, replaces
// what is in *value: of words, phrases and fields.
QueryToken query_token_next(Slice text, uint32_t *pos, Buffer *value);

#endif
