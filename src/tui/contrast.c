// SPDX-License-Identifier: MIT
// The three parts are joined to one text, which is wrapped; each byte of it belongs to a part, and
// each row is drawn part by part. Cost: linear in the text.
#include "tui/contrast.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "tui/wrap.h"

#include <stdlib.h>

// The joined text. words: where the passage stands in it.
typedef struct Joined {
  Buffer text;
  Span words;
} Joined;

typedef struct ContrastRow {
  uint32_t start, end;
} ContrastRow;

typedef struct ContrastRows {
  ContrastRow *items;
  uint32_t count;
  size_t capacity;
} ContrastRows;

static void add_line(Buffer *out, Slice text) {
  for (size_t at = 0; at < text.len; at++)
    buffer_add_byte(out, text.ptr[at] == '\n' ? ' ' : text.ptr[at]);
}

static Joined join(const Contrast *contrast) {
  Joined joined = {0};
  add_line(&joined.text, contrast->before);
  joined.words.start = (uint32_t)joined.text.len;
  if (!contrast->words.len) buffer_add_byte(&joined.text, ' ');
  add_line(&joined.text, contrast->words.len ? contrast->words : contrast->gone);
  if (!contrast->words.len) buffer_add_byte(&joined.text, ' ');
  joined.words.end = (uint32_t)joined.text.len;
  add_line(&joined.text, contrast->after);
  return joined;
}

static ContrastRows wrap(Slice text, SafeMode mode, uint32_t columns) {
  ContrastRows rows = {0};
  for (size_t pos = 0; pos < text.len;) {
    size_t len, next = wrap_next(slice_cut(text, pos, text.len), mode, columns, &len);
    rows.items = memory_grow(rows.items, rows.count, &rows.capacity, sizeof *rows.items);
    rows.items[rows.count++] = (ContrastRow){(uint32_t)pos, (uint32_t)(pos + len)};
    pos += next;
  }
  return rows;
}

// ---- What a byte looks like

// The stretch from pos on that looks the same; *face is its look.
static uint32_t same_until(const Contrast *contrast, const Joined *joined, uint32_t pos,
                           Face *face) {
  *face = FACE_DIM;
  if (pos < joined->words.start) return joined->words.start;
  if (pos >= joined->words.end) return (uint32_t)joined->text.len;
  *face = contrast->words.len ? FACE_TEXT : FACE_MARK;
  for (uint32_t i = 0; i < contrast->marked_count && contrast->words.len; i++) {
    Span marked = contrast->marked[i];
    uint32_t start = joined->words.start + marked.start, end = joined->words.start + marked.end;
    if (pos >= end) continue;
    if (pos < start) return start;
    *face = contrast->face;
    return end;
  }
  return joined->words.end;
}

static bool draw_row(Screen *screen, Rect at, const Contrast *contrast, const Joined *joined,
                     ContrastRow row) {
  bool marked = false;
  uint32_t column = 0;
  for (uint32_t pos = row.start; pos < row.end;) {
    Face face;
    uint32_t end = same_until(contrast, joined, pos, &face);
    if (end > row.end) end = row.end;
    marked = marked || face == contrast->face;
    column += screen_put(screen, at.row, at.column + column, at.columns - column,
                         slice_cut(buffer_slice(&joined->text), pos, end), face, 0);
    pos = end;
  }
  return marked;
}

// ---- The passage

// The first row that is shown.
static uint32_t first_row(const Contrast *contrast, const Joined *joined, const ContrastRows *rows,
                          uint32_t room) {
  uint32_t wanted = joined->words.start, at = 0;
  if (contrast->marked_count) wanted += contrast->marked[0].start;
  if (rows->count <= room) return 0;
  while (at + 1 < rows->count && rows->items[at + 1].start <= wanted) at++;
  if (at < room) return 0;
  uint32_t most = rows->count - room;
  return at - 1 < most ? at - 1 : most;
}

uint32_t contrast_draw(Screen *screen, Rect at, const Contrast *contrast) {
  if (at.rows == 0 || at.columns <= CONTRAST_GUTTER) return 0;
  Joined joined = join(contrast);
  Rect inner = {at.row, at.column + CONTRAST_GUTTER, 1, at.columns - CONTRAST_GUTTER};
  ContrastRows rows = wrap(buffer_slice(&joined.text), screen->mode, inner.columns);
  uint32_t first = first_row(contrast, &joined, &rows, at.rows), used = 0;
  for (; used < at.rows && first + used < rows.count; used++) {
    inner.row = at.row + used;
    bool marked = draw_row(screen, inner, contrast, &joined, rows.items[first + used]);
    if (marked)
      screen_put(screen, inner.row, at.column, 1, slice_make(&contrast->sign, 1), contrast->face,
                 0);
  }
  free(rows.items);
  buffer_release(&joined.text);
  return used;
}
