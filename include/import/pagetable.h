// SPDX-License-Identifier: MIT
// Where the words of a table stand: which TABs and line ends come before a cell's first word.
#ifndef POSTIL_IMPORT_PAGETABLE_H
#define POSTIL_IMPORT_PAGETABLE_H

#include "import/manuscript.h"
#include "import/webpage.h"

enum { PAGETABLE_COLUMNS = 64 }; // of which cells over several rows are known

typedef struct Pagetable {
  uint32_t column, tabs;
  bool row_due, filled;
  uint32_t spans[PAGETABLE_COLUMNS]; // rows that a cell above still takes
} Pagetable;

void pagetable_begin_row(Pagetable *table);
void pagetable_begin_cell(Pagetable *table, const Webpage *page, uint32_t cell);
void pagetable_end_cell(Pagetable *table, const Webpage *page, uint32_t cell);

// Writes what is due before words.
void pagetable_pay(Pagetable *table, Manuscript *manuscript);

#endif
