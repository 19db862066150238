// SPDX-License-Identifier: MIT
// Functions for SQL. None can be used in a schema: a file that is opened cannot call them. What
// they make of an argument that is the same for all rows they keep beside the statement.
#include "store/function.h"

#include "base/keys.h"
#include "base/memory.h"
#include "store/condition.h"
#include "store/statement.h"
#include "text/fold.h"
#include "text/lookup.h"

#include <sqlite3.h>
#include <stdlib.h>

static Slice text_of(sqlite3_value *value) {
  const void *text = sqlite3_value_text(value);
  return text ? slice_make(text, (size_t)sqlite3_value_bytes(value)) : SLICE("");
}

static void free_lookup(void *memory) {
  lookup_release(memory);
  free(memory);
}

static void has_words(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  Lookup *lookup = sqlite3_get_auxdata(context, 1);
  bool made = !lookup;
  if (made) {
    lookup = memory_new(1, sizeof *lookup);
    lookup_init(lookup, text_of(values[1]), LOOKUP_WORDS);
  }
  sqlite3_result_int(context, lookup_all_in(lookup, text_of(values[0])));
  if (made) sqlite3_set_auxdata(context, 1, lookup, free_lookup);
}

static void has_part(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  char *text = fold_text(text_of(values[0])), *part = sqlite3_get_auxdata(context, 1);
  bool made = !part;
  if (made) part = fold_text(text_of(values[1]));
  sqlite3_result_int(context, strstr(text, part) != NULL);
  if (made) sqlite3_set_auxdata(context, 1, part, free);
  free(text);
}

// One of the authors, divided by ';', is just this; '' of nobody's.
static void has_author(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  Slice rest = text_of(values[0]), wanted = text_of(values[1]), name;
  bool named = false, found = false;
  while (!found && slice_take_part(&rest, ';', &name)) {
    named = true;
    found = slice_equal(name, wanted);
  }
  sqlite3_result_int(context, wanted.len > 0 ? found : !named);
}

static void has_tag(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  Slice wanted = text_of(values[1]);
  char *path = fold_text(text_of(values[0]));
  bool starts = slice_starts(slice_of(path), wanted);
  sqlite3_result_int(context, starts && (path[wanted.len] == '\0' || path[wanted.len] == '/'));
  free(path);
}

static void has_key(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  const Keys *keys = sqlite3_value_pointer(values[0], FUNCTION_KEYS);
  sqlite3_result_int(context, !keys || keys_have(keys, sqlite3_value_int64(values[1])));
}

static void passes(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  const StatementTest *test = sqlite3_value_pointer(values[0], FUNCTION_TEST);
  int64_t brief = sqlite3_value_int64(values[1]), version = sqlite3_value_int64(values[2]);
  sqlite3_result_int(context, !test || test->passes(test->context, brief, version));
}

static void holds(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  const ConditionTree *tree = sqlite3_value_pointer(values[0], FUNCTION_TREE);
  sqlite3_result_int(context, tree && condition_holds(tree, text_of(values[1])));
}

// The same taker for all rows is looked up once.
static void give(sqlite3_context *context, int count, sqlite3_value **values) {
  (void)count;
  const StatementTaker **taker = sqlite3_aggregate_context(context, sizeof(StatementTaker *));
  if (taker && !*taker) *taker = sqlite3_value_pointer(values[0], FUNCTION_TAKER);
  if (taker && *taker) (*taker)->take((*taker)->context, &(StatementRow){values + 1});
}

static void end_giving(sqlite3_context *context) {
  sqlite3_result_null(context);
}

int function_register(sqlite3 *db) {
  static const struct {
    const char *name;
    int count;
    void (*run)(sqlite3_context *, int, sqlite3_value **);
  } rows[] = {{"has_words", 2, has_words}, {"has_part", 2, has_part}, {"has_author", 2, has_author},
              {"has_tag", 2, has_tag},     {"has_key", 2, has_key},   {"passes", 3, passes},
              {"holds", 2, holds}};
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
  int code = SQLITE_OK;
  for (size_t i = 0; i < sizeof rows / sizeof *rows && code == SQLITE_OK; i++) {
    code = sqlite3_create_function_v2(db, rows[i].name, rows[i].count, flags, NULL, rows[i].run,
                                      NULL, NULL, NULL);
  }
  if (code != SQLITE_OK) return code;
  return sqlite3_create_function_v2(db, "given", -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, NULL,
                                    give, end_giving, NULL);
}
