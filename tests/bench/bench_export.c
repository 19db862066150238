// SPDX-License-Identifier: MIT
// All annotations of a large library as JSON Lines, in the order of the texts, by the processor's
// time. The floor is SQLite alone, in this process: json_object() over the same rows in the same
// order. The bytes are counted and go nowhere.
//
// Three libraries, each of $SCALE0 annotations: spread over $SCALE briefs; all in one brief, made
// in the order of its text; and made in none, as by a reader who comes back, so that the rows of
// what stands side by side in the text lie far from each other.
#include "bench/measure.h"

#include "exchange/exchange.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 3, LONG_MS = 5000 }; // what takes as long is measured once

typedef struct Run {
  double took; // ms of CPU
  uint64_t lines, bytes;
} Run;

static void must(bool ok, const char *message) {
  if (ok) return;
  fprintf(stderr, "bench: %s\n", message);
  exit(1);
}

static Run export_raw(const char *path) {
  Run run = {0};
  sqlite3 *db = NULL;
  sqlite3_stmt *rows = NULL;
  double started = measure_cpu();
  must(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
           sqlite3_prepare_v2(db, measure_export_sql, -1, &rows, NULL) == SQLITE_OK,
       sqlite3_errmsg(db));
  while (sqlite3_step(rows) == SQLITE_ROW) {
    run.lines++;
    run.bytes += strlen((const char *)sqlite3_column_text(rows, 0));
  }
  sqlite3_finalize(rows);
  sqlite3_close(db);
  run.took = (measure_cpu() - started) * 1e3;
  return run;
}

static bool count_bytes(void *context, Slice bytes, Error *err) {
  Run *run = context;
  (void)err;
  run->bytes += bytes.len;
  for (size_t i = 0; i < bytes.len; i++) run->lines += bytes.ptr[i] == '\n';
  return true;
}

static const ExchangeFormat *find_format(const char *name) {
  uint32_t count;
  const ExchangeFormat *formats = exchange_formats(&count);
  for (uint32_t i = 0; i < count; i++)
    if (strcmp(formats[i].name, name) == 0) return &formats[i];
  return NULL;
}

static Run export_ours(const char *path) {
  Run run = {0};
  Error err = {0};
  ExchangeOptions options = {0};
  Target target = target_of_taker(count_bytes, &run);
  double started = measure_cpu();
  Library *library = library_open(path, LIBRARY_READ, &err);
  must(library != NULL, err.message);
  must(exchange_export(library, find_format("jsonl"), &options, &target, NULL, &err), err.message);
  library_close(library);
  run.took = (measure_cpu() - started) * 1e3;
  return run;
}

static void measure_library(const char *variable, const char *what) {
  const char *path = getenv(variable);
  char row[80];
  double ours[ROUNDS], raw[ROUNDS];
  uint64_t lines = 0;
  size_t rounds = 0;
  if (!path || !*path) return;
  do {
    Run floor = export_raw(path), run = export_ours(path);
    raw[rounds] = floor.took, ours[rounds] = run.took, lines = floor.lines;
  } while (++rounds < ROUNDS && raw[0] < LONG_MS);
  snprintf(row, sizeof row, "%llu, %s", (unsigned long long)lines, what);
  measure_against(row, measure_median(ours, rounds), measure_median(raw, rounds), "ms", "<= 1.5");
}

int main(void) {
  measure_title("export of annotations (floor: json_object)");
  measure_library("POSTIL_BENCH_LARGE", "in many briefs");
  measure_library("POSTIL_BENCH_ONE", "in one, as the text goes");
  measure_library("POSTIL_BENCH_SHUFFLED", "in one, made in any order");
  measure_row("memory at its peak", measure_peak(), 0, "MB");
  return 0;
}
