// SPDX-License-Identifier: MIT
// Counting goes in steps, each in parts: which columns there are (library/matrix_columns.h); one
// walk over the uses of tags, which adds 1 to a cell for each node and column
// (library/cells.h); the cells of a row after the other, in the order of the columns. So memory
// follows the cells that are not 0, never rows times columns.
#include "library/matrix.h"

#include "base/bisection.h"
#include "base/memory.h"
#include "base/order.h"
#include "base/sorter.h"
#include "library/cells.h"
#include "library/inside.h"
#include "library/matrix_columns.h"
#include "library/uses.h"
#include "text/fold.h"

#include <stdlib.h>

enum { SORTED_PART = 8192 };

typedef enum Stage { STAGE_COLUMNS, STAGE_USES, STAGE_CELLS, STAGE_DONE } Stage;

struct MatrixWork {
  Library *library;
  const Keys *chosen;
  Matrix matrix;
  Stage stage;
  MatrixColumns *columns; // NULL on the axis of tags
  Uses *uses;             // NULL before the columns are known
  Cells *cells;
  uint32_t *becomes; // the columns that stay
  uint32_t row;      // whose cells are being sorted
  Sorter *sorter;    // of these, NULL between two rows
};

static const struct {
  const char *name;
  const char *field; // of the query that finds a column again
} axes[] = {
    [MATRIX_BRIEF] = {"brief", "brief:"},
    [MATRIX_SERIES] = {"series", "series:="},
    [MATRIX_AUTHOR] = {"author", "author:="},
    [MATRIX_MONTH] = {"month", "date:"},
    [MATRIX_TAG] = {"tag", NULL},
};

// ---- Columns

static void take_tags(Matrix *matrix) {
  const Tree *tree = &matrix->tree;
  matrix->column_count = tree->count;
  matrix->columns = memory_new((size_t)tree->count + 1, sizeof *matrix->columns);
  for (uint32_t i = 0; i < tree->count; i++)
    matrix->columns[i].name = arena_slice(matrix->names, slice_of(tree->nodes[i].path)).ptr;
}

static void find_columns(MatrixWork *work) {
  Matrix *matrix = &work->matrix;
  if (work->columns && matrix_columns_go_on(work->columns)) return;
  if (work->columns)
    matrix->column_count = matrix_columns_take(work->columns, &matrix->columns);
  else
    take_tags(matrix);
  work->uses = uses_start(work->library, &matrix->tree, work->chosen);
  work->cells = cells_new(matrix->tree.count);
  work->stage = STAGE_USES;
}

// ---- Tags that a query takes for one

typedef struct Folded {
  char *path;
  uint32_t node;
} Folded;

static int compare_folded(const void *a, const void *b) {
  return strcmp(((const Folded *)a)->path, ((const Folded *)b)->path);
}

// The other names of all tags, folded.
typedef struct Aliases {
  char **items; // in order
  size_t count, capacity;
} Aliases;

