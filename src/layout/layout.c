// SPDX-License-Identifier: MIT
// The layout of a version: which blocks are shown, how far they are indented, and the cache of
// their lines. Lines of a block are made when they are first asked for and kept until the layout is
// freed; a block costs 24 bytes, a line 32.
//
// One paragraph may be the whole of a document of megabytes. So a large block is cut into pieces of
// about one size, each behind a blank where there is one near, and laid out by itself:
//
//   block  │···············│···············│·········│
//   piece   0               1               2            line = piece * PIECE_LINES + line in piece
//
// Where the cuts are depends on the text alone, so that a line is the same from whichever side it
// is reached.
#include "layout/layout.h"

#include "base/bisection.h"
#include "base/error.h"
#include "base/memory.h"
#include "layout/flow.h"
#include "layout/walk.h"
#include "text/cluster.h"

#include <stdlib.h>

typedef struct Piece {
  Line *lines; // NULL until asked for
  uint32_t count;
} Piece;

typedef struct BlockLines {
  Piece *pieces; // NULL until asked for, all of a block in one array
  uint32_t count;
  Stops *stops; // of a table, or NULL
} BlockLines;

struct Layout {
  const Version *version;
  LayoutStyle style;
  BlockLines *blocks;
  uint32_t block_count; // freeing must not need the version
};

enum { QUOTATION_INDENT = 4, QUOTATION_INDENT_NARROW = 2, WIDE = 40, NARROW = 20 };
enum { ITEM_INDENT = 3, ITEM_INDENT_NARROW = 1 };
enum { WIDTH_MAX = UINT16_MAX };
enum { PIECE_LINES = 1 << 16, CUT_MOST = 1024 }; // a piece has fewer bytes than that, so lines too

Layout *layout_new(const Version *version, LayoutStyle style) {
  if (style.width == 0) BUG("a layout without columns");
  if (style.width > WIDTH_MAX) style.width = WIDTH_MAX;
  Layout *layout = memory_new(1, sizeof *layout);
  layout->version = version;
  layout->style = style;
  layout->block_count = version->block_count;
  layout->blocks = memory_new(version->block_count, sizeof *layout->blocks);
  return layout;
}

void layout_free(Layout *layout) {
  if (!layout) return;
  for (uint32_t at = 0; at < layout->block_count; at++) {
    BlockLines *block = &layout->blocks[at];
    for (uint32_t i = 0; i < block->count; i++) free(block->pieces[i].lines);
    free(block->pieces);
    free(block->stops);
  }
  free(layout->blocks);
  free(layout);
}

// ---- Indents

// What stands before the text of a block and hangs out to its left: a bullet, a note's mark.
static Span hanging_mark(const Version *version, const Block *block) {
  if (block->type != BLOCK_NOTE || block->note == VERSION_NONE) return block->mark;
  const Note *note = &version->notes[block->note];
  return span_make(note->span.start, note->body.start);
}

static uint32_t quotation_indent(uint32_t width) {
  return width >= WIDE ? QUOTATION_INDENT : width >= NARROW ? QUOTATION_INDENT_NARROW : 0;
}

// Items that the format says are inside others stand further in; what goes on an item without a
// mark of its own stands under its words.
static uint32_t item_indent(const Block *block, uint32_t width) {
  uint32_t step = width >= WIDE ? ITEM_INDENT : width >= NARROW ? ITEM_INDENT_NARROW : 0;
  bool goes_on = block->level > 0 && span_is_empty(block->mark);
  uint32_t depth = block->level > 0 ? block->level - 1U : 0;
  uint32_t indent = (depth + goes_on) * step;
  return indent <= width / 4 ? indent : width / 4;
}

// Sets the indents of a block; they leave at least half of the width.
static void set_indents(const Version *version, const Block *block, Flow *flow) {
  if (block->type == BLOCK_QUOTATION) flow->first = flow->rest = quotation_indent(flow->width);
  if (block->type == BLOCK_LIST_ITEM) flow->first = flow->rest = item_indent(block, flow->width);
  Span mark = hanging_mark(version, block);
  if (span_is_empty(mark)) return;
  uint32_t hang = walk_width(version, mark, flow->mode);
  if (hang > flow->width / 2) return;
  flow->rest += hang;
  flow->glued = mark.end;
  // A later paragraph of a note has no mark of its own and stands under the first.
  if (mark.end <= block->span.start) flow->first += hang;
}

