// SPDX-License-Identifier: MIT
// Prepared statements. Each is made when first used and kept; a failure is noted in the store and
// silences every statement until somebody has asked for it.
#include "store/handle.h"

#include "base/memory.h"
#include "store/failure.h"
#include "store/function.h"

static const char *const texts[STATEMENT_COUNT] = {
#define STATEMENT(name, sql) [STATEMENT_##name] = sql,
#include "store/statements.def"
#undef STATEMENT
};

static const char *const names[STATEMENT_COUNT] = {
#define STATEMENT(name, sql) [STATEMENT_##name] = #name,
#include "store/statements.def"
#undef STATEMENT
};

// Has the store failed, so that nothing is done any more?
static bool silent(const Statement *statement) {
  return statement->store->failure.kind != ERROR_NONE;
}

static const char *doing(const Statement *statement) {
  return sqlite3_stmt_readonly(statement->statement) ? "read" : "change";
}

Statement *statement_start(Store *store, StatementId id) {
  Statement *statement = &store->statements[id];
  if (statement->running) BUG("the statement %s is in use", names[id]);
  if (silent(statement)) return statement;
  if (!statement->statement) {
    int code = sqlite3_prepare_v3(store->db, texts[id], -1, SQLITE_PREPARE_PERSISTENT,
                                  &statement->statement, NULL);
    if (code != SQLITE_OK) store_fail(store, code, "read");
  }
  statement->running = !silent(statement);
  statement->bound = 0;
  return statement;
}

static void bound(Statement *statement, int code) {
  if (code != SQLITE_OK) store_fail(statement->store, code, doing(statement));
}

void statement_bind_int(Statement *statement, int64_t value) {
  if (statement->running)
    bound(statement, sqlite3_bind_int64(statement->statement, ++statement->bound, value));
}

void statement_bind_text(Statement *statement, Slice text) {
  if (!statement->running) return;
  bound(statement,
        sqlite3_bind_text64(statement->statement, ++statement->bound, text.ptr ? text.ptr : "",
                            text.len, SQLITE_STATIC, SQLITE_UTF8));
}

void statement_bind_blob(Statement *statement, Slice bytes) {
  if (!statement->running) return;
  bound(statement, sqlite3_bind_blob64(statement->statement, ++statement->bound,
                                       bytes.ptr ? bytes.ptr : "", bytes.len, SQLITE_STATIC));
}

void statement_bind_null(Statement *statement) {
  if (statement->running)
    bound(statement, sqlite3_bind_null(statement->statement, ++statement->bound));
}

void statement_bind_text_or_null(Statement *statement, const char *text) {
  if (text)
    statement_bind_text(statement, slice_of(text));
  else
    statement_bind_null(statement);
}

static void bind_pointer(Statement *statement, const void *what, const char *type) {
  if (statement->running)
    bound(statement, sqlite3_bind_pointer(statement->statement, ++statement->bound,
                                          (void *)(uintptr_t)what, type, NULL));
}

void statement_bind_keys(Statement *statement, const Keys *keys) {
  bind_pointer(statement, keys, FUNCTION_KEYS);
}

void statement_bind_test(Statement *statement, const StatementTest *test) {
  bind_pointer(statement, test, FUNCTION_TEST);
}

void statement_bind_taker(Statement *statement, const StatementTaker *taker) {
  bind_pointer(statement, taker, FUNCTION_TAKER);
}

int64_t statement_row_int(const StatementRow *row, unsigned column) {
  return sqlite3_value_int64(row->values[column]);
}

Slice statement_row_text(const StatementRow *row, unsigned column) {
  const void *text = sqlite3_value_text(row->values[column]);
  int len = sqlite3_value_bytes(row->values[column]);
  return text ? slice_make(text, (size_t)len) : SLICE("");
}

bool statement_next(Statement *statement) {
  if (!statement->running) return false;
  if (!silent(statement)) {
    failure_expect();
    int code = sqlite3_step(statement->statement);
    if (code == SQLITE_ROW) return true;
    if ((code & 0xFF) == SQLITE_INTERRUPT && statement->store->patience)
      statement->store->gave_up = true;
    else if (code != SQLITE_DONE)
      store_fail(statement->store, code, doing(statement));
  }
  statement_end(statement);
  return false;
}

