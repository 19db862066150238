// SPDX-License-Identifier: MIT
// The screen as cells: a plain grid that panes draw into. It knows no terminal and no colours.
//
//   cells    a  │  ’  ⚑  e      a word each: face, width, three bytes of text
//   longer            ⚑         the rest, rarely touched: memory is what a frame costs
//
// Invariants: every cell holds text that came out of base/safe.h (a new one a blank); the right
// half of a wide cluster is a cell of width 0 directly after it, and neither half is ever without
// the other; nothing is written outside the grid. Drawing costs one pass over the text drawn.
#include "tui/screen.h"

#include "base/memory.h"

#include <stdlib.h>

static const Cell blank_cell = {.text = " ", .len = 1, .width = 1};

static uint64_t word_of(const Cell *cell) {
  uint64_t word;
  memcpy(&word, cell, sizeof word);
  return word;
}

Screen *screen_new(uint32_t rows, uint32_t columns, SafeMode mode) {
  Screen *screen = memory_new(1, sizeof *screen);
  screen->mode = mode;
  screen_resize(screen, rows, columns);
  return screen;
}

void screen_free(Screen *screen) {
  if (!screen) return;
  free(screen->cells);
  free(screen->longer);
  free(screen);
}

void screen_resize(Screen *screen, uint32_t rows, uint32_t columns) {
  size_t count = (size_t)rows * columns;
  free(screen->cells);
  free(screen->longer);
  screen->cells = memory_new(count ? count : 1, sizeof *screen->cells);
  screen->longer = memory_new(count ? count : 1, sizeof *screen->longer);
  screen->rows = rows;
  screen->columns = columns;
  screen->cursor_row = screen->cursor_column = 0;
  screen->has_longer = false;
  for (size_t i = 0; i < count; i++) screen->cells[i] = blank_cell;
}

static Cell *cell_at(const Screen *screen, uint32_t row, uint32_t column) {
  return &screen->cells[(size_t)row * screen->columns + column];
}

// How many of `columns` from `column` on lie on the screen.
static uint32_t columns_left(const Screen *screen, uint32_t row, uint32_t column,
                             uint32_t columns) {
  if (row >= screen->rows || column >= screen->columns) return 0;
  uint32_t left = screen->columns - column;
  return columns < left ? columns : left;
}

static void make_blank(Cell *cell, Face face) {
  *cell = blank_cell;
  cell->face = (uint8_t)face;
}

static CellText *longer_of(const Screen *screen, const Cell *cell) {
  return &screen->longer[cell - screen->cells];
}

Slice screen_text(const Screen *screen, const Cell *cell) {
  bool fits = cell->len <= CELL_SHORT_MAX;
  return slice_make(fits ? cell->text : longer_of(screen, cell)->bytes, cell->len);
}

bool screen_same_cell(const Screen *screen, const Cell *cell, const Screen *other, const Cell *at) {
  if (word_of(cell) != word_of(at)) return false;
  return cell->len <= CELL_SHORT_MAX ||
         slice_equal(screen_text(screen, cell), screen_text(other, at));
}

bool screen_same_cells(const Screen *screen, const Cell *cells, const Screen *other, const Cell *at,
                       uint32_t count) {
  if (memcmp(cells, at, count * sizeof *cells) != 0) return false;
  for (uint32_t i = 0; screen->has_longer && i < count; i++)
    if (cells[i].len > CELL_SHORT_MAX && !screen_same_cell(screen, &cells[i], other, &at[i]))
      return false;
  return true;
}

static void blank_text(Cell *cell) {
  memcpy(cell->text, blank_cell.text, sizeof cell->text);
  cell->len = blank_cell.len;
  cell->width = blank_cell.width;
  cell->unsure = false;
}

// Makes room for [column, column + width): a wide cluster of which only one half lies in there
// loses its other half to a blank that keeps its face.
static void split_at_edges(Screen *screen, uint32_t row, uint32_t column, uint32_t width) {
  if (column > 0 && cell_at(screen, row, column)->width == 0) {
    blank_text(cell_at(screen, row, column - 1));
  }
  uint32_t after = column + width;
  if (after < screen->columns && cell_at(screen, row, after)->width == 0) {
    blank_text(cell_at(screen, row, after));
  }
}

static uint64_t mix(uint64_t hash, const Cell *cell) {
  hash = (hash ^ word_of(cell)) * UINT64_C(0x9E3779B97F4A7C15);
  return hash ^ hash >> 29;
}

uint32_t screen_hash_blanks(uint32_t count) {
  uint64_t hash = 0;
  while (count-- > 0) hash = mix(hash, &blank_cell);
  return (uint32_t)(hash >> 32);
}

uint32_t screen_hash(const Screen *screen, const Cell *cells, uint32_t count) {
  uint64_t hash = 0;
  for (uint32_t i = 0; i < count; i++) {
    hash = mix(hash, &cells[i]);
    if (cells[i].len <= CELL_SHORT_MAX) continue;
    Slice text = screen_text(screen, &cells[i]);
    for (size_t at = CELL_SHORT_MAX; at < text.len; at++)
      hash = hash * 31 + (unsigned char)text.ptr[at];
  }
  return (uint32_t)(hash >> 32);
}

