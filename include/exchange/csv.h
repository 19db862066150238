// SPDX-License-Identifier: MIT
// Reading CSV (RFC 4180), as bytes: a header, then records. LF, CR LF and CR end a record; a
// quotation mark that is never closed reaches to the end.
#ifndef POSTIL_EXCHANGE_CSV_H
#define POSTIL_EXCHANGE_CSV_H

#include "base/buffer.h"
#include "base/memory.h"

enum { CSV_COLUMNS_MAX = 64 }; // more are passed over

typedef struct CsvTable {
  Arena *arena; // fields live in it
  Slice rest;
  Slice header[CSV_COLUMNS_MAX], fields[CSV_COLUMNS_MAX];
  uint32_t header_count, field_count;
} CsvTable;

// Reads the header.
void csv_open(CsvTable *table, Arena *arena, Slice bytes);

// The next record that is not empty; false at the end.
bool csv_next(CsvTable *table);

// The column of this name, without regard to the case of ASCII letters; -1 for none.
int csv_column(const CsvTable *table, const char *name);

// The field of the present record; "" where the column or the field is not there.
Slice csv_field(const CsvTable *table, int column);

#endif
