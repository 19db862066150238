// SPDX-License-Identifier: MIT
// Drawing the matrix. How much is in a cell is said by its number and by a shade, never by colour
// alone; what the narrow heads cut is said whole on the last row.
//
//   tag              2026-01 2026-02
//   energy                3█      1░
//     solar               2▓       ·
//   energy/solar · 2026-01: 2 annotations
#include "tui/matrixpane.h"

#include "base/gauge.h"

enum { NAME_MAX = 28, NAME_MIN = 10, INDENT = 2 };
enum { CELL_MOST = 32 }; // a number further from its tag is hard to read in its row

static uint32_t name_columns(uint32_t columns) {
  uint32_t third = columns / 3;
  return third > NAME_MAX ? NAME_MAX : third < NAME_MIN ? NAME_MIN : third;
}

static Slice column_name(const Matrix *matrix, uint32_t column) {
  const char *name = matrix->columns[column].name;
  return slice_of(name[0] ? name : "(none)");
}

// A tag by its own name.
static Slice head_name(const Matrix *matrix, uint32_t column) {
  Slice name = column_name(matrix, column);
  bool tag = matrix->axis == MATRIX_TAG;
  return tag ? slice_cut(name, matrix->tree.nodes[column].name, name.len) : name;
}

// As wide as the widest name needs, where there is room for all columns; else as wide as all can
// be.
static uint32_t cell_columns(const Matrix *matrix, uint32_t room, SafeMode mode) {
  uint32_t widest = MATRIXPANE_CELL, share = room / matrix->column_count;
  for (uint32_t column = 0; column < matrix->column_count; column++) {
    uint32_t wide = safe_width(head_name(matrix, column), mode) + 1;
    if (wide > widest) widest = wide;
  }
  if (widest > CELL_MOST) widest = CELL_MOST;
  return share < MATRIXPANE_CELL ? MATRIXPANE_CELL : share < widest ? share : widest;
}

// Over its numbers, which stand at the right; of a name that is too long the beginning.
static void draw_head(Screen *screen, const MatrixPane *pane, uint32_t column, uint32_t row,
                      uint32_t at) {
  Slice name = head_name(&pane->matrix, column);
  uint32_t wide = safe_width(name, screen->mode), most = pane->cell - 1;
  if (wide > most) wide = most;
  screen_put_fit(screen, row, at + pane->cell - wide, wide, name, FACE_DIM, 0);
}

static void draw_cell(Screen *screen, const Matrix *matrix, uint32_t row, uint32_t column,
                      Rect at) {
  uint32_t count = matrix_count(matrix, row, column);
  Buffer text = {0};
  if (count > 0)
    buffer_printf(&text, "%u", count);
  else
    buffer_add_string(&text, screen->mode == SAFE_ASCII ? "-" : "·");
  uint32_t wide = safe_width(buffer_slice(&text), screen->mode), most = at.columns - 2;
  if (wide > most) wide = most;
  screen_put(screen, at.row, at.column + at.columns - 1 - wide, wide, buffer_slice(&text),
             count ? FACE_TEXT : FACE_DIM, 0);
  screen_put(screen, at.row, at.column + at.columns - 1, 1,
             gauge_shade_sign(gauge_shade(count, matrix->most), screen->mode), FACE_MARK, 0);
  buffer_release(&text);
}

static void draw_name(Screen *screen, const TreeNode *node, Rect at) {
  uint32_t indent = node->depth * INDENT + 1, most = at.columns / 2;
  if (indent > most) indent = most;
  screen_put_fit(screen, at.row, at.column + indent, at.columns - indent,
                 slice_of(node->path + node->name), node->tag ? FACE_TEXT : FACE_DIM, 0);
}

// The columns in view: the current one among them.
static uint32_t scroll(MatrixPane *pane, uint32_t columns) {
  uint32_t shown = columns / pane->cell;
  if (shown == 0) shown = 1;
  if (pane->column < pane->left) pane->left = pane->column;
  if (pane->column >= pane->left + shown) pane->left = pane->column - shown + 1;
  uint32_t rest = pane->matrix.column_count - pane->left;
  return shown < rest ? shown : rest;
}