void screen_clear(Screen *screen, Rect rect, Face face) {
  uint32_t rows = rect.row >= screen->rows ? 0 : screen->rows - rect.row;
  if (rect.rows < rows) rows = rect.rows;
  uint32_t columns = columns_left(screen, rect.row, rect.column, rect.columns);
  if (rows == screen->rows && columns == screen->columns) screen->has_longer = false;
  for (uint32_t row = rect.row; columns > 0 && row < rect.row + rows; row++) {
    split_at_edges(screen, row, rect.column, columns);
    Cell *cells = cell_at(screen, row, rect.column);
    if (row > rect.row)
      memcpy(cells, cell_at(screen, rect.row, rect.column), columns * sizeof *cells);
    for (uint32_t i = 0; i < columns && row == rect.row; i++) make_blank(&cells[i], face);
  }
}

// ---- Drawing text ------------------------------------------------------------------------------
// A pen is one call of screen_put: where it stands and how it draws.
typedef struct Pen {
  Screen *screen;
  uint32_t row, column, end; // end: the first column that it must not reach into
  uint8_t face, attributes;
} Pen;

static bool pen_fits(const Pen *pen, uint32_t width) {
  return width <= pen->end - pen->column;
}

// As much of it as a cell holds; a picture of many parts is cut behind one of them.
static uint8_t fitting_len(const SafeUnit *unit) {
  static const Slice joiner = {"\u200D", 3};
  if (unit->shown_len <= CELL_TEXT_MAX) return unit->shown_len;
  uint8_t len = CELL_TEXT_MAX;
  while (len > 0 && ((unsigned char)unit->shown[len] & 0xC0) == 0x80) len--;
  while (len > joiner.len && memcmp(unit->shown + len - joiner.len, joiner.ptr, joiner.len) == 0)
    len = (uint8_t)(len - joiner.len);
  return len;
}

// Puts one unit into one cell, and an empty one after it when it is wide.
static void pen_put_cell(Pen *pen, const SafeUnit *unit) {
  uint8_t width = unit->width > 1 ? 2 : 1;
  split_at_edges(pen->screen, pen->row, pen->column, width);
  Cell *cell = cell_at(pen->screen, pen->row, pen->column);
  for (uint8_t i = 0; i < width; i++) {
    cell[i] = (Cell){.face = pen->face, .attributes = pen->attributes};
  }
  cell->len = fitting_len(unit);
  cell->width = width;
  cell->unsure = unit->unsure;
  memcpy(cell->text, unit->shown, cell->len < CELL_SHORT_MAX ? cell->len : CELL_SHORT_MAX);
  if (cell->len > CELL_SHORT_MAX) {
    memcpy(longer_of(pen->screen, cell)->bytes, unit->shown, cell->len);
    pen->screen->has_longer = true;
  }
  pen->column += width;
}

// Puts what needs no filter, as far as there is room; returns the rest.
static Slice pen_put_plain(Pen *pen, Slice text) {
  uint32_t room = pen->end - pen->column;
  uint32_t count = safe_plain(slice_cut(text, 0, room < text.len ? room + 1 : text.len));
  if (count > room) count = room;
  if (count == 0) return text;
  split_at_edges(pen->screen, pen->row, pen->column, count);
  Cell *cells = cell_at(pen->screen, pen->row, pen->column);
  for (uint32_t i = 0; i < count; i++)
    cells[i] = (Cell){.len = 1,
                      .width = 1,
                      .face = pen->face,
                      .attributes = pen->attributes,
                      .text = {text.ptr[i]}};
  pen->column += count;
  return slice_cut(text, count, text.len);
}

// A stand-in such as ‹202E› is as wide as its letters: each gets a cell of its own. What is shown
// is safe already, so walking it again tells its clusters.
static void pen_put_unit(Pen *pen, const SafeUnit *unit, SafeMode mode) {
  if (unit->width <= 1) {
    pen_put_cell(pen, unit);
    return;
  }
  Slice rest = slice_make(unit->shown, unit->shown_len);
  while (rest.len > 0) {
    SafeUnit part;
    safe_next(rest, mode, &part);
    if (part.width > 0 && pen_fits(pen, part.width > 1 ? 2 : 1)) pen_put_cell(pen, &part);
    rest = slice_cut(rest, part.len, rest.len);
  }
}

static void pen_put_safe(Pen *pen, const SafeUnit *unit) {
  uint8_t face = pen->face;
  if (unit->odd && face == FACE_TEXT) pen->face = FACE_ODD;
  if (unit->width > 0) pen_put_unit(pen, unit, pen->screen->mode);
  pen->face = face;
}

// Draws until the text or the room ends; returns what was not drawn.
static Slice pen_put(Pen *pen, Slice text) {
  while ((text = pen_put_plain(pen, text)).len > 0) {
    SafeUnit unit;
    safe_next(text, pen->screen->mode, &unit);
    if (!pen_fits(pen, unit.width)) break;
    pen_put_safe(pen, &unit);
    text = slice_cut(text, unit.len, text.len);
  }
  return text;
}

