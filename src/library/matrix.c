// SPDX-License-Identifier: MIT
// Counting goes in three steps: a column for each thing that the axis has, and for each brief the
// columns that it counts in, by the key of the brief; one walk over the uses of tags, which notes a
// 1 for each node and column; sorting and adding up these notes whenever they have become twice as
// many. So memory follows the cells that are not 0, never rows times columns. The first two steps
// may pause; the columns come into their order at the end.
#include "library/matrix.h"

#include "base/bisection.h"
#include "base/memory.h"
#include "library/brief.h"
#include "library/inside.h"
#include "library/rows.h"
#include "library/uses.h"
#include "text/fold.h"

#include <stdlib.h>

enum { NOTES_FIRST = 1 << 16 };

// A brief counts in a column; on the axis of tags there are none.
typedef struct Place {
  int64_t brief;
  uint32_t column;
} Place;

typedef struct Count {
  Matrix *matrix;
  size_t columns, cells; // room
  Place *places;         // by brief
  size_t place_count, place_room;
  char **orders; // of columns that are briefs: what they are sorted by; NULL on other axes
  size_t order_room;
} Count;

struct MatrixWork {
  Library *library;
  const Keys *chosen;
  Matrix matrix;
  Count count;
  int64_t brief; // the last one that has got its columns
  Uses *uses;    // NULL before all have
  bool done;
};

// ---- Columns

static uint32_t add_column(Count *count, Slice name) {
  Matrix *matrix = count->matrix;
  matrix->columns =
      memory_grow(matrix->columns, matrix->column_count, &count->columns, sizeof *matrix->columns);
  matrix->columns[matrix->column_count] = (MatrixColumn){.name = memory_string(name)};
  return matrix->column_count++;
}

static void add_place(Count *count, int64_t brief, uint32_t column) {
  count->places =
      memory_grow(count->places, count->place_count, &count->place_room, sizeof *count->places);
  count->places[count->place_count++] = (Place){brief, column};
}

static void place_brief(Count *count, const Brief *brief, Slice name) {
  add_place(count, brief->key, add_column(count, name));
}

static void place_itself(Count *count, const Brief *brief) {
  Buffer order = {0};
  uint32_t column = add_column(count, slice_of(brief->title));
  buffer_printf(&order, "%s\001%s\001%s", brief->date, brief->title, brief->hash);
  count->orders = memory_grow(count->orders, column, &count->order_room, sizeof *count->orders);
  count->orders[column] = buffer_take(&order);
  memcpy(count->matrix->columns[column].id, brief->id, sizeof brief->id);
  add_place(count, brief->key, column);
}

static void place_series(Count *count, const Brief *brief) {
  place_brief(count, brief, slice_of(brief->series));
}

// "2026-03-01" is of "2026-03".
static void place_month(Count *count, const Brief *brief) {
  Slice date = slice_of(brief->date);
  place_brief(count, brief, slice_cut(date, 0, date.len < 7 ? date.len : 7));
}

static void place_authors(Count *count, const Brief *brief) {
  Slice rest = slice_of(brief->author), name;
  size_t before = count->place_count;
  while (slice_take_part(&rest, ';', &name)) place_brief(count, brief, name);
  if (count->place_count == before) place_brief(count, brief, SLICE(""));
}

static void place_nothing(Count *count, const Brief *brief) {
  (void)count, (void)brief;
}

static const struct {
  const char *name;
  const char *field; // of the query that finds a column again
  void (*place)(Count *count, const Brief *brief);
} axes[] = {
    [MATRIX_BRIEF] = {"brief", "brief:", place_itself},
    [MATRIX_SERIES] = {"series", "series:=", place_series},
    [MATRIX_AUTHOR] = {"author", "author:=", place_authors},
    [MATRIX_MONTH] = {"month", "date:", place_month},
    [MATRIX_TAG] = {"tag", NULL, place_nothing},
};

typedef struct Named {
  const char *name;
  uint32_t column;
} Named;

static int compare_names(const void *a, const void *b) {
  int order = strcmp(((const Named *)a)->name, ((const Named *)b)->name);
  if (order) return order;
  return ((const Named *)a)->column < ((const Named *)b)->column ? -1 : 1;
}

