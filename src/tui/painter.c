// SPDX-License-Identifier: MIT
// The painter keeps a copy of the cells that the terminal shows and sends the difference.
//
// A row is drawn in runs of cells that differ:
//
//   shown   Solar power is ▏cheap  ▕ and clean
//   wanted  Solar power is ▏dearer ▕ and clean      move to the run, its style, its cells
//
// Widths are those of the cells alone. After a cluster on whose width terminals disagree the cursor
// is addressed anew, its columns are blanked before it, and a row that holds one, now or before, is
// drawn whole: so a terminal that thinks otherwise spoils one cell and never a row. The terminal
// does not wrap (tui/capability.h switches that off where it can); the cursor's place counts as
// unknown at the end of a row, whatever the terminal does there.
//
// Before that, rows that stand elsewhere now are moved by the terminal itself where it can
// (tui/shift.h): a text that scrolls by a line costs one row and not all.
//
// Costs: comparing cells is linear in the screen; bytes sent are linear in what differs.
#include "tui/painter.h"

#include "base/memory.h"
#include "tui/shift.h"

#include <stdlib.h>

enum {
  GAP_MOST = 6,  // so many unchanged cells are cheaper sent again than jumped over
  TAIL_LEAST = 8 // so many blanks at the end of a row are cheaper cleared than sent
};

struct Painter {
  const Capability *capability;
  Screen *shown;
  uint32_t *places; // in which row of `shown` each row of the terminal stands: rows that move
                    // exchange places, their cells stay
  bool *changed;    // rows of the frame that differ from what is shown
  bool known, cursor_known;
  uint32_t cursor_row, cursor_column;
  Style style;                               // in force on the terminal
  Style styles[FACE_COUNT][CELL_ATTRIBUTES]; // what faces look like there
  Blocks blocks, before;                     // of the frame, of the one shown
  ThemeId theme;
  int colours;
};

static const Style plain_style = {STYLE_DEFAULT, STYLE_DEFAULT, 0};

static void prepare_styles(Painter *painter) {
  for (uint32_t face = 0; face < FACE_COUNT; face++) {
    for (uint8_t attributes = 0; attributes < CELL_ATTRIBUTES; attributes++)
      painter->styles[face][attributes] =
          theme_style(painter->theme, (Face)face, attributes, painter->colours);
  }
}

Painter *painter_new(const Capability *capability) {
  Painter *painter = memory_new(1, sizeof *painter);
  painter->capability = capability;
  painter->colours = capability_colours(capability);
  painter->shown = screen_new(0, 0, SAFE_UNICODE);
  prepare_styles(painter);
  return painter;
}

void painter_free(Painter *painter) {
  if (!painter) return;
  screen_free(painter->shown);
  free(painter->places);
  free(painter->changed);
  shift_release(&painter->blocks);
  shift_release(&painter->before);
  free(painter);
}

void painter_forget(Painter *painter) {
  painter->known = false;
}

void painter_set_theme(Painter *painter, ThemeId theme, int colours) {
  int most = capability_colours(painter->capability);
  if (colours > most) colours = most;
  if (theme == painter->theme && colours == painter->colours) return;
  painter->theme = theme;
  painter->colours = colours;
  prepare_styles(painter);
  painter_forget(painter);
}

// ---- Steering ----------------------------------------------------------------------------------
static bool same_style(Style a, Style b) {
  return a.foreground == b.foreground && a.background == b.background &&
         a.attributes == b.attributes;
}

static void change_style(Painter *painter, Buffer *out, Style style) {
  if (same_style(painter->style, style)) return;
  capability_style(painter->capability, out, &painter->style, style);
  painter->style = style;
}

static void move_to(Painter *painter, Buffer *out, uint32_t row, uint32_t column) {
  const Capability *capability = painter->capability;
  if (!painter->cursor_known)
    capability_move(capability, out, row, column);
  else
    capability_move_on(capability, out, painter->cursor_row, painter->cursor_column, row, column);
  painter->cursor_known = true;
  painter->cursor_row = row;
  painter->cursor_column = column;
}

static const Style *style_of(const Painter *painter, const Cell *cell) {
  return &painter->styles[cell->face][cell->attributes];
}

