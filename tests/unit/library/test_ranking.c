// SPDX-License-Identifier: MIT
// The best first: the same texts with the same weights as SQLite's own bm25() gives them, in its
// order, however often the work is broken off.
#include "support/check.h"
#include "support/shelf.h"

#include "library/finding.h"

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

enum { TEXTS = 300, MOST_WORDS = 60 };

typedef struct Twin {
  Shelf shelf;
  sqlite3 *raw; // the same texts under the same keys
} Twin;

static uint32_t pick(uint32_t *random, uint32_t below) {
  *random = *random * 1664525u + 1013904223u;
  return (*random >> 8) % below;
}

// Some words in most texts, some in few; several begin alike.
static void write_text(uint32_t *random, Buffer *text) {
  static const char *const words[] = {"the",  "the",   "the",    "tame",  "theory", "river",
                                      "rise", "ridge", "rarely", "solar", "sole",   "sun"};
  buffer_printf(text, "Title %u\n\n", pick(random, 5));
  for (uint32_t left = 1 + pick(random, MOST_WORDS); left > 0; left--) {
    uint32_t at = pick(random, 12);
    if (at < 8 || pick(random, 4) == 0) buffer_printf(text, "%s ", words[at]);
  }
  buffer_add_string(text, "end.\n");
}

static void must(int code) {
  assert_true(code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE);
}

static void add_raw(sqlite3 *raw, int64_t key, const char *text) {
  sqlite3_stmt *statement;
  must(sqlite3_prepare_v2(raw, "INSERT INTO words (rowid, text) VALUES (?, ?)", -1, &statement,
                          NULL));
  sqlite3_bind_int64(statement, 1, key);
  sqlite3_bind_text(statement, 2, text, -1, SQLITE_STATIC);
  must(sqlite3_step(statement));
  sqlite3_finalize(statement);
}

static Twin twin_new(void) {
  Twin twin = {.shelf = shelf_new()};
  uint32_t random = 7;
  must(sqlite3_open(":memory:", &twin.raw));
  must(sqlite3_exec(twin.raw, "CREATE VIRTUAL TABLE words USING fts5 (text)", NULL, NULL, NULL));
  for (int i = 0; i < TEXTS; i++) {
    Buffer text = {0};
    char name[16];
    snprintf(name, sizeof name, "%d.txt", i);
    buffer_printf(&text, "Number %d\n\n", i);
    write_text(&random, &text);
    shelf_add(&twin.shelf, name, text.ptr);
    add_raw(twin.raw, i + 1, text.ptr);
    buffer_release(&text);
  }
  return twin;
}

static void twin_release(Twin *twin) {
  sqlite3_close(twin->raw);
  shelf_release(&twin->shelf);
}

// The weights that SQLite gives, by key; 0 for a text that it does not find. Returns how many.
static uint32_t weigh_raw(sqlite3 *raw, const char *match, double weights[TEXTS + 1]) {
  sqlite3_stmt *statement;
  uint32_t count = 0;
  for (int i = 0; i <= TEXTS; i++) weights[i] = 0;
  must(sqlite3_prepare_v2(raw, "SELECT rowid, -bm25(words) FROM words WHERE words MATCH ?", -1,
                          &statement, NULL));
  sqlite3_bind_text(statement, 1, match, -1, SQLITE_STATIC);
  for (; sqlite3_step(statement) == SQLITE_ROW; count++)
    weights[sqlite3_column_int64(statement, 0)] = sqlite3_column_double(statement, 1);
  sqlite3_finalize(statement);
  return count;
}

// More and more seldom, as work that never gets anywhere would have no end.
static bool sometimes(void *context) {
  uint32_t asked = ++*(uint32_t *)context;
  return (asked & (asked - 1)) != 0;
}

static Finding *find_best(Twin *twin, const char *words, StorePatience *go_on) {
  uint32_t asked = 0;
  Error err = {0};
  Finding *finding =
      finding_open(twin->shelf.library, slice_of(words), LOOKUP_WORDS, FINDING_BRIEFS);
  finding_set_order(finding, FINDING_BEST);
  while (finding_work(finding, go_on, &asked)) continue;
  check_ok(finding_check(finding, &err), &err);
  assert_true(finding_complete(finding));
  return finding;
}

// One phrase alone is weighed without its rarity: then all weights are the same part of SQLite's.
static void expect_ranking(Twin *twin, const char *words, const char *match) {
  double raw[TEXTS + 1];
  uint32_t count = weigh_raw(twin->raw, match, raw);
  StorePatience *const ways[] = {NULL, sometimes};
  for (size_t way = 0; way < 2; way++) {
    Finding *finding = find_best(twin, words, ways[way]);
    assert_int_equal(finding_count(finding), count);
    Found first = finding_at(finding, 0);
    double part = finding_lookup(finding)->phrase_count == 1 ? raw[first.key] / first.weight : 1;
    for (uint32_t i = 0; i < count; i++) {
      Found found = finding_at(finding, i), before = finding_at(finding, i ? i - 1 : 0);
      assert_true(raw[found.key] > 0);
      assert_true(fabs(found.weight * part - raw[found.key]) < 1e-9 * part * found.weight);
      assert_true(before.weight >= found.weight);
      if (i > 0 && before.weight <= found.weight) assert_true(before.key > found.key);
    }
    finding_close(finding);
  }
}

static void words_and_phrases_are_weighed_as_by_sqlite(void **state) {
  (void)state;
  Twin twin = twin_new();
  expect_ranking(&twin, "the", "the");
  expect_ranking(&twin, "sun", "sun");
  expect_ranking(&twin, "river sun", "river sun");
  expect_ranking(&twin, "the rarely solar", "the rarely solar");
  expect_ranking(&twin, "\"river the\"", "\"river the\"");
  expect_ranking(&twin, "\"the the\" sun", "\"the the\" sun");
  expect_ranking(&twin, "sun sun", "sun sun");
  twin_release(&twin);
}

static void beginnings_are_weighed_as_by_sqlite(void **state) {
  (void)state;
  Twin twin = twin_new();
  expect_ranking(&twin, "th*", "th*");
  expect_ranking(&twin, "so*", "so*");
  expect_ranking(&twin, "ri* so*", "ri* so*");
  expect_ranking(&twin, "river so*", "river so*");
  expect_ranking(&twin, "so* the su*", "so* the su*");
  twin_release(&twin);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(words_and_phrases_are_weighed_as_by_sqlite),
      cmocka_unit_test(beginnings_are_weighed_as_by_sqlite),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
