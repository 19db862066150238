// SPDX-License-Identifier: MIT
// The list of briefs in a large library: start, keys, filters and memory, by the
// processor's time. Of a filter three things count: the key itself, which shows a page where it
// can; all the work that follows from it; and of that the longest stretch in which nobody asks
// whether something else has been typed, so how long the next key may wait. What counts is beside
// it: the same in a library of 1,000 briefs, or SQLite alone. The libraries are made by `make bench
// SCALE=100000` (10,000 where it is not said) and stay in build/scale; $POSTIL_BENCH_LARGE and
// $POSTIL_BENCH_SMALL name them.
#include "base/memory.h"
#include "bench/desk.h"
#include "bench/measure.h"

#include <sqlite3.h>
#include <stdio.h>

enum { KEYS = 60, ROUNDS = 9 };

// A key with all the work that it causes, in milliseconds.
static double press(Desk *desk, Key key) {
  DeskTimes times = desk_press(desk, key);
  return times.first + times.rest;
}

// ---- Keys

typedef struct Strokes {
  const char *what;
  Key key, setup; // setup: pressed twice before, or 0
  Key between;    // pressed before each, or 0
  uint32_t count;
} Strokes;

static double measure_strokes(Desk *desk, const Strokes *strokes) {
  double times[KEYS];
  if (strokes->setup) press(desk, strokes->setup), press(desk, strokes->setup);
  for (uint32_t i = 0; i < strokes->count; i++) {
    if (strokes->between) press(desk, strokes->between);
    times[i] = press(desk, strokes->key);
  }
  return measure_median(times, strokes->count);
}

// To the end in each order, where it is met for the first time.
static void measure_keys(Desk *large, Desk *small) {
  static const Strokes all[] = {{"line down", 'j', 0, 0, KEYS},
                                {"page down", KEY_SPACE, 0, 0, 20},
                                {"sort by the next column", 's', 'g', 0, 14},
                                {"to the end", 'G', 'g', 's', 14},
                                {"line up from there", 'k', 0, 0, KEYS}};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++)
    measure_row(all[i].what, measure_strokes(large, &all[i]), measure_strokes(small, &all[i]),
                "ms");
}

// ---- Filters

typedef struct Typing {
  double key, all, wait; // milliseconds, of the dearest letter
} Typing;

static double most_of(double a, double b) {
  return a > b ? a : b;
}

static Typing type_filter(Desk *desk, const char *words) {
  Typing typing = {0};
  press(desk, '/');
  for (const char *at = words; *at; at++) {
    DeskTimes times = desk_press(desk, (Key)*at);
    typing.key = most_of(typing.key, times.first);
    typing.all = most_of(typing.all, times.first + times.rest);
    typing.wait = most_of(typing.wait, times.deaf);
  }
  press(desk, KEY_ESCAPE);
  return typing;
}

static void measure_filters(Desk *large, Desk *small) {
  static const char *const words[] = {"usual",
                                      "seldom ",
                                      "the",
                                      "conth",
                                      "author:mo",
                                      "series:se",
                                      "title:thewat",
                                      "date:2010 ",
                                      "date:2010..2015",
                                      "read:no ",
                                      "the date:2010 ",
                                      "not seldom ",
                                      "tag:\"theme 0\" ",
                                      "tag:\"theme 1/part 9\" ",
                                      "not tag:\"theme 0\" ",
                                      "has:annotation ",
                                      "has:comment ",
                                      "colour:red ",
                                      "state:same ",
                                      "state:review ",
                                      "comment:seldom ",
                                      "quote:usual ",
                                      "by:ana ",
                                      "made:2026 ",
                                      "has:footnote ",
                                      "path:/12",
                                      "lang:de ",
                                      "tag:\"theme 0\" date:2010 ",
                                      "not has:tag "};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    char what[80];
    Typing beside = type_filter(small, words[i]), typing = type_filter(large, words[i]);
    snprintf(what, sizeof what, "filter '%s', the dearest letter", words[i]);
    measure_row(what, typing.all, beside.all, "ms");
    measure_row("    the key itself", typing.key, beside.key, "ms");
    measure_row("    the longest that a key waits", typing.wait, beside.wait, "ms");
  }
}

// ---- Start, and the floor of it: the first rows by SQLite alone

static double start(const char *path) {
  double started = measure_cpu();
  Desk desk = desk_open(path);
  double took = (measure_cpu() - started) * 1e3;
  desk_close(&desk);
  return took;
}

static double start_raw(const char *path) {
  static const char sql[] =
      "SELECT title, author, series, date FROM listed ORDER BY by_date, by_title, brief LIMIT 40";
  sqlite3 *db = NULL;
  sqlite3_stmt *rows = NULL;
  double started = measure_cpu();
  if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
      sqlite3_prepare_v2(db, sql, -1, &rows, NULL) == SQLITE_OK) {
    while (sqlite3_step(rows) == SQLITE_ROW) continue;
  }
  sqlite3_finalize(rows);
  sqlite3_close(db);
  return (measure_cpu() - started) * 1e3;
}

static double median_of(double (*once)(const char *), const char *path) {
  double times[ROUNDS];
  for (int i = 0; i < ROUNDS; i++) times[i] = once(path);
  return measure_median(times, ROUNDS);
}

int main(void) {
  const char *large_path = measure_path_of("POSTIL_BENCH_LARGE");
  const char *small_path = measure_path_of("POSTIL_BENCH_SMALL");
  if (!large_path || !small_path) return 0;
  Desk large = desk_open(large_path), small = desk_open(small_path);
  char title[80];
  snprintf(title, sizeof title, "the list of %u briefs (beside: of %u)", large.app->briefs.all,
           small.app->briefs.all);
  measure_title(title);
  measure_row("start to list (beside: SQLite's first rows)", median_of(start, large_path),
              median_of(start_raw, large_path), "ms");
  measure_row("start to list", median_of(start, large_path), median_of(start, small_path), "ms");
  measure_keys(&large, &small);
  measure_filters(&large, &small);
  measure_row("memory now", measure_memory(), 0, "MB");
  measure_row("memory at its peak", measure_peak(), 0, "MB");
  desk_close(&large);
  desk_close(&small);
  return 0;
}
