// SPDX-License-Identifier: MIT
// The evidence matrix: how many annotations have which tag, by brief, series, author, month, or by
// tag again (which tags meet).
//
//                     2026-01  2026-02          a row is a node of the codebook's tree, and counts
//   energy                  3        1          annotations that have the tag or one below it, each
//     energy/solar          2        .          once; a column counts those of its briefs
//
// A brief with two authors counts in both columns, one without any in the column that has no name.
// Columns without a tagged annotation are left out.
#ifndef POSTIL_LIBRARY_MATRIX_H
#define POSTIL_LIBRARY_MATRIX_H

#include "base/memory.h"
#include "library/tree.h"

typedef enum MatrixAxis {
  MATRIX_BRIEF,
  MATRIX_SERIES,
  MATRIX_AUTHOR,
  MATRIX_MONTH, // of the brief's date: "2026-03", "2026" where that is all that is known
  MATRIX_TAG,
  MATRIX_AXIS_COUNT
} MatrixAxis;

typedef struct MatrixColumn {
  const char *name;     // brief's title, series, author, month, or tag's path; "" for none
  char id[UUID_SIZE];   // of the brief, "" on the other axes
  uint32_t annotations; // with any tag, each once
} MatrixColumn;

typedef struct MatrixCell {
  uint32_t row, column;
  uint32_t count; // of annotations, never 0
} MatrixCell;

typedef struct Matrix {
  MatrixAxis axis;
  Tree tree;             // its rows are the nodes, whose own numbers count for nothing here
  Arena *names;          // of the columns
  MatrixColumn *columns; // briefs by date, title, hash; tags as in the tree; others by name
  uint32_t column_count;
  MatrixCell *cells; // by row, column
  size_t cell_count;
  bool *alike;   // for each node: another one differs in case or accents only
  uint32_t most; // the greatest count of a cell
} Matrix;

// Counts the chosen annotations (keys), NULL all. Costs one look at each use of a tag, and the
// memory of the cells that are not 0.
bool matrix_read(Library *library, MatrixAxis axis, const Keys *chosen, Matrix *matrix, Error *err);
void matrix_release(Matrix *matrix);

// The same in parts.
typedef struct MatrixWork MatrixWork;
MatrixWork *matrix_begin(Library *library, MatrixAxis axis, const Keys *chosen, Error *err);

// Goes on while `go_on` (NULL: always) says so; false when there is no more to do.
bool matrix_go_on(MatrixWork *work, StorePatience *go_on, void *context);
uint32_t matrix_percent(const MatrixWork *work);

// Gives the matrix when all is counted, and ends the work; with NULL only ends it. NULL is fine.
bool matrix_end(MatrixWork *work, Matrix *matrix, Error *err);

// The count of a cell, 0 for none.
uint32_t matrix_count(const Matrix *matrix, uint32_t row, uint32_t column);

// The query that finds just the annotations of a cell again, where all were counted.
void matrix_write_query(const Matrix *matrix, uint32_t row, uint32_t column, Buffer *out);

// "brief", "series" …; false for a name of none.
const char *matrix_axis_name(MatrixAxis axis);
bool matrix_find_axis(Slice name, MatrixAxis *axis);

#endif
