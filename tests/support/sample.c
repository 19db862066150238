// SPDX-License-Identifier: MIT
#include "support/sample.h"

#include "layout/walk.h"
#include "text/builder.h"

#include <string.h>

static void add_piece(Builder *builder, const SamplePiece *piece, uint32_t start, int32_t *note) {
  uint32_t mark_end = start + (piece->mark ? (uint32_t)strlen(piece->mark) : 0);
  uint32_t end = mark_end + (uint32_t)strlen(piece->text);
  Block block = {.span = {start, end},
                 .type = piece->type,
                 .level = piece->type == BLOCK_HEADING ? 2 : 0,
                 .preformatted = piece->preformatted,
                 .mark = {start, start},
                 .note = VERSION_NONE};
  if (piece->type == BLOCK_LIST_ITEM) block.mark.end = mark_end;
  if (piece->type == BLOCK_NOTE && piece->mark) {
    Note made = {.span = {start, end},
                 .body = {mark_end, end},
                 .label = SLICE("1"),
                 .target = VERSION_NONE,
                 .root = VERSION_NONE};
    *note = (int32_t)builder_add_note(builder, made);
  }
  if (piece->type == BLOCK_NOTE && *note != VERSION_NONE) {
    block.note = *note;
    Note *whole = builder_note(builder, (uint32_t)*note);
    whole->span.end = whole->body.end = end;
  }
  builder_add_block(builder, block);
}

Version *sample_build(const SamplePiece *pieces, size_t count) {
  Buffer text = {0};
  for (size_t at = 0; at < count; at++) {
    if (at > 0) buffer_add_string(&text, "\n\n");
    if (pieces[at].mark) buffer_add_string(&text, pieces[at].mark);
    buffer_add_string(&text, pieces[at].text);
  }
  Builder *builder = builder_new(buffer_slice(&text));
  int32_t note = VERSION_NONE;
  uint32_t start = 0;
  for (size_t at = 0; at < count; at++) {
    add_piece(builder, &pieces[at], start, &note);
    start += (uint32_t)(strlen(pieces[at].text) + (pieces[at].mark ? strlen(pieces[at].mark) : 0));
    start += 2;
  }
  buffer_release(&text);
  return builder_finish(builder, 1);
}

Version *sample_paragraph(const char *text) {
  const SamplePiece piece = {.type = BLOCK_PARAGRAPH, .text = text};
  return sample_build(&piece, 1);
}

void sample_write_line(const Version *version, const Line *line, SafeMode mode, Buffer *out) {
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
    sample_write_line(version, layout_line(layout, place), mode, out);
    buffer_add_byte(out, '\n');
  } while (layout_next_line(layout, &place, &gap));
}

void sample_write(const Version *version, LayoutStyle style, Buffer *out) {
  Layout *layout = layout_new(version, style);
  write_layout(layout, version, style.mode, out);
  layout_free(layout);
}
