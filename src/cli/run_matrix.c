// SPDX-License-Identifier: MIT
// `postil matrix`: how often each tag stands in each brief, series, month …; a line for each of
// these, a column for each tag. On a terminal with shades, and as many tags as there is room for.
#include "base/gauge.h"
#include "cli/run.h"
#include "cli/table.h"
#include "codec/json.h"
#include "exchange/escape.h"
#include "library/matrix.h"

#include <stdlib.h>

enum { NAME_COLUMNS = 40, TAG_COLUMNS = 8 };

// The name of a line: what has none is said to be without.
static Slice name_of(const Matrix *matrix, uint32_t column) {
  const char *name = matrix->columns[column].name;
  return slice_of(name[0] ? name : "(none)");
}

// ---- For people

// The tags that have room beside the names; the most used ones, in the order of the codebook.
static bool *choose_tags(const Matrix *matrix, const Output *output, uint32_t *chosen) {
  const Tree *tree = &matrix->tree;
  bool *shown = memory_new((size_t)tree->count + 1, sizeof *shown);
  uint32_t room = output->tty ? output_columns() : UINT32_MAX;
  uint32_t most = room > NAME_COLUMNS + TAG_COLUMNS ? (room - NAME_COLUMNS) / TAG_COLUMNS : 1;
  if (most >= tree->count) {
    *chosen = tree->count;
    memset(shown, true, tree->count);
    return shown;
  }
  for (*chosen = 0; *chosen < most; ++*chosen) {
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < tree->count; i++) {
      if (!shown[i] && (best == UINT32_MAX || tree->nodes[i].whole > tree->nodes[best].whole))
        best = i;
    }
    shown[best] = true;
  }
  return shown;
}

// On a terminal a tag's own name, cut; else its path.
static void add_head(Table *table, const Output *output, const TreeNode *node) {
  if (!output->tty) {
    table_add(table, output, slice_of(node->path));
    return;
  }
  Buffer cell = {0};
  safe_append_fit(&cell, slice_of(node->path + node->name), safe_mode_of_locale(), TAG_COLUMNS - 2);
  table_add(table, output, buffer_slice(&cell));
  buffer_release(&cell);
}

static void add_cell(Table *table, const Output *output, const Matrix *matrix, uint32_t count) {
  if (!output->tty) {
    table_add_number(table, output, count);
    return;
  }
  Buffer cell = {0};
  Slice sign = gauge_shade_sign(gauge_shade(count, matrix->most), safe_mode_of_locale());
  if (count > 0) buffer_printf(&cell, "%u%.*s", count, (int)sign.len, sign.ptr);
  table_add(table, output, buffer_slice(&cell));
  buffer_release(&cell);
}

static void add_name(Table *table, const Output *output, Slice name) {
  Buffer cell = {0};
  if (output->tty)
    safe_append_fit(&cell, name, safe_mode_of_locale(), NAME_COLUMNS - 2);
  else
    buffer_add(&cell, name);
  table_add(table, output, buffer_slice(&cell));
  buffer_release(&cell);
}

static void print_table(Run *run, const Matrix *matrix) {
  const Output *output = &run->output;
  uint32_t chosen;
  bool *shown = choose_tags(matrix, output, &chosen);
  Table table = {.columns = chosen + 1};
  table_add(&table, output, slice_of(matrix_axis_name(matrix->axis)));
  for (uint32_t i = 0; i < matrix->tree.count; i++)
    if (shown[i]) add_head(&table, output, &matrix->tree.nodes[i]);
  for (uint32_t column = 0; column < matrix->column_count; column++) {
    add_name(&table, output, name_of(matrix, column));
    for (uint32_t i = 0; i < matrix->tree.count; i++)
      if (shown[i]) add_cell(&table, output, matrix, matrix_count(matrix, i, column));
  }
  table_print(&table, &run->output);
  if (chosen < matrix->tree.count)
    output_tell("%u more tags have no room here: --csv has all of them",
                matrix->tree.count - chosen);
  free(shown);
}

