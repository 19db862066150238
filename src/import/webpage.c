// SPDX-License-Identifier: MIT
// What can be said of every node at once: its element, the block around it, whether lines or a
// layout stand below it, and the sums that later questions are answered from.
#include "import/webpage.h"

#include "import/chars.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

enum {
  LONG_LINK = 52,    // filled characters: about 60 with the blanks
  LINES_LEAST = 3,   // <br> that make a container one of lines
  LAYOUT_TEXT = 170, // filled characters of a cell that no table has: about 200 with the blanks
};

// ---- Words of attributes

bool webpage_has_token(const Webpage *page, uint32_t node, const char *attribute,
                       const char *word) {
  Slice value = markup_attribute(page->markup, node, attribute);
  size_t len = strlen(word);
  for (size_t pos = 0; pos < value.len;) {
    size_t end = pos;
    while (end < value.len && !strchr(" \t\n\r\f", value.ptr[end])) end++;
    if (end - pos == len && strncasecmp(value.ptr + pos, word, len) == 0) return true;
    pos = end + 1;
  }
  return false;
}

static bool is_letter(char byte) {
  return isalpha((unsigned char)byte) && (unsigned char)byte < 0x80;
}

static bool holds_word(Slice value, const char *const *words) {
  for (size_t pos = 0; pos < value.len;) {
    size_t end = pos;
    while (end < value.len && is_letter(value.ptr[end])) end++;
    for (const char *const *word = words; *word; word++) {
      if (strlen(*word) == end - pos && strncasecmp(value.ptr + pos, *word, end - pos) == 0)
        return true;
    }
    pos = end + 1;
  }
  return false;
}

bool webpage_has_class(const Webpage *page, uint32_t node, const char *const *words) {
  return holds_word(markup_attribute(page->markup, node, "class"), words) ||
         holds_word(markup_attribute(page->markup, node, "id"), words);
}

// ---- Text

bool webpage_has_words(Slice text) {
  uint32_t code_point;
  for (size_t pos = 0; pos < text.len;) {
    pos += chars_at(text, pos, &code_point);
    if (chars_is_letter(code_point) || chars_is_digit(code_point)) return true;
  }
  return false;
}

void webpage_append_text(const Webpage *page, uint32_t start, uint32_t end, size_t most,
                         Buffer *out) {
  size_t first = out->len;
  bool blank = false;
  for (uint32_t at = start; at < end && out->len - first < most; at++) {
    if (page->nodes[at].flags & WEBPAGE_NEVER) continue;
    blank |= webpage_kind(page, at) == ELEMENT_BREAK || elements_is_block(webpage_kind(page, at));
    Slice text = markup_characters(page->markup, at);
    uint32_t code_point;
    for (size_t pos = 0; pos < text.len && out->len - first < most;) {
      uint32_t len = chars_at(text, pos, &code_point);
      bool space = code_point <= ' ' || chars_is_blank(code_point);
      if (!space && blank && out->len > first) buffer_add_byte(out, ' ');
      if (!space) buffer_add(out, slice_cut(text, pos, pos + len));
      blank = space || (blank && space);
      pos += len;
    }
  }
}

// Code points that are no blanks; NBSP, which fills empty paragraphs, is one.
static uint32_t count_filled(Slice text) {
  uint32_t count = 0;
  for (size_t pos = 0; pos < text.len; pos++) {
    unsigned char byte = (unsigned char)text.ptr[pos];
    count += byte > ' ' && (byte & 0xC0) != 0x80;
  }
  const char *at = text.ptr;
  for (size_t rest = text.len; (at = memmem(at, rest, "\xC2\xA0", 2)) != NULL; at += 2) {
    rest = text.len - (size_t)(at + 2 - text.ptr);
    count--;
  }
  return count;
}

// ---- Elements and sums

// What a node takes over from its parent, and what it is itself.
static void see_node(Webpage *page, uint32_t at) {
  const MarkupNode *raw = &page->markup->nodes[at];
  WebpageNode *node = &page->nodes[at];
  const WebpageNode *parent = raw->parent == MARKUP_NONE ? NULL : &page->nodes[raw->parent];
  node->element = elements_row(markup_name(page->markup, at));
  node->note = MARKUP_NONE;
  ElementKind kind = elements_at(node->element)->kind;
  node->block = elements_is_block(kind) || !parent ? at : parent->block;
  node->flags = parent ? parent->flags & (WEBPAGE_NEVER | WEBPAGE_NOTES) : 0;
  if (kind == ELEMENT_NEVER) node->flags |= WEBPAGE_NEVER;
}

static void add_sums(Webpage *page, uint32_t at, uint32_t *link_end) {
  WebpageSums *sums = &page->sums[at + 1];
  *sums = page->sums[at];
  if (page->nodes[at].flags & WEBPAGE_NEVER) return;
  uint32_t filled = count_filled(markup_characters(page->markup, at));
  const Element *element = elements_at(page->nodes[at].element);
  sums->text += filled;
  sums->link_text += at < *link_end ? filled : 0;
  sums->headings += element->kind == ELEMENT_HEADING && element->level == 1;
  sums->paragraphs += markup_is(page->markup, at, "p");
  if (element->kind != ELEMENT_LINK || !markup_attribute(page->markup, at, "href").ptr) return;
  sums->links++;
  if (webpage_end(page, at) > *link_end) *link_end = webpage_end(page, at);
}

