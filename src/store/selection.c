// SPDX-License-Identifier: MIT
// Selections. The statement of one is like those of store/statement.h, but is made for its
// condition and ends with it; its condition's values are bound anew at each start, behind the
// parameters of its own.
#include "store/selection.h"

#include "store/function.h"
#include "store/handle.h"

#include <stdlib.h>

typedef struct SelectionRow {
  ConditionSubject subject;
  const char *before, *behind;
} SelectionRow;

static const SelectionRow rows[SELECTION_COUNT] = {
#define SELECTION(name, subject, before, behind) [SELECTION_##name] = {subject, before, behind},
#include "store/selections.def"
#undef SELECTION
};

struct Selection {
  Statement statement;
  ConditionSql sql;
  const Keys *found;
};

// The limit of the connection is for what a file may hold. A condition is bounded itself, by the
// number of its tests.
static int prepare(sqlite3 *db, const char *text, sqlite3_stmt **statement) {
  enum { DEPTH = 200 };
  int usual = sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, DEPTH);
  int code = sqlite3_prepare_v2(db, text, -1, statement, NULL);
  sqlite3_limit(db, SQLITE_LIMIT_EXPR_DEPTH, usual);
  return code;
}

static int bind_pointer(sqlite3_stmt *statement, int parameter, const void *what,
                        const char *type) {
  return sqlite3_bind_pointer(statement, parameter, (void *)(uintptr_t)what, type, NULL);
}

Selection *selection_new(Store *store, SelectionId id, const Condition *condition, uint16_t node,
                         const Keys *found) {
  const SelectionRow *row = &rows[id];
  Selection *selection = memory_new(1, sizeof *selection);
  Buffer *text = &selection->sql.text;
  selection->statement.store = store;
  selection->found = found;
  buffer_add_string(text, row->before);
  condition_write(condition, node, row->subject, &selection->sql);
  buffer_add_string(text, row->behind);
  if (store->failure.kind != ERROR_NONE) return selection;
  int code = prepare(store->db, text->ptr, &selection->statement.statement);
  if (code != SQLITE_OK) store_fail(store, code, "read");
  return selection;
}

static int bind_value(const Selection *selection, int parameter, const ConditionValue *value) {
  sqlite3_stmt *statement = selection->statement.statement;
  switch (value->kind) {
  case CONDITION_BIND_NUMBER: return sqlite3_bind_int64(statement, parameter, value->number);
  case CONDITION_BIND_KEYS:
    return bind_pointer(statement, parameter, &selection->found[value->node], FUNCTION_KEYS);
  case CONDITION_BIND_TREE: return bind_pointer(statement, parameter, &value->tree, FUNCTION_TREE);
  case CONDITION_BIND_TEXT: break;
  }
  return sqlite3_bind_text64(statement, parameter, value->text.ptr ? value->text.ptr : "",
                             value->text.len, SQLITE_STATIC, SQLITE_UTF8);
}

Statement *selection_start(Selection *selection) {
  Statement *statement = &selection->statement;
  Store *store = statement->store;
  if (statement->running) BUG("a selection is in use");
  statement->running = statement->statement && store->failure.kind == ERROR_NONE;
  statement->bound = 0;
  int last = sqlite3_bind_parameter_count(statement->statement);
  for (uint32_t i = 0; i < selection->sql.count && statement->running; i++) {
    int parameter = (int)(CONDITION_BOUND_FIRST + i);
    if (parameter > last)
      break; // the last test has a second value, and SQL that needs the first alone
    int code = bind_value(selection, parameter, &selection->sql.values[i]);
    if (code == SQLITE_OK) continue;
    store_fail(store, code, "read");
    statement->running = false;
  }
  return statement;
}

void selection_free(Selection *selection) {
  if (!selection) return;
  sqlite3_finalize(selection->statement.statement);
  buffer_release(&selection->sql.text);
  free(selection);
}
