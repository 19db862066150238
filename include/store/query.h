// SPDX-License-Identifier: MIT
// Statements: an enum, prepared when first used, with bound values only. Every SQL text of postil
// stands in store/queries.def.
//
//   Query *query = query_start(store, QUERY_TAGS_OF_ANNOTATION);
//   query_bind_int(query, annotation);
//   while (query_next(query)) use(query_text(query, 0));
//   if (!store_check(store, err)) …
//
// After a failure of the store a query has no rows. A statement is free again once query_next() has
// returned false or query_end() was called; starting one that is in use is a BUG().
#ifndef POSTIL_STORE_QUERY_H
#define POSTIL_STORE_QUERY_H

#include "base/memory.h"
#include "base/slice.h"
#include "store/store.h"

#include <stdint.h>

typedef enum QueryId {
#define QUERY(name, sql) QUERY_##name,
#include "store/queries.def"
#undef QUERY
  QUERY_COUNT
} QueryId;

typedef struct Query Query;

Query *query_start(Store *store, QueryId id);

// Each binds the next parameter. A text must live until the query ends.
void query_bind_int(Query *query, int64_t value);
void query_bind_text(Query *query, Slice text);
void query_bind_blob(Query *query, Slice bytes);
void query_bind_null(Query *query);
void query_bind_text_or_null(Query *query, const char *text);

bool query_next(Query *query); // the next row; false at the end and after a failure
void query_end(Query *query);  // gives up the rows that are left

// Runs it to its end; false after a failure.
bool query_run(Query *query);

// Runs it and gives the first column of its first row, or `none`.
int64_t query_take_int(Query *query, int64_t none);

// Columns of the present row, from 0. A text is borrowed until the next row; NULL gives the empty
// one.
unsigned query_columns(const Query *query);
bool query_is_null(const Query *query, unsigned column);
int64_t query_int(const Query *query, unsigned column);
Slice query_text(const Query *query, unsigned column);
char *query_string(const Query *query, unsigned column); // a copy; the caller frees

// A column of the row with this key.
typedef struct QueryCell {
  const char *table, *column;
  int64_t key;
} QueryCell;

// The text that stands there, read straight into the arena, NUL-terminated past
// its len. query_text() gives a copy that SQLite makes first: of a long text that costs more than
// reading it. The query must have a row, so that both see the same state of the library. False when
// that fails, which store_check() tells.
bool query_long_text(Query *query, QueryCell cell, Arena *arena, Slice *text);

// At most so many bytes of its beginning, likewise; *whole is the length of all of it.
bool query_text_start(Query *query, QueryCell cell, size_t most, Arena *arena, Slice *start,
                      size_t *whole);

// Key of the last row inserted.
int64_t query_inserted(Store *store);

#endif
