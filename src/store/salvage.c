// SPDX-License-Identifier: MIT
// Salvage. A table is read in the order of its row numbers. Where a page cannot be read, the walk
// starts again behind it, with steps that double until a row is found, so that damage in the middle
// costs what is there and little more.
//
//   rows      1 2 3 4 × × × × × × 11 12 …
//   starts    0 ──────▶ 4 ▶ 5 ▶ 7 ▶ 11 ──▶
//
// Tables come in an order in which a row finds what it refers to; what does not is refused by the
// foreign keys and left out.
#include "store/salvage.h"

#include "base/memory.h"
#include "store/failure.h"
#include "store/handle.h"
#include "store/identity.h"

typedef struct Table {
  const char *read;  // ?1: behind this row number, which is the last column
  const char *write; // the columns in the same order
} Table;

#define TABLE(name, columns, holes, condition)                                                     \
  {                                                                                                \
    "SELECT " columns ", rowid FROM " name " WHERE rowid > ?1" condition " ORDER BY rowid",        \
        "INSERT OR IGNORE INTO " name " (" columns ") VALUES (" holes ")"                          \
  }
// Without row numbers: as far as it can be read.
#define SMALL_TABLE(name, columns, holes)                                                          \
  {                                                                                                \
    "SELECT " columns ", 0 FROM " name " WHERE ?1 = 0",                                            \
        "INSERT OR IGNORE INTO " name " (" columns ") VALUES (" holes ")"                          \
  }

static const Table tables[] = {
    TABLE("thing", "key, kind, id", "?, ?, ?", ""),
    TABLE("journal", "id, ch, at, what, undoes", "?, ?, ?, ?, ?", ""),
    TABLE("operation", "stamp, line_hash, journal, kind, thing, line", "?, ?, ?, ?, ?, ?", ""),
    TABLE("version",
          "key, brief, hash, bytes_hash, length, path, added, title, title_source, series, author, "
          "author_guessed, date, url, language",
          "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?", ""),
    TABLE("version_text", "version, rules, structure, text", "?, ?, ?, ?", ""),
    TABLE("anchor",
          "key, annotation, version, source_version, start, \"end\", state, score, review, method, "
          "time, exact, prefix, suffix",
          "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?", " AND source_version IS NOT NULL"),
    TABLE("undo_step", "root, tip, undone", "?, ?, ?", ""),
    SMALL_TABLE("undo_origin", "stamp, name, origin", "?, ?, ?"),
    TABLE("reading", "brief, place, read", "?, ?, ?", ""),
    SMALL_TABLE("draft", "slot, text", "?, ?"),
    SMALL_TABLE("setting", "name, value", "?, ?"),
};

Store *salvage_open(const char *path, Error *err) {
  Store *store = store_open_nameless(path, err);
  if (store && !identity_create(store->db, err)) {
    store_close(store);
    return NULL;
  }
  return store;
}

// ---- One table

typedef struct Walk {
  sqlite3_stmt *read, *write;
  int64_t behind; // the last row that was read
  uint64_t lost;
} Walk;

static bool is_refusal(int code) {
  int primary = code & 0xFF;
  return primary == SQLITE_CONSTRAINT || primary == SQLITE_MISMATCH || primary == SQLITE_TOOBIG;
}

static int put_row(Walk *walk, sqlite3 *to) {
  int columns = sqlite3_column_count(walk->read) - 1;
  for (int i = 0; i < columns; i++)
    sqlite3_bind_value(walk->write, i + 1, sqlite3_column_value(walk->read, i));
  int64_t before = sqlite3_total_changes64(to);
  sqlite3_step(walk->write);
  int code = sqlite3_reset(walk->write);
  if (code != SQLITE_OK && !is_refusal(code)) return code;
  walk->lost += sqlite3_total_changes64(to) == before;
  return SQLITE_OK;
}

// Rows from behind walk->behind on, up to the end or to what cannot be read: then *broken.
static int put_rows(Walk *walk, sqlite3 *to, bool *broken) {
  int code = SQLITE_OK;
  failure_expect();
  sqlite3_bind_int64(walk->read, 1, walk->behind);
  while (code == SQLITE_OK && sqlite3_step(walk->read) == SQLITE_ROW) {
    walk->behind = sqlite3_column_int64(walk->read, sqlite3_column_count(walk->read) - 1);
    code = put_row(walk, to);
  }
  int ended = sqlite3_reset(walk->read);
  *broken = code == SQLITE_OK && (ended & 0xFF) == SQLITE_CORRUPT;
  return code != SQLITE_OK || *broken ? code : ended;
}

static int put_table(Walk *walk, sqlite3 *to) {
  int64_t step = 1;
  for (;;) {
    bool broken;
    int64_t before = walk->behind;
    int code = put_rows(walk, to, &broken);
    if (!broken) return code;
    walk->lost++;
    step = walk->behind > before ? 1 : step * 2;
    if (walk->behind > INT64_MAX / 4 - step) return SQLITE_OK;
    walk->behind += step;
  }
}

static int salvage_table(sqlite3 *from, sqlite3 *to, const Table *table, uint64_t *lost) {
  Walk walk = {0};
  int code = sqlite3_prepare_v2(from, table->read, -1, &walk.read, NULL);
  if (code == SQLITE_OK) code = sqlite3_prepare_v2(to, table->write, -1, &walk.write, NULL);
  if (code == SQLITE_OK) code = put_table(&walk, to);
  sqlite3_finalize(walk.read);
  sqlite3_finalize(walk.write);
  *lost += walk.lost;
  return code;
}

bool salvage_rows(Store *from, Store *to, uint64_t *lost, Error *err) {
  *lost = 0;
  for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
    int code = salvage_table(from->db, to->db, &tables[i], lost);
    if (code != SQLITE_OK) return failure_set(err, code, "repair", from->path);
  }
  return true;
}

static int see_verdict(void *context, int count, char **values, char **names) {
  (void)names;
  *(bool *)context = count > 0 && values[0] && strcmp(values[0], "ok") == 0;
  return 0;
}

bool salvage_is_sound(Store *store) {
  bool sound = false;
  return sqlite3_exec(store->db, "PRAGMA quick_check(1)", see_verdict, &sound, NULL) == SQLITE_OK &&
         sound;
}
