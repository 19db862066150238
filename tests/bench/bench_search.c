// SPDX-License-Identifier: MIT
// Finding words in a library: CPU time until the first 40 lines are there, until all are listed,
// and until the best come first. The floor is SQLite's own full text search over the same texts in
// this process, with its tokenizer, snippets and ranking; beside it a plain scan of all texts,
// which is what grep does at least. $POSTIL_BENCH_BRIEFS says how many briefs (2000).
#include "bench/measure.h"
#include "support/check.h"
#include "support/prose.h"
#include "support/shelf.h"

#include "library/kwic.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 250, BRIEF_BYTES = 6500, LINES = 40, ROUNDS = 9, COLUMNS = 80 };

typedef struct Bench {
  Shelf shelf;
  sqlite3 *raw;
  Buffer all; // the texts, one behind the other
  uint32_t briefs;
} Bench;

static void must(int code, sqlite3 *db) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(db));
  exit(1);
}

// One word in a hundred texts, one in all of them, one that begins as others do.
static void write_brief(uint32_t index, Buffer *text) {
  prose_brief(text, index, BRIEF_BYTES / 2);
  prose_words(text, index % 50, BRIEF_BYTES / 2);
  buffer_printf(text, "\n\nThe usual ending%s of brief %u.\n", index % 100 ? "" : ", seldom read,",
                index);
}

static void add_raw(Bench *bench, uint32_t index, const char *text) {
  sqlite3_stmt *statement;
  must(sqlite3_prepare_v2(bench->raw, "INSERT INTO words (rowid, text) VALUES (?, ?)", -1,
                          &statement, NULL),
       bench->raw);
  sqlite3_bind_int64(statement, 1, index + 1);
  sqlite3_bind_text(statement, 2, text, -1, SQLITE_STATIC);
  must(sqlite3_step(statement), bench->raw);
  sqlite3_finalize(statement);
}

static void fill(Bench *bench) {
  BriefPrepared *prepared[BATCH];
  BriefAdded added[BATCH];
  Error errs[BATCH], err = {0};
  must(sqlite3_exec(bench->raw, "BEGIN", NULL, NULL, NULL), bench->raw);
  for (uint32_t i = 0; i < bench->briefs; i += BATCH) {
    for (uint32_t at = 0; at < BATCH; at++) {
      char name[32];
      Buffer text = {0};
      write_brief(i + at, &text);
      snprintf(name, sizeof name, "/bench/%u.txt", i + at);
      prepared[at] = brief_prepare(bench->shelf.library, buffer_slice(&text), name, NULL, &err);
      if (!prepared[at]) BUG("%s", err.message);
      add_raw(bench, i + at, text.ptr);
      buffer_add(&bench->all, buffer_slice(&text));
      buffer_release(&text);
    }
    brief_add_prepared(bench->shelf.library, prepared, BATCH, added, errs);
    for (uint32_t at = 0; at < BATCH; at++) brief_free_prepared(prepared[at]);
  }
  must(sqlite3_exec(bench->raw, "COMMIT", NULL, NULL, NULL), bench->raw);
}

// ---- Ours

static void show_lines(Finding *finding, uint32_t from) {
  Kwic kwic = {0};
  for (uint32_t i = from; i < from + LINES && i < finding_count(finding); i++) {
    FindingText text;
    Error err = {0};
    if (!finding_read(finding, i, &text, &err)) BUG("%s", err.message);
    kwic_make(&kwic, &text, text.hits[0], SAFE_UNICODE, COLUMNS / 3, COLUMNS);
    finding_release(&text);
  }
  kwic_release(&kwic);
}

typedef struct Times {
  double first, all, best, longest; // milliseconds of CPU; longest: of one part of the work
} Times;

static double part(Finding *finding, bool *more) {
  double started = measure_cpu();
  *more = finding_work(finding, NULL, NULL);
  return (measure_cpu() - started) * 1e3;
}

