// SPDX-License-Identifier: MIT
// Blocks. In a strip, a line begins a block when it stands further below the line before it than
// lines of its size do, is of another size or weight, is set in or out, has a bullet, or follows a
// line that ended early although its first word would have fitted there.
//
//        │    A first line is set in,      │   indent
//        │the others stand at the margin.  │
//        │    And again.                   │   indent: another paragraph
//        │• A bullet, whose second line    │   bullet
//        │  hangs below its words.         │
//        │2. What follows                  │   gap, bold: a heading
#include "import/pdfblocks.h"

#include "base/memory.h"
#include "import/blocks.h"
#include "import/chars.h"
#include "import/paragraphs.h"

#include <stdlib.h>

enum {
  GAP_PERCENT = 122,   // of the distance of lines
  INDENT_PERCENT = 60, // of a size: less is no indent
  EARLY_PERCENT = 12,  // of the strip's width that a line which ends early leaves, at least
  CELLS_LEAST = 3,
  ROWS_LEAST = 2,
  ROW_PITCHES = 3,           // between rows of a table, at most
  HEADER_WIDTH_PERCENT = 60, // of the strip's: wider lines are text that is wrapped
  HEADER_LINES_MAX = 2,      // of a block; what is longer is text
  NO_PLACE = INT32_MIN,
};

typedef struct Cutter {
  const PdfDocument *document;
  PdfBlocks *blocks;
  int32_t right; // of the strip's text
  int32_t left;
  int32_t rest;        // left of the open block's lines but the first; NO_PLACE until there is one
  PdfBlock *open;      // or NULL
  bool in_header;      // the title was there, and no text yet
  Buffer text, before; // of the line in hand, of the one before it
} Cutter;

void pdfblocks_release(PdfBlocks *blocks) {
  free(blocks->items);
  *blocks = (PdfBlocks){0};
}

// ---- What a line shows

static int32_t tolerance(const PdfLine *line) {
  return (int32_t)line->size * INDENT_PERCENT / 100 + 1;
}

// Cells: groups of fragments with wide gaps between.
static uint32_t count_cells(const PdfDocument *document, const PdfLine *line) {
  uint32_t cells = 1;
  const PdfFragment *fragment = &document->fragments[line->first_fragment];
  for (uint32_t i = 1; i < line->fragment_count; i++) {
    cells += pdfdocument_is_cell_gap(line, &fragment[i - 1], &fragment[i]);
  }
  return cells;
}

static bool is_row(const PdfDocument *document, size_t index) {
  const PdfLine *line = &document->lines[index];
  return line->role == PDF_TEXT && count_cells(document, line) >= CELLS_LEAST;
}

// A bullet that no prose has at the start of a line.
static bool is_sure_bullet(Slice text) {
  uint32_t code_point;
  uint32_t len = chars_at(text, 0, &code_point);
  static const uint32_t bullets[] = {0x2022, 0x25E6, 0x25AA, 0x25CF,
                                     0x25A0, 0x2023, 0xF0B7, 0xF0A7};
  for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++) {
    if (code_point == bullets[i]) return text.len > len;
  }
  return false;
}

static size_t list_mark(Slice text) {
  bool numbered;
  size_t mark = paragraphs_list_mark(text, &numbered);
  if (mark > 0 || !is_sure_bullet(text)) return mark;
  uint32_t code_point;
  mark = chars_at(text, 0, &code_point);
  while (mark < text.len && text.ptr[mark] == ' ') mark++;
  return mark;
}

// ---- Where a block begins

static bool has_gap(const PdfDocument *document, const PdfLine *line) {
  const PdfLine *before = line - 1;
  uint32_t size = line->size > before->size ? line->size : before->size;
  int64_t distance = line->bottom - before->bottom;
  return distance * 100 * document->body > (int64_t)document->pitch * size * GAP_PERCENT;
}

static bool is_other_shape(const PdfLine *line) {
  const PdfLine *before = line - 1;
  uint32_t smaller = line->size < before->size ? line->size : before->size;
  uint32_t larger = line->size + before->size - smaller;
  return larger - smaller > 1 || line->bold != before->bold;
}

// Would the first word of the line have fitted behind the line before it, by far? Lines of a header
// end where they are meant to, those of text at the end of a sentence.
static bool ended_early(const Cutter *cutter, const PdfLine *line) {
  Slice text = buffer_slice(&cutter->text);
  size_t word = 0;
  while (word < text.len && text.ptr[word] != ' ') word++;
  int64_t width = cutter->right - cutter->left;
  int64_t first =
      text.len ? (int64_t)(line->right - line->left) * (int64_t)word / (int64_t)text.len : 0;
  int64_t left_over = width - (line[-1].right - line[-1].left) - first;
  bool early = left_over * 100 > width * EARLY_PERCENT;
  bool is_short = (line[-1].right - line[-1].left) * (int64_t)100 < width * HEADER_WIDTH_PERCENT;
  return early &&
         ((cutter->in_header && is_short) || blocks_ends_with_stop(buffer_slice(&cutter->before)));
}

// Does the line before reach as far as lines do?
static bool is_full(const Cutter *cutter, const PdfLine *line) {
  return (cutter->right - line->right) * 100 <= (cutter->right - cutter->left) * EARLY_PERCENT;
}

