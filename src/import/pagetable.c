// SPDX-License-Identifier: MIT
// A table as rows of cells with TABs between them. Cells that reach over columns or rows leave
// empty ones behind, so that what stands in a column stays in it; empty cells at the end of a row
// are not written.
#include "import/pagetable.h"

#include "import/labels.h"

enum { COLUMNS_MAX = 200 };

static uint32_t span_of(const Webpage *page, uint32_t cell, const char *attribute) {
  Slice value = slice_trim(markup_attribute(page->markup, cell, attribute));
  Label label;
  bool given = value.len > 0 && labels_read_decimal(value, 0, 2, &label) == value.len;
  return given && label.value > 1 ? label.value : 1;
}

static void step(Pagetable *table) {
  if (table->column > 0 && table->tabs < COLUMNS_MAX) table->tabs++;
  table->column++;
}

void pagetable_begin_row(Pagetable *table) {
  table->row_due = table->filled;
  table->column = table->tabs = 0;
}

static bool is_taken(const Pagetable *table) {
  return table->column < PAGETABLE_COLUMNS && table->spans[table->column] > 0;
}

void pagetable_begin_cell(Pagetable *table, const Webpage *page, uint32_t cell) {
  while (is_taken(table)) {
    table->spans[table->column]--;
    step(table);
  }
  uint32_t rows = span_of(page, cell, "rowspan"), columns = span_of(page, cell, "colspan");
  for (uint32_t i = 0; i < columns && table->column + i < PAGETABLE_COLUMNS; i++) {
    table->spans[table->column + i] = rows - 1;
  }
  step(table);
}

void pagetable_end_cell(Pagetable *table, const Webpage *page, uint32_t cell) {
  for (uint32_t i = span_of(page, cell, "colspan"); i > 1; i--) step(table);
}

void pagetable_pay(Pagetable *table, Manuscript *manuscript) {
  if (table->row_due) manuscript_add_exact(manuscript, SLICE("\n"));
  for (; table->tabs > 0; table->tabs--) manuscript_add_exact(manuscript, SLICE("\t"));
  table->row_due = false;
  table->filled = true;
}