static void add_long_links(Webpage *page) {
  uint32_t count = 0;
  for (uint32_t at = 0; at < page->markup->node_count; at++) {
    count += webpage_kind(page, at) == ELEMENT_LINK && webpage_text(page, at) > LONG_LINK;
    page->sums[at + 1].long_links = count;
  }
}

// ---- Lines and layouts

static bool may_have_lines(ElementKind kind) {
  return kind == ELEMENT_CELL || kind >= ELEMENT_DIVISION;
}

// A container that holds paragraphs has its structure from them.
static void mark_lines(Webpage *page, const uint32_t *breaks) {
  for (uint32_t at = 0; at < page->markup->node_count; at++) {
    uint32_t paragraphs = page->sums[webpage_end(page, at)].paragraphs - page->sums[at].paragraphs;
    if (breaks[at] >= LINES_LEAST && paragraphs == 0 && may_have_lines(webpage_kind(page, at)))
      page->nodes[at].flags |= WEBPAGE_LINES;
  }
}

static bool is_filled_cell(const Webpage *page, uint32_t at) {
  return webpage_kind(page, at) == ELEMENT_CELL && webpage_text(page, at) > LAYOUT_TEXT;
}

// Looks at a table up to the first thing that settles it.
static bool is_layout(const Webpage *page, uint32_t table) {
  uint32_t rows = 0, cells = 0, paragraphs = 0, breaks = 0;
  bool spacious = false;
  for (uint32_t at = table + 1; at < webpage_end(page, table); at++) {
    ElementKind kind = webpage_kind(page, at);
    if (markup_is(page->markup, at, "th")) return false;
    if (kind == ELEMENT_TABLE) return true;
    rows += kind == ELEMENT_ROW;
    if (kind == ELEMENT_CELL) {
      cells += webpage_text(page, at) > 0;
      paragraphs = 0;
    }
    paragraphs += markup_is(page->markup, at, "p") && webpage_text(page, at) > 0;
    bool filled = kind == ELEMENT_TEXT && webpage_text(page, at) > 0;
    breaks = kind == ELEMENT_BREAK ? breaks + 1 : filled ? 0 : breaks;
    spacious |= is_filled_cell(page, at) || paragraphs > 1 || breaks > 1 ||
                kind == ELEMENT_HEADING || kind == ELEMENT_LIST;
  }
  return spacious || rows < 2 || cells <= rows;
}

static void mark_layouts(Webpage *page) {
  const Markup *markup = page->markup;
  for (uint32_t at = 0; at < markup->node_count; at++) {
    if (webpage_kind(page, at) != ELEMENT_TABLE) continue;
    Slice role = markup_attribute(markup, at, "role");
    bool layout = slice_equal(role, SLICE("presentation")) || is_layout(page, at);
    if (layout) page->nodes[at].flags |= WEBPAGE_LAYOUT;
  }
}

// ---- Places of notes

static bool is_place_of_notes(const Webpage *page, uint32_t at) {
  static const char *const words[] = {"footnotes", "endnotes", NULL};
  static const char *const types[] = {"footnotes", "footnote", "endnotes",
                                      "endnote",   "rearnote", "rearnotes"};
  if (!elements_is_block(webpage_kind(page, at))) return false;
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (webpage_has_token(page, at, "epub:type", types[i])) return true;
  }
  return webpage_has_token(page, at, "role", "doc-endnotes") ||
         webpage_has_token(page, at, "role", "doc-footnote") ||
         webpage_has_token(page, at, "role", "doc-endnote") || webpage_has_class(page, at, words);
}

void webpage_init(Webpage *page, const Markup *markup, const WebpageFile *files,
                  uint32_t file_count) {
  uint32_t count = markup->node_count, link_end = 0;
  *page =
      (Webpage){.arena = arena_new(), .markup = markup, .files = files, .file_count = file_count};
  page->book = file_count > 0 && files[0].name.len > 0;
  page->nodes = memory_new(count + 1, sizeof *page->nodes);
  page->sums = memory_new(count + 1, sizeof *page->sums);
  uint32_t *breaks = memory_new(count + 1, sizeof *breaks);
  for (uint32_t at = 0; at < count; at++) {
    see_node(page, at);
    add_sums(page, at, &link_end);
    breaks[page->nodes[at].block] += webpage_kind(page, at) == ELEMENT_BREAK;
    if (is_place_of_notes(page, at)) page->nodes[at].flags |= WEBPAGE_NOTES;
  }
  add_long_links(page);
  mark_lines(page, breaks);
  mark_layouts(page);
  free(breaks);
}

void webpage_release(Webpage *page) {
  arena_free(page->arena);
  free(page->nodes);
  free(page->sums);
  free(page->notes);
  *page = (Webpage){0};
}
