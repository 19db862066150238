// SPDX-License-Identifier: MIT
// Sorting that can pause between any two moves of an item: what a key must not wait for. Merging
// from short runs to long ones, so equal items keep their order.
//
//   3 1 | 4 2 | 5        1 3 | 2 4 | 5        1 2 3 4 | 5        1 2 3 4 5
#ifndef POSTIL_BASE_SORTER_H
#define POSTIL_BASE_SORTER_H

#include <stdbool.h>
#include <stddef.h>

typedef int SorterCompare(const void *a, const void *b); // as qsort() has it

typedef struct Sorter Sorter;

// The items stay where they are, and the caller's; until all is done they are in no order, and some
// are there twice. Memory for as many again.
Sorter *sorter_new(void *items, size_t count, size_t size, SorterCompare *compare);
void sorter_free(Sorter *sorter); // NULL is fine

// Moves at most so many items. False when all are sorted.
bool sorter_go_on(Sorter *sorter, size_t most);

#endif
