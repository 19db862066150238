// SPDX-License-Identifier: MIT
// The list of briefs in a large library: start, keys, filters and memory, by the
// processor's time. Of a filter three things count: the key itself, which shows a page where it
// can; all the work that follows from it; and of that the longest stretch in which nobody asks
// whether something else has been typed, so how long the next key may wait. What counts is beside
// it: the same in a library of 1,000 briefs, or SQLite alone. The libraries are made by `make bench
// SCALE=100000` (10,000 where it is not said) and stay in build/scale; $POSTIL_BENCH_LARGE and
// $POSTIL_BENCH_SMALL name them.
#include "base/memory.h"
#include "bench/measure.h"

#include "tui/app.h"
#include "tui/painter.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROWS = 40, COLUMNS = 120, KEYS = 60, ROUNDS = 9 };

// Postil on a library, without a terminal.
typedef struct Desk {
  Library *library;
  Config *config;
  App *app;
  Capability *capability;
  Painter *painter;
  Buffer out;
} Desk;

static void must(bool ok, const Error *err) {
  if (ok) return;
  fprintf(stderr, "bench: %s\n", err->message);
  exit(1);
}

static void frame(Desk *desk) {
  buffer_clear(&desk->out);
  app_draw(desk->app);
  painter_draw(desk->painter, desk->app->screen, &desk->out);
}

static Desk open_desk(const char *path) {
  Error err = {0};
  Desk desk = {.library = library_open(path, LIBRARY_CHANGE, &err)};
  must(desk.library != NULL, &err);
  desk.config = config_new();
  desk.app = app_new(desk.library, desk.config, ROWS, COLUMNS, SAFE_UNICODE);
  desk.capability = capability_open(1, true, &err);
  must(desk.capability != NULL, &err);
  desk.painter = painter_new(desk.capability);
  frame(&desk);
  return desk;
}

static void close_desk(Desk *desk) {
  app_free(desk->app);
  painter_free(desk->painter);
  capability_close(desk->capability);
  config_free(desk->config);
  library_close(desk->library);
  buffer_release(&desk->out);
}

// A key with all the work that it causes, in milliseconds.
static double press(Desk *desk, Key key) {
  Event event = {.type = EVENT_KEY, .key = key}, none = {.type = EVENT_NONE};
  double started = measure_cpu();
  app_feed(desk->app, &event);
  frame(desk);
  while (briefs_busy(desk->app)) app_feed(desk->app, &none), frame(desk);
  return (measure_cpu() - started) * 1e3;
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

// When the work on a filter last asked whether it may go on, and the longest that it did not.
typedef struct Asking {
  double last, longest;
} Asking;

static bool is_typed(void *context) {
  Asking *asking = context;
  double now = measure_cpu();
  if (now - asking->last > asking->longest) asking->longest = now - asking->last;
  asking->last = now;
  return false;
}

typedef struct Typing {
  double key, all, wait; // milliseconds, of the dearest letter
} Typing;

static double most_of(double a, double b) {
  return a > b ? a : b;
}

static void type_letter(Desk *desk, Key letter, Asking *asking, Typing *typing) {
  Event event = {.type = EVENT_KEY, .key = letter}, none = {.type = EVENT_NONE};
  double started = measure_cpu();
  app_feed(desk->app, &event);
  frame(desk);
  typing->key = most_of(typing->key, (measure_cpu() - started) * 1e3);
  *asking = (Asking){.last = measure_cpu()};
  while (briefs_busy(desk->app)) {
    app_feed(desk->app, &none);
    frame(desk);
    is_typed(asking);
  }
  typing->all = most_of(typing->all, (measure_cpu() - started) * 1e3);
  typing->wait = most_of(typing->wait, asking->longest * 1e3);
}

static Typing type_filter(Desk *desk, const char *words) {
  Typing typing = {0};
  Asking asking;
  void *terminal = desk->app->terminal;
  press(desk, '/');
  desk->app->terminal = (void *)&asking;
  desk->app->hurry = is_typed;
  for (const char *at = words; *at; at++) type_letter(desk, (Key)*at, &asking, &typing);
  desk->app->hurry = NULL;
  desk->app->terminal = terminal;
  press(desk, KEY_ESCAPE);
  return typing;
}

static void measure_filters(Desk *large, Desk *small) {
  static const char *const words[] = {"usual",          "seldom ",    "the",
                                      "conth",          "author:mo",  "series:se",
                                      "title:thewat",   "date:2010 ", "date:2010..2015",
                                      "read:no ",       "tag:part",   "has:annotation ",
                                      "the date:2010 ", "not seldom "};
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
  Desk desk = open_desk(path);
  double took = (measure_cpu() - started) * 1e3;
  close_desk(&desk);
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
  const char *large_path = getenv("POSTIL_BENCH_LARGE"), *small_path = getenv("POSTIL_BENCH_SMALL");
  if (!large_path || !small_path) {
    fprintf(stderr, "bench: 'make bench' says where the libraries are\n");
    return 0;
  }
  setenv("TERM", "xterm-256color", 1);
  Desk large = open_desk(large_path), small = open_desk(small_path);
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
  close_desk(&large);
  close_desk(&small);
  return 0;
}