// ---- Blocks

static bool is_shown(const Layout *layout, uint32_t block) {
  return layout->style.hidden || !version_block_hidden(&layout->version->blocks[block]);
}

// ---- Pieces

static uint32_t piece_count(const Block *block) {
  uint32_t len = span_len(block->span);
  return len > LAYOUT_WHOLE ? len / LAYOUT_PIECE : 1;
}

// Where a piece starts: behind the first blank (in preformatted text, line end) that stands at its
// due place or near behind it, else at a cluster.
static uint32_t piece_start(const Version *version, const Block *block, uint32_t piece) {
  uint32_t due = block->span.start + piece * LAYOUT_PIECE;
  if (piece == 0) return due;
  if (piece >= piece_count(block)) return block->span.end;
  const char *text = version->text.ptr;
  for (uint32_t pos = due; pos < due + CUT_MOST; pos++)
    if (text[pos] == '\n' || (text[pos] == ' ' && !block->preformatted)) return pos + 1;
  return cluster_start(version->text, block->span, due);
}

// The piece that pos is in; of a position outside the block the nearest.
static uint32_t piece_with(const Version *version, const Block *block, uint32_t pos) {
  uint32_t last = piece_count(block) - 1;
  uint32_t piece = pos > block->span.start ? (pos - block->span.start) / LAYOUT_PIECE : 0;
  if (piece > last) piece = last;
  if (piece < last && pos >= piece_start(version, block, piece + 1)) return piece + 1;
  return piece > 0 && pos < piece_start(version, block, piece) ? piece - 1 : piece;
}

static bool can_be_flush(const Block *block) {
  return block->type == BLOCK_PARAGRAPH || block->type == BLOCK_QUOTATION ||
         block->type == BLOCK_LIST_ITEM || block->type == BLOCK_NOTE;
}

// The columns of a table; the last one's lines stand under each other.
static void set_stops(const Stops *stops, Flow *flow) {
  flow->stops = stops;
  if (stops && stops->count > 0) flow->rest = stops->at[stops->count - 1];
}

static Piece lay_out_piece(const Layout *layout, const Block *block, const Stops *stops,
                           uint32_t piece) {
  const Version *version = layout->version;
  Flow flow = {.width = layout->style.width,
               .mode = layout->style.mode,
               .preformatted = block->preformatted,
               .justify = layout->style.justify && can_be_flush(block),
               .most = UINT32_MAX};
  flow.span = span_make(piece_start(version, block, piece), piece_start(version, block, piece + 1));
  set_indents(version, block, &flow);
  if (piece > 0) flow.first = flow.rest;
  set_stops(stops, &flow);
  FlowLines made = {0};
  flow_append(version, &flow, &made);
  return (Piece){memory_resize(made.lines, made.count, sizeof *made.lines), made.count};
}

// A piece of a block that is shown.
static const Piece *piece_of(Layout *layout, uint32_t block, uint32_t piece) {
  const Block *source = &layout->version->blocks[block];
  BlockLines *kept = &layout->blocks[block];
  if (!kept->pieces) {
    kept->count = piece_count(source);
    kept->pieces = memory_new(kept->count, sizeof *kept->pieces);
    if (source->type == BLOCK_TABLE && source->preformatted && kept->count == 1)
      kept->stops = stops_new(layout->version, source, layout->style.width, layout->style.mode);
  }
  if (piece >= kept->count) BUG("no piece %u in block %u", piece, block);
  if (!kept->pieces[piece].lines)
    kept->pieces[piece] = lay_out_piece(layout, source, kept->stops, piece);
  return &kept->pieces[piece];
}

const Line *layout_lines(Layout *layout, uint32_t block, uint32_t *count) {
  if (block >= layout->version->block_count) BUG("no block %u", block);
  const Piece *first = is_shown(layout, block) ? piece_of(layout, block, 0) : NULL;
  *count = first ? first->count : 0;
  return first ? first->lines : NULL;
}

