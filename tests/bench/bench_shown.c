// SPDX-License-Identifier: MIT
// One brief with very many annotations: opening it, what a screen shows of them.
// POSTIL_BENCH_ANNOTATIONS says how many (20,000). The floor of a screen is SQLite alone, asking
// the same table.
#include "bench/measure.h"
#include "support/shelf.h"
#include "support/stock.h"

#include "library/shown.h"
#include "session/session.h"

#include <sqlite3.h>
#include <stdlib.h>

enum { SCREENS = 1000, SCREEN_CP = 3500, ANNOTATIONS = 20000 };

static uint32_t wanted_count(void) {
  const char *set = getenv("POSTIL_BENCH_ANNOTATIONS");
  unsigned long count = set ? strtoul(set, NULL, 10) : 0;
  return count > 0 && count <= 10000000 ? (uint32_t)count : ANNOTATIONS;
}

// Screens all over the text, none next to the one before.
static CpSpan screen_at(uint32_t index, uint32_t length) {
  uint32_t start = (uint32_t)((uint64_t)index * 7919 % SCREENS * length / SCREENS);
  return (CpSpan){start, start + SCREEN_CP};
}

static double read_ours(Shelf *shelf, const Brief *brief) {
  double times[SCREENS];
  for (uint32_t i = 0; i < SCREENS; i++) {
    Error err = {0};
    ShownList list;
    double started = measure_cpu();
    if (!shown_read(shelf->library, brief->key, brief->version, screen_at(i, brief->length_cp),
                    &list, &err))
      BUG("%s", err.message);
    shown_release_list(&list);
    times[i] = (measure_cpu() - started) * 1e6;
  }
  return measure_median(times, SCREENS);
}

static void must(int code, sqlite3 *db) {
  if (code != SQLITE_OK) BUG("SQLite: %s", sqlite3_errmsg(db));
}

static double read_raw(sqlite3 *db, const Brief *brief) {
  static const char sql[] =
      "SELECT annotation, start, \"end\", colour, commented, orphan FROM shown WHERE version = ?1 "
      "AND start >= ?2 - (SELECT longest FROM version WHERE key = ?1) AND start <= ?3 "
      "AND \"end\" >= ?2 ORDER BY start";
  double times[SCREENS];
  int64_t sum = 0;
  sqlite3_stmt *rows;
  must(sqlite3_prepare_v2(db, sql, -1, &rows, NULL), db);
  for (uint32_t i = 0; i < SCREENS; i++) {
    CpSpan screen = screen_at(i, brief->length_cp);
    double started = measure_cpu();
    sqlite3_bind_int64(rows, 1, brief->version);
    sqlite3_bind_int64(rows, 2, screen.start_cp);
    sqlite3_bind_int64(rows, 3, screen.end_cp);
    while (sqlite3_step(rows) == SQLITE_ROW) sum += sqlite3_column_int64(rows, 1);
    sqlite3_reset(rows);
    times[i] = (measure_cpu() - started) * 1e6;
  }
  sqlite3_finalize(rows);
  return sum ? measure_median(times, SCREENS) : 0;
}

static double open_brief(Shelf *shelf, int64_t brief) {
  Error err = {0};
  Session session;
  session_init(&session, shelf->library);
  double started = measure_cpu();
  if (!session_open(&session, brief, NULL, &err)) BUG("%s", err.message);
  double took = (measure_cpu() - started) * 1e3;
  session_release(&session);
  return took;
}

int main(void) {
  Shelf shelf = shelf_new();
  Error err = {0};
  Brief brief = {0};
  sqlite3 *db = NULL;
  int64_t key = stock_add_annotated(shelf.library, wanted_count(), STOCK_IN_ORDER);
  if (!brief_get(shelf.library, key, &brief, &err)) BUG("%s", err.message);
  must(sqlite3_open_v2(shelf.path, &db, SQLITE_OPEN_READONLY, NULL), db);
  measure_title("one brief with very many annotations (POSTIL_BENCH_ANNOTATIONS)");
  measure_row("annotations", brief.annotations, 0, "");
  measure_row("open it", open_brief(&shelf, key), 0, "ms");
  measure_row("annotations of a screen (floor: the same rows)", read_ours(&shelf, &brief),
              read_raw(db, &brief), "us");
  measure_row("memory at its peak", measure_peak(), 0, "MB");
  sqlite3_close(db);
  brief_release(&brief);
  shelf_release(&shelf);
  return 0;
}