// Every brief has brought columns of its own: those of one name become one, in the order of names;
// briefs are not named twice.
static void unite_columns(Count *count) {
  Matrix *matrix = count->matrix;
  uint32_t before = matrix->column_count, kept = 0;
  Named *named = memory_new((size_t)before + 1, sizeof *named);
  uint32_t *becomes = memory_new((size_t)before + 1, sizeof *becomes);
  MatrixColumn *columns = memory_new((size_t)before + 1, sizeof *columns);
  for (uint32_t i = 0; i < before; i++)
    named[i] = (Named){count->orders ? count->orders[i] : matrix->columns[i].name, i};
  if (before > 1) qsort(named, before, sizeof *named, compare_names);
  const char *last = NULL; // the name of the column that was kept last
  for (uint32_t i = 0; i < before; i++) {
    MatrixColumn *column = &matrix->columns[named[i].column];
    bool same = last && strcmp(last, named[i].name) == 0;
    if (!same) columns[kept++] = *column;
    becomes[named[i].column] = kept - 1;
    if (same)
      free(column->name);
    else
      last = named[i].name;
  }
  for (size_t i = 0; i < count->place_count; i++)
    count->places[i].column = becomes[count->places[i].column];
  free(matrix->columns);
  matrix->columns = columns;
  matrix->column_count = kept;
  free(named);
  free(becomes);
}

static int compare_places(const void *a, const void *b) {
  const Place *left = a, *right = b;
  if (left->brief != right->brief) return left->brief < right->brief ? -1 : 1;
  return (left->column > right->column) - (left->column < right->column);
}

// Some briefs more. False when there are none left.
static bool place_briefs(MatrixWork *work) {
  enum { PART = 50 };
  uint32_t read = 0;
  Statement *rows = statement_start(work->library->store, STATEMENT_BRIEFS_BEHIND);
  statement_bind_int(rows, work->brief);
  statement_bind_int(rows, PART);
  for (; statement_next(rows); read++) {
    Brief brief;
    rows_take_brief(rows, &brief);
    axes[work->matrix.axis].place(&work->count, &brief);
    work->brief = brief.key;
    brief_release(&brief);
  }
  return read == PART;
}

static void place_tags(Count *count) {
  const Tree *tree = &count->matrix->tree;
  for (uint32_t i = 0; i < tree->count; i++) add_column(count, slice_of(tree->nodes[i].path));
}

static void order_columns(Count *count) {
  unite_columns(count);
  if (count->place_count > 1)
    qsort(count->places, count->place_count, sizeof *count->places, compare_places);
}

// ---- Tags that a query takes for one

typedef struct Folded {
  char *path;
  uint32_t node;
} Folded;

static int compare_folded(const void *a, const void *b) {
  return strcmp(((const Folded *)a)->path, ((const Folded *)b)->path);
}

// Would `tag:` with this path find a tag by another name of it?
static bool is_alias(const Tree *tree, const char *path) {
  bool found = false;
  for (uint32_t i = 0; i < tree->count; i++) {
    const TagAliases *aliases = &tree->nodes[i].aliases;
    for (uint32_t j = 0; !found && j < aliases->count; j++) {
      char *name = fold_text(slice_of(aliases->items[j]));
      found = slice_starts(slice_of(name), slice_of(path));
      free(name);
    }
  }
  return found;
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
  for (uint32_t i = 0; i < tree->count; i++) {
    matrix->alike[folded[i].node] |= is_alias(tree, folded[i].path);
    free(folded[i].path);
  }
  free(folded);
}

// ---- Cells

static int compare_cells(const void *a, const void *b) {
  const MatrixCell *left = a, *right = b;
  if (left->row != right->row) return left->row < right->row ? -1 : 1;
  return (left->column > right->column) - (left->column < right->column);
}

static void add_up(Matrix *matrix) {
  size_t kept = 0;
  if (matrix->cell_count == 0) return;
  qsort(matrix->cells, matrix->cell_count, sizeof *matrix->cells, compare_cells);
  for (size_t i = 1; i < matrix->cell_count; i++) {
    if (compare_cells(&matrix->cells[kept], &matrix->cells[i]) == 0)
      matrix->cells[kept].count += matrix->cells[i].count;
    else
      matrix->cells[++kept] = matrix->cells[i];
  }
  matrix->cell_count = kept + 1;
}

// The room is doubled only where adding up has left more than half of it in use.
static void note(Count *count, uint32_t row, uint32_t column) {
  Matrix *matrix = count->matrix;
  if (matrix->cell_count == count->cells) {
    if (count->cells > 0) add_up(matrix);
    if (matrix->cell_count >= count->cells / 2) {
      count->cells = count->cells ? count->cells * 2 : NOTES_FIRST;
      matrix->cells = memory_resize(matrix->cells, count->cells, sizeof *matrix->cells);
    }
  }
  matrix->cells[matrix->cell_count++] = (MatrixCell){row, column, 1};
}

