// SPDX-License-Identifier: MIT
// A paragraph is a heading when all of its words are bold or larger than most words of the page, it
// is short, and it does not end like a sentence. Looks come down from parent to child, in one pass
// over the nodes.
#include "import/looks.h"

#include "import/blocks.h"

#include <stdlib.h>

enum { HEADING_MOST = 90, LEVELS = 6, USUAL = 1000, LARGER = 1100 };

typedef struct Looks {
  Webpage *page;
  const Stylesheet *sheet;
  Look *nodes;            // of each node's words
  uint32_t sizes[LEVELS]; // of headings, the largest first
  uint32_t size_count;
} Looks;

// What the classes of an element add to what it has from its parent.
static Look add_classes(const Looks *looks, Look look, Slice classes) {
  while (classes.len > 0) {
    size_t len = 0;
    while (len < classes.len && !strchr(" \t\r\n", classes.ptr[len])) len++;
    Look own = stylesheet_look(looks->sheet, slice_cut(classes, 0, len));
    if (own.size) look.size = own.size;
    look.bold = look.bold || own.bold;
    classes = slice_cut(classes, len < classes.len ? len + 1 : len, classes.len);
  }
  return look;
}

static void see(Looks *looks) {
  const Webpage *page = looks->page;
  for (uint32_t at = 0; at < page->markup->node_count; at++) {
    int32_t parent = webpage_parent(page, at);
    Look look = parent == MARKUP_NONE ? (Look){0} : looks->nodes[parent];
    if (elements_at(page->nodes[at].element)->inlines & INLINE_STRONG) look.bold = true;
    looks->nodes[at] = add_classes(looks, look, markup_attribute(page->markup, at, "class"));
  }
}

static bool has_own_headings(const Webpage *page) {
  for (uint32_t at = 0; at < page->markup->node_count; at++)
    if (webpage_kind(page, at) == ELEMENT_HEADING) return true;
  return false;
}

// The size of a paragraph's words if all of them stand out; 0 when they do not.
static uint32_t size_of(const Looks *looks, uint32_t paragraph) {
  const Webpage *page = looks->page;
  uint32_t size = 0;
  for (uint32_t at = paragraph; at < webpage_end(page, paragraph); at++) {
    if (!markup_is_text(page->markup, at) || webpage_text(page, at) == 0) continue;
    Look look = looks->nodes[at];
    if (!look.bold && look.size < LARGER) return 0;
    uint32_t own = look.size ? look.size : USUAL;
    if (own > size) size = own;
  }
  return size;
}

static bool is_in_the_open(const Webpage *page, uint32_t at) {
  int32_t parent = webpage_parent(page, at);
  ElementKind kind = parent == MARKUP_NONE ? ELEMENT_BODY : webpage_kind(page, (uint32_t)parent);
  bool noted = (page->nodes[at].flags & (WEBPAGE_NEVER | WEBPAGE_NOTES)) != 0;
  return !noted && (kind == ELEMENT_DIVISION || elements_is_frame(kind));
}

static bool reads_as_heading(const Webpage *page, uint32_t at) {
  Buffer text = {0};
  webpage_append_text(page, at, webpage_end(page, at), HEADING_MOST * 4, &text);
  Slice words = slice_trim(buffer_slice(&text));
  bool open = words.len > 0 && !strchr(".!;,:", words.ptr[words.len - 1]);
  bool ok = open && webpage_has_words(words);
  buffer_release(&text);
  return ok;
}

static bool is_heading(const Looks *looks, uint32_t at) {
  const Webpage *page = looks->page;
  uint32_t filled = webpage_text(page, at);
  return markup_is(page->markup, at, "p") && filled > 0 && filled <= HEADING_MOST &&
         is_in_the_open(page, at) && size_of(looks, at) > 0 && reads_as_heading(page, at);
}

static void keep_size(Looks *looks, uint32_t size) {
  uint32_t at = 0;
  while (at < looks->size_count && looks->sizes[at] > size) at++;
  if (at == LEVELS || (at < looks->size_count && looks->sizes[at] == size)) return;
  if (looks->size_count < LEVELS) looks->size_count++;
  for (uint32_t i = looks->size_count - 1; i > at; i--) looks->sizes[i] = looks->sizes[i - 1];
  looks->sizes[at] = size;
}

static uint8_t element_of(const Looks *looks, uint32_t size) {
  static const char *const names[LEVELS] = {"h1", "h2", "h3", "h4", "h5", "h6"};
  uint32_t level = 0;
  while (level + 1 < looks->size_count && looks->sizes[level] > size) level++;
  return elements_row(slice_of(names[level]));
}

void looks_find_headings(Webpage *page, const Stylesheet *sheet) {
  uint32_t count = page->markup->node_count;
  if (sheet->count == 0 || has_own_headings(page)) return;
  Looks looks = {.page = page, .sheet = sheet, .nodes = memory_new(count, sizeof *looks.nodes)};
  see(&looks);
  for (uint32_t at = 0; at < count; at++)
    if (is_heading(&looks, at)) keep_size(&looks, size_of(&looks, at));
  for (uint32_t at = 0; at < count; at++)
    if (is_heading(&looks, at)) page->nodes[at].element = element_of(&looks, size_of(&looks, at));
  free(looks.nodes);
}
