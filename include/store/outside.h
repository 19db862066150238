// SPDX-License-Identifier: MIT
// Another program's SQLite file, read from its bytes in memory: nothing of it is opened on disk, no
// log beside it is played back, and not one byte can be written. What it declares is not trusted:
// only plain tables are read, views and triggers are off, and statements run for a bounded time.
#ifndef POSTIL_STORE_OUTSIDE_H
#define POSTIL_STORE_OUTSIDE_H

#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>

typedef struct Outside Outside;

// What can be asked; columns are given in this order, as text.
typedef enum OutsideQuery {
  OUTSIDE_TAGUETTE_DOCUMENTS,  // id, name, filename, contents
  OUTSIDE_TAGUETTE_HIGHLIGHTS, // id, document ("" for none), start, end; by document
  OUTSIDE_TAGUETTE_TAGS,       // highlight, path; by document and highlight, as the highlights are
  OUTSIDE_TAGUETTE_CODEBOOK,   // path, description
  OUTSIDE_QUERY_COUNT
} OutsideQuery;

enum { OUTSIDE_COLUMNS_MAX = 4 };

// ERROR_DATA for what is no SQLite file. The bytes are copied.
Outside *outside_open(Slice bytes, Error *err);
void outside_close(Outside *outside); // NULL is fine

// Calls row for each; it returns false to stop. ERROR_DATA when the tables are not there, are no
// tables, or the file is damaged.
typedef bool OutsideRow(void *context, const Slice columns[OUTSIDE_COLUMNS_MAX]);
bool outside_each(Outside *outside, OutsideQuery query, OutsideRow *row, void *context, Error *err);

#endif