// ---- For programs

static void print_csv(Run *run, const Matrix *matrix) {
  Buffer *out = &run->output.text;
  escape_csv(out, slice_of(matrix_axis_name(matrix->axis)), true);
  for (uint32_t i = 0; i < matrix->tree.count; i++) {
    buffer_add_byte(out, ',');
    escape_csv(out, slice_of(matrix->tree.nodes[i].path), true);
  }
  buffer_add_string(out, "\r\n");
  for (uint32_t column = 0; column < matrix->column_count; column++) {
    escape_csv(out, slice_of(matrix->columns[column].name), true);
    for (uint32_t i = 0; i < matrix->tree.count; i++)
      buffer_printf(out, ",%u", matrix_count(matrix, i, column));
    buffer_add_string(out, "\r\n");
    output_flush(&run->output);
  }
}

// What the words of the command line have chosen, in front of what a cell asks for.
static void write_choice(const Run *run, Buffer *out) {
  for (uint32_t i = 0; i < run->word_count; i++)
    buffer_printf(out, "%s%s", i == 0 ? "(" : " ", run->words[i]);
  if (run->word_count > 0) buffer_add_string(out, ") ");
}

// A line for each cell that is not 0.
static void print_json(Run *run, const Matrix *matrix) {
  for (size_t i = 0; i < matrix->cell_count; i++) {
    const MatrixCell *cell = &matrix->cells[i];
    JsonWriter json = {.out = &run->output.text};
    Buffer query = {0};
    write_choice(run, &query);
    matrix_write_query(matrix, cell->row, cell->column, &query);
    json_start_object(&json);
    json_member(&json, "tag", slice_of(matrix->tree.nodes[cell->row].path));
    json_member(&json, "by", slice_of(matrix_axis_name(matrix->axis)));
    json_member(&json, "name", slice_of(matrix->columns[cell->column].name));
    if (matrix->axis == MATRIX_BRIEF)
      json_member(&json, "id", slice_of(matrix->columns[cell->column].id));
    json_key(&json, "annotations");
    json_number(&json, cell->count);
    json_member(&json, "query", buffer_slice(&query));
    json_end_object(&json);
    buffer_add_byte(&run->output.text, '\n');
    buffer_release(&query);
    output_flush(&run->output);
  }
}

static bool read_axis(const Run *run, MatrixAxis *axis, Error *err) {
  const char *by = options_value(run->options, "by");
  *axis = MATRIX_BRIEF;
  if (!by || matrix_find_axis(slice_of(by), axis)) return true;
  error_set(err, ERROR_USAGE, "cannot count by '%.40s'", by);
  error_hint(err, "--by takes brief, series, author, month or tag");
  return false;
}

// Without words all annotations are counted, whether a query could ask for them or not.
static bool read_matrix(Run *run, MatrixAxis axis, Matrix *matrix, Error *err) {
  Query query = {0};
  Keys chosen = {0};
  bool ok = run_read_query(run, 0, &query, err);
  bool all = ok && query.everything;
  ok = ok && run_open_library(run, LIBRARY_READ, err);
  if (ok) run_tell_unknown_tag(run, &query);
  ok = ok && (all || query_find_annotations(run->library, &query, 0, &chosen, err)) &&
       matrix_read(run->library, axis, all ? NULL : &chosen, matrix, err);
  query_release(&query);
  keys_release(&chosen);
  return ok;
}

int run_matrix(Run *run, Error *err) {
  MatrixAxis axis;
  Matrix matrix;
  if (!read_axis(run, &axis, err) || !read_matrix(run, axis, &matrix, err)) return 0;
  if (options_has(run->options, "csv"))
    print_csv(run, &matrix);
  else if (run->json)
    print_json(run, &matrix);
  else
    print_table(run, &matrix);
  matrix_release(&matrix);
  return 0;
}
