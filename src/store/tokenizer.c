// SPDX-License-Identifier: MIT
// FTS5 asks for a tokenizer by three functions. Ours has no state: text/terms.h is a walk over the
// text. What FTS5 makes of a query is the same walk over each of its strings.
#include "store/tokenizer.h"

#include "store/places.h"
#include "text/terms.h"

#include <sqlite3.h>

// FTS5 wants an object: there is one, and nothing in it.
static const char stateless = 0;

static int make(void *context, const char **arguments, int count, Fts5Tokenizer **tokenizer) {
  (void)context, (void)arguments;
  if (count != 0) return SQLITE_ERROR;
  *tokenizer = (Fts5Tokenizer *)(uintptr_t)&stateless;
  return SQLITE_OK;
}

static void forget(Fts5Tokenizer *tokenizer) {
  (void)tokenizer;
}

typedef int Take(void *context, int flags, const char *token, int len, int start, int end);

static int tokenize(Fts5Tokenizer *tokenizer, void *context, int flags, const char *text, int len,
                    Take *take) {
  (void)tokenizer, (void)flags;
  Terms terms = terms_start(slice_make(text, text && len > 0 ? (size_t)len : 0), TERMS_FOLDED);
  int code = SQLITE_OK;
  while (code == SQLITE_OK && terms_next(&terms)) {
    code = take(context, 0, terms.term, (int)terms.len, (int)terms.span.start, (int)terms.span.end);
  }
  return code;
}

// FTS5 hands its functions out through a statement.
static int find_functions(sqlite3 *db, fts5_api **functions) {
  sqlite3_stmt *statement = NULL;
  *functions = NULL;
  int code = sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &statement, NULL);
  if (code == SQLITE_OK) {
    sqlite3_bind_pointer(statement, 1, functions, "fts5_api_ptr", NULL);
    sqlite3_step(statement);
    code = sqlite3_reset(statement);
  }
  sqlite3_finalize(statement);
  return code != SQLITE_OK ? code : *functions ? SQLITE_OK : SQLITE_ERROR;
}

int tokenizer_register(sqlite3 *db) {
  fts5_tokenizer methods = {make, forget, tokenize};
  fts5_api *functions;
  int code = find_functions(db, &functions);
  if (code != SQLITE_OK) return code;
  code = functions->xCreateTokenizer(functions, "postil", NULL, &methods, NULL);
  return code == SQLITE_OK ? places_register(db, functions) : code;
}
