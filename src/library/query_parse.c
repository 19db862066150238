// SPDX-License-Identifier: MIT
// The order of a query's terms: its grammar stands in library/query.h, a function here for each
// rule. Nodes are made when they are complete, so children stand before their parents. Recursion
// is one round of the rules for each pair of parentheses, of which CONDITION_NESTING_MAX may stand
// in each other; everything else is loops.
//
// What is wrong is noted once, with its place, and read as if it were not there: who is typing gets
// what the rest says. A fault that touches the end of the text may be a word that is not complete;
// then it is told of to nobody who is still typing.
#include "library/query_reader.h"

#include "base/safe.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <strings.h>

// ---- Faults

static void note_fault(QueryReader *reader, Span where, const char *format, va_list arguments) {
  QueryFault *fault = &reader->query->fault;
  if (fault->message[0]) return;
  Buffer message = {0};
  buffer_vprintf(&message, format, arguments);
  snprintf(fault->message, sizeof fault->message, "%s", message.ptr);
  buffer_release(&message);
  fault->pos = where.start;
  fault->len = span_len(where);
  fault->column = safe_width(slice_cut(reader->text, 0, where.start), SAFE_UNICODE) + 1;
}

uint16_t query_reader_fault(QueryReader *reader, Span where, const char *format, ...) {
  va_list arguments;
  if (reader->mode != QUERY_STRICT && where.end == reader->text.len) return CONDITION_NONE;
  va_start(arguments, format);
  note_fault(reader, where, format, arguments);
  va_end(arguments);
  return CONDITION_NONE;
}

uint16_t query_reader_lack(QueryReader *reader, Span where, const char *format, ...) {
  va_list arguments;
  if (reader->mode != QUERY_STRICT) return CONDITION_NONE;
  va_start(arguments, format);
  note_fault(reader, where, format, arguments);
  va_end(arguments);
  return CONDITION_NONE;
}

uint16_t query_reader_refuse(QueryReader *reader, Span where, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  note_fault(reader, where, format, arguments);
  va_end(arguments);
  return CONDITION_NONE;
}

// ---- Nodes

uint16_t query_reader_add(QueryReader *reader, ConditionNode node) {
  bool counts = node.kind == CONDITION_TEST || node.kind == CONDITION_RELATION;
  if ((counts && reader->tests == CONDITION_TESTS_MAX) || reader->count == QUERY_NODES_MAX)
    return query_reader_fault(reader, span_make(node.start, node.end),
                              "there are more than %d conditions", CONDITION_TESTS_MAX);
  if (counts) reader->tests++;
  if (counts && node.kind == CONDITION_TEST) node.first = CONDITION_NONE;
  node.next = CONDITION_NONE;
  reader->nodes[reader->count] = node;
  return reader->count++;
}

uint16_t query_reader_join(QueryReader *reader, ConditionKind kind, const uint16_t *children,
                           uint32_t count) {
  ConditionNode node = {.kind = kind, .first = CONDITION_NONE};
  uint16_t last = CONDITION_NONE;
  for (uint32_t i = 0; i < count; i++) {
    if (children[i] == CONDITION_NONE) continue;
    if (last == CONDITION_NONE)
      node.first = children[i];
    else
      reader->nodes[last].next = children[i];
    last = children[i];
  }
  if (last == node.first) return node.first;
  node.start = reader->nodes[node.first].start;
  node.end = reader->nodes[last].end;
  return query_reader_add(reader, node);
}

// ---- The grammar

static void advance(QueryReader *reader) {
  reader->token = query_token_next(reader->text, &reader->pos, &reader->value);
}

static uint16_t read_either(QueryReader *reader, uint32_t depth);

