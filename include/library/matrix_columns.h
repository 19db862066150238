// SPDX-License-Identifier: MIT
// The columns of a matrix while it is counted: which there are on an axis, and in which of them a
// brief counts. Found in parts, and nothing is open between two.
// Private to library/.
#ifndef POSTIL_LIBRARY_MATRIX_COLUMNS_H
#define POSTIL_LIBRARY_MATRIX_COLUMNS_H

#include "library/matrix.h"

typedef struct MatrixColumns MatrixColumns;

// Of any axis but that of tags. Their names will be in the arena.
MatrixColumns *matrix_columns_new(Library *library, MatrixAxis axis, Arena *names);
void matrix_columns_free(MatrixColumns *columns); // NULL is fine

// One part, a few milliseconds at most; false when all are found. Failures stay in the store.
bool matrix_columns_go_on(MatrixColumns *columns);

// Gives them away, in the order of the axis, when all are found. Returns how many they are.
uint32_t matrix_columns_take(MatrixColumns *columns, MatrixColumn **taken);

typedef struct MatrixPlace {
  int64_t brief;
  uint32_t column;
} MatrixPlace;

// Those of a brief, ascending, each once; NULL for none. Asked when all are found.
const MatrixPlace *matrix_columns_of(const MatrixColumns *columns, int64_t brief, size_t *count);

#endif
