// SPDX-License-Identifier: MIT
// Rows and columns: aligned on a terminal, TAB-separated everywhere else.
// A row is a line whatever is in it: where the output is filtered, cells are as they are added
// (controls and invisible characters visible); else they are exact, but TAB and line ends are blanks.
#ifndef POSTIL_CLI_TABLE_H
#define POSTIL_CLI_TABLE_H

#include "cli/output.h"

typedef struct Table {
  Buffer cells;     // the text of all of them, each ended by NUL
  uint32_t columns; // cells in a row
  uint32_t right;   // bit set of the columns that are aligned to the right
  bool fit;         // on a terminal the last column is cut to its width
  uint32_t count;   // cells so far
} Table;

// Adds the next cell of the current row.
void table_add(Table *table, const Output *output, Slice cell);
void table_add_number(Table *table, const Output *output, uint64_t number);

// Prints all rows, and releases the table.
void table_print(Table *table, Output *output);

#endif