static uint16_t read_parenthesis(QueryReader *reader, uint32_t depth) {
  Span open = reader->token.span;
  advance(reader);
  if (depth == CONDITION_NESTING_MAX)
    return query_reader_fault(reader, open, "more than %d parentheses stand in each other",
                              CONDITION_NESTING_MAX);
  bool empty = reader->token.kind == QUERY_TOKEN_CLOSE;
  uint16_t inside = read_either(reader, depth + 1);
  if (reader->token.kind != QUERY_TOKEN_CLOSE)
    query_reader_lack(reader, open, "this parenthesis is not closed");
  else
    advance(reader);
  return empty ? query_reader_fault(reader, open, "there is nothing in the parentheses") : inside;
}

static bool begins_primary(QueryTokenKind kind) {
  return kind == QUERY_TOKEN_OPEN || kind == QUERY_TOKEN_WORD || kind == QUERY_TOKEN_PHRASE ||
         kind == QUERY_TOKEN_FIELD;
}

static uint16_t read_primary(QueryReader *reader, uint32_t depth) {
  uint16_t node;
  switch (reader->token.kind) {
  case QUERY_TOKEN_OPEN: return read_parenthesis(reader, depth);
  case QUERY_TOKEN_FIELD: node = query_term_field(reader); break;
  default: node = query_term_words(reader); break;
  }
  advance(reader);
  return node;
}

static void tell_missing(QueryReader *reader, Span keyword) {
  query_reader_lack(reader, keyword, "a term is missing behind '%.*s'", (int)span_len(keyword),
                    reader->text.ptr + keyword.start);
}

// ---- Relations

static bool is_word(const QueryReader *reader, const char *word) {
  return reader->token.kind == QUERY_TOKEN_WORD && strcasecmp(reader->value.ptr, word) == 0;
}

static bool take_number(const QueryReader *reader, uint32_t *number) {
  enum { WORDS_MAX = 10000 };
  Slice digits = buffer_slice(&reader->value);
  *number = 0;
  if (reader->token.kind != QUERY_TOKEN_WORD) return false;
  for (size_t i = 0; i < digits.len; i++) {
    if (digits.ptr[i] < '0' || digits.ptr[i] > '9' || *number > WORDS_MAX) return false;
    *number = *number * 10 + (uint32_t)(digits.ptr[i] - '0');
  }
  return *number >= 1 && *number <= WORDS_MAX;
}

// What stands between `within` and `of`. The present token is then the first that does not fit.
static bool read_measure(QueryReader *reader, ConditionNode *node) {
  if (is_word(reader, "sentence")) {
    node->relation.kind = RELATION_SENTENCE;
  } else if (is_word(reader, "paragraph")) {
    node->relation.kind = RELATION_PARAGRAPH;
  } else {
    node->relation.kind = RELATION_WORDS;
    if (!take_number(reader, &node->relation.words)) return false;
    advance(reader);
    if (!is_word(reader, "word") && !is_word(reader, "words")) return false;
  }
  advance(reader);
  return true;
}

static bool read_within(QueryReader *reader, Span keyword, ConditionNode *node) {
  bool measured = read_measure(reader, node);
  if (measured && reader->token.kind == QUERY_TOKEN_OF) return true;
  if (reader->token.kind == QUERY_TOKEN_END)
    query_reader_lack(reader, keyword, "'within' is not complete: within sentence of …");
  else if (measured)
    query_reader_fault(reader, reader->token.span, "'of' is missing before this");
  else
    query_reader_fault(reader, reader->token.span,
                       "behind 'within' stands 'sentence of', 'paragraph of' or '10 words of'");
  return false;
}

// Over a measure that is none, to behind its `of`.
static void skip_measure(QueryReader *reader) {
  while (reader->token.kind == QUERY_TOKEN_WORD) advance(reader);
  if (reader->token.kind == QUERY_TOKEN_OF) advance(reader);
}

