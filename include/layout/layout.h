// SPDX-License-Identifier: MIT
// Layout: version × width × style → screen lines, block by block, lazily, cached. Pure: it knows
// nothing of annotations (those are runs laid over lines) nor of curses, and nothing of it enters
// the model. Lines are broken by UAX #14 (libunistring) at widths of base/safe.h; a word wider than
// the line is cut at a cluster. No line is wider than the width.
//
// What a line shows is its span without joints and without all but one of a run of blanks: draw it
// with layout/walk.h, which the layout measures with.
//
// A place on the screen is (block, line in block): there is no count of all lines, so opening a
// long brief costs what is visible. A block of more than LAYOUT_WHOLE bytes is laid out in pieces
// of LAYOUT_PIECE, each when it is needed: a line may end early where one piece does, and numbers
// of lines jump there.
#ifndef POSTIL_LAYOUT_LAYOUT_H
#define POSTIL_LAYOUT_LAYOUT_H

#include "base/safe.h"
#include "layout/stops.h"
#include "text/version.h"

typedef struct Line {
  Span span;              // bytes of the text, without the blank at a broken line's end
  uint32_t next;          // where the next line of the block starts
  uint16_t indent;        // columns of blanks before it
  uint16_t width;         // columns of the text, without the indent
  bool hyphen;            // broken at a soft hyphen: draw one at the end
  uint16_t gaps, stretch; // justified: so many blanks are so many columns wider in all
  const Stops *stops;     // of a table's columns, else NULL; as long as the layout
} Line;

typedef struct LayoutStyle {
  uint32_t width; // columns, >= 1
  SafeMode mode;
  bool hidden;  // show hidden blocks
  bool justify; // make paragraphs flush at the right where gaps of three columns are enough
} LayoutStyle;

typedef struct Layout Layout;

enum { LAYOUT_WHOLE = 64 * 1024, LAYOUT_PIECE = 4 * 1024 };

// The version is borrowed: it must be there for every call but layout_free().
Layout *layout_new(const Version *version, LayoutStyle style);
void layout_free(Layout *layout); // NULL is fine

// The lines of a block, of one in pieces those of the first: none for one that is not shown, else
// at least one. *count is their number; borrowed until the layout is freed.
const Line *layout_lines(Layout *layout, uint32_t block, uint32_t *count);

// A line of a layout, ordered by (block, line); line is 0 for the first one of a block.
typedef struct LinePlace {
  uint32_t block, line;
} LinePlace;

// The line that shows pos (of a hidden block: the nearest shown line). False for a version that
// shows nothing.
bool layout_place_of(Layout *layout, uint32_t pos, LinePlace *place);

// The next and the previous line, over block ends; false at the end (place unchanged). *gap (may be
// NULL) is the number of blank lines between the two.
bool layout_next_line(Layout *layout, LinePlace *place, uint32_t *gap);
bool layout_previous_line(Layout *layout, LinePlace *place, uint32_t *gap);

// Borrowed until the layout is freed. A block that is not shown has none.
const Line *layout_line(Layout *layout, LinePlace place);

// Column (indent included) of pos in its line, and the position at a column (clamped to the line,
// start of a cluster).
uint32_t layout_column_of(Layout *layout, LinePlace place, uint32_t pos);
uint32_t layout_pos_at(Layout *layout, LinePlace place, uint32_t column);

// One span laid out on its own (a note in the footnote pane): appends lines that start `indent`
// columns in, up to `most`; returns the number of lines appended to *lines (malloc'd array that the
// caller frees).
uint32_t layout_span(const Version *version, Span span, LayoutStyle style, uint32_t indent,
                     uint32_t most, Line **lines);

#endif
