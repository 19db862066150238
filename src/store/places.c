// SPDX-License-Identifier: MIT
// FTS5's own bm25() asks for the size of each row by itself, which costs more than all the rest of
// it, and finds out how rare each phrase is when it meets the first row, for each statement anew.
// Here it only counts places: library/ranking.c reads the sizes beside them and does the sum.
#include "store/places.h"

#include "base/memory.h"

#include <stdlib.h>

static int count_phrase(const Fts5ExtensionApi *api, Fts5Context *row, int phrase,
                        uint32_t *count) {
  Fts5PhraseIter iterator;
  int column, place;
  *count = 0;
  int code = api->xPhraseFirst(row, phrase, &iterator, &column, &place);
  for (; code == SQLITE_OK && column >= 0; api->xPhraseNext(row, &iterator, &column, &place)) {
    ++*count;
  }
  return code;
}

static void places(const Fts5ExtensionApi *api, Fts5Context *row, sqlite3_context *result,
                   int count, sqlite3_value **values) {
  (void)count, (void)values;
  int phrases = api->xPhraseCount(row), code = SQLITE_OK;
  uint32_t *counts = memory_resize(NULL, (size_t)phrases + 1, sizeof *counts);
  for (int i = 0; code == SQLITE_OK && i < phrases; i++)
    code = count_phrase(api, row, i, &counts[i]);
  if (code == SQLITE_OK)
    sqlite3_result_blob64(result, counts, (size_t)phrases * sizeof *counts, SQLITE_TRANSIENT);
  else
    sqlite3_result_error_code(result, code);
  free(counts);
}

static void give(sqlite3_context *result, int code, sqlite3_int64 number) {
  if (code == SQLITE_OK)
    sqlite3_result_int64(result, number);
  else
    sqlite3_result_error_code(result, code);
}

static void first_places(const Fts5ExtensionApi *api, Fts5Context *row, sqlite3_context *result,
                         int count, sqlite3_value **values) {
  (void)count, (void)values;
  uint32_t places = 0;
  int code = api->xPhraseCount(row) > 0 ? count_phrase(api, row, 0, &places) : SQLITE_OK;
  give(result, code, places);
}

static void text_count(const Fts5ExtensionApi *api, Fts5Context *row, sqlite3_context *result,
                       int count, sqlite3_value **values) {
  (void)count, (void)values;
  sqlite3_int64 rows = 0;
  int code = api->xRowCount(row, &rows);
  give(result, code, rows);
}

static void term_count(const Fts5ExtensionApi *api, Fts5Context *row, sqlite3_context *result,
                       int count, sqlite3_value **values) {
  (void)count, (void)values;
  sqlite3_int64 terms = 0;
  int code = api->xColumnTotalSize(row, -1, &terms);
  give(result, code, terms);
}

// Seven bits a byte, the highest first; all but the last byte have the eighth bit. No size has more
// than five.
static void first_varint(sqlite3_context *result, int count, sqlite3_value **values) {
  (void)count;
  enum { BYTES_MOST = 5 };
  const unsigned char *bytes = sqlite3_value_blob(values[0]);
  int len = sqlite3_value_bytes(values[0]);
  sqlite3_int64 number = 0;
  for (int i = 0; bytes && i < len && i < BYTES_MOST; i++) {
    number = number << 7 | (bytes[i] & 0x7F);
    if (!(bytes[i] & 0x80)) break;
  }
  sqlite3_result_int64(result, number);
}

int places_register(sqlite3 *db, fts5_api *functions) {
  static const struct {
    const char *name;
    fts5_extension_function run;
  } rows[] = {{"places", places},
              {"first_places", first_places},
              {"text_count", text_count},
              {"term_count", term_count}};
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;
  int code = sqlite3_create_function_v2(db, "first_varint", 1, flags, NULL, first_varint, NULL,
                                        NULL, NULL);
  for (size_t i = 0; i < sizeof rows / sizeof *rows && code == SQLITE_OK; i++)
    code = functions->xCreateFunction(functions, rows[i].name, NULL, rows[i].run, NULL);
  return code;
}