// The relation at the present token; false with a fault.
static bool read_relation(QueryReader *reader, ConditionNode *node) {
  Span keyword = reader->token.span;
  bool within = reader->token.kind == QUERY_TOKEN_WITHIN;
  node->relation.kind =
      reader->token.kind == QUERY_TOKEN_INSIDE ? RELATION_INSIDE : RELATION_OVERLAPPING;
  advance(reader);
  if (within && !read_within(reader, keyword, node)) {
    skip_measure(reader);
    return false;
  }
  if (within) advance(reader);
  if (begins_primary(reader->token.kind)) return true;
  if (reader->token.kind == QUERY_TOKEN_NOT)
    query_reader_fault(reader, reader->token.span,
                       "behind a relation 'not' stands in parentheses: inside (not …)");
  else
    tell_missing(reader, keyword);
  return false;
}

static bool is_relation(QueryTokenKind kind) {
  return kind == QUERY_TOKEN_WITHIN || kind == QUERY_TOKEN_OVERLAPPING ||
         kind == QUERY_TOKEN_INSIDE;
}

static uint16_t relate(QueryReader *reader, ConditionNode node, uint16_t left, uint16_t right) {
  if (left == CONDITION_NONE || right == CONDITION_NONE) return left;
  node.kind = CONDITION_RELATION;
  node.first = left;
  node.start = reader->nodes[left].start;
  node.end = reader->nodes[right].end;
  reader->nodes[left].next = right;
  uint16_t added = query_reader_add(reader, node);
  if (added == CONDITION_NONE) reader->nodes[left].next = CONDITION_NONE;
  return added;
}

static uint16_t read_related(QueryReader *reader, uint32_t depth) {
  uint16_t left = read_primary(reader, depth);
  while (is_relation(reader->token.kind)) {
    ConditionNode node = {0};
    if (!read_relation(reader, &node)) {
      if (begins_primary(reader->token.kind)) read_primary(reader, depth);
      continue;
    }
    uint16_t right = read_primary(reader, depth);
    left = relate(reader, node, left, right);
  }
  return left;
}

// ---- not, and, or

static uint16_t read_negated(QueryReader *reader, uint32_t depth) {
  Span keyword = reader->token.span;
  bool negated = false;
  for (; reader->token.kind == QUERY_TOKEN_NOT; advance(reader)) {
    negated = !negated;
    keyword.end = reader->token.span.end;
  }
  if (!begins_primary(reader->token.kind)) {
    tell_missing(reader, keyword);
    return CONDITION_NONE;
  }
  reader->negated ^= negated;
  uint16_t node = read_related(reader, depth);
  reader->negated ^= negated;
  if (!negated || node == CONDITION_NONE) return node;
  if (reader->nodes[node].kind == CONDITION_NOT) return reader->nodes[node].first;
  return query_reader_add(reader, (ConditionNode){.kind = CONDITION_NOT,
                                                  .first = node,
                                                  .start = keyword.start,
                                                  .end = reader->nodes[node].end});
}

// A keyword or a parenthesis where something else should stand: passed over.
static void refuse_stray(QueryReader *reader) {
  Span where = reader->token.span;
  if (reader->token.kind == QUERY_TOKEN_CLOSE)
    query_reader_fault(reader, where, "there is no parenthesis to close");
  else if (reader->token.kind == QUERY_TOKEN_AND)
    query_reader_fault(reader, where, "a term is missing before 'and'");
  else if (is_relation(reader->token.kind))
    query_reader_fault(reader, where,
                       "a term is missing before '%.*s'; in quotation marks that is a word",
                       (int)span_len(where), reader->text.ptr + where.start);
  else
    query_reader_fault(reader, where,
                       "'%.*s' stands alone: put it in quotation marks to look for it",
                       (int)span_len(where), reader->text.ptr + where.start);
  advance(reader);
}

