// SPDX-License-Identifier: MIT
// Finding words in a large library, by the processor's time: as they are typed on the screen, the
// best first, and on the command line. Beside it SQLite's own bm25() on the same index. The library
// is that of bench_list.
#include "base/memory.h"
#include "bench/desk.h"
#include "bench/measure.h"

#include "store/tokenizer.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 3 };

// ---- SQLite alone

static double ask_raw(sqlite3 *db, const char *sql, const char *match) {
  double times[ROUNDS];
  for (int i = 0; i < ROUNDS; i++) {
    sqlite3_stmt *statement = NULL;
    double started = measure_cpu();
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) return 0;
    if (match) sqlite3_bind_text(statement, 1, match, -1, SQLITE_STATIC);
    while (sqlite3_step(statement) == SQLITE_ROW) continue;
    sqlite3_finalize(statement);
    times[i] = (measure_cpu() - started) * 1e3;
  }
  return measure_median(times, ROUNDS);
}

static sqlite3 *open_raw(const char *path) {
  sqlite3 *db = NULL;
  if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
      tokenizer_register(db) != SQLITE_OK) {
    fprintf(stderr, "bench: %s\n", sqlite3_errmsg(db));
    exit(1);
  }
  return db;
}

// ---- On the screen

typedef struct Words {
  const char *what, *typed, *match; // match: as SQLite is asked for them
} Words;

// The whole way of a list: typed letter by letter, of which the dearest counts; put into the order
// of weights; closed.
static void measure_words(Desk *desk, sqlite3 *raw, const Words *words) {
  char what[80];
  desk_type(desk, "g/");
  DeskTimes typed = desk_type(desk, words->typed);
  desk_type(desk, "\n");
  DeskTimes best = desk_type(desk, "s");
  desk_type(desk, "sq");
  snprintf(what, sizeof what, "%s, '%s': first frame", words->what, words->match);
  measure_row(what, typed.first, 0, "ms");
  measure_row("    all found, newest first", typed.rest, 0, "ms");
  measure_row("    … deaf to a key for", typed.deaf, 0, "ms");
  measure_row("    the best first (beside: bm25)", best.first + best.rest,
              ask_raw(raw,
                      "SELECT rowid FROM brief_words WHERE brief_words MATCH ?"
                      " ORDER BY rank LIMIT 40",
                      words->match),
              "ms");
  measure_row("    … deaf to a key for", best.deaf, 0, "ms");
}

// ---- On the command line

static double children(void) {
  struct rusage usage;
  getrusage(RUSAGE_CHILDREN, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static double run(const char *library, const char *const *words) {
  const char *program = getenv("POSTIL");
  const char *arguments[10] = {program, "--library", library};
  for (size_t i = 0; words[i] && i < 6; i++) arguments[i + 3] = words[i];
  double before = children();
  pid_t child = program ? fork() : -1;
  if (child == 0) {
    if (!freopen("/dev/null", "w", stdout)) _exit(127);
    execv(program, (char *const *)(uintptr_t)arguments);
    _exit(127);
  }
  if (child > 0) waitpid(child, NULL, 0);
  return children() - before;
}

static void measure_commands(const char *library) {
  static const char *const commands[][6] = {
      {"find", "--limit=40", "seldom"},
      {"find", "--limit=40", "usual"},
      {"find", "--limit=40", "th*"},
      {"find", "--limit=40", "com*"},
      {"find", "--limit=40", "usual", "th*"},
      {"find", "--best", "--limit=40", "usual"},
      {"find", "--best", "--limit=40", "usual", "seldom"},
      {"list", "usual and seldom"},
      {"list", "seldom or conthan"},
      {"list", "seldom not theme"},
      {"list", "usual within sentence of seldom"},
      {"list", "tag:theme"},
  };
  for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
    double times[ROUNDS];
    Buffer what = {0};
    for (int round = 0; round < ROUNDS; round++) times[round] = run(library, commands[i]);
    for (size_t word = 0; commands[i][word]; word++) buffer_printf(&what, " %s", commands[i][word]);
    measure_row(what.ptr + 1, measure_median(times, ROUNDS), 0, "ms");
    buffer_release(&what);
  }
}

int main(void) {
  static const Words words[] = {{"a rare word", "seldom ", "seldom"},
                                {"a word of all texts", "usual ", "usual"},
                                {"… often in each", "the ", "the"},
                                {"two words", "usual ending ", "usual ending"},
                                {"a phrase", "\"usual ending\" ", "\"usual ending\""},
                                {"a rare beginning", "conth", "conth*"},
                                {"a beginning of some texts", "20", "20*"},
                                {"a beginning of most texts", "co", "co*"},
                                {"a beginning of all texts", "th", "th*"},
                                {"a word and a beginning", "usual th", "usual th*"},
                                {"accents that no text has", "seldóm ", "seldom"}};
  const char *path = measure_path_of("POSTIL_BENCH_LARGE");
  if (!path) return 0;
  Desk desk = desk_open(path);
  sqlite3 *raw = open_raw(path);
  char title[80];
  snprintf(title, sizeof title, "finding words in a library of %u briefs", desk.app->briefs.all);
  measure_title(title);
  double before = measure_memory();
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) measure_words(&desk, raw, &words[i]);
  measure_row("memory that stays", measure_memory() - before, 0, "MB");
  sqlite3_close(raw);
  desk_close(&desk);
  measure_commands(path);
  return 0;
}
