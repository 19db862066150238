// SPDX-License-Identifier: MIT
// Headings are short and larger or bolder than text; the larger, the higher. Until the first of
// them, or the first paragraph, short lines on the first page are the header's: what they are is
// for the rules of the header to say.
#include "import/pdfheadings.h"

#include "import/blocks.h"
#include "import/chars.h"
#include "import/names.h"
#include "import/phrases.h"

enum {
  LARGER_PERCENT = 110, // of the body size
  HEADING_BYTES_MAX = 240,
  HEADING_LINES_MAX = 3,
  HEADER_BYTES_MAX = 160,
  HEADER_LINES_MAX = 2,
  HEADER_BLOCKS_MAX = 12,
  LEVEL_FIRST = 2,
  LEVEL_LAST = 6,
  SIZES = 512,
};

typedef struct Classifier {
  const PdfDocument *document;
  PdfBlocks *blocks;
  Buffer text, line; // of the block in hand, of a line of it
  bool bold_stands_out;
  uint8_t levels[SIZES][2]; // of headings by size and weight
} Classifier;

static const PdfLine *first_line(const Classifier *classifier, const PdfBlock *block) {
  return &classifier->document->lines[block->first_line];
}

static Slice read_text(Classifier *classifier, const PdfBlock *block) {
  buffer_clear(&classifier->text);
  for (size_t i = 0; i < block->line_count; i++) {
    pdfdocument_line_text(classifier->document, first_line(classifier, block) + i,
                          &classifier->line);
    if (i > 0) buffer_add_byte(&classifier->text, ' ');
    buffer_add(&classifier->text, buffer_slice(&classifier->line));
  }
  return buffer_slice(&classifier->text);
}

static size_t length_of(const Classifier *classifier, const PdfBlock *block) {
  size_t length = 0;
  for (size_t i = 0; i < block->line_count; i++) {
    length += first_line(classifier, block)[i].length;
  }
  return length;
}

// ---- Headings

// Where most of the text is bold, that tells nothing.
static bool bold_stands_out(const PdfDocument *document) {
  size_t all = 0, bold = 0;
  for (size_t i = 0; i < document->line_count; i++) {
    const PdfLine *line = &document->lines[i];
    if (line->role != PDF_TEXT) continue;
    all += line->length;
    if (line->bold) bold += line->length;
  }
  return bold * 3 < all;
}

static bool stands_out(const Classifier *classifier, const PdfLine *line) {
  return line->size * 100 >= classifier->document->body * LARGER_PERCENT ||
         (line->bold && classifier->bold_stands_out);
}

static bool holds_letter(Slice text) {
  uint32_t code_point;
  for (size_t pos = 0, len; (len = chars_at(text, pos, &code_point)) > 0; pos += len) {
    if (chars_is_letter(code_point)) return true;
  }
  return false;
}

static bool is_section(Slice text) {
  Buffer folded = {0};
  chars_fold(text, &folded);
  Slice slice = buffer_slice(&folded);
  bool is = phrases_is_section(slice) || phrases_is_contents(slice);
  buffer_release(&folded);
  return is;
}

static bool is_heading(Classifier *classifier, const PdfBlock *block) {
  if (block->type != BLOCK_PARAGRAPH || block->line_count > HEADING_LINES_MAX) return false;
  bool outstanding = stands_out(classifier, first_line(classifier, block));
  if (!outstanding && block->line_count > 1) return false;
  if (length_of(classifier, block) > HEADING_BYTES_MAX) return false;
  Slice text = read_text(classifier, block);
  if (!outstanding) return is_section(text);
  uint32_t last;
  chars_before(text, text.len, &last);
  return holds_letter(text) && last != '.' && last != ';' && last != ',' && last != 0x3002;
}

static size_t size_row(const PdfLine *line) {
  return line->size < SIZES ? line->size : SIZES - 1;
}

// The shapes of headings, from the largest down, bold before plain, are their levels.
static void rank_shapes(Classifier *classifier) {
  uint8_t level = LEVEL_FIRST;
  for (size_t size = SIZES; size-- > 0;) {
    for (int plain = 0; plain < 2; plain++) {
      if (!classifier->levels[size][!plain]) continue;
      classifier->levels[size][!plain] = level;
      if (level < LEVEL_LAST) level++;
    }
  }
}

static void set_level(Classifier *classifier, PdfBlock *block) {
  const PdfLine *line = first_line(classifier, block);
  uint32_t parts = blocks_number_parts(read_text(classifier, block));
  block->level = classifier->levels[size_row(line)][line->bold];
  if (parts > 0) block->level = (uint8_t)(parts + 1 < LEVEL_LAST ? parts + 1 : LEVEL_LAST);
}

static void find_headings(Classifier *classifier) {
  for (size_t i = 0; i < classifier->blocks->count; i++) {
    PdfBlock *block = &classifier->blocks->items[i];
    if (!is_heading(classifier, block)) continue;
    const PdfLine *line = first_line(classifier, block);
    block->type = BLOCK_HEADING;
    block->mark_len = 0;
    classifier->levels[size_row(line)][line->bold] = 1;
  }
  rank_shapes(classifier);
  for (size_t i = 0; i < classifier->blocks->count; i++) {
    PdfBlock *block = &classifier->blocks->items[i];
    if (block->type == BLOCK_HEADING) set_level(classifier, block);
  }
}

