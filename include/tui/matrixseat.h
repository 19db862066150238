// SPDX-License-Identifier: MIT
// Where somebody stands in the evidence matrix, by names, so that the cell is found in a matrix
// that is read later: after a change of the library, or when the pane is opened again.
#ifndef POSTIL_TUI_MATRIXSEAT_H
#define POSTIL_TUI_MATRIXSEAT_H

#include "library/matrix.h"

typedef struct MatrixSeat {
  MatrixAxis axis;
  char *row;          // the tag's path; owned, NULL for nowhere
  char *column;       // its name, likewise
  char id[UUID_SIZE]; // of the column
} MatrixSeat;         // {0} is nowhere in a matrix by brief

void matrixseat_take(MatrixSeat *seat, const Matrix *matrix, uint32_t row, uint32_t column);
void matrixseat_release(MatrixSeat *seat);

// Sets *row and *column to the cell. What is not there any more, or is a column of another axis,
// leaves its number, which is cut to what there is; a column of another axis is the first one.
void matrixseat_find(const MatrixSeat *seat, const Matrix *matrix, uint32_t *row, uint32_t *column);

#endif