static Times search(Bench *bench, const char *words, LookupFlags flags) {
  Times times = {0};
  bool more = true;
  double started = measure_cpu();
  Finding *finding = finding_open(bench->shelf.library, slice_of(words), flags, FINDING_ANYWHERE);
  while (more && finding_count(finding) < LINES) more = finding_work(finding, NULL, NULL);
  show_lines(finding, 0);
  times.first = (measure_cpu() - started) * 1e3;
  finding_set_order(finding, FINDING_BEST);
  for (more = true; more;) {
    double took = part(finding, &more);
    if (took > times.longest) times.longest = took;
    if (finding_complete(finding) && times.all <= 0) times.all = (measure_cpu() - started) * 1e3;
  }
  times.best = (measure_cpu() - started) * 1e3;
  finding_close(finding);
  return times;
}

static Times search_often(Bench *bench, const char *words, LookupFlags flags) {
  double first[ROUNDS], all[ROUNDS], best[ROUNDS], longest[ROUNDS];
  for (int i = 0; i < ROUNDS; i++) {
    Times times = search(bench, words, flags);
    first[i] = times.first, all[i] = times.all, best[i] = times.best, longest[i] = times.longest;
  }
  return (Times){measure_median(first, ROUNDS), measure_median(all, ROUNDS),
                 measure_median(best, ROUNDS), measure_median(longest, ROUNDS)};
}

// ---- The floors

static double ask_raw(Bench *bench, const char *sql, const char *match) {
  double times[ROUNDS];
  for (int i = 0; i < ROUNDS; i++) {
    sqlite3_stmt *statement;
    double started = measure_cpu();
    must(sqlite3_prepare_v2(bench->raw, sql, -1, &statement, NULL), bench->raw);
    sqlite3_bind_text(statement, 1, match, -1, SQLITE_STATIC);
    while (sqlite3_step(statement) == SQLITE_ROW) continue;
    sqlite3_finalize(statement);
    times[i] = (measure_cpu() - started) * 1e3;
  }
  return measure_median(times, ROUNDS);
}

static double scan(const Bench *bench, const char *word) {
  double started = measure_cpu();
  const char *at = bench->all.ptr, *end = at + bench->all.len;
  size_t len = strlen(word);
  unsigned found = 0;
  while ((at = memmem(at, (size_t)(end - at), word, len))) at += len, found++;
  return found ? (measure_cpu() - started) * 1e3 : 0;
}

static void measure(Bench *bench, const char *words, const char *match, LookupFlags flags) {
  char what[80];
  Times times = search_often(bench, words, flags);
  snprintf(what, sizeof what, "'%s': first 40 lines (floor: 40 snippets)", match);
  measure_row(what, times.first,
              ask_raw(bench,
                      "SELECT snippet(words, 0, '', '', '', 16) FROM words WHERE words MATCH ?"
                      " ORDER BY rowid DESC LIMIT 40",
                      match),
              "ms");
  measure_row("    all listed", times.all, 0, "ms");
  measure_row(
      "    best first (floor: bm25)", times.best,
      ask_raw(bench, "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT 40", match),
      "ms");
  measure_row("    longest part", times.longest, 0, "ms");
}

int main(void) {
  const char *wanted = getenv("POSTIL_BENCH_BRIEFS");
  Bench bench = {.shelf = shelf_new(), .briefs = wanted ? (uint32_t)atoi(wanted) : 2000};
  char title[64], *path = check_path(bench.shelf.folder, "raw.db");
  bench.briefs += (BATCH - bench.briefs % BATCH) % BATCH;
  must(sqlite3_open(path, &bench.raw), bench.raw);
  must(sqlite3_exec(bench.raw, "CREATE VIRTUAL TABLE words USING fts5 (text)", NULL, NULL, NULL),
       bench.raw);
  fill(&bench);
  snprintf(title, sizeof title, "finding words in %u briefs of 6.5 kB", bench.briefs);
  measure_title(title);
  measure_row("a scan of all texts", scan(&bench, "usual ending"), 0, "ms");
  measure(&bench, "seldom", "seldom", LOOKUP_WORDS);
  measure(&bench, "usual", "usual", LOOKUP_WORDS);
  measure(&bench, "\"usual ending\" brief", "\"usual ending\" brief", LOOKUP_WORDS);
  measure(&bench, "sel", "sel*", LOOKUP_TYPING);
  measure(&bench, "co", "co*", LOOKUP_TYPING);
  sqlite3_close(bench.raw);
  buffer_release(&bench.all);
  shelf_release(&bench.shelf);
  free(path);
  return 0;
}
