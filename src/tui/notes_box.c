// SPDX-License-Identifier: MIT
// A footnote laid out by itself: its mark, its lines with a hanging indent, and when it refers back
// what it means. The pane and the peek draw it.
//
//   [iv] Ibid., p. 7.
//        = [iii] “Wells beside the river: the
//                ‘forty wells’ pilot…
#include "tui/notes.h"
#include "tui/paint.h"

#include <stdlib.h>

enum { SOURCE_ROWS_MAX = 3, SOURCE_NARROW = 48 };

static uint32_t indent_for(uint32_t width, uint32_t columns) {
  return width + 4 <= columns ? width : 0;
}

static Slice note_mark(const Version *version, const Note *note) {
  return slice_trim(version_cut(version, span_make(note->span.start, note->body.start)));
}

static void lay_out_source(NoteBox *box, const Version *version, uint32_t columns, SafeMode mode,
                           uint32_t most) {
  const Note *own = &version->notes[box->note];
  LayoutStyle style = {.width = columns, .mode = mode, .hidden = true};
  if (!own->back || own->root == VERSION_NONE || own->root == box->note) return;
  const Note *root = &version->notes[own->root];
  box->source = own->root;
  box->source_start = columns < SOURCE_NARROW ? 1 : box->indent;
  box->source_indent =
      indent_for(box->source_start + 3 + safe_width(note_mark(version, root), mode), columns);
  box->source_count =
      layout_span(version, root->body, style, box->source_indent, most, &box->source_lines);
}

void notes_box_init(NoteBox *box, const Version *version, int32_t note, uint32_t columns,
                    SafeMode mode, uint32_t most) {
  const Note *own = &version->notes[note];
  LayoutStyle style = {.width = columns ? columns : 1, .mode = mode, .hidden = true};
  *box = (NoteBox){.note = note, .source = VERSION_NONE, .mark = note_mark(version, own)};
  box->indent = indent_for(safe_width(box->mark, mode) + 1, columns);
  box->line_count = layout_span(version, own->body, style, box->indent, most, &box->lines);
  lay_out_source(box, version, columns ? columns : 1, mode,
                 most > NOTE_ROWS_MAX ? most : SOURCE_ROWS_MAX);
}

void notes_box_release(NoteBox *box) {
  free(box->lines);
  free(box->source_lines);
}

uint32_t notes_box_rows(const NoteBox *box) {
  uint32_t rows = box->line_count + box->source_count;
  return (rows ? rows : 1) + (box->here != NULL);
}

static void draw_mark(const NoteBox *box, const Version *version, Screen *screen, Rect at,
                      uint32_t row, bool current) {
  if (row == 0)
    screen_put(screen, at.row, at.column, at.columns, box->mark, FACE_REFERENCE,
               current ? CELL_REVERSE : 0);
  if (row != box->line_count || box->source_count == 0 || box->source_indent == 0) return;
  uint32_t used = box->source_start;
  used += screen_put(screen, at.row, at.column + used, at.columns - used, SLICE("= "), FACE_DIM, 0);
  screen_put(screen, at.row, at.column + used, at.columns - used,
             note_mark(version, &version->notes[box->source]), FACE_REFERENCE, 0);
}

// One line of a note; the last one of a note that was cut short ends in an ellipsis.
static void draw_note_line(Screen *screen, const Version *version, const Line *line, Rect at,
                           Face face, bool cut) {
  paint_line(screen, version, line, at.row, at.column, at.columns, face);
  uint32_t end = (uint32_t)line->indent + line->width;
  Slice more = slice_of(screen->mode == SAFE_ASCII ? "~" : "…");
  if (end >= at.columns) end = at.columns - 1;
  if (cut) screen_put(screen, at.row, at.column + end, 1, more, FACE_DIM, 0);
}

static bool is_cut(const Version *version, const Line *last, Span body) {
  return slice_trim(version_cut(version, span_make(last->span.end, body.end))).len > 0;
}

static void draw_body_row(const NoteBox *box, const Version *version, Screen *screen, Rect at,
                          uint32_t row) {
  const Line *line = &box->lines[row];
  bool cut = row + 1 == box->line_count && is_cut(version, line, version->notes[box->note].body);
  draw_note_line(screen, version, line, at, FACE_TEXT, cut);
}

static void draw_source_row(const NoteBox *box, const Version *version, Screen *screen, Rect at,
                            uint32_t row) {
  const Line *line = &box->source_lines[row];
  bool cut =
      row + 1 == box->source_count && is_cut(version, line, version->notes[box->source].body);
  draw_note_line(screen, version, line, at, FACE_QUOTATION, cut);
}

// Under the note's words, or as far left of there as it needs to be seen whole.
static void draw_here(const NoteBox *box, Screen *screen, Rect at) {
  uint32_t wide = safe_width(slice_of(box->here), screen->mode);
  uint32_t room = wide < at.columns ? at.columns - wide : 0;
  uint32_t indent = box->indent < room ? box->indent : room;
  screen_put_fit(screen, at.row, at.column + indent, at.columns - indent, slice_of(box->here),
                 FACE_MARK, 0);
}

void notes_box_draw(const NoteBox *box, const Version *version, Screen *screen, Rect rect,
                    uint32_t skip, bool current) {
  uint32_t rows = notes_box_rows(box);
  for (uint32_t row = skip; row < rows && row - skip < rect.rows; row++) {
    Rect at = {rect.row + row - skip, rect.column, 1, rect.columns};
    uint32_t below = row - box->line_count;
    if (row < box->line_count)
      draw_body_row(box, version, screen, at, row);
    else if (below < box->source_count)
      draw_source_row(box, version, screen, at, below);
    else if (box->here && row + 1 == rows)
      draw_here(box, screen, at);
    draw_mark(box, version, screen, at, row, current);
  }
}