static const Piece *piece_at(Layout *layout, LinePlace place) {
  return piece_of(layout, place.block, place.line / PIECE_LINES);
}

static LinePlace last_of_piece(Layout *layout, uint32_t block, uint32_t piece) {
  return (LinePlace){block, piece * PIECE_LINES + piece_of(layout, block, piece)->count - 1};
}

static bool is_one_line(Layout *layout, uint32_t block) {
  return piece_count(&layout->version->blocks[block]) == 1 &&
         piece_of(layout, block, 0)->count == 1;
}

// The next shown block after one, block_count if there is none; with `block` = -1 the first.
static uint32_t shown_after(const Layout *layout, int64_t block) {
  uint32_t at = (uint32_t)(block + 1);
  while (at < layout->version->block_count && !is_shown(layout, at)) at++;
  return at;
}

// The shown block before one, VERSION_NONE if there is none.
static int64_t shown_before(const Layout *layout, uint32_t block) {
  int64_t at = (int64_t)block - 1;
  while (at >= 0 && !is_shown(layout, (uint32_t)at)) at--;
  return at;
}

// ---- Gaps

typedef enum Kinship { KINSHIP_NONE, KINSHIP_ITEMS, KINSHIP_METADATA, KINSHIP_NOTES } Kinship;

static const unsigned char kinships[BLOCK_TYPE_COUNT] = {
    [BLOCK_LIST_ITEM] = KINSHIP_ITEMS,      [BLOCK_TABLE] = KINSHIP_ITEMS,
    [BLOCK_TITLE] = KINSHIP_METADATA,       [BLOCK_SERIES] = KINSHIP_METADATA,
    [BLOCK_DATE] = KINSHIP_METADATA,        [BLOCK_AUTHORS] = KINSHIP_METADATA,
    [BLOCK_AFFILIATION] = KINSHIP_METADATA, [BLOCK_NOTE] = KINSHIP_NOTES,
};

// Do two blocks stand close, one under the other? Items and rows of one kind, metadata of any kind,
// notes of a line each, halves of a paragraph.
static bool is_close(Layout *layout, uint32_t block, uint32_t next) {
  const Block *blocks = layout->version->blocks;
  Kinship kinship = kinships[blocks[block].type];
  if (blocks[next].continues) return true;
  if (kinship == KINSHIP_NONE || kinship != kinships[blocks[next].type]) return false;
  if (kinship == KINSHIP_ITEMS) return blocks[block].type == blocks[next].type;
  if (kinship == KINSHIP_METADATA) return true;
  return is_one_line(layout, block) && is_one_line(layout, next);
}

// Blank lines between this block and the next shown one: 0 or 1.
static uint32_t gap_after(Layout *layout, uint32_t block) {
  uint32_t next = shown_after(layout, block);
  if (next == layout->version->block_count || !is_shown(layout, block)) return 0;
  return is_close(layout, block, next) ? 0 : 1;
}

// ---- Places

// Distance of a position from a block that it is not in.
static uint32_t distance(const Block *block, uint32_t pos) {
  return pos < block->span.start ? block->span.start - pos : pos - block->span.end;
}

// The shown block nearest to pos in one that is not shown, or VERSION_NONE.
static int64_t nearest_shown(const Layout *layout, uint32_t block, uint32_t pos) {
  const Version *version = layout->version;
  uint32_t after = shown_after(layout, block);
  int64_t before = shown_before(layout, block);
  if (after == version->block_count) return before;
  if (before < 0) return after;
  bool back = distance(&version->blocks[before], pos) < distance(&version->blocks[after], pos);
  return back ? before : after;
}

// Index of the last line that starts at or before pos.
static uint32_t find_line(const Line *lines, uint32_t count, uint32_t pos) {
  Bisection range = bisection_of(0, count);
  while (bisection_open(&range)) bisection_narrow(&range, lines[range.middle].span.start <= pos);
  return (uint32_t)bisection_last(&range);
}

