// SPDX-License-Identifier: MIT
// Identity: whose file is it? A library is told by its application_id and by its tables, which must
// be, to the letter, those that the schema makes in an empty database in memory. A stranger's own
// tables and indexes beside them are tolerated; a trigger or a view could act on what postil does
// and is not.
//
// Making the schema takes longer than opening the file. So its print was taken when postil was
// built: a library whose tables have the same print needs no comparison.
//
// Nothing here writes but identity_create(). Cost: one read of sqlite_schema.
#include "store/identity.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "store/failure.h"
#include "store/schema.h"
#include "store/tokenizer.h"

#include <sqlite3.h>

static unsigned newest_schema(void) {
  return schema_steps[schema_step_count - 1].number;
}

// The one number that a statement yields; *code tells a failure.
static int64_t number(sqlite3 *db, const char *sql, int *code) {
  sqlite3_stmt *statement = NULL;
  int64_t value = 0;
  failure_expect();
  *code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
  if (*code == SQLITE_OK) {
    *code = sqlite3_step(statement);
    if (*code == SQLITE_ROW) value = sqlite3_column_int64(statement, 0), *code = SQLITE_OK;
    if (*code == SQLITE_DONE) *code = SQLITE_OK;
  }
  sqlite3_finalize(statement);
  return value;
}

// Takes the steps of the schema behind number `after` up to number `last`.
static bool take_steps(sqlite3 *db, unsigned after, unsigned last, int *code) {
  Buffer sql = {0};
  for (unsigned i = 0; i < schema_step_count; i++) {
    if (schema_steps[i].number <= after || schema_steps[i].number > last) continue;
    for (const char *const *line = schema_steps[i].lines; *line; line++) {
      buffer_add_string(&sql, *line);
    }
  }
  *code = sqlite3_exec(db, buffer_slice(&sql).ptr, NULL, NULL, NULL);
  buffer_release(&sql);
  return *code == SQLITE_OK;
}

static bool make_newest(sqlite3 *db, unsigned from, const char *what, Error *err) {
  int code;
  Buffer sql = {0};
  if (!take_steps(db, from, newest_schema(), &code))
    return failure_set(err, code, what, sqlite3_db_filename(db, NULL));
  buffer_printf(&sql, "PRAGMA application_id = %d; PRAGMA user_version = %u;", IDENTITY_APPLICATION,
                newest_schema());
  code = sqlite3_exec(db, sql.ptr, NULL, NULL, NULL);
  buffer_release(&sql);
  return code == SQLITE_OK || failure_set(err, code, what, sqlite3_db_filename(db, NULL));
}

bool identity_create(sqlite3 *db, Error *err) {
  return make_newest(db, 0, "make", err);
}

unsigned identity_schema(sqlite3 *db) {
  int code;
  return (unsigned)number(db, "PRAGMA user_version", &code);
}

bool identity_upgrade(sqlite3 *db, Error *err) {
  return make_newest(db, identity_schema(db), "bring up to date", err);
}

// Does db have this table or index of ours, with the same text?
static bool has_same(sqlite3_stmt *find, sqlite3_stmt *own, int *code) {
  for (int i = 0; i < 3; i++) sqlite3_bind_value(find, i + 1, sqlite3_column_value(own, i));
  int step = sqlite3_step(find);
  int reset = sqlite3_reset(find);
  if (step != SQLITE_ROW && step != SQLITE_DONE) *code = reset;
  return step == SQLITE_ROW;
}

