// SPDX-License-Identifier: MIT
// BM25 as FTS5 has it, but for one thing: FTS5 finds out how rare each phrase is when it meets the
// first row, in one pass over all that has it, for each statement anew. Here that is told. So rows
// can be weighed a page at a time, a statement for each, and a key never waits for the whole.
#include "store/weight.h"

#include <string.h>

static int count_phrase(const Fts5ExtensionApi *api, Fts5Context *row, int phrase, int *count) {
  Fts5PhraseIter iterator;
  int column, place;
  *count = 0;
  int code = api->xPhraseFirst(row, phrase, &iterator, &column, &place);
  for (; code == SQLITE_OK && column >= 0; api->xPhraseNext(row, &iterator, &column, &place)) {
    ++*count;
  }
  return code;
}

// How long this text is, compared with the usual one.
static int relative_length(const Fts5ExtensionApi *api, Fts5Context *row, double *relative) {
  sqlite3_int64 total, rows;
  int length;
  int code = api->xColumnTotalSize(row, -1, &total);
  if (code == SQLITE_OK) code = api->xRowCount(row, &rows);
  if (code == SQLITE_OK) code = api->xColumnSize(row, -1, &length);
  if (code == SQLITE_OK) *relative = total > 0 ? (double)length * (double)rows / (double)total : 1;
  return code;
}

static void weigh(const Fts5ExtensionApi *api, Fts5Context *row, sqlite3_context *result, int count,
                  sqlite3_value **values) {
  const double k1 = 1.2, b = 0.75;
  const unsigned char *rarities = count > 0 ? sqlite3_value_blob(values[0]) : NULL;
  int known = count > 0 ? sqlite3_value_bytes(values[0]) / (int)sizeof(double) : 0;
  double relative, sum = 0;
  int code = relative_length(api, row, &relative);
  for (int i = 0; code == SQLITE_OK && i < api->xPhraseCount(row) && i < known; i++) {
    int often;
    double rarity;
    memcpy(&rarity, rarities + (size_t)i * sizeof rarity, sizeof rarity);
    code = count_phrase(api, row, i, &often);
    sum += rarity * often * (k1 + 1) / (often + k1 * (1 - b + b * relative));
  }
  if (code == SQLITE_OK)
    sqlite3_result_double(result, sum);
  else
    sqlite3_result_error_code(result, code);
}

int weight_register(fts5_api *functions) {
  return functions->xCreateFunction(functions, "weigh", NULL, weigh, NULL);
}
