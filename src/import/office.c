// SPDX-License-Identifier: MIT
// Styles are resolved when they are asked for: a chain of parents is followed for so many steps as
// people build, so that a ring of styles ends as well.
#include "import/office.h"

#include "base/memory.h"
#include "import/dates.h"
#include "import/labels.h"
#include "import/names.h"

#include <stdlib.h>

enum {
  CHAIN_MAX = 32, // styles that stand on each other
  NAME_MAX_BYTES = 40,
  HEADING_LEVELS = 6,
  LONG_CELL = 200, // bytes in a cell that is no cell of figures
};

// ---- Roles

// Lower case without blanks, which OpenDocument writes as "_20_".
static Slice squeeze(Slice name, char out[NAME_MAX_BYTES]) {
  size_t len = 0;
  for (size_t i = 0; i < name.len && len < NAME_MAX_BYTES; i++) {
    char byte = name.ptr[i];
    bool coded = slice_starts(slice_cut(name, i, name.len), SLICE("_20_"));
    if (coded) i += 3;
    if (coded || byte == ' ' || byte == '_' || byte == '-') continue;
    out[len++] = byte >= 'A' && byte <= 'Z' ? (char)(byte + 32) : byte;
  }
  return slice_make(out, len);
}

// "heading2": the number behind a name, or 0.
static uint8_t numbered(Slice name, Slice head) {
  if (!slice_starts(name, head) || name.len != head.len + 1) return 0;
  char digit = name.ptr[head.len];
  return digit >= '1' && digit <= '9' ? (uint8_t)(digit - '0') : 0;
}

static uint8_t heading_level(uint32_t level) {
  return (uint8_t)(level < HEADING_LEVELS ? level : HEADING_LEVELS);
}

OfficeRole office_role(Slice name, uint8_t *level) {
  static const struct {
    const char *name;
    OfficeRole role;
  } roles[] = {
      {"title", OFFICE_TITLE},           {"subtitle", OFFICE_SUBTITLE},
      {"author", OFFICE_AUTHOR},         {"authors", OFFICE_AUTHOR},
      {"byline", OFFICE_AUTHOR},         {"date", OFFICE_DATE},
      {"quote", OFFICE_QUOTATION},       {"intensequote", OFFICE_QUOTATION},
      {"blocktext", OFFICE_QUOTATION},   {"quotations", OFFICE_QUOTATION},
      {"sourcecode", OFFICE_CODE},       {"preformattedtext", OFFICE_CODE},
      {"htmlpreformatted", OFFICE_CODE}, {"normal", OFFICE_PLAIN},
      {"standard", OFFICE_PLAIN},        {"textbody", OFFICE_PLAIN},
      {"bodytext", OFFICE_PLAIN},
  };
  char space[NAME_MAX_BYTES];
  Slice squeezed = squeeze(name, space);
  for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
    if (slice_equal(squeezed, slice_of(roles[i].name))) return roles[i].role;
  }
  *level = heading_level(numbered(squeezed, SLICE("heading")));
  if (*level) return OFFICE_HEADING;
  if (numbered(squeezed, SLICE("toc")) || numbered(squeezed, SLICE("contents")))
    return OFFICE_CONTENTS;
  return OFFICE_UNKNOWN;
}

uint32_t office_kinds(Slice name) {
  static const char *const codes[] = {"verbatimchar", "htmlcode", "sourcetext", "teletype"};
  char space[NAME_MAX_BYTES];
  Slice squeezed = squeeze(name, space);
  for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
    if (slice_equal(squeezed, slice_of(codes[i]))) return INLINE_CODE;
  }
  return 0;
}

// ---- Styles

void office_styles_add(OfficeStyles *styles, OfficeStyle style) {
  styles->rows = memory_grow(styles->rows, styles->count, &styles->room, sizeof style);
  styles->rows[styles->count++] = style;
}

static int compare_styles(const void *a, const void *b) {
  const OfficeStyle *one = a, *other = b;
  return slice_compare(one->id, other->id);
}

void office_styles_sort(OfficeStyles *styles) {
  if (styles->count) qsort(styles->rows, styles->count, sizeof *styles->rows, compare_styles);
}

void office_styles_release(OfficeStyles *styles) {
  free(styles->rows);
  *styles = (OfficeStyles){0};
}

static const OfficeStyle *find_row(const OfficeStyles *styles, Slice id) {
  OfficeStyle key = {.id = id};
  if (styles->count == 0 || id.len == 0) return NULL;
  return bsearch(&key, styles->rows, styles->count, sizeof key, compare_styles);
}