static int compare_aliases(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void read_aliases(const Tree *tree, Aliases *out) {
  for (uint32_t i = 0; i < tree->count; i++) {
    const TagAliases *aliases = &tree->nodes[i].aliases;
    for (uint32_t j = 0; j < aliases->count; j++) {
      out->items = memory_grow(out->items, out->count, &out->capacity, sizeof *out->items);
      out->items[out->count++] = fold_text(slice_of(aliases->items[j]));
    }
  }
  if (out->count > 1) qsort(out->items, out->count, sizeof *out->items, compare_aliases);
}

static void release_aliases(Aliases *aliases) {
  for (size_t i = 0; i < aliases->count; i++) free(aliases->items[i]);
  free(aliases->items);
}

// Would `tag:` with this path find a tag by another name of it? What begins so stands together.
static bool is_alias(const Aliases *aliases, const char *path) {
  Bisection range = bisection_of(0, aliases->count);
  while (bisection_open(&range))
    bisection_narrow(&range, strcmp(aliases->items[range.middle], path) < 0);
  return range.low < aliases->count &&
         slice_starts(slice_of(aliases->items[range.low]), slice_of(path));
}

// What is below a tag is alike with what is below another only if these are alike: all beginnings
// of paths are nodes, too.
static void find_alike(Matrix *matrix) {
  const Tree *tree = &matrix->tree;
  Folded *folded = memory_new((size_t)tree->count + 1, sizeof *folded);
  matrix->alike = memory_new((size_t)tree->count + 1, sizeof *matrix->alike);
  for (uint32_t i = 0; i < tree->count; i++)
    folded[i] = (Folded){fold_text(slice_of(tree->nodes[i].path)), i};
  qsort(folded, tree->count, sizeof *folded, compare_folded);
  for (uint32_t i = 1; i < tree->count; i++) {
    if (strcmp(folded[i - 1].path, folded[i].path) != 0) continue;
    matrix->alike[folded[i - 1].node] = matrix->alike[folded[i].node] = true;
  }
  Aliases aliases = {0};
  read_aliases(tree, &aliases);
  for (uint32_t i = 0; i < tree->count; i++) {
    matrix->alike[folded[i].node] |= is_alias(&aliases, folded[i].path);
    free(folded[i].path);
  }
  release_aliases(&aliases);
  free(folded);
}

// ---- Cells

static int compare_cells(const void *a, const void *b) {
  const MatrixCell *left = a, *right = b;
  if (left->row != right->row) return left->row < right->row ? -1 : 1;
  return order_compare(left->column, right->column);
}

static void add_column(MatrixWork *work, const Uses *uses, uint32_t column) {
  work->matrix.columns[column].annotations++;
  for (uint32_t i = 0; i < uses->count; i++) cells_add(work->cells, uses->nodes[i].node, column);
}

static void add_uses(MatrixWork *work, const Uses *uses) {
  size_t count;
  if (!work->columns) {
    for (uint32_t i = 0; i < uses->count; i++) add_column(work, uses, uses->nodes[i].node);
    return;
  }
  const MatrixPlace *places = matrix_columns_of(work->columns, uses->brief, &count);
  for (size_t at = 0; at < count; at++) add_column(work, uses, places[at].column);
}

// Columns without an annotation go; a tag keeps its own, so that what never meets can be seen.
static void drop_empty_columns(MatrixWork *work) {
  Matrix *matrix = &work->matrix;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < matrix->column_count; i++) {
    work->becomes[i] = kept;
    if (matrix->columns[i].annotations > 0 || matrix->axis == MATRIX_TAG)
      matrix->columns[kept++] = matrix->columns[i];
  }
  matrix->column_count = kept;
}

static void count_uses(MatrixWork *work) {
  Matrix *matrix = &work->matrix;
  if (uses_next(work->uses)) {
    add_uses(work, work->uses);
    return;
  }
  work->becomes = memory_new((size_t)matrix->column_count + 1, sizeof *work->becomes);
  matrix->cells = memory_new(cells_count(work->cells) + 1, sizeof *matrix->cells);
  drop_empty_columns(work);
  work->stage = STAGE_CELLS;
}

// The cells of the next row, behind those before it, and yet to be sorted.
static void take_row(MatrixWork *work) {
  Matrix *matrix = &work->matrix;
  MatrixCell *cells = matrix->cells + matrix->cell_count;
  uint32_t count = cells_take(work->cells, work->row, cells);
  for (uint32_t i = 0; i < count; i++) {
    cells[i].column = work->becomes[cells[i].column];
    if (cells[i].count > matrix->most) matrix->most = cells[i].count;
  }
  matrix->cell_count += count;
  work->sorter = sorter_new(cells, count, sizeof *cells, compare_cells);
}

static void order_cells(MatrixWork *work) {
  if (work->row == work->matrix.tree.count) {
    work->stage = STAGE_DONE;
  } else if (!work->sorter) {
    take_row(work);
  } else if (!sorter_go_on(work->sorter, SORTED_PART)) {
    sorter_free(work->sorter);
    work->sorter = NULL;
    work->row++;
  }
}

// ---- Work

MatrixWork *matrix_begin(Library *library, MatrixAxis axis, const Keys *chosen, Error *err) {
  MatrixWork *work = memory_new(1, sizeof *work);
  work->library = library;
  work->chosen = chosen;
  work->matrix.axis = axis;
  if (!tree_read_kept(library, &work->matrix.tree, err)) {
    free(work);
    return NULL;
  }
  work->matrix.names = arena_new();
  if (axis != MATRIX_TAG) work->columns = matrix_columns_new(library, axis, work->matrix.names);
  return work;
}