static void start_anew(Painter *painter, const Screen *screen, Buffer *out) {
  screen_resize(painter->shown, screen->rows, screen->columns);
  painter->places = memory_resize(painter->places, screen->rows, sizeof *painter->places);
  painter->changed = memory_resize(painter->changed, screen->rows, sizeof *painter->changed);
  for (uint32_t row = 0; row < screen->rows; row++) painter->places[row] = row;
  capability_style(painter->capability, out, NULL, plain_style);
  painter->style = plain_style;
  capability_clear(painter->capability, out);
  painter->cursor_known = false;
  painter->known = true;
  shift_release(&painter->before);
}

static Cell *shown_row(const Painter *painter, uint32_t row) {
  const Screen *shown = painter->shown;
  return shown->cells + (size_t)painter->places[row] * shown->columns;
}

// ---- Rows --------------------------------------------------------------------------------------
static bool is_plain_blank(const Painter *painter, const Cell *cell) {
  return cell->len == 1 && cell->text[0] == ' ' &&
         same_style(*style_of(painter, cell), plain_style);
}

static bool has_unsure(const Cell *cells, uint32_t columns) {
  for (uint32_t i = 0; i < columns; i++) {
    if (cells[i].unsure) return true;
  }
  return false;
}

static void send_cell(Painter *painter, Buffer *out, const Screen *screen, uint32_t row,
                      uint32_t column) {
  const Cell *cell = &screen->cells[(size_t)row * screen->columns + column];
  if (cell->width == 0) return; // drawn by its left half
  bool corner = row + 1 == screen->rows && column + cell->width == screen->columns;
  if (corner && !capability_fills_corner(painter->capability)) return;
  move_to(painter, out, row, column);
  change_style(painter, out, *style_of(painter, cell));
  if (cell->unsure) {
    for (uint8_t i = 0; i < cell->width; i++) buffer_add_byte(out, ' ');
    painter->cursor_known = false;
    move_to(painter, out, row, column);
  }
  buffer_add(out, screen_text(screen, cell));
  painter->cursor_column += cell->width;
  if (cell->unsure || painter->cursor_column >= screen->columns) painter->cursor_known = false;
}

// The first cell of the row's tail of plain blanks.
static uint32_t find_tail(const Painter *painter, const Cell *cells, uint32_t columns) {
  while (columns > 0 && is_plain_blank(painter, &cells[columns - 1])) columns--;
  return columns;
}

// A row as it is shown and as it is to be.
typedef struct Pair {
  const Screen *screen; // that is to be shown
  const Screen *before;
  const Cell *shown, *wanted;
  uint32_t row, columns;
} Pair;

static Pair pair_of(const Painter *painter, const Screen *screen, uint32_t row) {
  return (Pair){screen,
                painter->shown,
                shown_row(painter, row),
                screen->cells + (size_t)row * screen->columns,
                row,
                screen->columns};
}

static bool is_same(const Pair *pair, uint32_t column) {
  return screen_same_cell(pair->before, &pair->shown[column], pair->screen, &pair->wanted[column]);
}

static bool is_same_row(const Pair *pair) {
  return screen_same_cells(pair->before, pair->shown, pair->screen, pair->wanted, pair->columns);
}

static bool tail_differs(const Pair *pair, uint32_t from) {
  for (uint32_t i = from; i < pair->columns; i++) {
    if (!is_same(pair, i)) return true;
  }
  return false;
}

static bool clear_tail(Painter *painter, Buffer *out, uint32_t row, uint32_t column) {
  move_to(painter, out, row, column);
  change_style(painter, out, plain_style);
  return capability_clear_row(painter->capability, out);
}

// Where the run of differing cells that begins at `column` ends; short gaps belong to it.
static uint32_t run_end(const Pair *pair, uint32_t column, uint32_t columns) {
  uint32_t end = column + 1;
  for (uint32_t i = end; i < columns && i - end < GAP_MOST; i++) {
    if (!is_same(pair, i)) end = i + 1;
  }
  return end;
}

