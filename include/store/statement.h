// SPDX-License-Identifier: MIT
// Statements: an enum, prepared when first used, with bound values only. Every SQL text of postil
// stands in store/statements.def.
//
//   Statement *statement = statement_start(store, STATEMENT_TAGS_OF_ANNOTATION);
//   statement_bind_int(statement, annotation);
//   while (statement_next(statement)) use(statement_text(statement, 0));
//   if (!store_check(store, err)) …
//
// After a failure of the store a statement has no rows. A statement is free again once
// statement_next() has returned false or statement_end() was called; starting one that is in use is
// a BUG().
#ifndef POSTIL_STORE_STATEMENT_H
#define POSTIL_STORE_STATEMENT_H

#include "base/keys.h"
#include "base/memory.h"
#include "base/slice.h"
#include "store/store.h"

#include <stdint.h>

typedef enum StatementId {
#define STATEMENT(name, sql) STATEMENT_##name,
#include "store/statements.def"
#undef STATEMENT
  STATEMENT_COUNT
} StatementId;

typedef struct Statement Statement;

Statement *statement_start(Store *store, StatementId id);

// Each binds the next parameter. A text must live until the statement ends.
void statement_bind_int(Statement *statement, int64_t value);
void statement_bind_text(Statement *statement, Slice text);
void statement_bind_blob(Statement *statement, Slice bytes);
void statement_bind_null(Statement *statement);
void statement_bind_text_or_null(Statement *statement, const char *text);
void statement_bind_keys(Statement *statement, const Keys *keys); // for has_key(); NULL has all

// For passes(): does a brief of the list, which shows this version, pass? NULL: all do. The test may
// run other statements; both must live until this one ends.
typedef struct StatementTest {
  bool (*passes)(const void *context, int64_t brief, int64_t version);
  const void *context;
} StatementTest;
void statement_bind_test(Statement *statement, const StatementTest *test);

// For given(): is handed each row, in the order of the walk, while the statement runs. For many
// short rows: statement_next() costs as much as such a row does. NULL: nobody.
typedef struct StatementRow StatementRow;
typedef struct StatementTaker {
  void (*take)(void *context, const StatementRow *row);
  void *context;
} StatementTaker;
void statement_bind_taker(Statement *statement, const StatementTaker *taker);
int64_t statement_row_int(const StatementRow *row, unsigned column); // columns from 0
Slice statement_row_text(const StatementRow *row, unsigned column);  // borrowed while it is taken

bool statement_next(Statement *statement); // the next row; false at the end and after a failure
void statement_end(Statement *statement);  // gives up the rows that are left

// Runs it to its end; false after a failure.
bool statement_run(Statement *statement);

// Runs it and gives the first column of its first row, or `none`.
int64_t statement_take_int(Statement *statement, int64_t none);

// The same, with starting it, of one that has a single number to bind, mostly a key; 0 for none.
bool statement_run_of(Store *store, StatementId id, int64_t key);
int64_t statement_take_of(Store *store, StatementId id, int64_t key);

// Columns of the present row, from 0. A text is borrowed until the next row; NULL gives the empty
// one.
unsigned statement_columns(const Statement *statement);
bool statement_is_null(const Statement *statement, unsigned column);
int64_t statement_int(const Statement *statement, unsigned column);
double statement_real(const Statement *statement, unsigned column);
Slice statement_text(const Statement *statement, unsigned column);
Slice statement_blob(const Statement *statement, unsigned column);   // as it is, likewise borrowed
char *statement_string(const Statement *statement, unsigned column); // a copy; the caller frees

// A column of the row with this key.
typedef struct StatementCell {
  const char *table, *column;
  int64_t key;
} StatementCell;

// The text that stands there, read straight into the arena, NUL-terminated past
// its len. statement_text() gives a copy that SQLite makes first: of a long text that costs more
// than reading it. The statement must have a row, so that both see the same state of the library.
// False when that fails, which store_check() tells.
bool statement_long_text(Statement *statement, StatementCell cell, Arena *arena, Slice *text);

// At most so many bytes of its beginning, likewise; *whole is the length of all of it.
bool statement_text_start(Statement *statement, StatementCell cell, size_t most, Arena *arena,
                          Slice *start, size_t *whole);

// Key of the last row inserted.
int64_t statement_inserted(Store *store);

#endif