static void draw_row(App *app, const MatrixPane *pane, uint32_t row, uint32_t shown, Rect at) {
  Screen *screen = app->screen;
  bool current = row == pane->roll.current;
  uint32_t column = pane->first_column;
  draw_name(screen, &pane->matrix.tree.nodes[row],
            (Rect){at.row, at.column, 1, pane->first_column - at.column});
  for (uint32_t i = 0; i < shown; i++, column += pane->cell)
    draw_cell(screen, &pane->matrix, row, pane->left + i, (Rect){at.row, column, 1, pane->cell});
  if (!current) return;
  column = pane->first_column + (pane->column - pane->left) * pane->cell;
  screen_tint(screen, at.row, at.column, pane->first_column - at.column, FACE_CURRENT, 0);
  screen_tint(screen, at.row, column, pane->cell, FACE_CURRENT, CELL_REVERSE);
  screen_move_cursor(screen, at.row, column + pane->cell - 2);
}

static void draw_foot(App *app, const MatrixPane *pane, Rect page) {
  const Matrix *matrix = &pane->matrix;
  Buffer text = {0};
  Slice name = column_name(matrix, pane->column);
  uint32_t count = matrix_count(matrix, pane->roll.current, pane->column);
  const char *of = matrix->axis == MATRIX_TAG ? " with " : " · ";
  buffer_printf(&text, "%s%s%.*s: %u annotation%s", matrix->tree.nodes[pane->roll.current].path, of,
                (int)name.len, name.ptr, count, count == 1 ? "" : "s");
  screen_put_fit(app->screen, page.row + page.rows - 1, page.column + 1, page.columns - 1,
                 buffer_slice(&text), FACE_TEXT, 0);
  buffer_release(&text);
}

static Rect draw_page(App *app, const MatrixPane *pane) {
  Buffer left = {0}, right = {0};
  bool empty = pane->matrix.tree.count == 0;
  const char *axis = matrix_axis_name(empty ? pane->axis : pane->matrix.axis);
  buffer_printf(&left, "matrix · tags by %s", axis);
  if (pane->counting)
    buffer_printf(&right, "counting by %s %u%%", matrix_axis_name(pane->axis),
                  matrix_percent(pane->counting));
  Rect page = overlay_draw_page(app, buffer_slice(&left), buffer_slice(&right));
  buffer_release(&left);
  buffer_release(&right);
  screen_move_cursor(app->screen, page.row, page.column);
  return page;
}

void matrixpane_draw(App *app, Overlay *overlay) {
  MatrixPane *pane = (MatrixPane *)overlay;
  Rect page = draw_page(app, pane);
  if (pane->roll.count == 0 || pane->matrix.column_count == 0) {
    screen_put_fit(app->screen, page.row, page.column + 1, page.columns - 1,
                   pane->counting
                       ? SLICE("Counting.")
                       : SLICE("No annotation has a tag yet: t in a text tags a passage."),
                   FACE_DIM, 0);
    return;
  }
  bool heads = page.rows >= 3;
  Rect list = {page.row + heads, page.column, page.rows - (heads ? 2 : 0), page.columns};
  uint32_t names = name_columns(page.columns);
  pane->first_column = page.column + names;
  pane->cell = cell_columns(&pane->matrix, page.columns - names, app->screen->mode);
  uint32_t shown = scroll(pane, page.columns - names);
  roll_show(&pane->roll, list);
  if (heads) {
    screen_put_fit(app->screen, page.row, page.column + 1, names - 1, SLICE("tag"), FACE_DIM, 0);
    for (uint32_t i = 0; i < shown; i++)
      draw_head(app->screen, pane, pane->left + i, page.row, pane->first_column + i * pane->cell);
    draw_foot(app, pane, page);
  }
  for (uint32_t i = 0; i < list.rows && pane->roll.top + i < pane->roll.count; i++)
    draw_row(app, pane, pane->roll.top + i, shown,
             (Rect){list.row + i, list.column, 1, list.columns});
}

void matrixpane_hints(const App *app, const Overlay *overlay, Hints *out) {
  static const HintRow rows[] = {{ACTION_ENTER, "annotations"}, {ACTION_SORT, "other columns"},
                                 {ACTION_MATRIX_LEFT, "left"},  {ACTION_MATRIX_RIGHT, "right"},
                                 {ACTION_CLOSE, "back"},        {ACTION_HELP, "help"}};
  (void)overlay;
  hint_add_actions(out, app, MODE_MATRIX, rows, sizeof rows / sizeof *rows);
}