// Dates of one field that all have to hold must leave some.
static void check_dates(QueryReader *reader, const uint16_t *nodes, uint32_t count) {
  const ConditionNode *last = &reader->nodes[nodes[count - 1]];
  Slice text = last->text, until = last->until;
  int64_t low = last->low, high = last->high;
  ConditionValues values =
      last->kind == CONDITION_TEST ? condition_values(last->test) : CONDITION_WITHOUT;
  if (last->test != CONDITION_TEST_DATE && values != CONDITION_NUMBERS) return;
  if (last->kind != CONDITION_TEST) return;
  for (uint32_t i = 0; i + 1 < count; i++) {
    const ConditionNode *node = &reader->nodes[nodes[i]];
    if (node->kind != CONDITION_TEST || node->test != last->test) continue;
    if (slice_compare(node->text, text) > 0) text = node->text;
    if (slice_compare(node->until, until) < 0) until = node->until;
    if (node->low > low) low = node->low;
    if (node->high < high) high = node->high;
  }
  if (values == CONDITION_NUMBERS ? low >= high : slice_compare(text, until) >= 0)
    query_reader_fault(reader, span_make(last->start, last->end),
                       "no date is among these and those before");
}

static bool ends_all(QueryTokenKind kind, uint32_t depth) {
  return kind == QUERY_TOKEN_END || kind == QUERY_TOKEN_OR ||
         (kind == QUERY_TOKEN_CLOSE && depth > 0);
}

static uint16_t read_all(QueryReader *reader, uint32_t depth) {
  uint16_t nodes[CONDITION_TESTS_MAX];
  uint32_t count = 0;
  Span and = {0};
  bool first = true, waits = false; // something must follow the last `and`
  for (; !ends_all(reader->token.kind, depth); first = false) {
    QueryTokenKind kind = reader->token.kind;
    if (kind == QUERY_TOKEN_AND && !first && !waits) {
      and = reader->token.span;
      waits = true;
      advance(reader);
    } else if (kind == QUERY_TOKEN_NOT || begins_primary(kind)) {
      uint16_t node = read_negated(reader, depth);
      waits = false;
      if (node == CONDITION_NONE || count == CONDITION_TESTS_MAX) continue;
      nodes[count++] = node;
      check_dates(reader, nodes, count);
    } else {
      refuse_stray(reader);
    }
  }
  if (waits) tell_missing(reader, and);
  return query_reader_join(reader, CONDITION_AND, nodes, count);
}

static uint16_t read_either(QueryReader *reader, uint32_t depth) {
  uint16_t nodes[CONDITION_TESTS_MAX];
  uint32_t count = 0;
  if (reader->token.kind == QUERY_TOKEN_OR)
    query_reader_fault(reader, reader->token.span, "a term is missing before 'or'");
  for (;;) {
    uint16_t node = read_all(reader, depth);
    if (node != CONDITION_NONE && count < CONDITION_TESTS_MAX) nodes[count++] = node;
    if (reader->token.kind != QUERY_TOKEN_OR) break;
    Span keyword = reader->token.span;
    advance(reader);
    if (ends_all(reader->token.kind, depth)) tell_missing(reader, keyword);
  }
  return query_reader_join(reader, CONDITION_OR, nodes, count);
}

// ---- The whole

static bool tell(const Query *query, Error *err) {
  const QueryFault *fault = &query->fault;
  return error_set(err, ERROR_USAGE, "cannot read the query: column %u: %s", fault->column,
                   fault->message);
}

bool query_parse(Query *query, Slice text, QueryMode mode, Error *err) {
  *query = (Query){.arena = arena_new()};
  QueryReader reader = {.text = arena_slice(query->arena, text), .mode = mode, .query = query};
  reader.nodes = arena_alloc(query->arena, QUERY_NODES_MAX + 1, sizeof *reader.nodes);
  advance(&reader);
  uint16_t root = read_either(&reader, 0);
  query->everything = root == CONDITION_NONE;
  if (query->everything) {
    root = reader.count++;
    reader.nodes[root] = (ConditionNode){
        .kind = CONDITION_EVERYTHING, .first = CONDITION_NONE, .next = CONDITION_NONE};
  }
  query->condition = (Condition){reader.nodes, reader.count, root};
  buffer_release(&reader.value);
  return mode != QUERY_STRICT || !query->fault.message[0] || tell(query, err);
}

void query_release(Query *query) {
  arena_free(query->arena);
  *query = (Query){0};
}