static void draw_runs(Painter *painter, Buffer *out, const Pair *pair, uint32_t columns,
                      bool whole) {
  for (uint32_t column = 0; column < columns;) {
    if (!whole && is_same(pair, column)) {
      column++;
      continue;
    }
    uint32_t end = whole ? columns : run_end(pair, column, columns);
    // A right half changes together with its left one, which stands before the run then.
    if (pair->wanted[column].width == 0 && column > 0) column--;
    for (; column < end; column++) send_cell(painter, out, pair->screen, pair->row, column);
  }
}

static void draw_row(Painter *painter, Buffer *out, const Screen *screen, uint32_t row) {
  Pair pair = pair_of(painter, screen, row);
  uint32_t columns = pair.columns;
  if (is_same_row(&pair)) return;
  bool whole = has_unsure(pair.shown, columns) || has_unsure(pair.wanted, columns);
  uint32_t tail = find_tail(painter, pair.wanted, columns);
  bool clears = columns - tail >= TAIL_LEAST && (whole || tail_differs(&pair, tail));
  if (clears && whole) clears = clear_tail(painter, out, row, 0);
  draw_runs(painter, out, &pair, clears ? tail : columns, whole);
  if (clears && !whole && !clear_tail(painter, out, row, tail))
    draw_runs(painter, out, &pair, columns, true);
  screen_copy(painter->shown, painter->places[row], 0, screen, row, 0, columns);
}

// ---- Rows that move ----------------------------------------------------------------------------
static void reverse(uint32_t *items, uint32_t count) {
  for (uint32_t i = 0; i < count / 2; i++) {
    uint32_t item = items[i];
    items[i] = items[count - 1 - i];
    items[count - 1 - i] = item;
  }
}

// The first of them go to the end.
static void rotate(uint32_t *items, uint32_t count, uint32_t first) {
  reverse(items, first);
  reverse(items + first, count - first);
  reverse(items, count);
}

static void move_shown(Painter *painter, const Shift *shift) {
  uint32_t amount = (uint32_t)abs(shift->rows), rows = shift->bottom - shift->top;
  bool up = shift->rows > 0;
  rotate(painter->places + shift->top, rows, up ? amount : rows - amount);
  uint32_t from = up ? shift->bottom - amount : shift->top;
  for (uint32_t row = from; row < from + amount; row++)
    screen_clear(painter->shown, (Rect){painter->places[row], 0, 1, painter->shown->columns},
                 FACE_TEXT);
}

static void shift_rows(Painter *painter, Buffer *out, const Shift *shift, uint32_t rows) {
  const Capability *capability = painter->capability;
  change_style(painter, out, plain_style); // what the rows that come in are filled with
  painter->cursor_known =
      capability_scroll(capability, out, shift->top, shift->bottom, shift->rows, rows);
  painter->cursor_row = painter->cursor_column = 0;
  move_shown(painter, shift);
  for (uint32_t row = shift->top; row < shift->bottom; row++) painter->changed[row] = true;
}

static void scroll(Painter *painter, const Screen *screen, Buffer *out) {
  Shift shift;
  if (!capability_scrolls(painter->capability)) return;
  shift_read(&painter->blocks, screen, &painter->before, painter->changed);
  if (shift_find(&painter->before, &painter->blocks, &shift))
    shift_rows(painter, out, &shift, screen->rows);
  Blocks before = painter->before;
  painter->before = painter->blocks;
  painter->blocks = before;
}

// Counts the rows that differ.
static uint32_t compare_rows(Painter *painter, const Screen *screen) {
  uint32_t count = 0;
  for (uint32_t row = 0; row < screen->rows; row++) {
    Pair pair = pair_of(painter, screen, row);
    painter->changed[row] = !is_same_row(&pair);
    count += painter->changed[row];
  }
  return count;
}

void painter_draw(Painter *painter, const Screen *screen, Buffer *out) {
  if (screen->rows == 0 || screen->columns == 0) return;
  const Screen *shown = painter->shown;
  bool fits = shown->rows == screen->rows && shown->columns == screen->columns;
  if (!painter->known || !fits) start_anew(painter, screen, out);
  if (compare_rows(painter, screen) > 0) {
    scroll(painter, screen, out);
    for (uint32_t row = 0; row < screen->rows; row++)
      if (painter->changed[row]) draw_row(painter, out, screen, row);
  }
  move_to(painter, out, screen->cursor_row, screen->cursor_column);
}