OfficeStyle office_styles_find(const OfficeStyles *styles, Slice id) {
  OfficeStyle found = {.id = id};
  const OfficeStyle *row = find_row(styles, id);
  if (!row) {
    found.role = office_role(id, &found.level);
    found.kinds = office_kinds(id);
  }
  for (int step = 0; row && step < CHAIN_MAX; step++, row = find_row(styles, row->parent)) {
    if (found.role == OFFICE_UNKNOWN) {
      found.role = row->role;
      found.level = row->level;
    }
    if (!found.list.ptr) {
      found.list = row->list;
      found.list_level = row->list_level;
    }
    found.kinds |= row->kinds;
  }
  return found;
}

// ---- Paragraphs

// Code is written a line in each paragraph; such lines are one block.
static bool goes_on_code(const Manuscript *manuscript, const OfficeStyle *style) {
  return style->role == OFFICE_CODE && manuscript->open && manuscript->block.type == BLOCK_CODE;
}

void office_begin_paragraph(Manuscript *manuscript, const OfficeStyle *style) {
  static const BlockType types[] = {
      [OFFICE_HEADING] = BLOCK_HEADING,
      [OFFICE_QUOTATION] = BLOCK_QUOTATION,
      [OFFICE_CODE] = BLOCK_CODE,
      [OFFICE_CONTENTS] = BLOCK_FURNITURE,
  };
  size_t known = sizeof types / sizeof *types;
  if (goes_on_code(manuscript, style)) {
    manuscript_add_exact(manuscript, SLICE("\n"));
    return;
  }
  ManuscriptBlock block = {.source = BLOCK_BY_MARKUP};
  if ((size_t)style->role < known) block.type = types[style->role];
  if (block.type == BLOCK_HEADING) block.level = style->level;
  block.preformatted = block.type == BLOCK_CODE;
  if (block.type == BLOCK_FURNITURE) block.source = BLOCK_FIXED;
  manuscript_begin(manuscript, block);
}

// The words of a block without its references.
static void append_words(const Manuscript *manuscript, const ManuscriptBlock *block, Buffer *out) {
  size_t at = manuscript->reference_count;
  while (at > 0 && manuscript->references[at - 1].span.start >= block->span.start) at--;
  uint32_t pos = block->span.start;
  for (; at < manuscript->reference_count; at++) {
    Span mark = manuscript->references[at].span;
    buffer_add(out, slice_cut(buffer_slice(&manuscript->text), pos, mark.start));
    pos = mark.end;
  }
  buffer_add(out, slice_cut(buffer_slice(&manuscript->text), pos, block->span.end));
}

static bool state_authors(Manuscript *manuscript, Slice words) {
  Names names;
  if (!names_parse(words, &names)) names = (Names){.names = {words}, .count = 1};
  for (uint32_t i = 0; i < names.count; i++) manuscript_add_author(manuscript, names.names[i]);
  return true;
}

static bool state_date(Manuscript *manuscript, Slice words) {
  char date[DATES_TEXT_SIZE];
  if (manuscript->stated.date.len || !dates_parse(words, date)) return false;
  manuscript->stated.date = manuscript_keep(manuscript, slice_of(date));
  return true;
}

static bool state_title(Manuscript *manuscript, Slice words) {
  if (manuscript->stated.title.len) return false;
  manuscript->stated.title = manuscript_keep(manuscript, words);
  return true;
}

// Gives the block the class that its words bear out.
static void state(Manuscript *manuscript, OfficeRole role, ManuscriptBlock *block, Slice words) {
  BlockType type = BLOCK_PARAGRAPH;
  if (role == OFFICE_SUBTITLE) type = BLOCK_AFFILIATION;
  if (role == OFFICE_TITLE && state_title(manuscript, words)) type = BLOCK_TITLE;
  if (role == OFFICE_AUTHOR && state_authors(manuscript, words)) type = BLOCK_AUTHORS;
  if (role == OFFICE_DATE && state_date(manuscript, words)) type = BLOCK_DATE;
  if (type == BLOCK_PARAGRAPH) return;
  block->type = type;
  block->source = BLOCK_FIXED;
}

void office_end_paragraph(Manuscript *manuscript, const OfficeStyle *style) {
  uint32_t before = manuscript->block_count;
  if (style->role == OFFICE_CODE) return; // the next paragraph may go on
  manuscript_end(manuscript);
  if (manuscript->block_count == before || style->role < OFFICE_TITLE) return;
  ManuscriptBlock *block = &manuscript->blocks[manuscript->block_count - 1];
  Buffer words = {0};
  append_words(manuscript, block, &words);
  state(manuscript, style->role, block, slice_trim(buffer_slice(&words)));
  buffer_release(&words);
}

