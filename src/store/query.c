// SPDX-License-Identifier: MIT
// Prepared statements. Each is made when first used and kept; a failure is noted in the store and
// silences every query until somebody has asked for it.
#include "store/handle.h"

#include "base/memory.h"
#include "store/failure.h"

static const char *const texts[QUERY_COUNT] = {
#define QUERY(name, sql) [QUERY_##name] = sql,
#include "store/queries.def"
#undef QUERY
};

static const char *const names[QUERY_COUNT] = {
#define QUERY(name, sql) [QUERY_##name] = #name,
#include "store/queries.def"
#undef QUERY
};

// Has the store failed, so that nothing is done any more?
static bool silent(const Query *query) {
  return query->store->failure.kind != ERROR_NONE;
}

static const char *doing(const Query *query) {
  return sqlite3_stmt_readonly(query->statement) ? "read" : "change";
}

Query *query_start(Store *store, QueryId id) {
  Query *query = &store->queries[id];
  if (query->running) BUG("the query %s is in use", names[id]);
  if (silent(query)) return query;
  if (!query->statement) {
    int code = sqlite3_prepare_v3(store->db, texts[id], -1, SQLITE_PREPARE_PERSISTENT,
                                  &query->statement, NULL);
    if (code != SQLITE_OK) store_fail(store, code, "read");
  }
  query->running = !silent(query);
  query->bound = 0;
  return query;
}

static void bound(Query *query, int code) {
  if (code != SQLITE_OK) store_fail(query->store, code, doing(query));
}

void query_bind_int(Query *query, int64_t value) {
  if (query->running) bound(query, sqlite3_bind_int64(query->statement, ++query->bound, value));
}

void query_bind_text(Query *query, Slice text) {
  if (!query->running) return;
  bound(query, sqlite3_bind_text64(query->statement, ++query->bound, text.ptr ? text.ptr : "",
                                   text.len, SQLITE_STATIC, SQLITE_UTF8));
}

void query_bind_blob(Query *query, Slice bytes) {
  if (!query->running) return;
  bound(query, sqlite3_bind_blob64(query->statement, ++query->bound, bytes.ptr ? bytes.ptr : "",
                                   bytes.len, SQLITE_STATIC));
}

void query_bind_null(Query *query) {
  if (query->running) bound(query, sqlite3_bind_null(query->statement, ++query->bound));
}

void query_bind_text_or_null(Query *query, const char *text) {
  if (text)
    query_bind_text(query, slice_of(text));
  else
    query_bind_null(query);
}

bool query_next(Query *query) {
  if (!query->running) return false;
  if (!silent(query)) {
    failure_expect();
    int code = sqlite3_step(query->statement);
    if (code == SQLITE_ROW) return true;
    if (code != SQLITE_DONE) store_fail(query->store, code, doing(query));
  }
  query_end(query);
  return false;
}

void query_end(Query *query) {
  if (!query->running) return;
  sqlite3_reset(query->statement);
  sqlite3_clear_bindings(query->statement);
  query->running = false;
}

bool query_run(Query *query) {
  while (query_next(query)) continue;
  return !silent(query);
}

int64_t query_take_int(Query *query, int64_t none) {
  int64_t value = query_next(query) && !query_is_null(query, 0) ? query_int(query, 0) : none;
  query_end(query);
  return value;
}

unsigned query_columns(const Query *query) {
  return (unsigned)sqlite3_column_count(query->statement);
}

bool query_is_null(const Query *query, unsigned column) {
  return sqlite3_column_type(query->statement, (int)column) == SQLITE_NULL;
}

int64_t query_int(const Query *query, unsigned column) {
  return sqlite3_column_int64(query->statement, (int)column);
}

Slice query_text(const Query *query, unsigned column) {
  const void *text = sqlite3_column_text(query->statement, (int)column);
  int len = sqlite3_column_bytes(query->statement, (int)column);
  return text ? slice_make(text, (size_t)len) : SLICE("");
}

char *query_string(const Query *query, unsigned column) {
  return memory_string(query_text(query, column));
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

bool query_text_start(Query *query, QueryCell cell, size_t most, Arena *arena, Slice *start,
                      size_t *whole) {
  Store *store = query->store;
  if (!query->running || silent(query)) return false;
  sqlite3_blob *blob = NULL;
  failure_expect();
  int code = sqlite3_blob_open(store->db, "main", cell.table, cell.column, cell.key, 0, &blob);
  if (code == SQLITE_OK) *whole = (size_t)sqlite3_blob_bytes(blob);
  if (code == SQLITE_OK) code = read_blob(store->db, blob, most, arena, start);
  sqlite3_blob_close(blob);
  if (code != SQLITE_OK) store_fail(store, code, "read");
  return code == SQLITE_OK;
}

bool query_long_text(Query *query, QueryCell cell, Arena *arena, Slice *text) {
  size_t whole;
  return query_text_start(query, cell, SIZE_MAX, arena, text, &whole);
}

int64_t query_inserted(Store *store) {
  return sqlite3_last_insert_rowid(store->db);
}
