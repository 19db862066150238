// SPDX-License-Identifier: MIT
// Names are few enough to be compared one by one.
#include "tui/matrixseat.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

void matrixseat_release(MatrixSeat *seat) {
  free(seat->row);
  free(seat->column);
  *seat = (MatrixSeat){0};
}

void matrixseat_take(MatrixSeat *seat, const Matrix *matrix, uint32_t row, uint32_t column) {
  matrixseat_release(seat);
  seat->axis = matrix->axis;
  if (row < matrix->tree.count) seat->row = memory_string(slice_of(matrix->tree.nodes[row].path));
  if (column < matrix->column_count) {
    seat->column = memory_string(slice_of(matrix->columns[column].name));
    memcpy(seat->id, matrix->columns[column].id, sizeof seat->id);
  }
}

static void find_row(const MatrixSeat *seat, const Matrix *matrix, uint32_t *row) {
  int32_t at = seat->row ? tree_find(&matrix->tree, slice_of(seat->row)) : -1;
  uint32_t count = matrix->tree.count;
  if (at >= 0)
    *row = (uint32_t)at;
  else if (*row >= count)
    *row = count ? count - 1 : 0;
}

static bool is_column(const MatrixSeat *seat, const MatrixColumn *column) {
  return strcmp(column->id, seat->id) == 0 && strcmp(column->name, seat->column) == 0;
}

static void find_column(const MatrixSeat *seat, const Matrix *matrix, uint32_t *column) {
  bool known = seat->column && seat->axis == matrix->axis;
  for (uint32_t i = 0; known && i < matrix->column_count; i++) {
    if (is_column(seat, &matrix->columns[i])) *column = i;
  }
  if (!known || *column >= matrix->column_count) *column = 0;
}

void matrixseat_find(const MatrixSeat *seat, const Matrix *matrix, uint32_t *row,
                     uint32_t *column) {
  find_row(seat, matrix, row);
  find_column(seat, matrix, column);
}