static bool has_heading(const Manuscript *manuscript) {
  for (uint32_t i = 0; i < manuscript->block_count; i++) {
    BlockType type = manuscript->blocks[i].type;
    if (type == BLOCK_TITLE || type == BLOCK_HEADING) return true;
  }
  return false;
}

void office_leave_to_rules(Manuscript *manuscript) {
  if (has_heading(manuscript)) return;
  for (uint32_t i = 0; i < manuscript->block_count; i++) {
    ManuscriptBlock *block = &manuscript->blocks[i];
    bool plain = block->type == BLOCK_PARAGRAPH && block->source == BLOCK_BY_MARKUP;
    if (plain && block->note == VERSION_NONE) block->source = BLOCK_BY_RULE;
  }
}

void office_begin_item(Manuscript *manuscript, uint8_t level, Slice mark) {
  manuscript_begin(
      manuscript,
      (ManuscriptBlock){.type = BLOCK_LIST_ITEM, .level = level, .source = BLOCK_BY_MARKUP});
  manuscript_add_list_mark(manuscript, mark);
}

// ---- Tables

void office_begin_table(OfficeTable *table, Manuscript *manuscript) {
  if (table->depth++ > 0) return;
  manuscript_begin(
      manuscript,
      (ManuscriptBlock){.type = BLOCK_TABLE, .preformatted = true, .source = BLOCK_BY_MARKUP});
  table->row_due = table->cell_due = false;
}

void office_begin_row(OfficeTable *table, Manuscript *manuscript) {
  if (table->depth == 0) return;
  if (table->depth > 1) {
    manuscript_add_words(manuscript, SLICE(" "));
    return;
  }
  if (table->row_due) manuscript_add_exact(manuscript, SLICE("\n"));
  table->row_due = true;
  table->cell_due = false;
}

void office_begin_cell(OfficeTable *table, Manuscript *manuscript) {
  if (table->depth == 0) return;
  if (table->depth > 1) {
    manuscript_add_words(manuscript, SLICE(" "));
    return;
  }
  if (table->cell_due) manuscript_add_exact(manuscript, SLICE("\t"));
  table->cell_due = true;
}

void office_end_table(OfficeTable *table, Manuscript *manuscript) {
  if (table->depth > 0 && --table->depth == 0) manuscript_end(manuscript);
}

uint32_t *office_count_bytes(const Markup *markup) {
  uint32_t *before = memory_new(markup->node_count + 1U, sizeof *before);
  for (uint32_t at = 0; at < markup->node_count; at++)
    before[at + 1] = before[at] + markup->nodes[at].text_len;
  return before;
}

typedef struct TableShape {
  const Markup *markup;
  const uint32_t *bytes_before;
  const OfficeTableNames *names;
  uint32_t cells;
  bool header, prose;
} TableShape;

static bool holds_child(const Markup *markup, uint32_t node, const char *name) {
  for (uint32_t at = node + 1; at < markup->nodes[node].end; at = markup->nodes[at].end) {
    if (markup_is(markup, at, name)) return true;
  }
  return false;
}

static bool is_prose(const TableShape *shape, uint32_t cell) {
  const Markup *markup = shape->markup;
  uint32_t paragraphs = 0, end = markup->nodes[cell].end;
  for (uint32_t at = cell + 1; at < end; at = markup->nodes[at].end)
    paragraphs += markup_is(markup, at, shape->names->paragraph);
  return paragraphs > 1 && shape->bytes_before[end] - shape->bytes_before[cell] > LONG_CELL;
}

static void read_row(TableShape *shape, uint32_t row) {
  const Markup *markup = shape->markup;
  for (uint32_t at = row + 1; at < markup->nodes[row].end; at = markup->nodes[at].end) {
    if (markup_is(markup, at, shape->names->row_properties))
      shape->header |= holds_child(markup, at, shape->names->header);
    if (!markup_is(markup, at, shape->names->cell)) continue;
    shape->cells++;
    shape->prose |= is_prose(shape, at);
  }
}

bool office_is_layout(const Markup *markup, const uint32_t *bytes_before, uint32_t table,
                      const OfficeTableNames *names) {
  TableShape shape = {.markup = markup, .bytes_before = bytes_before, .names = names};
  shape.header = holds_child(markup, table, names->header);
  for (uint32_t at = table + 1; at < markup->nodes[table].end; at = markup->nodes[at].end) {
    if (markup_is(markup, at, names->row)) read_row(&shape, at);
  }
  return !shape.header && (shape.cells == 1 || shape.prose);
}

