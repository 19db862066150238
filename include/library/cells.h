// SPDX-License-Identifier: MIT
// Counts by row and column while they are being made: only those that are not 0 take room, and to
// add one never takes long, however many there are.
// Private to library/.
#ifndef POSTIL_LIBRARY_CELLS_H
#define POSTIL_LIBRARY_CELLS_H

#include "library/matrix.h"

typedef struct Cells Cells;

Cells *cells_new(uint32_t rows);
void cells_free(Cells *cells); // NULL is fine

void cells_add(Cells *cells, uint32_t row, uint32_t column); // one more
size_t cells_count(const Cells *cells);                      // that are not 0

// Writes the cells of a row, in no order, and gives up its room. Returns how many they are.
uint32_t cells_take(Cells *cells, uint32_t row, MatrixCell *taken);

#endif
