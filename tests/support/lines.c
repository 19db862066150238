// SPDX-License-Identifier: MIT
#include "support/lines.h"

#include "layout/walk.h"

void lines_write_one(const Version *version, const Line *line, SafeMode mode, Buffer *out) {
  for (uint32_t column = 0; column < line->indent; column++) buffer_add_byte(out, ' ');
  Walk walk;
  WalkUnit unit;
  uint32_t column = 0;
  walk_line(&walk, version, line, mode);
  while (walk_next(&walk, &unit)) {
    for (; column < unit.column; column++) buffer_add_byte(out, ' ');
    column += unit.safe.width;
    buffer_add(out, slice_make(unit.safe.shown, unit.safe.shown_len));
  }
  if (line->hyphen) buffer_add_byte(out, '-');
}

static void write_layout(Layout *layout, const Version *version, SafeMode mode, Buffer *out) {
  LinePlace place = {0};
  uint32_t gap = 0;
  if (!layout_place_of(layout, 0, &place)) return;
  while (layout_previous_line(layout, &place, NULL)) continue;
  do {
    if (gap) buffer_add_byte(out, '\n');
    lines_write_one(version, layout_line(layout, place), mode, out);
    buffer_add_byte(out, '\n');
  } while (layout_next_line(layout, &place, &gap));
}

void lines_write(const Version *version, LayoutStyle style, Buffer *out) {
  Layout *layout = layout_new(version, style);
  write_layout(layout, version, style.mode, out);
  layout_free(layout);
}
