// SPDX-License-Identifier: MIT
// Paints a laid-out line unit by unit, at the columns that the layout measured, so that tints and
// caret can never miss. What a unit is (reference, link) is looked up where that can change only,
// so a line costs its own length.
#include "tui/paint.h"
#include "layout/walk.h"

// A stretch of the text with one look.
typedef struct Piece {
  uint32_t end;
  Face face;
  uint8_t attributes;
} Piece;

static const struct {
  uint32_t kind;
  uint8_t attribute;
} kinds[] = {
    {INLINE_EMPHASIS, CELL_ITALIC},
    {INLINE_STRONG, CELL_BOLD},
    {INLINE_CODE, CELL_DIM},
    {INLINE_STRUCK, CELL_STRUCK},
};

// A span of another face at or after pos ends the piece or is the piece.
static void see_span(Piece *piece, Span span, uint32_t pos, Face face) {
  if (span_is_empty(span) || span.end <= pos) return;
  if (span.start > pos) {
    if (span.start < piece->end) piece->end = span.start;
    return;
  }
  if (span.end < piece->end) piece->end = span.end;
  piece->face = face;
}

// Inline marks change how letters look, whatever face they have.
static void see_inline(Piece *piece, const Version *version, uint32_t pos) {
  uint32_t index = version_inline_from(version, pos);
  if (index == version->inline_count) return;
  const Inline *mark = &version->inlines[index];
  see_span(piece, mark->span, pos, piece->face);
  for (size_t i = 0; mark->span.start <= pos && i < sizeof kinds / sizeof *kinds; i++) {
    if (mark->kinds & kinds[i].kind) piece->attributes |= kinds[i].attribute;
  }
}

static Piece piece_at(const Version *version, uint32_t pos, uint32_t end, Face face) {
  Piece piece = {.end = end, .face = face};
  uint32_t link = version_link_from(version, pos);
  uint32_t reference = version_reference_from(version, pos);
  int32_t note = version_note_at(version, pos);
  if (note != VERSION_NONE) {
    const Note *own = &version->notes[note];
    see_span(&piece, span_make(own->span.start, own->body.start), pos, FACE_REFERENCE);
  }
  if (link < version->link_count) see_span(&piece, version->links[link].span, pos, FACE_LINK);
  if (reference < version->reference_count)
    see_span(&piece, version->references[reference].span, pos, FACE_REFERENCE);
  see_inline(&piece, version, pos);
  return piece;
}

void paint_line(Screen *screen, const Version *version, const Line *line, uint32_t row,
                uint32_t column, uint32_t columns, Face face) {
  Walk walk;
  WalkUnit unit;
  Piece piece = {.end = line->span.start, .face = face};
  walk_line(&walk, version, line, screen->mode);
  while (walk_next(&walk, &unit)) {
    uint32_t at = line->indent + unit.column;
    if (unit.pos >= piece.end) piece = piece_at(version, unit.pos, line->span.end, face);
    if (unit.safe.width == 0 || at + unit.safe.width > columns) continue;
    screen_put_unit(screen, row, column + at, &unit.safe, piece.face, piece.attributes);
  }
  uint32_t end = (uint32_t)line->indent + line->width;
  if (line->hyphen && end < columns) screen_put(screen, row, column + end, 1, SLICE("-"), face, 0);
}
