// SPDX-License-Identifier: MIT
// Greedy wrapping of plain text: one pass over the row's units, remembering the last blank.
#include "tui/wrap.h"

size_t wrap_next(Slice rest, SafeMode mode, uint32_t columns, size_t *len) {
  uint32_t used = 0;
  size_t pos = 0, blank_start = 0, blank_end = 0; // the last blank seen: where to break
  while (pos < rest.len) {
    SafeUnit unit;
    if (rest.ptr[pos] == '\n') {
      *len = pos;
      return pos + 1;
    }
    safe_next(slice_cut(rest, pos, rest.len), mode, &unit);
    if (used + unit.width > columns && pos > 0) {
      if (unit.blank) { // the blank itself may hang over the edge
        *len = pos;
        return pos + unit.len;
      }
      *len = blank_end ? blank_start : pos;
      return blank_end ? blank_end : pos;
    }
    if (unit.blank) {
      blank_start = pos;
      blank_end = pos + unit.len;
    }
    used += unit.width;
    pos += unit.len;
  }
  *len = rest.len;
  return rest.len;
}

uint32_t wrap_draw(Screen *screen, Rect at, Slice text, uint32_t most, Face face) {
  uint32_t used = 0;
  for (Slice rest = text; rest.len > 0 && used < most; used++) {
    size_t len, next = wrap_next(rest, screen->mode, at.columns, &len);
    bool cut = used + 1 == most && next < rest.len;
    Slice shown = cut ? rest : slice_cut(rest, 0, len);
    screen_put_fit(screen, at.row + used, at.column, at.columns, shown, face, 0);
    rest = slice_cut(rest, next, rest.len);
  }
  return used;
}