uint32_t screen_put(Screen *screen, uint32_t row, uint32_t column, uint32_t columns, Slice text,
                    Face face, uint8_t attributes) {
  uint32_t room = columns_left(screen, row, column, columns);
  Pen pen = {screen, row, column, column + room, (uint8_t)face, attributes};
  if (room > 0) pen_put(&pen, text);
  return pen.column - column;
}

void screen_put_unit(Screen *screen, uint32_t row, uint32_t column, const SafeUnit *unit, Face face,
                     uint8_t attributes) {
  uint32_t room = columns_left(screen, row, column, unit->width);
  Pen pen = {screen, row, column, column + room, (uint8_t)face, attributes};
  if (room == unit->width) pen_put_safe(&pen, unit);
}

uint32_t screen_put_fit(Screen *screen, uint32_t row, uint32_t column, uint32_t columns, Slice text,
                        Face face, uint8_t attributes) {
  uint32_t room = columns_left(screen, row, column, columns);
  if (room == 0) return 0;
  // A text that fits is by far the most common, and one that does not is cut a column earlier: the
  // mark for the cut lies in the last column then, whatever stood before it.
  Pen pen = {screen, row, column, column + room, (uint8_t)face, attributes};
  Slice rest = pen_put(&pen, text);
  if (rest.len == 0) return pen.column - column;
  screen_clear(screen, (Rect){row, column, 1, room}, face);
  pen = (Pen){screen, row, column, column + room - 1, (uint8_t)face, attributes};
  pen_put(&pen, text);
  pen.end++;
  pen_put(&pen, screen->mode == SAFE_ASCII ? SLICE("~") : SLICE("…"));
  return pen.column - column;
}

void screen_copy(Screen *screen, uint32_t row, uint32_t column, const Screen *from,
                 uint32_t from_row, uint32_t from_column, uint32_t columns) {
  uint32_t there = columns_left(from, from_row, from_column, columns);
  uint32_t room = columns_left(screen, row, column, there);
  if (room == 0) return;
  const Cell *cells = cell_at(from, from_row, from_column);
  if (room < there && cells[room].width == 0) room--; // a wide one would be cut
  if (room == 0) return;
  split_at_edges(screen, row, column, room);
  Cell *to = cell_at(screen, row, column);
  memcpy(to, cells, room * sizeof *cells);
  for (uint32_t i = 0; from->has_longer && i < room; i++) {
    if (to[i].len <= CELL_SHORT_MAX) continue;
    *longer_of(screen, &to[i]) = *longer_of(from, &cells[i]);
    screen->has_longer = true;
  }
}

void screen_put_rule(Screen *screen, uint32_t row, uint32_t column, uint32_t columns) {
  Slice line = slice_of(screen->mode == SAFE_ASCII ? "-" : "─");
  uint32_t room = columns_left(screen, row, column, columns);
  for (uint32_t i = 0; i < room; i++) screen_put(screen, row, column + i, 1, line, FACE_BORDER, 0);
}

void screen_repeat_down(Screen *screen, uint32_t row, uint32_t column, uint32_t rows) {
  if (columns_left(screen, row, column, 1) == 0 || cell_at(screen, row, column)->width != 1) return;
  const Cell *cell = cell_at(screen, row, column);
  uint32_t end = rows < screen->rows - row ? row + rows : screen->rows;
  for (uint32_t below = row + 1; below < end; below++) {
    split_at_edges(screen, below, column, 1);
    *cell_at(screen, below, column) = *cell;
    if (cell->len > CELL_SHORT_MAX)
      *longer_of(screen, cell_at(screen, below, column)) = *longer_of(screen, cell);
  }
}

void screen_tint(Screen *screen, uint32_t row, uint32_t column, uint32_t columns, Face face,
                 uint8_t attributes) {
  uint32_t room = columns_left(screen, row, column, columns);
  for (uint32_t i = 0; i < room; i++) {
    Cell *cell = cell_at(screen, row, column + i);
    cell->face = (uint8_t)face;
    cell->attributes |= attributes;
  }
}

void screen_move_cursor(Screen *screen, uint32_t row, uint32_t column) {
  screen->cursor_row = row < screen->rows ? row : screen->rows ? screen->rows - 1 : 0;
  screen->cursor_column = column < screen->columns ? column
                          : screen->columns        ? screen->columns - 1
                                                   : 0;
}

void screen_write_text(const Screen *screen, Buffer *out) {
  for (uint32_t row = 0; row < screen->rows; row++) {
    uint32_t end = screen->columns;
    while (end > 0) {
      const Cell *cell = cell_at(screen, row, end - 1);
      if (cell->len != 1 || cell->text[0] != ' ') break;
      end--;
    }
    for (uint32_t column = 0; column < end; column++)
      buffer_add(out, screen_text(screen, cell_at(screen, row, column)));
    buffer_add_byte(out, '\n');
  }
}
