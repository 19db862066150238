// SPDX-License-Identifier: MIT
// The parser of queries while it reads one: what its parts, terms (query_term.c), the dates in them
// (query_dates.c) and their order (query_parse.c), have in common. Private to library/.
#ifndef POSTIL_LIBRARY_QUERY_READER_H
#define POSTIL_LIBRARY_QUERY_READER_H

#include "library/query.h"
#include "library/query_token.h"

enum { QUERY_NODES_MAX = 5 * CONDITION_TESTS_MAX };

typedef struct QueryReader {
  Slice text; // the query, in its arena
  QueryMode mode;
  Query *query;
  ConditionNode *nodes;
  uint16_t count;
  uint32_t tests; // and relations
  uint32_t pos;   // behind the present token
  bool negated;   // what is read now is left out
  QueryToken token;
  Buffer value; // of the present token
} QueryReader;

// Notes what is wrong in the stretch, if nothing was before. Returns CONDITION_NONE. Who is still
// typing the stretch is not told.
uint16_t query_reader_fault(QueryReader *reader, Span where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// The same for what somebody who is still typing may be about to type.
uint16_t query_reader_lack(QueryReader *reader, Span where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// The same for what nothing that is typed behind it will mend: all are told.
uint16_t query_reader_refuse(QueryReader *reader, Span where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// Adds a node; CONDITION_NONE with a fault when there are too many.
uint16_t query_reader_add(QueryReader *reader, ConditionNode node);

// A node over the children that are not CONDITION_NONE: none is CONDITION_NONE, one is the child.
uint16_t query_reader_join(QueryReader *reader, ConditionKind kind, const uint16_t *children,
                           uint32_t count);

// The present token, a word, phrase or field, as a test or several; CONDITION_NONE with a fault.
uint16_t query_term_words(QueryReader *reader);
uint16_t query_term_field(QueryReader *reader);

#define QUERY_DATES "2026, 2026-03, 2026-03-31, 2026-01..2026-03, 2026.."

// The value of the present token as dates: a range of texts in the node, or of moments. False with
// a fault.
bool query_dates_read(QueryReader *reader, bool moments, ConditionNode *node);

// Notes that the value is none of the wanted dates: for who may be typing one when it is complete.
uint16_t query_dates_refuse(QueryReader *reader, const char *wanted);

#endif