bool layout_place_of(Layout *layout, uint32_t pos, LinePlace *place) {
  int64_t block = version_block_at(layout->version, pos);
  if (block == VERSION_NONE) return false;
  if (!is_shown(layout, (uint32_t)block)) block = nearest_shown(layout, (uint32_t)block, pos);
  if (block == VERSION_NONE) return false;
  const Block *source = &layout->version->blocks[block];
  uint32_t piece = piece_with(layout->version, source, pos);
  const Piece *found = piece_of(layout, (uint32_t)block, piece);
  uint32_t line = find_line(found->lines, found->count, pos);
  *place = (LinePlace){(uint32_t)block, piece * PIECE_LINES + line};
  return true;
}

bool layout_next_line(Layout *layout, LinePlace *place, uint32_t *gap) {
  if (gap) *gap = 0;
  uint32_t piece = place->line / PIECE_LINES;
  if (place->line % PIECE_LINES + 1 < piece_at(layout, *place)->count) {
    place->line++;
    return true;
  }
  if (piece + 1 < piece_count(&layout->version->blocks[place->block])) {
    place->line = (piece + 1) * PIECE_LINES;
    return true;
  }
  uint32_t next = shown_after(layout, place->block);
  if (next == layout->version->block_count) return false;
  if (gap) *gap = gap_after(layout, place->block);
  *place = (LinePlace){next, 0};
  return true;
}

bool layout_previous_line(Layout *layout, LinePlace *place, uint32_t *gap) {
  if (gap) *gap = 0;
  if (place->line % PIECE_LINES > 0) {
    place->line--;
    return true;
  }
  if (place->line > 0) {
    *place = last_of_piece(layout, place->block, place->line / PIECE_LINES - 1);
    return true;
  }
  int64_t before = shown_before(layout, place->block);
  if (before < 0) return false;
  uint32_t block = (uint32_t)before;
  if (gap) *gap = gap_after(layout, block);
  *place = last_of_piece(layout, block, piece_count(&layout->version->blocks[block]) - 1);
  return true;
}

const Line *layout_line(Layout *layout, LinePlace place) {
  bool shown = place.block < layout->block_count && is_shown(layout, place.block);
  const Piece *piece = shown ? piece_at(layout, place) : NULL;
  uint32_t line = place.line % PIECE_LINES;
  if (!piece || line >= piece->count) BUG("no line %u in block %u", place.line, place.block);
  return piece->lines + line;
}

// ---- Columns

uint32_t layout_column_of(Layout *layout, LinePlace place, uint32_t pos) {
  const Line *line = layout_line(layout, place);
  Walk walk;
  WalkUnit unit;
  walk_line(&walk, layout->version, line, layout->style.mode);
  while (walk.pos <= pos && walk_next(&walk, &unit)) {
    if (pos < unit.pos + unit.safe.len) return line->indent + unit.column;
  }
  return line->indent + walk.column;
}

uint32_t layout_pos_at(Layout *layout, LinePlace place, uint32_t column) {
  const Line *line = layout_line(layout, place);
  uint32_t found = line->span.start;
  Walk walk;
  WalkUnit unit;
  walk_line(&walk, layout->version, line, layout->style.mode);
  while (walk_next(&walk, &unit) && line->indent + unit.column <= column) {
    if (unit.safe.width > 0) found = unit.pos;
  }
  return found;
}

// ---- A span on its own

uint32_t layout_span(const Version *version, Span span, LayoutStyle style, uint32_t indent,
                     uint32_t most, Line **lines) {
  FlowLines made = {0};
  if (style.width == 0) BUG("a layout without columns");
  Flow flow = {.width = style.width < WIDTH_MAX ? style.width : WIDTH_MAX, .mode = style.mode};
  flow.first = flow.rest = indent < flow.width ? indent : flow.width - 1;
  int32_t block = version_block_at(version, span.start);
  for (; block != VERSION_NONE && (uint32_t)block < version->block_count; block++) {
    const Block *source = &version->blocks[block];
    if (source->span.start >= span.end || made.count >= most) break;
    flow.span = span_common(source->span, span);
    if (span_is_empty(flow.span)) continue;
    flow.preformatted = source->preformatted;
    flow.most = most - made.count;
    flow_append(version, &flow, &made);
  }
  *lines = made.lines;
  return made.count;
}
