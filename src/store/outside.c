// SPDX-License-Identifier: MIT
// Foreign SQLite files, by sqlite3_deserialize() of a copy. Steps of the virtual machine are
// counted, so that generated columns cannot hold us up.
#include "store/outside.h"

#include "base/memory.h"

#include <sqlite3.h>
#include <stdlib.h>

enum {
  STEPS = 10000,         // of the virtual machine between two looks …
  LOOKS_MAX = 200000,    // … and so many looks at most: two thousand million steps
  LENGTH_MAX = 64 << 20, // of a value
  HEADER_SIZE = 100,
  WRITE_VERSION = 18, // bytes of the header: 2 says that there is a log beside the file
  READ_VERSION = 19,
};

struct Outside {
  sqlite3 *db;
  uint32_t looks;
};

typedef struct Asked {
  const char *sql;
  const char *tables; // each between blanks: must be plain tables
} Asked;

static const Asked asked[OUTSIDE_QUERY_COUNT] = {
    [OUTSIDE_TAGUETTE_DOCUMENTS] =
        {"SELECT id, name, filename, contents FROM documents ORDER BY id", " documents "},
    [OUTSIDE_TAGUETTE_HIGHLIGHTS] = {"SELECT h.id, d.id, h.start_offset, h.end_offset "
                                     "FROM highlights h LEFT JOIN documents d "
                                     "ON d.id = h.document_id ORDER BY d.id, h.id",
                                     " highlights documents "},
    [OUTSIDE_TAGUETTE_TAGS] = {"SELECT l.highlight_id, t.path FROM highlight_tags l "
                               "JOIN tags t ON t.id = l.tag_id "
                               "JOIN highlights h ON h.id = l.highlight_id "
                               "LEFT JOIN documents d ON d.id = h.document_id "
                               "ORDER BY d.id, h.id, t.path",
                               " highlight_tags tags highlights documents "},
    [OUTSIDE_TAGUETTE_CODEBOOK] = {"SELECT path, description FROM tags ORDER BY path", " tags "},
};

static int stop_at_last(void *context) {
  Outside *outside = context;
  return ++outside->looks > LOOKS_MAX;
}

static void set_up(Outside *outside) {
  static const struct {
    int name, value;
  } switches[] = {
      {SQLITE_DBCONFIG_DEFENSIVE, 1},      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
      {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0}, {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
      {SQLITE_DBCONFIG_DQS_DML, 0},        {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
  };
  for (size_t i = 0; i < sizeof switches / sizeof *switches; i++)
    sqlite3_db_config(outside->db, switches[i].name, switches[i].value, (int *)NULL);
  sqlite3_limit(outside->db, SQLITE_LIMIT_LENGTH, LENGTH_MAX);
  sqlite3_limit(outside->db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_progress_handler(outside->db, STEPS, stop_at_last, outside);
}

static bool refuse(Outside *outside, Error *err) {
  return error_set(err, ERROR_DATA, "cannot read the SQLite file: %s",
                   outside->db ? sqlite3_errmsg(outside->db) : "out of memory");
}

// SQLite frees the copy, also when it refuses it.
static bool load(Outside *outside, Slice bytes) {
  unsigned char *copy = sqlite3_malloc64(bytes.len);
  if (!copy) return false;
  memcpy(copy, bytes.ptr, bytes.len);
  copy[WRITE_VERSION] = copy[READ_VERSION] = 1;
  return sqlite3_deserialize(
             outside->db, "main", copy, (sqlite3_int64)bytes.len, (sqlite3_int64)bytes.len,
             SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_READONLY) == SQLITE_OK;
}

Outside *outside_open(Slice bytes, Error *err) {
  if (bytes.len < HEADER_SIZE || !slice_starts(bytes, SLICE("SQLite format 3"))) {
    error_set(err, ERROR_DATA, "cannot read the SQLite file: it is none");
    return NULL;
  }
  Outside *outside = memory_new(1, sizeof *outside);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_PRIVATECACHE;
  bool ok = sqlite3_open_v2(":memory:", &outside->db, flags, NULL) == SQLITE_OK;
  if (ok) set_up(outside);
  if (ok && load(outside, bytes)) return outside;
  refuse(outside, err);
  outside_close(outside);
  return NULL;
}

void outside_close(Outside *outside) {
  if (!outside) return;
  sqlite3_close(outside->db);
  free(outside);
}

// ---- Asking

static Slice column_of(sqlite3_stmt *statement, int column) {
  const unsigned char *text = sqlite3_column_text(statement, column);
  int len = sqlite3_column_bytes(statement, column);
  return text ? slice_make((const char *)text, (size_t)len) : SLICE("");
}

// Virtual tables have no root page, views are no tables.
static bool are_tables(Outside *outside, const char *tables) {
  static const char sql[] = "SELECT count(*) FROM sqlite_schema WHERE type = 'table' "
                            "AND rootpage > 0 AND instr(?1, ' ' || name || ' ') > 0";
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(outside->db, sql, -1, &statement, NULL) != SQLITE_OK) return false;
  sqlite3_bind_text(statement, 1, tables, -1, SQLITE_STATIC);
  int wanted = -1;
  for (const char *at = tables; *at; at++) wanted += *at == ' ';
  bool are = sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_int(statement, 0) == wanted;
  sqlite3_finalize(statement);
  return are;
}

bool outside_each(Outside *outside, OutsideQuery query, OutsideRow *row, void *context,
                  Error *err) {
  sqlite3_stmt *statement;
  if (!are_tables(outside, asked[query].tables))
    return error_set(err, ERROR_DATA,
                     "cannot read the SQLite file: it lacks one of these tables:%s",
                     asked[query].tables);
  if (sqlite3_prepare_v2(outside->db, asked[query].sql, -1, &statement, NULL) != SQLITE_OK)
    return refuse(outside, err);
  int columns = sqlite3_column_count(statement), code;
  bool more = true;
  while (more && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    Slice values[OUTSIDE_COLUMNS_MAX] = {0};
    for (int i = 0; i < columns; i++) values[i] = column_of(statement, i);
    more = row(context, values);
  }
  bool ok = !more || code == SQLITE_DONE || refuse(outside, err);
  sqlite3_finalize(statement);
  return ok;
}
