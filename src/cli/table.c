// SPDX-License-Identifier: MIT
// Tables: two passes over the cells, one for the widths and one that prints. Costs the memory of
// its text.
#include "cli/table.h"

#include "base/memory.h"
#include "base/safe.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static SafeMode mode_of(const Output *output) {
  return output->tty ? safe_mode_of_locale() : SAFE_UNICODE;
}

// CR LF is one line end.
static void add_exact(Buffer *cells, Slice cell) {
  for (size_t i = 0; i < cell.len; i++) {
    if (cell.ptr[i] == '\r' && i + 1 < cell.len && cell.ptr[i + 1] == '\n') continue;
    bool blank = cell.ptr[i] == '\t' || cell.ptr[i] == '\n' || cell.ptr[i] == '\r';
    buffer_add_byte(cells, blank ? ' ' : cell.ptr[i]);
  }
}

void table_add(Table *table, const Output *output, Slice cell) {
  if (output_filters(output))
    safe_append(&table->cells, cell, mode_of(output), false);
  else
    add_exact(&table->cells, cell);
  buffer_add_byte(&table->cells, '\0');
  table->count++;
}

void table_add_number(Table *table, const Output *output, uint64_t number) {
  char digits[24];
  int len = snprintf(digits, sizeof digits, "%" PRIu64, number);
  table_add(table, output, slice_make(digits, (size_t)len));
}

static uint32_t *measure(const Table *table, SafeMode mode) {
  uint32_t *widths = memory_new(table->columns, sizeof *widths);
  const char *cell = table->cells.ptr;
  for (uint32_t i = 0; i < table->count; i++, cell += strlen(cell) + 1) {
    uint32_t width = safe_width(slice_of(cell), mode);
    if (width > widths[i % table->columns]) widths[i % table->columns] = width;
  }
  return widths;
}

static void add_blanks(Buffer *out, uint32_t count) {
  while (count-- > 0) buffer_add_byte(out, ' ');
}

// A cell of an aligned row; the last one takes what is left of the line.
static void add_aligned(const Table *table, Buffer *out, const char *cell, uint32_t column,
                        const uint32_t *widths, uint32_t left, SafeMode mode) {
  uint32_t width = safe_width(slice_of(cell), mode);
  bool right = column < 32 && (table->right >> column & 1);
  bool last = column + 1 == table->columns;
  if (right) add_blanks(out, widths[column] - width);
  if (last && table->fit)
    safe_append_fit(out, slice_of(cell), mode, left);
  else
    buffer_add_string(out, cell);
  if (!right && !last) add_blanks(out, widths[column] - width);
  if (!last) add_blanks(out, 2);
}

static uint32_t room_for_last(const Table *table, const uint32_t *widths) {
  uint32_t used = 0, columns = output_columns();
  for (uint32_t i = 0; i + 1 < table->columns; i++) used += widths[i] + 2;
  return columns > used + 20 ? columns - used : 20;
}

static void print_aligned(const Table *table, Output *output) {
  SafeMode mode = mode_of(output);
  uint32_t *widths = measure(table, mode);
  uint32_t left = room_for_last(table, widths);
  const char *cell = table->cells.ptr;
  for (uint32_t i = 0; i < table->count; i++, cell += strlen(cell) + 1) {
    uint32_t column = i % table->columns;
    add_aligned(table, &output->text, cell, column, widths, left, mode);
    if (column + 1 < table->columns) continue;
    buffer_add_byte(&output->text, '\n');
    output_flush(output);
  }
  free(widths);
}

static void print_separated(const Table *table, Output *output) {
  const char *cell = table->cells.ptr;
  for (uint32_t i = 0; i < table->count; i++, cell += strlen(cell) + 1) {
    bool last = (i + 1) % table->columns == 0;
    buffer_add_string(&output->text, cell);
    buffer_add_byte(&output->text, last ? '\n' : '\t');
    if (last) output_flush(output);
  }
}

void table_print(Table *table, Output *output) {
  if (output->tty)
    print_aligned(table, output);
  else
    print_separated(table, output);
  buffer_release(&table->cells);
}