// ---- The header

// A line that stands out may be the author's name or the series; any other begins the text.
static bool is_name_or_series(Slice text) {
  Names names;
  Buffer folded = {0};
  chars_fold(text, &folded);
  bool is = names_parse(text, &names) || phrases_is_series(buffer_slice(&folded));
  buffer_release(&folded);
  return is;
}

static bool is_header_line(Classifier *classifier, const PdfBlock *block, bool titled) {
  bool heading = block->type == BLOCK_HEADING;
  if ((block->type != BLOCK_PARAGRAPH && !heading) || block->mark_len > 0) return false;
  if (block->line_count > HEADER_LINES_MAX) return false;
  if (length_of(classifier, block) > HEADER_BYTES_MAX) return false;
  Slice text = read_text(classifier, block);
  if (blocks_ends_with_stop(text) || is_section(text) || blocks_number_parts(text)) return false;
  return !heading || !titled || is_name_or_series(text);
}

static bool has_title(const PdfBlocks *blocks) {
  for (size_t i = 0; i < blocks->count && i < HEADER_BLOCKS_MAX; i++) {
    if (blocks->items[i].type == BLOCK_TITLE) return true;
  }
  return false;
}

// Without a title nothing shows where a header is.
static void find_header(Classifier *classifier) {
  PdfBlocks *blocks = classifier->blocks;
  bool titled = false;
  if (!has_title(blocks)) return;
  for (size_t i = 0; i < blocks->count && i < HEADER_BLOCKS_MAX; i++) {
    PdfBlock *block = &blocks->items[i];
    titled = titled || block->type == BLOCK_TITLE;
    if (block->type == BLOCK_FURNITURE || block->type == BLOCK_TITLE) continue;
    if (first_line(classifier, block)->page > 0) return;
    if (!is_header_line(classifier, block, titled)) return;
    block->type = BLOCK_AFFILIATION;
  }
}

static bool is_same_shape(const Classifier *classifier, const PdfBlock *one,
                          const PdfBlock *other) {
  const PdfDocument *document = classifier->document;
  const PdfLine *a = first_line(classifier, one), *b = first_line(classifier, other);
  const PdfFragment *first = &document->fragments[a->first_fragment];
  const PdfFragment *second = &document->fragments[b->first_fragment];
  return a->size == b->size &&
         document->runs[first->first_run].kinds == document->runs[second->first_run].kinds;
}

static bool is_names(Classifier *classifier, const PdfBlock *block) {
  Names names;
  return (block->type == BLOCK_AFFILIATION || block->type == BLOCK_AUTHORS) &&
         names_parse(read_text(classifier, block), &names);
}

// Lines of names, one below the other in one shape, are several authors.
static void find_authors(Classifier *classifier) {
  PdfBlocks *blocks = classifier->blocks;
  for (size_t i = 1; i < blocks->count && i < HEADER_BLOCKS_MAX; i++) {
    PdfBlock *block = &blocks->items[i];
    if (!is_names(classifier, block) || !is_names(classifier, block - 1)) continue;
    if (is_same_shape(classifier, block - 1, block)) block->type = block[-1].type = BLOCK_AUTHORS;
  }
}

// ---- Over pages and columns

static bool goes_on(Classifier *classifier, const PdfBlock *before, const PdfBlock *block) {
  if (block->type != BLOCK_PARAGRAPH || block->mark_len > 0) return false;
  if (before->type != BLOCK_PARAGRAPH) return false;
  if (first_line(classifier, before)->strip == first_line(classifier, block)->strip) return false;
  Slice text = read_text(classifier, before);
  bool comma = text.len > 0 && text.ptr[text.len - 1] == ',';
  if (!comma && blocks_ends_with_stop(text)) return false;
  return blocks_begins_low(read_text(classifier, block));
}

static void find_continuations(Classifier *classifier) {
  const PdfBlock *before = NULL;
  for (size_t i = 0; i < classifier->blocks->count; i++) {
    PdfBlock *block = &classifier->blocks->items[i];
    if (block->type == BLOCK_FURNITURE || block->type == BLOCK_NOTE) continue;
    block->continues = before && goes_on(classifier, before, block);
    before = block;
  }
}

static void find_items(const PdfBlocks *blocks) {
  for (size_t i = 0; i < blocks->count; i++) {
    PdfBlock *block = &blocks->items[i];
    if (block->type == BLOCK_PARAGRAPH && block->mark_len > 0) block->type = BLOCK_LIST_ITEM;
  }
}

void pdfheadings_classify(const PdfDocument *document, PdfBlocks *blocks) {
  Classifier classifier = {.document = document, .blocks = blocks};
  classifier.bold_stands_out = bold_stands_out(document);
  find_headings(&classifier);
  find_header(&classifier);
  find_authors(&classifier);
  find_continuations(&classifier);
  find_items(blocks);
  buffer_release(&classifier.text);
  buffer_release(&classifier.line);
}
