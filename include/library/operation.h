// SPDX-License-Identifier: MIT
// An operation: the smallest recorded act on one thing, a line of JSON without blanks:
//
//   {"hlc":S,"ch":C,"kind":K,"id":U,"set":{…},"was":{…}}         registers, and the stamps they
//   replace
//   {"hlc":S,"ch":C,"kind":K,"id":U,"add":[E,…]}                  elements into the thing's set
//   {"hlc":S,"ch":C,"kind":K,"id":U,"remove":[E,…],"seen":[S,…]}  out again: the additions named
//   {"hlc":S,"ch":C,"kind":K,"id":U,"delete":true}                tombstone; false: back again
//
// A register's value is replaced whole, null clears it. Those that are not named here are kept and
// passed over: a newer postil wrote them.
//
//   kind        registers                                                    set
//   brief       added, title, series, author, date, url, into                hashes of its versions
//   annotation  brief, place {version, start, end, quote, prefix, suffix},   ids of tags
//               comment, colour, created, updated, by, foreign
//   tag         path, colour, memo, into, alias/NAME: one for each other     –
//               name, whose value is the name
//
// Private to library/.
#ifndef POSTIL_LIBRARY_OPERATION_H
#define POSTIL_LIBRARY_OPERATION_H

#include "base/uuid.h"
#include "codec/json.h"
#include "library/stamp.h"

enum { OPERATION_LINE_MAX = 1 << 20 };

typedef enum OperationLife { OPERATION_NO_LIFE, OPERATION_DELETE, OPERATION_REVIVE } OperationLife;

typedef struct Operation {
  char stamp[STAMP_SIZE];
  const char *kind; // "brief" "annotation" "tag"
  char id[UUID_SIZE];
  const JsonValue *set, *was;           // objects or NULL
  const JsonValue *add, *remove, *seen; // arrays of strings or NULL
  OperationLife life;
} Operation;

// Reads a line; what it gives lives in the arena. ERROR_DATA for what is no operation.
bool operation_parse(Arena *arena, Slice line, Operation *operation, Error *err);

// Writes a parsed value again.
void operation_write_value(JsonWriter *json, const JsonValue *value);

// Does this array of strings name it?
bool operation_names(const JsonValue *array, Slice name);

#endif
