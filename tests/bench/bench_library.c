// SPDX-License-Identifier: MIT
// A library on the disk: adding, listing, exporting in all formats. The floor is SQLite alone, in
// this process: the same texts into one table and its full-text index, the same rows as JSON. The
// texts have the words of a language: of a few words repeated an index would have hardly anything
// to do.
#include "bench/measure.h"
#include "support/prose.h"

#include "exchange/exchange.h"
#include "support/shelf.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum { BRIEFS = 400, BATCH = 100, BRIEF_BYTES = 12000, ANNOTATIONS = 2000 };

static void must(int code, sqlite3 *db) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(db));
  exit(1);
}

static sqlite3 *open_raw(const char *folder) {
  Buffer path = {0};
  sqlite3 *db;
  buffer_printf(&path, "%s/raw.db", folder);
  must(sqlite3_open(path.ptr, &db), db);
  must(sqlite3_exec(db,
                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                    "CREATE TABLE brief (key INTEGER PRIMARY KEY, text TEXT);"
                    "CREATE VIRTUAL TABLE words USING fts5 (text, content = 'brief',"
                    " content_rowid = 'key')",
                    NULL, NULL, NULL),
       db);
  buffer_release(&path);
  return db;
}

static void run(sqlite3 *db, const char *sql, int64_t key, const char *text) {
  sqlite3_stmt *statement;
  must(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), db);
  sqlite3_bind_int64(statement, 1, key);
  sqlite3_bind_text(statement, 2, text, -1, SQLITE_STATIC);
  must(sqlite3_step(statement), db);
  sqlite3_finalize(statement);
}

// ---- Adding

// Both put as many briefs into one durable commit. By the processor's time: what the disk takes is
// the same for both.
static double add_raw(sqlite3 *db) {
  double started = measure_cpu();
  for (uint32_t i = 0; i < BRIEFS; i++) {
    Buffer text = {0};
    prose_report(&text, i, BRIEF_BYTES);
    if (i % BATCH == 0) must(sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL), db);
    run(db, "INSERT INTO brief (key, text) VALUES (?, ?)", i + 1, text.ptr);
    run(db, "INSERT INTO words (rowid, text) VALUES (?, ?)", i + 1, text.ptr);
    if (i % BATCH == BATCH - 1) must(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL), db);
    buffer_release(&text);
  }
  return BRIEFS / (measure_cpu() - started);
}

static BriefPrepared *prepare(Shelf *shelf, uint32_t index) {
  char name[32];
  Buffer text = {0};
  Error err = {0};
  snprintf(name, sizeof name, "/bench/%u.txt", index);
  prose_report(&text, index, BRIEF_BYTES);
  BriefPrepared *prepared = brief_prepare(shelf->library, buffer_slice(&text), name, NULL, &err);
  if (!prepared) BUG("%s", err.message);
  buffer_release(&text);
  return prepared;
}

static double add_ours(Shelf *shelf, int64_t *last) {
  BriefPrepared *prepared[BATCH];
  BriefAdded added[BATCH];
  Error errs[BATCH];
  double started = measure_cpu();
  for (uint32_t i = 0; i < BRIEFS; i += BATCH) {
    for (uint32_t at = 0; at < BATCH; at++) prepared[at] = prepare(shelf, i + at);
    brief_add_prepared(shelf->library, prepared, BATCH, added, errs);
    for (uint32_t at = 0; at < BATCH; at++) {
      if (errs[at].kind != ERROR_NONE) BUG("%s", errs[at].message);
      brief_free_prepared(prepared[at]);
    }
    *last = added[BATCH - 1].key;
  }
  return BRIEFS / (measure_cpu() - started);
}

static void annotate(Shelf *shelf, int64_t brief) {
  for (uint32_t i = 0; i < ANNOTATIONS; i++)
    shelf_annotate(shelf, brief, 4 * i, 4 * i + 9, i % 2 ? "energy/solar" : "water", "a remark");
}

// ---- Reading

static double list_briefs(Shelf *shelf) {
  Error err = {0};
  BriefList list;
  double started = measure_cpu();
  if (brief_list(shelf->library, &list, &err)) brief_release_list(&list);
  return (measure_cpu() - started) * 1e6;
}

static double list_annotations(Shelf *shelf, int64_t brief, const char *tag) {
  Error err = {0};
  AnnotationList list;
  AnnotationWish query = {.brief = brief, .tag = tag};
  double started = measure_cpu();
  if (annotation_list(shelf->library, &query, &list, &err)) annotation_release_list(&list);
  return (measure_cpu() - started) * 1e6;
}

static double json_raw(const Shelf *shelf) {
  sqlite3 *db = NULL;
  sqlite3_stmt *rows;
  size_t len = 0;
  must(sqlite3_open_v2(library_path(shelf->library), &db, SQLITE_OPEN_READONLY, NULL), db);
  must(sqlite3_prepare_v2(db, measure_export_sql, -1, &rows, NULL), db);
  double started = measure_cpu();
  while (sqlite3_step(rows) == SQLITE_ROW)
    len += strlen((const char *)sqlite3_column_text(rows, 0));
  double took = measure_cpu() - started;
  sqlite3_finalize(rows);
  sqlite3_close(db);
  return len ? took * 1e3 : 0;
}

static void measure_exports(Shelf *shelf) {
  uint32_t count;
  const ExchangeFormat *formats = exchange_formats(&count);
  double floor = json_raw(shelf);
  for (uint32_t i = 0; i < count; i++) {
    char what[64];
    Error err = {0};
    ExchangeOptions options = {0};
    Buffer out = {0};
    double started = measure_cpu();
    Target target = target_of_buffer(&out);
    exchange_export(shelf->library, &formats[i], &options, &target, NULL, &err);
    snprintf(what, sizeof what, "export of %d, %s (floor: json_object)", ANNOTATIONS,
             formats[i].name);
    measure_row(what, (measure_cpu() - started) * 1e3, floor, "ms");
    buffer_release(&out);
  }
}

int main(void) {
  Shelf shelf = shelf_new();
  sqlite3 *db = open_raw(shelf.folder);
  int64_t brief = 0;
  measure_title("a library of 400 briefs of 12 kB");
  double ours = add_ours(&shelf, &brief);
  measure_against("add, a commit per 100 (floor: text and FTS5)", ours, add_raw(db), "briefs/CPU s",
                  ">= 0.5");
  annotate(&shelf, brief);
  measure_row("list of all briefs", list_briefs(&shelf), 0, "us");
  measure_row("annotations of a brief with 2000", list_annotations(&shelf, brief, NULL), 0, "us");
  measure_row("annotations of a tag, all briefs", list_annotations(&shelf, 0, "energy"), 0, "us");
  measure_exports(&shelf);
  measure_row("memory now", measure_memory(), 0, "MB");
  measure_row("memory at its peak", measure_peak(), 0, "MB");
  sqlite3_close(db);
  shelf_release(&shelf);
  return 0;
}