void statement_end(Statement *statement) {
  if (!statement->running) return;
  sqlite3_reset(statement->statement);
  sqlite3_clear_bindings(statement->statement);
  statement->running = false;
}

bool statement_run(Statement *statement) {
  while (statement_next(statement)) continue;
  return !silent(statement);
}

int64_t statement_take_int(Statement *statement, int64_t none) {
  int64_t value = statement_next(statement) && !statement_is_null(statement, 0)
                      ? statement_int(statement, 0)
                      : none;
  statement_end(statement);
  return value;
}

bool statement_run_of(Store *store, StatementId id, int64_t key) {
  Statement *statement = statement_start(store, id);
  statement_bind_int(statement, key);
  return statement_run(statement);
}

int64_t statement_take_of(Store *store, StatementId id, int64_t key) {
  Statement *statement = statement_start(store, id);
  statement_bind_int(statement, key);
  return statement_take_int(statement, 0);
}

unsigned statement_columns(const Statement *statement) {
  return (unsigned)sqlite3_column_count(statement->statement);
}

bool statement_is_null(const Statement *statement, unsigned column) {
  return sqlite3_column_type(statement->statement, (int)column) == SQLITE_NULL;
}

int64_t statement_int(const Statement *statement, unsigned column) {
  return sqlite3_column_int64(statement->statement, (int)column);
}

double statement_real(const Statement *statement, unsigned column) {
  return sqlite3_column_double(statement->statement, (int)column);
}

Slice statement_text(const Statement *statement, unsigned column) {
  const void *text = sqlite3_column_text(statement->statement, (int)column);
  int len = sqlite3_column_bytes(statement->statement, (int)column);
  return text ? slice_make(text, (size_t)len) : SLICE("");
}

Slice statement_blob(const Statement *statement, unsigned column) {
  const void *bytes = sqlite3_column_blob(statement->statement, (int)column);
  int len = sqlite3_column_bytes(statement->statement, (int)column);
  return bytes ? slice_make(bytes, (size_t)len) : SLICE("");
}

char *statement_string(const Statement *statement, unsigned column) {
  return memory_string(statement_text(statement, column));
}

// What a damaged file says of a length is no reason to ask for that much memory.
static int read_blob(sqlite3 *db, sqlite3_blob *blob, size_t most, Arena *arena, Slice *start) {
  int len = sqlite3_blob_bytes(blob);
  if (len > sqlite3_limit(db, SQLITE_LIMIT_LENGTH, -1)) return SQLITE_TOOBIG;
  if ((size_t)len > most) len = (int)most;
  char *bytes = arena_alloc(arena, (size_t)len + 1, 1);
  *start = slice_make(bytes, (size_t)len);
  return len ? sqlite3_blob_read(blob, bytes, len, 0) : SQLITE_OK;
}

bool statement_text_start(Statement *statement, StatementCell cell, size_t most, Arena *arena,
                          Slice *start, size_t *whole) {
  Store *store = statement->store;
  if (!statement->running || silent(statement)) return false;
  sqlite3_blob *blob = NULL;
  failure_expect();
  int code = sqlite3_blob_open(store->db, "main", cell.table, cell.column, cell.key, 0, &blob);
  if (code == SQLITE_OK) *whole = (size_t)sqlite3_blob_bytes(blob);
  if (code == SQLITE_OK) code = read_blob(store->db, blob, most, arena, start);
  sqlite3_blob_close(blob);
  if (code != SQLITE_OK) store_fail(store, code, "read");
  return code == SQLITE_OK;
}

bool statement_long_text(Statement *statement, StatementCell cell, Arena *arena, Slice *text) {
  size_t whole;
  return statement_text_start(statement, cell, SIZE_MAX, arena, text, &whole);
}

int64_t statement_inserted(Store *store) {
  return sqlite3_last_insert_rowid(store->db);
}