// ---- Boxes beside the text

void office_keep_box(OfficeBoxes *boxes, uint32_t node) {
  boxes->nodes = memory_grow(boxes->nodes, boxes->count, &boxes->room, sizeof *boxes->nodes);
  boxes->nodes[boxes->count++] = node;
}

void office_release_boxes(OfficeBoxes *boxes) {
  free(boxes->nodes);
  *boxes = (OfficeBoxes){0};
}

static void walk_children(const Markup *markup, uint32_t node, const MarkupVisitor *visitor) {
  for (uint32_t at = node + 1; at < markup->nodes[node].end; at = markup->nodes[at].end)
    markup_walk(markup, at, visitor);
}

void office_walk(const Markup *markup, uint32_t node, const MarkupVisitor *visitor,
                 OfficeBoxes *boxes, void (*begin)(void *context)) {
  for (uint32_t at = node + 1; at < markup->nodes[node].end; at = markup->nodes[at].end) {
    markup_walk(markup, at, visitor);
    for (size_t i = 0; i < boxes->count; i++) {
      begin(visitor->context);
      walk_children(markup, boxes->nodes[i], visitor);
    }
    boxes->count = 0;
  }
}

// ---- Numbers

static void write_letters(Buffer *out, uint32_t number, char first) {
  uint32_t times = (number - 1) / 26 + 1; // z, aa, bb …
  for (uint32_t i = 0; i < times && i < LABEL_TEXT_SIZE; i++)
    buffer_add_byte(out, (char)(first + (int)((number - 1) % 26)));
}

static void write_roman(Buffer *out, uint32_t number, bool upper) {
  static const struct {
    uint32_t value;
    const char *lower, *upper;
  } parts[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"},
               {100, "c", "C"},  {90, "xc", "XC"},  {50, "l", "L"},  {40, "xl", "XL"},
               {10, "x", "X"},   {9, "ix", "IX"},   {5, "v", "V"},   {4, "iv", "IV"},
               {1, "i", "I"}};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    for (; number >= parts[i].value; number -= parts[i].value)
      buffer_add_string(out, upper ? parts[i].upper : parts[i].lower);
  }
}

void office_write_number(Buffer *out, uint32_t number, char format) {
  bool roman = number > 0 && number < 4000 && (format == 'i' || format == 'I');
  if (roman)
    write_roman(out, number, format == 'I');
  else if (number > 0 && (format == 'a' || format == 'A'))
    write_letters(out, number, format);
  else
    buffer_printf(out, "%u", number);
}

// ---- Properties

static void state_creators(Manuscript *manuscript, Slice creators) {
  for (size_t pos = 0; pos <= creators.len;) {
    const char *at = memchr(creators.ptr + pos, ';', creators.len - pos);
    size_t end = at ? (size_t)(at - creators.ptr) : creators.len;
    manuscript_add_author(manuscript, slice_cut(creators, pos, end));
    pos = end + 1;
  }
}

void office_state_properties(Manuscript *manuscript, const Markup *markup, const char *title,
                             const char *author) {
  Metadata *stated = &manuscript->stated;
  bool titled = stated->title.len > 0, authored = stated->author_count > 0;
  Buffer words = {0};
  for (uint32_t at = 0; at < markup->node_count; at++) {
    bool is_title = !titled && markup_is(markup, at, title);
    if (!is_title && (authored || !markup_is(markup, at, author))) continue;
    buffer_clear(&words);
    markup_append_text(markup, at, &words);
    if (is_title && stated->title.len == 0)
      stated->title = manuscript_keep(manuscript, buffer_slice(&words));
    else if (!is_title)
      state_creators(manuscript, buffer_slice(&words));
    at = markup->nodes[at].end - 1;
  }
  buffer_release(&words);
}

bool office_open_note(Manuscript *manuscript, uint32_t note) {
  if (note >= manuscript->note_count) return false;
  manuscript_begin_note(manuscript, note);
  manuscript_begin(manuscript, (ManuscriptBlock){.source = BLOCK_BY_MARKUP});
  return true;
}

void office_write_mark(Buffer *out, Slice label, bool custom) {
  buffer_printf(out, custom ? "%.*s" : "[%.*s]", (int)label.len, label.ptr);
}

void office_add_note_mark(Manuscript *manuscript, uint32_t note, bool custom) {
  Buffer mark = {0};
  office_write_mark(&mark, manuscript->notes[note].label, custom);
  manuscript_add_note_mark(manuscript, buffer_slice(&mark));
  buffer_release(&mark);
}