static void note_column(Count *count, const Uses *uses, uint32_t column) {
  count->matrix->columns[column].annotations++;
  for (uint32_t i = 0; i < uses->count; i++) note(count, uses->nodes[i].node, column);
}

static size_t first_place(const Count *count, int64_t brief) {
  Bisection range = bisection_of(0, count->place_count);
  while (bisection_open(&range))
    bisection_narrow(&range, count->places[range.middle].brief < brief);
  return range.low;
}

static void note_uses(Count *count, const Uses *uses) {
  if (count->matrix->axis == MATRIX_TAG) {
    for (uint32_t i = 0; i < uses->count; i++) note_column(count, uses, uses->nodes[i].node);
    return;
  }
  for (size_t at = first_place(count, uses->brief);
       at < count->place_count && count->places[at].brief == uses->brief; at++) {
    bool again = at > 0 && compare_places(&count->places[at - 1], &count->places[at]) == 0;
    if (!again) note_column(count, uses, count->places[at].column);
  }
}

// Columns without an annotation go; a tag keeps its own, so that what never meets can be seen.
static void drop_empty_columns(Matrix *matrix) {
  uint32_t *becomes = memory_new((size_t)matrix->column_count + 1, sizeof *becomes);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < matrix->column_count; i++) {
    becomes[i] = kept;
    if (matrix->columns[i].annotations > 0)
      matrix->columns[kept++] = matrix->columns[i];
    else
      free(matrix->columns[i].name);
  }
  matrix->column_count = kept;
  for (size_t i = 0; i < matrix->cell_count; i++)
    matrix->cells[i].column = becomes[matrix->cells[i].column];
  free(becomes);
}

// ---- Work

MatrixWork *matrix_begin(Library *library, MatrixAxis axis, const Keys *chosen, Error *err) {
  MatrixWork *work = memory_new(1, sizeof *work);
  work->library = library;
  work->chosen = chosen;
  work->matrix.axis = axis;
  work->count.matrix = &work->matrix;
  if (tree_read_kept(library, &work->matrix.tree, err)) return work;
  free(work);
  return NULL;
}

// One part of it.
static void step(MatrixWork *work) {
  if (work->uses) {
    work->done = !uses_next(work->uses);
    if (!work->done) note_uses(&work->count, work->uses);
    return;
  }
  bool tags = work->matrix.axis == MATRIX_TAG;
  if (!tags && place_briefs(work)) return;
  if (tags)
    place_tags(&work->count);
  else
    order_columns(&work->count);
  work->uses = uses_start(work->library, &work->matrix.tree, work->chosen);
}

bool matrix_go_on(MatrixWork *work, StorePatience *go_on, void *context) {
  while (!work->done && (!go_on || go_on(context))) step(work);
  if (work->uses) uses_pause(work->uses);
  return !work->done;
}

uint32_t matrix_percent(const MatrixWork *work) {
  return work->uses ? uses_percent(work->uses) : 0;
}

static void finish(Matrix *matrix) {
  add_up(matrix);
  if (matrix->axis != MATRIX_TAG) drop_empty_columns(matrix);
  for (size_t i = 0; i < matrix->cell_count; i++)
    if (matrix->cells[i].count > matrix->most) matrix->most = matrix->cells[i].count;
  find_alike(matrix);
}

static void free_work(MatrixWork *work, uint32_t order_count) {
  for (uint32_t i = 0; work->count.orders && i < order_count; i++) free(work->count.orders[i]);
  free(work->count.orders);
  free(work->count.places);
  if (work->uses) uses_end(work->uses);
  free(work);
}

bool matrix_end(MatrixWork *work, Matrix *matrix, Error *err) {
  if (!work) return true;
  bool ok = !matrix || store_check(work->library->store, err);
  uint32_t orders = work->matrix.column_count; // briefs stay as many as they are before finish()
  if (matrix && ok) {
    finish(&work->matrix);
    *matrix = work->matrix;
  } else {
    matrix_release(&work->matrix);
  }
  free_work(work, orders);
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
  for (uint32_t i = 0; i < matrix->column_count; i++) free(matrix->columns[i].name);
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
