// SPDX-License-Identifier: MIT
// Rows of the shared SELECTs of store/statements.def as structs. Private to library/.
#ifndef POSTIL_LIBRARY_ROWS_H
#define POSTIL_LIBRARY_ROWS_H

#include "library/annotation.h"
#include "library/brief.h"
#include "store/statement.h"
#include "text/lookup.h"

// The present row of a statement with BRIEF_COLUMNS, ANNOTATION_COLUMNS; strings are copied.
void rows_take_brief(const Statement *statement, Brief *brief);
void rows_take_annotation(const Statement *statement, Annotation *annotation);

// The same of one with LISTED_COLUMNS, which has no id, hash, address, language and path: these are
// "".
void rows_take_listed(const Statement *statement, Brief *brief);

// What the keys of tags stand for: their paths, "" for a tag that is not shown.
typedef struct RowsCodebook {
  int64_t *keys; // in order
  char **paths;
  uint32_t count;
} RowsCodebook;

// The same where the row has the keys of the tags (ANNOTATION_TAG_KEYS): the paths are borrowed.
void rows_take_annotation_by(const Statement *statement, const RowsCodebook *codebook,
                             Annotation *annotation);

// The bytes that it takes in memory, when it was taken off a row.
size_t rows_size(const Annotation *annotation);

// What acts need of a living brief; without what only lists count.
typedef struct RowsBrief {
  char id[UUID_SIZE];
  int64_t version;
  char *title; // owned
} RowsBrief;

// ERROR_INPUT when it is not there or was removed.
bool rows_find_brief(Store *store, int64_t key, RowsBrief *brief, Error *err);

// The version that a brief shows; 0 for none.
int64_t rows_shown_version(Store *store, int64_t brief);

// A living annotation as it is now: ERROR_INPUT when it is not there. The caller releases it.
bool rows_find_annotation(Store *store, int64_t key, Annotation *annotation, Error *err);

// Does the text of a version have all words of a lookup? Reads it.
bool rows_text_has(Store *store, int64_t version, const Lookup *lookup);

// Copies a text into a field of size bytes, cut to fit, NUL-terminated.
void rows_copy(char *field, size_t size, Slice text);

#endif
