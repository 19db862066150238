// SPDX-License-Identifier: MIT
// libvterm 0.1 writes outside its cells in two cases, both met when a program is late and what it
// drew for the size before arrives after a resize: a wide character on a screen of one column, and
// rows that scroll inside margins set when there were more of them. Hence the care in
// emulator_resize().
#include "support/emulator.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <vterm.h>

enum { ROWS_LEAST = 1, COLUMNS_LEAST = 2 };

struct Emulator {
  VTerm *vterm;
  VTermScreen *screen;
};

static int at_least(uint32_t count, int least) {
  return count > (uint32_t)least ? (int)count : least;
}

Emulator *emulator_new(uint32_t rows, uint32_t columns) {
  Emulator *emulator = memory_new(1, sizeof *emulator);
  emulator->vterm = vterm_new(at_least(rows, ROWS_LEAST), at_least(columns, COLUMNS_LEAST));
  vterm_set_utf8(emulator->vterm, 1);
  emulator->screen = vterm_obtain_screen(emulator->vterm);
  vterm_screen_enable_altscreen(emulator->screen, 1);
  vterm_screen_reset(emulator->screen, 1);
  return emulator;
}

void emulator_free(Emulator *emulator) {
  vterm_free(emulator->vterm);
  free(emulator);
}

void emulator_resize(Emulator *emulator, uint32_t rows, uint32_t columns) {
  emulator_feed(emulator, SLICE("\033[r"));
  vterm_set_size(emulator->vterm, at_least(rows, ROWS_LEAST), at_least(columns, COLUMNS_LEAST));
}

void emulator_feed(Emulator *emulator, Slice bytes) {
  vterm_input_write(emulator->vterm, bytes.ptr, bytes.len);
  vterm_screen_flush_damage(emulator->screen);
  char answer[256]; // to questions, which are not asked; kept from piling up
  while (vterm_output_read(emulator->vterm, answer, sizeof answer) > 0) continue;
}

// ---- What a person sees ------------------------------------------------------------------------
static void cell_text(const Emulator *emulator, uint32_t row, uint32_t column, Buffer *out) {
  VTermScreenCell cell;
  VTermPos place = {.row = (int)row, .col = (int)column};
  if (!vterm_screen_get_cell(emulator->screen, place, &cell)) return;
  if (cell.chars[0] == (uint32_t)-1) return; // the right half of a wide one
  if (cell.chars[0] == 0) buffer_add_byte(out, ' ');
  for (size_t i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++) {
    buffer_add_code_point(out, cell.chars[i]);
  }
}

void emulator_row_text(const Emulator *emulator, uint32_t row, Buffer *out) {
  int rows, columns;
  vterm_get_size(emulator->vterm, &rows, &columns);
  size_t start = out->len;
  for (int column = 0; column < columns; column++) cell_text(emulator, row, (uint32_t)column, out);
  while (out->len > start && out->ptr[out->len - 1] == ' ') out->ptr[--out->len] = '\0';
}

void emulator_text(const Emulator *emulator, Buffer *out) {
  int rows, columns;
  vterm_get_size(emulator->vterm, &rows, &columns);
  for (int row = 0; row < rows; row++) {
    emulator_row_text(emulator, (uint32_t)row, out);
    buffer_add_byte(out, '\n');
  }
}

void emulator_cursor(const Emulator *emulator, uint32_t *row, uint32_t *column) {
  VTermPos place;
  vterm_state_get_cursorpos(vterm_obtain_state(emulator->vterm), &place);
  *row = (uint32_t)place.row;
  *column = (uint32_t)place.col;
}
