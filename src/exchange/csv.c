// SPDX-License-Identifier: MIT
// CSV, read in one pass.
#include "exchange/csv.h"

#include <strings.h>

static bool at_end(Slice rest) {
  return rest.len == 0 || rest.ptr[0] == ',' || rest.ptr[0] == '\n' || rest.ptr[0] == '\r';
}

// Behind the opening mark: up to the closing one, two in a row being one.
static Slice read_quoted(Slice rest, Buffer *field) {
  while (rest.len) {
    const char *mark = memchr(rest.ptr, '"', rest.len);
    size_t len = mark ? (size_t)(mark - rest.ptr) : rest.len;
    buffer_add(field, slice_cut(rest, 0, len));
    rest = slice_cut(rest, mark ? len + 1 : len, rest.len);
    if (!mark || rest.len == 0 || rest.ptr[0] != '"') break;
    buffer_add_byte(field, '"');
    rest = slice_cut(rest, 1, rest.len);
  }
  return rest;
}

static Slice read_field(Slice rest, Buffer *field) {
  if (rest.len && rest.ptr[0] == '"') rest = read_quoted(slice_cut(rest, 1, rest.len), field);
  size_t len = 0;
  while (!at_end(slice_cut(rest, len, rest.len))) len++;
  buffer_add(field, slice_cut(rest, 0, len));
  return slice_cut(rest, len, rest.len);
}

static Slice pass_line_end(Slice rest) {
  if (rest.len > 1 && rest.ptr[0] == '\r' && rest.ptr[1] == '\n')
    return slice_cut(rest, 2, rest.len);
  return rest.len ? slice_cut(rest, 1, rest.len) : rest;
}

static uint32_t read_record(CsvTable *table, Slice fields[CSV_COLUMNS_MAX]) {
  uint32_t count = 0;
  Buffer field = {0};
  for (;;) {
    buffer_clear(&field);
    table->rest = read_field(table->rest, &field);
    if (count < CSV_COLUMNS_MAX) fields[count++] = arena_slice(table->arena, buffer_slice(&field));
    if (table->rest.len == 0 || table->rest.ptr[0] != ',') break;
    table->rest = slice_cut(table->rest, 1, table->rest.len);
  }
  table->rest = pass_line_end(table->rest);
  buffer_release(&field);
  return count;
}

void csv_open(CsvTable *table, Arena *arena, Slice bytes) {
  *table = (CsvTable){.arena = arena, .rest = bytes};
  table->header_count = read_record(table, table->header);
}

bool csv_next(CsvTable *table) {
  do {
    if (table->rest.len == 0) return false;
    table->field_count = read_record(table, table->fields);
  } while (table->field_count == 1 && table->fields[0].len == 0);
  return true;
}

int csv_column(const CsvTable *table, const char *name) {
  for (uint32_t i = 0; i < table->header_count; i++) {
    Slice column = slice_trim(table->header[i]);
    if (column.len == strlen(name) && strncasecmp(column.ptr, name, column.len) == 0) return (int)i;
  }
  return -1;
}

Slice csv_field(const CsvTable *table, int column) {
  return column >= 0 && (uint32_t)column < table->field_count ? table->fields[column] : SLICE("");
}