// One part of it.
static void step(MatrixWork *work) {
  switch (work->stage) {
  case STAGE_COLUMNS: find_columns(work); break;
  case STAGE_USES: count_uses(work); break;
  case STAGE_CELLS: order_cells(work); break;
  case STAGE_DONE: break;
  }
}

bool matrix_go_on(MatrixWork *work, StorePatience *go_on, void *context) {
  while (work->stage != STAGE_DONE && (!go_on || go_on(context))) step(work);
  if (work->uses) uses_pause(work->uses);
  return work->stage != STAGE_DONE;
}

uint32_t matrix_percent(const MatrixWork *work) {
  return work->uses ? uses_percent(work->uses) : 0;
}

static void free_work(MatrixWork *work) {
  matrix_columns_free(work->columns);
  if (work->uses) uses_end(work->uses);
  cells_free(work->cells);
  free(work->becomes);
  sorter_free(work->sorter);
  free(work);
}

bool matrix_end(MatrixWork *work, Matrix *matrix, Error *err) {
  if (!work) return true;
  bool ok = !matrix || store_check(work->library->store, err);
  if (matrix && ok) {
    find_alike(&work->matrix);
    *matrix = work->matrix;
  } else {
    matrix_release(&work->matrix);
  }
  free_work(work);
  return ok;
}

bool matrix_read(Library *library, MatrixAxis axis, const Keys *chosen, Matrix *matrix,
                 Error *err) {
  *matrix = (Matrix){.axis = axis};
  MatrixWork *work = matrix_begin(library, axis, chosen, err);
  if (!work) return false;
  matrix_go_on(work, NULL, NULL);
  return matrix_end(work, matrix, err);
}

void matrix_release(Matrix *matrix) {
  arena_free(matrix->names);
  free(matrix->columns);
  free(matrix->cells);
  free(matrix->alike);
  tree_release(&matrix->tree);
  *matrix = (Matrix){0};
}

// ---- Asking

uint32_t matrix_count(const Matrix *matrix, uint32_t row, uint32_t column) {
  MatrixCell wanted = {.row = row, .column = column};
  const MatrixCell *cell = matrix->cell_count ? bsearch(&wanted, matrix->cells, matrix->cell_count,
                                                        sizeof wanted, compare_cells)
                                              : NULL;
  return cell ? cell->count : 0;
}

static void write_value(Slice value, Buffer *out) {
  buffer_add_byte(out, '"');
  for (size_t i = 0; i < value.len; i++) {
    if (value.ptr[i] == '"' || value.ptr[i] == '\\') buffer_add_byte(out, '\\');
    buffer_add_byte(out, value.ptr[i]);
  }
  buffer_add_byte(out, '"');
}

// `tag:` takes those that differ in case or accents only for one.
static void write_tag(const Matrix *matrix, uint32_t node, Buffer *out) {
  const char *path = matrix->tree.nodes[node].path;
  Buffer below = {0};
  buffer_printf(&below, "%s%s", path, matrix->alike[node] ? "/" : "");
  buffer_add_string(out, matrix->alike[node] ? "tag:=" : "tag:");
  write_value(buffer_slice(&below), out);
  buffer_release(&below);
}

void matrix_write_query(const Matrix *matrix, uint32_t row, uint32_t column, Buffer *out) {
  enum { MONTH_LEN = 7 }; // less of a date is a year, or nothing: just that is meant
  write_tag(matrix, row, out);
  buffer_add_byte(out, ' ');
  if (matrix->axis == MATRIX_TAG) {
    write_tag(matrix, column, out);
    return;
  }
  const MatrixColumn *at = &matrix->columns[column];
  buffer_add_string(out, axes[matrix->axis].field);
  if (matrix->axis == MATRIX_MONTH && strlen(at->name) < MONTH_LEN) buffer_add_byte(out, '=');
  write_value(slice_of(at->id[0] ? at->id : at->name), out);
}

const char *matrix_axis_name(MatrixAxis axis) {
  return axes[axis].name;
}

bool matrix_find_axis(Slice name, MatrixAxis *axis) {
  for (uint32_t i = 0; i < MATRIX_AXIS_COUNT; i++) {
    if (!slice_equal(name, slice_of(axes[i].name))) continue;
    *axis = (MatrixAxis)i;
    return true;
  }
  return false;
}