// A second line that is set in hangs below the words of the first: a list item's, or when the third
// line stands there too.
static bool hangs(const Cutter *cutter, size_t index) {
  const PdfDocument *document = cutter->document;
  const PdfLine *line = &document->lines[index], *next = line + 1;
  if (cutter->open->mark_len > 0) return true;
  bool more = index + 1 < document->line_count && next->strip == line->strip &&
              next->role == line->role && !has_gap(document, next);
  return is_full(cutter, line - 1) && more && abs(next->left - line->left) <= tolerance(line);
}

static bool is_set_off(const Cutter *cutter, size_t index) {
  const PdfLine *line = &cutter->document->lines[index];
  int32_t near = tolerance(line);
  if (cutter->rest != NO_PLACE) return abs(line->left - cutter->rest) > near;
  int32_t first = cutter->document->lines[cutter->open->first_line].left;
  return line->left > first + near && !hangs(cutter, index);
}

// Numbers and dashes may begin a line by chance: in a list they stand where its marks stand.
static bool begins_item(const Cutter *cutter, const PdfLine *line) {
  Slice text = buffer_slice(&cutter->text);
  if (is_sure_bullet(text)) return true;
  if (cutter->open->mark_len == 0 || list_mark(text) == 0) return false;
  int32_t first = cutter->document->lines[cutter->open->first_line].left;
  return abs(line->left - first) <= tolerance(line);
}

static bool begins_block(Cutter *cutter, size_t index) {
  const PdfDocument *document = cutter->document;
  const PdfLine *line = &document->lines[index];
  if (!cutter->open || line->role == PDF_FURNITURE || line->role != line[-1].role) return true;
  if (line->role == PDF_TITLE) return false;
  if (has_gap(document, line) || is_other_shape(line) || begins_item(cutter, line)) return true;
  return is_set_off(cutter, index) || ended_early(cutter, line);
}

// ---- Cutting

static PdfBlock *add_block(PdfBlocks *blocks, size_t line, BlockType type) {
  blocks->items = memory_grow(blocks->items, blocks->count, &blocks->room, sizeof *blocks->items);
  PdfBlock *block = &blocks->items[blocks->count++];
  *block = (PdfBlock){.first_line = line, .line_count = 1, .type = type};
  return block;
}

static BlockType first_type(const PdfLine *line) {
  return line->role == PDF_FURNITURE ? BLOCK_FURNITURE
         : line->role == PDF_TITLE   ? BLOCK_TITLE
         : line->role == PDF_NOTE    ? BLOCK_NOTE
                                     : BLOCK_PARAGRAPH;
}

static void start_block(Cutter *cutter, size_t index) {
  const PdfLine *line = &cutter->document->lines[index];
  cutter->open = add_block(cutter->blocks, index, first_type(line));
  cutter->rest = NO_PLACE;
  if (line->role == PDF_TEXT) cutter->open->mark_len = list_mark(buffer_slice(&cutter->text));
  if (line->role == PDF_NOTE) cutter->open = NULL;
}

// Of a strip's running text.
static void measure_strip(Cutter *cutter, size_t start, size_t end) {
  cutter->left = INT32_MAX;
  cutter->right = INT32_MIN;
  for (size_t at = start; at < end; at++) {
    const PdfLine *line = &cutter->document->lines[at];
    if (line->role != PDF_TEXT) continue;
    if (line->left < cutter->left) cutter->left = line->left;
    if (line->right > cutter->right) cutter->right = line->right;
  }
}

// Rows of a table from a line on; the line behind the last one, or `start` when there is no table.
static size_t table_end(const PdfDocument *document, size_t start, size_t end) {
  size_t at = start;
  while (at < end && is_row(document, at)) {
    const PdfLine *line = &document->lines[at];
    if (at > start && line->bottom - line[-1].bottom > document->pitch * ROW_PITCHES) break;
    at++;
  }
  return at - start >= ROWS_LEAST ? at : start;
}

static void take_line(Cutter *cutter, size_t index) {
  const PdfLine *line = &cutter->document->lines[index];
  pdfdocument_line_text(cutter->document, line, &cutter->text);
  if (line->role == PDF_NOTE_MORE) {
    cutter->open = NULL;
  } else if (begins_block(cutter, index)) {
    start_block(cutter, index);
  } else {
    cutter->open->line_count++;
    cutter->rest = line->left;
    if (cutter->open->line_count > HEADER_LINES_MAX && line->role == PDF_TEXT)
      cutter->in_header = false;
  }
  Buffer swap = cutter->before;
  cutter->before = cutter->text;
  cutter->text = swap;
}

static void cut_strip(Cutter *cutter, size_t start, size_t end) {
  measure_strip(cutter, start, end);
  cutter->open = NULL;
  for (size_t at = start; at < end;) {
    size_t rows = table_end(cutter->document, at, end);
    if (rows == at) {
      take_line(cutter, at++);
      continue;
    }
    PdfBlock *table = add_block(cutter->blocks, at, BLOCK_TABLE);
    table->line_count = rows - at;
    cutter->open = NULL;
    at = rows;
  }
}

void pdfblocks_cut(const PdfDocument *document, PdfBlocks *blocks) {
  Cutter cutter = {.document = document, .blocks = blocks, .in_header = true};
  for (size_t at = 0; at < document->line_count;) {
    size_t end = at;
    while (end < document->line_count && document->lines[end].strip == document->lines[at].strip)
      end++;
    cut_strip(&cutter, at, end);
    at = end;
  }
  buffer_release(&cutter.text);
  buffer_release(&cutter.before);
}