// Compares db's tables with those of that schema; *code tells a failure.
static bool same_tables(sqlite3 *db, unsigned schema, int *code) {
  static const char find_sql[] =
      "SELECT 1 FROM sqlite_schema WHERE type = ?1 AND name = ?2 AND sql IS ?3";
  static const char own_sql[] = "SELECT type, name, sql FROM sqlite_schema";
  sqlite3 *model = NULL;
  sqlite3_stmt *find = NULL, *own = NULL;
  bool same = true;
  *code = sqlite3_open_v2(":memory:", &model, SQLITE_OPEN_READWRITE, NULL);
  if (*code == SQLITE_OK) *code = tokenizer_register(model);
  if (*code == SQLITE_OK) take_steps(model, 0, schema, code);
  if (*code == SQLITE_OK) *code = sqlite3_prepare_v2(model, own_sql, -1, &own, NULL);
  if (*code == SQLITE_OK) *code = sqlite3_prepare_v2(db, find_sql, -1, &find, NULL);
  while (*code == SQLITE_OK && same && sqlite3_step(own) == SQLITE_ROW) {
    same = has_same(find, own, code);
  }
  sqlite3_finalize(find);
  sqlite3_finalize(own);
  sqlite3_close(model);
  return same;
}

bool identity_print(sqlite3 *db, char print[HASH_HEX_SIZE]) {
  static const char sql[] = "SELECT type, name, sql FROM sqlite_schema"
                            " WHERE name NOT GLOB 'sqlite_stat*' ORDER BY type, name";
  sqlite3_stmt *rows = NULL;
  Buffer all = {0};
  int code = sqlite3_prepare_v2(db, sql, -1, &rows, NULL);
  while (code == SQLITE_OK || code == SQLITE_ROW) {
    code = sqlite3_step(rows);
    for (int i = 0; code == SQLITE_ROW && i < 3; i++) {
      size_t len = (size_t)sqlite3_column_bytes(rows, i);
      buffer_printf(&all, "%zu ", len);
      if (len) buffer_add(&all, slice_make((const char *)sqlite3_column_text(rows, i), len));
    }
  }
  sqlite3_finalize(rows);
  hash_hex(buffer_slice(&all), print);
  buffer_release(&all);
  return code == SQLITE_DONE;
}

static bool has_print(sqlite3 *db) {
  char print[HASH_HEX_SIZE];
  return identity_print(db, print) && strcmp(print, schema_print) == 0;
}

static Identity refuse(Error *err, int code, const char *path) {
  // What SQLite calls an error in a schema that it cannot read is damage to the reader.
  failure_set(err, code == SQLITE_ERROR ? SQLITE_CORRUPT : code, "open", path);
  return IDENTITY_REFUSED;
}

static Identity refuse_for(Error *err, const char *path, const char *why) {
  error_set(err, ERROR_DATA, "cannot open the library '%s': %s", path, why);
  error_hint(err, "the file was left as it is");
  return IDENTITY_REFUSED;
}

Identity identity_check(sqlite3 *db, const char *path, Error *err) {
  int code;
  int64_t application = number(db, "PRAGMA application_id", &code);
  if (code != SQLITE_OK) return refuse(err, code, path);
  int64_t version = number(db, "PRAGMA user_version", &code);
  if (code != SQLITE_OK) return refuse(err, code, path);
  int64_t count = number(db, "SELECT count(*) FROM sqlite_schema", &code);
  if (code != SQLITE_OK) return refuse(err, code, path);

  if (application == 0 && version == 0 && count == 0) return IDENTITY_EMPTY;
  if (application != IDENTITY_APPLICATION)
    return refuse_for(err, path, "it is not a library of postil");
  if (version > newest_schema()) {
    error_set(
        err, ERROR_DATA,
        "cannot open the library '%s': it was made by a newer postil (schema %lld, this is %u)",
        path, (long long)version, newest_schema());
    error_hint(err, "the file was left as it is");
    return IDENTITY_REFUSED;
  }
  count = number(db, "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')", &code);
  if (code != SQLITE_OK) return refuse(err, code, path);
  if (count != 0) {
    return refuse_for(err, path, "it has a trigger or a view, and postil makes none");
  }
  bool newest = version == newest_schema();
  bool same = (newest && has_print(db)) || same_tables(db, (unsigned)version, &code);
  if (code != SQLITE_OK) return refuse(err, code, path);
  if (!same || version < 1) {
    return refuse_for(err, path, "it is damaged: its tables are not those of postil");
  }
  return newest ? IDENTITY_OURS : IDENTITY_OLDER;
}
