// SPDX-License-Identifier: MIT
// The screen as cells, apart from any terminal: panes draw here, terminal.c sends what changed,
// tests read it. Text gets into a cell only through base/safe.h, so nothing drawn can act on a
// terminal.
#ifndef POSTIL_TUI_SCREEN_H
#define POSTIL_TUI_SCREEN_H

#include "base/buffer.h"
#include "base/safe.h"

// What a cell means; the theme (tui/theme.h) says how that looks. Meaning is never by colour alone.
typedef enum Face {
  FACE_TEXT,
  FACE_DIM, // hints, furniture, gaps of the list
  FACE_HEADING,
  FACE_TITLE,
  FACE_QUOTATION,
  FACE_REFERENCE, // a footnote mark in the text
  FACE_LINK,
  FACE_ODD,      // a stand-in for what cannot be shown
  FACE_SENTENCE, // the sentence under the caret
  FACE_SELECTION,
  FACE_MATCH, // a search hit
  FACE_MATCH_HERE,
  FACE_BAR, // title and status lines
  FACE_KEY, // a key in a hint
  FACE_ERROR,
  FACE_BORDER,
  FACE_CURRENT, // the current row of a list
  FACE_MARK,    // gutter letters
  FACE_REMOVED, // words that another version has not any more
  FACE_ADDED,   // words that it has and an older one had not
  FACE_COLOUR,  // FACE_COLOUR + Colour: highlighted in that colour
  FACE_COUNT = FACE_COLOUR + 8
} Face;

typedef enum CellAttribute {
  CELL_BOLD = 1,
  CELL_UNDERLINE = 2,
  CELL_REVERSE = 4,
  CELL_ITALIC = 8,
  CELL_DIM = 16,
  CELL_STRUCK = 32,
  CELL_ATTRIBUTES = 64, // sums of them
} CellAttribute;

// Every cluster that Unicode recommends fits; of a longer one, what does.
enum { CELL_TEXT_MAX = 35, CELL_SHORT_MAX = 3 };

// One word, so that a frame touches little memory: nearly every cluster fits in it, the others
// stand beside the grid (screen_text() reads both).
typedef struct Cell {
  _Alignas(8) uint8_t len; // bytes of text; 0 for the right half of a wide cluster
  uint8_t width;           // 1 or 2; 0 for that right half
  uint8_t face, attributes;
  bool unsure;               // address the cursor anew after it
  char text[CELL_SHORT_MAX]; // zeros behind the end of a shorter one
} Cell;

typedef struct CellText {
  char bytes[CELL_TEXT_MAX + 1];
} CellText;

typedef struct Screen {
  Cell *cells;      // rows * columns
  CellText *longer; // as many: the whole text of a cell of more than CELL_SHORT_MAX bytes
  bool has_longer;  // perhaps: false when surely none is there
  uint32_t rows, columns;
  uint32_t cursor_row, cursor_column; // always on the focused thing
  SafeMode mode;
} Screen;

typedef struct Rect {
  uint32_t row, column, rows, columns;
} Rect;

Screen *screen_new(uint32_t rows, uint32_t columns, SafeMode mode);
void screen_free(Screen *screen);
void screen_resize(Screen *screen, uint32_t rows, uint32_t columns); // blank afterwards
void screen_clear(Screen *screen, Rect rect, Face face);

// What one of its cells shows.
Slice screen_text(const Screen *screen, const Cell *cell);

// Do a cell of one screen and a cell of another look the same? And do so many of them, from these
// on?
bool screen_same_cell(const Screen *screen, const Cell *cell, const Screen *other, const Cell *at);
bool screen_same_cells(const Screen *screen, const Cell *cells, const Screen *other, const Cell *at,
                       uint32_t count);

// The same for equal cells; now and then for others too.
uint32_t screen_hash(const Screen *screen, const Cell *cells, uint32_t count);

// The same of so many blanks that nothing was drawn over.
uint32_t screen_hash_blanks(uint32_t count);

// Draws text from (row, column) on, at most `columns` wide; never wraps, a wide cluster that would
// stick out is not drawn. Returns the columns used. Places outside the screen draw nothing.
uint32_t screen_put(Screen *screen, uint32_t row, uint32_t column, uint32_t columns, Slice text,
                    Face face, uint8_t attributes);

// The same for one unit that was taken from a text already.
void screen_put_unit(Screen *screen, uint32_t row, uint32_t column, const SafeUnit *unit, Face face,
                     uint8_t attributes);

// The same as for a text, with … (~ in ASCII) at the end when the text did not fit.
uint32_t screen_put_fit(Screen *screen, uint32_t row, uint32_t column, uint32_t columns, Slice text,
                        Face face, uint8_t attributes);

// Copies the `columns` cells of `from` that begin at (from_row, from_column), as far as both
// screens reach. They must not begin or end with one half of a wide cluster.
void screen_copy(Screen *screen, uint32_t row, uint32_t column, const Screen *from,
                 uint32_t from_row, uint32_t from_column, uint32_t columns);

// A line across `columns` cells, which divides what is above from what is below.
void screen_put_rule(Screen *screen, uint32_t row, uint32_t column, uint32_t columns);

// Repeats the narrow cell that stands at (row, column) in the rows below it, `rows` in all.
void screen_repeat_down(Screen *screen, uint32_t row, uint32_t column, uint32_t rows);

// Changes face and adds attributes of cells that are there already.
void screen_tint(Screen *screen, uint32_t row, uint32_t column, uint32_t columns, Face face,
                 uint8_t attributes);

void screen_move_cursor(Screen *screen, uint32_t row, uint32_t column);

// The screen as text for tests and README: a line a row without blanks at the end, each ended by
// LF.
void screen_write_text(const Screen *screen, Buffer *out);

#endif
