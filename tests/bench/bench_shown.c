// SPDX-License-Identifier: MIT
// What a screen shows of very many annotations, and opening a brief that has them all. The floor of
// a screen is SQLite alone, asking the same table. The libraries are made by `make bench`:
// $POSTIL_BENCH_ONE has all of them in one brief, $POSTIL_BENCH_LARGE in many.
#include "bench/measure.h"

#include "base/error.h"
#include "library/shown.h"
#include "session/session.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum { SCREENS = 1000, SCREEN_CP = 3500 };

// A version that is shown, and how long it is.
typedef struct Text {
  int64_t brief, version;
  uint32_t length_cp;
} Text;

typedef struct Bench {
  Library *library;
  sqlite3 *raw;
  Text texts[SCREENS]; // from all over the library
  uint32_t count;
  uint64_t annotations;
} Bench;

static void must(int code, sqlite3 *db) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(db));
  exit(1);
}

static sqlite3_stmt *ask(Bench *bench, const char *sql) {
  sqlite3_stmt *rows;
  must(sqlite3_prepare_v2(bench->raw, sql, -1, &rows, NULL), bench->raw);
  return rows;
}

static void find_texts(Bench *bench) {
  sqlite3_stmt *rows = ask(bench, "SELECT b.key, v.key, v.length FROM brief b JOIN version v "
                                  "ON v.key = b.version ORDER BY b.key * 7919 % 10007 LIMIT ?");
  sqlite3_bind_int(rows, 1, SCREENS);
  while (sqlite3_step(rows) == SQLITE_ROW)
    bench->texts[bench->count++] =
        (Text){sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1),
               (uint32_t)sqlite3_column_int64(rows, 2)};
  sqlite3_finalize(rows);
  rows = ask(bench, "SELECT count(*) FROM shown");
  must(sqlite3_step(rows), bench->raw);
  bench->annotations = (uint64_t)sqlite3_column_int64(rows, 0);
  sqlite3_finalize(rows);
}

// Screens all over the texts, none next to the one before.
static CpSpan screen_at(uint32_t index, const Text *text) {
  uint32_t start = (uint32_t)((uint64_t)index * 7919 % SCREENS * text->length_cp / SCREENS);
  return (CpSpan){start, start + SCREEN_CP};
}

static double read_ours(Bench *bench) {
  double times[SCREENS];
  for (uint32_t i = 0; i < SCREENS; i++) {
    Error err = {0};
    ShownList list;
    const Text *text = &bench->texts[i % bench->count];
    double started = measure_cpu();
    if (!shown_read(bench->library, text->brief, text->version, screen_at(i, text), &list, &err))
      BUG("%s", err.message);
    shown_release_list(&list);
    times[i] = (measure_cpu() - started) * 1e6;
  }
  return measure_median(times, SCREENS);
}

static double read_raw(Bench *bench) {
  double times[SCREENS];
  int64_t sum = 0;
  sqlite3_stmt *rows = ask(
      bench, "SELECT annotation, start, \"end\", colour, commented, orphan FROM shown "
             "WHERE version = ?1 AND start >= ?2 - (SELECT longest FROM version WHERE key = ?1) "
             "AND start <= ?3 AND \"end\" >= ?2 ORDER BY start");
  for (uint32_t i = 0; i < SCREENS; i++) {
    const Text *text = &bench->texts[i % bench->count];
    CpSpan screen = screen_at(i, text);
    double started = measure_cpu();
    sqlite3_bind_int64(rows, 1, text->version);
    sqlite3_bind_int64(rows, 2, screen.start_cp);
    sqlite3_bind_int64(rows, 3, screen.end_cp);
    while (sqlite3_step(rows) == SQLITE_ROW) sum += sqlite3_column_int64(rows, 1);
    sqlite3_reset(rows);
    times[i] = (measure_cpu() - started) * 1e6;
  }
  sqlite3_finalize(rows);
  return sum ? measure_median(times, SCREENS) : 0;
}

static double open_brief(Bench *bench) {
  Error err = {0};
  Session session;
  session_init(&session, bench->library);
  double started = measure_cpu();
  if (!session_open(&session, bench->texts[0].brief, NULL, &err)) BUG("%s", err.message);
  double took = (measure_cpu() - started) * 1e3;
  session_release(&session);
  return took;
}

static void measure_library(const char *variable, const char *where) {
  static Bench bench;
  const char *path = getenv(variable);
  char row[80];
  Error err = {0};
  if (!path || !*path) return;
  bench = (Bench){.library = library_open(path, LIBRARY_CHANGE, &err)};
  if (!bench.library) BUG("%s", err.message);
  must(sqlite3_open_v2(path, &bench.raw, SQLITE_OPEN_READONLY, NULL), bench.raw);
  find_texts(&bench);
  snprintf(row, sizeof row, "a screen, of %llu in %s", (unsigned long long)bench.annotations,
           where);
  measure_against(row, read_ours(&bench), read_raw(&bench), "us", "<= 200 us");
  measure_row("    opening such a brief", open_brief(&bench), 0, "ms");
  sqlite3_close(bench.raw);
  library_close(bench.library);
}

int main(void) {
  measure_title("annotations of a screen (floor: the same rows)");
  measure_library("POSTIL_BENCH_ONE", "one brief");
  measure_library("POSTIL_BENCH_LARGE", "many");
  measure_row("memory at its peak", measure_peak(), 0, "MB");
  return 0;
}
