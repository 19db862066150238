// SPDX-License-Identifier: MIT
// Walking the matrix. It is read again when the library has changed; the row is then known by its
// tag, the column by its name.
#include "tui/matrixpane.h"

#include "tui/annotationlist.h"
#include "tui/dispatch.h"
#include "tui/patience.h"

#include <stdlib.h>

static const OverlayOps matrixpane_ops;

static MatrixPane *pane_of(Overlay *overlay) {
  return (MatrixPane *)overlay;
}

static MatrixPane *top(const App *app) {
  return pane_of(overlay_top(app, &matrixpane_ops));
}

// The next matrix, read again here or in the next pane, begins where this one is left.
static void stand(const MatrixPane *pane) {
  if (pane->matrix.tree.count > 0)
    matrixseat_take(pane->seat, &pane->matrix, pane->roll.current, pane->column);
}

static void release(Overlay *overlay) {
  MatrixPane *pane = pane_of(overlay);
  stand(pane);
  matrix_end(pane->counting, NULL, NULL);
  matrix_release(&pane->matrix);
}

static void sit(MatrixPane *pane) {
  uint32_t row = pane->roll.current;
  roll_set_count(&pane->roll, pane->matrix.tree.count);
  matrixseat_find(pane->seat, &pane->matrix, &row, &pane->column);
  pane->roll.current = row;
}

// ---- Counting

static bool busy(const Overlay *overlay) {
  return ((const MatrixPane *)overlay)->counting != NULL;
}

static void work(App *app, Overlay *overlay) {
  Error err = {0};
  Matrix fresh;
  MatrixPane *pane = pane_of(overlay);
  Patience patience = patience_of(app, PATIENCE_PART_MS);
  if (matrix_go_on(pane->counting, patience_asked(app), &patience)) return;
  bool ok = matrix_end(pane->counting, &fresh, &err);
  pane->counting = NULL;
  if (!ok) {
    app_fail(app, &err);
    return;
  }
  stand(pane);
  matrix_release(&pane->matrix);
  pane->matrix = fresh;
  sit(pane);
}

static bool load(App *app, MatrixPane *pane, MatrixAxis axis) {
  Error err = {0};
  matrix_end(pane->counting, NULL, NULL);
  pane->stamp = app->stamp;
  pane->axis = axis;
  pane->counting = matrix_begin(app->library, axis, NULL, &err);
  if (!pane->counting) {
    app_fail(app, &err);
    return false;
  }
  work(app, &pane->base);
  return true;
}

static void draw(App *app, Overlay *overlay) {
  MatrixPane *pane = pane_of(overlay);
  if (pane->stamp != app->stamp) load(app, pane, pane->axis);
  matrixpane_draw(app, overlay);
}

static void stride(App *app, Overlay *overlay, Stride by, int32_t count) {
  (void)app;
  roll_stride(&pane_of(overlay)->roll, by, count);
}

static void enter(App *app, Overlay *overlay) {
  MatrixPane *pane = pane_of(overlay);
  if (pane->roll.count == 0 || pane->matrix.column_count == 0) return;
  if (matrix_count(&pane->matrix, pane->roll.current, pane->column) == 0) {
    app_say(app, "no annotation is in this cell");
    return;
  }
  Buffer query = {0};
  matrix_write_query(&pane->matrix, pane->roll.current, pane->column, &query);
  annotationlist_open(app, 0, buffer_slice(&query));
  buffer_release(&query);
}

static void click(App *app, Overlay *overlay, uint32_t row, uint32_t column) {
  MatrixPane *pane = pane_of(overlay);
  uint32_t at, cell = pane->left;
  if (!roll_find(&pane->roll, row, &at)) return;
  if (column >= pane->first_column) cell += (column - pane->first_column) / pane->cell;
  if (cell >= pane->matrix.column_count) return;
  bool again = at == pane->roll.current && cell == pane->column;
  pane->roll.current = at;
  pane->column = cell;
  if (again) enter(app, overlay);
}

static const OverlayOps matrixpane_ops = {.mode = MODE_MATRIX,
                                          .draw = draw,
                                          .hints = matrixpane_hints,
                                          .release = release,
                                          .stride = stride,
                                          .enter = enter,
                                          .click = click,
                                          .busy = busy,
                                          .work = work};

static void open_by(App *app, MatrixAxis axis) {
  MatrixPane *pane = pane_of(overlay_find(app, &matrixpane_ops));
  if (pane) {
    load(app, pane, axis);
    return;
  }
  pane = memory_new(1, sizeof *pane);
  pane->base.ops = &matrixpane_ops;
  pane->cell = MATRIXPANE_CELL;
  pane->seat = &app->matrix_seat;
  if (load(app, pane, axis))
    overlay_push(app, &pane->base);
  else
    free(pane);
}

// So many columns to the right, below 0 to the left.
static void walk(App *app, int32_t columns) {
  MatrixPane *pane = top(app);
  if (!pane || pane->matrix.column_count == 0) return;
  int64_t column = (int64_t)pane->column + columns;
  int64_t last = (int64_t)pane->matrix.column_count - 1;
  pane->column = (uint32_t)(column < 0 ? 0 : column > last ? last : column);
}

bool matrixpane_turn(App *app, Slice name) {
  MatrixPane *pane = top(app);
  if (!pane) return false;
  MatrixAxis axis = (MatrixAxis)((pane->axis + 1) % MATRIX_AXIS_COUNT);
  if (name.len > 0 && !matrix_find_axis(name, &axis))
    app_say(app, "the matrix counts by brief, series, author, month or tag");
  else
    load(app, pane, axis);
  return true;
}

// ---- Actions

void tui_do_MATRIX(App *app, const Call *call) {
  MatrixAxis axis = app->matrix_seat.axis;
  if (call->argument_count && !matrix_find_axis(slice_of(call->arguments[0]), &axis))
    app_say(app, "the matrix counts by brief, series, author, month or tag");
  else
    open_by(app, axis);
}

void tui_do_MATRIX_LEFT(App *app, const Call *call) {
  walk(app, -(int32_t)(call->count ? call->count : 1));
}

void tui_do_MATRIX_RIGHT(App *app, const Call *call) {
  walk(app, (int32_t)(call->count ? call->count : 1));
}
