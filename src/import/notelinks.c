// SPDX-License-Identifier: MIT
// Notes by pairs of links.
//
//   Trade fell.<sup id="r1"><a href="#n1">1</a></sup> … <li id="n1"><p>A source <a href="#r1">↩</a>
//                            └── reference ───────┐      └ target, start of the note    │
//                 └─────────────────────── leads back, at most two levels around it ────┘
//
// First every link to a place in the page is looked at: is it a reference? Their targets are the
// notes. A note is the block of its target; it is cut where the next begins, and grows over what
// follows where nothing else can belong to that. Links from a note back to a reference are no text.
#include "import/notelinks.h"

#include "base/order.h"
#include "import/anchors.h"
#include "import/chars.h"
#include "import/labels.h"
#include "import/noteplaces.h"

#include <stdlib.h>

enum {
  LEVELS_AROUND = 2,     // of a reference, where a link back may lead
  LINKS_LOOKED_AT = 256, // of a note, for the one that leads back
  MARK_NODES_MAX = 64,
  MARK_TEXT_MAX = 24, // filled characters of a reference
  MARK_BYTES_MAX = 200,
  HEAD_BYTES = 16,     // of a target, where its label may stand
  LETTERS_MAX = 2,     // of a link back
  LIST_NODES_MAX = 64, // from a place of notes to its list: a heading, at most
};

typedef struct Finder {
  Webpage *page;
  Anchors anchors;
  AnchorLink *references; // in order of their nodes
  size_t reference_count, reference_room;
} Finder;

// ---- Labels

static Slice strip_mark(Slice text) {
  return chars_strip(text, "[](){}^. \t\n");
}

static bool is_label(Slice text) {
  Label label;
  return text.len > 0 && (labels_read_decimal(text, 0, 4, &label) == text.len ||
                          labels_read_roman(text, 0, &label) == text.len ||
                          labels_read_symbols(text, 0, &label) == text.len ||
                          labels_read_superscript(text, 0, &label) == text.len);
}

static bool reads_as_label(const Webpage *page, uint32_t node) {
  Buffer text = {0};
  webpage_append_text(page, node, webpage_end(page, node), MARK_BYTES_MAX, &text);
  bool reads = is_label(strip_mark(buffer_slice(&text)));
  buffer_release(&text);
  return reads;
}

// ---- References

// Does a link to `place` lead to the reference: to the link, something in it, an element at most
// two levels around it, or an empty anchor right before one of these?
static bool leads_to(const Webpage *page, uint32_t place, uint32_t reference) {
  if (webpage_is_inside(page, place, reference)) return true;
  int32_t around = (int32_t)reference;
  for (int level = 0; level <= LEVELS_AROUND && around != MARKUP_NONE; level++) {
    if (place == (uint32_t)around) return true;
    if (webpage_end(page, place) == (uint32_t)around && webpage_text(page, place) == 0) return true;
    around = webpage_parent(page, (uint32_t)around);
  }
  return false;
}

// The nodes among which the link back is looked for.
static void range_of_target(const Webpage *page, uint32_t target, uint32_t *start, uint32_t *end) {
  uint32_t block = page->nodes[target].block;
  ElementKind kind = webpage_kind(page, block);
  *start = elements_is_frame(kind) ? target : block;
  *end = webpage_end(page, block);
  int32_t around = webpage_parent(page, block);
  if ((kind == ELEMENT_CELL || kind == ELEMENT_TERM) && around != MARKUP_NONE)
    *end = webpage_end(page, (uint32_t)around);
}

static bool links_back(const Finder *finder, const AnchorLink *link) {
  const Anchors *anchors = &finder->anchors;
  uint32_t start, end;
  range_of_target(finder->page, link->target, &start, &end);
  size_t at = anchors_from(anchors, start);
  for (int seen = 0; at < anchors->link_count && seen < LINKS_LOOKED_AT; at++, seen++) {
    const AnchorLink *back = &anchors->links[at];
    if (back->node >= end) return false;
    if (back->node != link->node && leads_to(finder->page, back->target, link->node)) return true;
  }
  return false;
}

// Nesting must not be looked through again and again.
static bool is_short(const Webpage *page, uint32_t link) {
  uint32_t text = webpage_text(page, link);
  return text > 0 && text <= MARK_TEXT_MAX && webpage_end(page, link) - link <= MARK_NODES_MAX;
}

// Does the target begin with the label that the link shows?
static bool begins_alike(const Webpage *page, const AnchorLink *link) {
  Buffer shown = {0}, head = {0};
  webpage_append_text(page, link->node, webpage_end(page, link->node), MARK_BYTES_MAX, &shown);
  Slice label = strip_mark(buffer_slice(&shown));
  uint32_t end = webpage_end(page, page->nodes[link->target].block);
  if (end > link->target + MARK_NODES_MAX) end = link->target + MARK_NODES_MAX;
  webpage_append_text(page, link->target, end, HEAD_BYTES, &head);
  Slice rest = chars_strip(buffer_slice(&head), "[(^ ");
  bool alike = is_label(label) && slice_starts(rest, label);
  if (alike) rest = slice_cut(rest, label.len, rest.len);
  alike = alike && (rest.len == 0 || strchr("]). :", rest.ptr[0]));
  buffer_release(&shown);
  buffer_release(&head);
  return alike;
}

static bool is_reference(const Finder *finder, const AnchorLink *link) {
  const Webpage *page = finder->page;
  if (!is_short(page, link->node) || page->nodes[link->node].flags & WEBPAGE_NEVER) return false;
  if (webpage_is_inside(page, link->node, link->target) ||
      webpage_is_inside(page, link->target, link->node))
    return false;
  if (webpage_has_token(page, link->node, "epub:type", "noteref") ||
      webpage_has_token(page, link->node, "role", "doc-noteref"))
    return true;
  if (webpage_kind(page, page->nodes[link->target].block) == ELEMENT_HEADING) return false;
  if (link->node < link->target && (links_back(finder, link) || begins_alike(page, link)))
    return true;
  bool into_notes = page->nodes[link->target].flags & WEBPAGE_NOTES &&
                    !(page->nodes[link->node].flags & WEBPAGE_NOTES);
  return into_notes && reads_as_label(page, link->node);
}

static void collect_references(Finder *finder) {
  for (size_t i = 0; i < finder->anchors.link_count; i++) {
    const AnchorLink *link = &finder->anchors.links[i];
    if (!is_reference(finder, link)) continue;
    finder->references = memory_grow(finder->references, finder->reference_count,
                                     &finder->reference_room, sizeof *finder->references);
    finder->references[finder->reference_count++] = *link;
  }
}

// ---- Lists of notes that all references lead to

static bool says_number(const Webpage *page, uint32_t link, uint32_t *number) {
  Buffer text = {0};
  webpage_append_text(page, link, webpage_end(page, link), MARK_BYTES_MAX, &text);
  Slice label = strip_mark(buffer_slice(&text));
  Label read;
  bool says = label.len > 0 && labels_read_decimal(label, 0, 4, &read) == label.len;
  buffer_release(&text);
  if (says) *number = read.value;
  return says;
}

typedef struct NoteList {
  uint32_t node;
  uint32_t *items; // nodes, in order
  size_t count, room;
} NoteList;

// The list with which a place begins, or UINT32_MAX.
static uint32_t first_list(const Webpage *page, uint32_t place) {
  uint32_t end = webpage_end(page, place);
  if (end - place > LIST_NODES_MAX) end = place + LIST_NODES_MAX;
  for (uint32_t at = place; at < end; at++) {
    if (webpage_kind(page, at) == ELEMENT_LIST) return at;
  }
  return UINT32_MAX;
}

static void collect_items(const Webpage *page, uint32_t node, NoteList *list) {
  if (list->node == node) return;
  list->node = node;
  list->count = 0;
  for (uint32_t at = node + 1; at < webpage_end(page, node); at = webpage_end(page, at)) {
    if (webpage_kind(page, at) != ELEMENT_ITEM) continue;
    list->items = memory_grow(list->items, list->count, &list->room, sizeof *list->items);
    list->items[list->count++] = at;
  }
}

// Some pages link every number to the place of all notes: then it is the number that tells which.
// References are in the order of their targets, so each list is collected once.
static void spread_targets(Finder *finder) {
  const Webpage *page = finder->page;
  NoteList list = {.node = UINT32_MAX};
  uint32_t number;
  for (size_t i = 0; i < finder->reference_count; i++) {
    AnchorLink *link = &finder->references[i];
    if (page->nodes[link->target].block != link->target ||
        webpage_kind(page, link->target) == ELEMENT_ITEM)
      continue;
    uint32_t node = first_list(page, link->target);
    if (node == UINT32_MAX) continue;
    collect_items(page, node, &list);
    if (list.count > 1 && says_number(page, link->node, &number) && number > 0 &&
        number <= list.count)
      link->target = list.items[number - 1];
  }
  free(list.items);
}

// ---- Notes: one for each target

static int compare_targets(const void *left, const void *right) {
  const AnchorLink *a = left, *b = right;
  if (a->target != b->target) return a->target < b->target ? -1 : 1;
  return order_compare(a->node, b->node);
}

static void make_notes(Finder *finder) {
  Webpage *page = finder->page;
  size_t count = finder->reference_count;
  if (count == 0) return;
  qsort(finder->references, count, sizeof *finder->references, compare_targets);
  spread_targets(finder);
  qsort(finder->references, count, sizeof *finder->references, compare_targets);
  page->notes = memory_new(count, sizeof *page->notes);
  for (size_t i = 0; i < count; i++) {
    const AnchorLink *link = &finder->references[i];
    if (i == 0 || link->target != link[-1].target)
      page->notes[page->note_count++] =
          (WebpageNote){.target = link->target, .reference = link->node};
    page->nodes[link->node].note = (int32_t)page->note_count - 1;
  }
}

// ---- Labels of notes

// What a note stands in. One that others have left nothing of may begin behind the last node.
static int32_t place_of(const Webpage *page, const WebpageNote *note) {
  return note->start < page->markup->node_count ? webpage_parent(page, note->start) : MARKUP_NONE;
}

static uint32_t first_number(const Webpage *page, int32_t list) {
  Slice start =
      list == MARKUP_NONE ? SLICE("") : markup_attribute(page->markup, (uint32_t)list, "start");
  Label label;
  bool given = start.len && labels_read_decimal(start, 0, 4, &label) == start.len;
  return given ? label.value : 1;
}

static void label_note(Finder *finder, uint32_t index) {
  Webpage *page = finder->page;
  WebpageNote *note = &page->notes[index];
  int32_t place = place_of(page, note);
  bool again = index > 0 && place_of(page, note - 1) == place;
  note->order = again ? note[-1].order + 1 : first_number(page, place);
  Buffer text = {0};
  webpage_append_text(page, note->reference, webpage_end(page, note->reference), MARK_BYTES_MAX,
                      &text);
  Slice label = strip_mark(buffer_slice(&text));
  if (label.len > 0 && label.len <= MARK_TEXT_MAX) note->label = arena_slice(page->arena, label);
  buffer_release(&text);
}

// ---- Links back, and what stands around marks

static void mark_near(Webpage *page, uint32_t reference) {
  for (uint32_t at = reference; at < webpage_end(page, reference); at++) {
    page->nodes[at].flags |= WEBPAGE_NEAR;
  }
  int32_t around = webpage_parent(page, reference);
  for (int level = 0; level < LEVELS_AROUND && around != MARKUP_NONE; level++) {
    page->nodes[around].flags |= WEBPAGE_NEAR;
    around = webpage_parent(page, (uint32_t)around);
  }
}

static bool leads_to_any(const Webpage *page, uint32_t place) {
  if (page->nodes[place].flags & WEBPAGE_NEAR) return true;
  uint32_t next = webpage_end(page, place);
  return webpage_text(page, place) == 0 && next < page->markup->node_count &&
         page->nodes[next].flags & WEBPAGE_NEAR;
}

// "↩", "^", the label, the letter of one of several links back, or whatever stands last in the
// note.
static bool is_no_text(const Webpage *page, const WebpageNote *note, uint32_t link) {
  uint32_t filled = webpage_text(page, link);
  if (filled == 0) return true;
  if (!is_short(page, link) || filled == webpage_text_between(page, note->start, note->end))
    return false;
  Buffer text = {0};
  webpage_append_text(page, link, webpage_end(page, link), MARK_BYTES_MAX, &text);
  bool sign = filled <= LETTERS_MAX || !webpage_has_words(buffer_slice(&text)) ||
              is_label(strip_mark(buffer_slice(&text)));
  buffer_release(&text);
  return sign || webpage_text_between(page, webpage_end(page, link), note->end) <= 2;
}

static void mark_links_back(Finder *finder) {
  Webpage *page = finder->page;
  uint32_t index = 0;
  for (size_t i = 0; i < finder->anchors.link_count; i++) {
    const AnchorLink *link = &finder->anchors.links[i];
    while (index < page->note_count && page->notes[index].end <= link->node) index++;
    if (index == page->note_count) return;
    const WebpageNote *note = &page->notes[index];
    bool inside = link->node >= note->start && page->nodes[link->node].note == MARKUP_NONE;
    if (inside && leads_to_any(page, link->target) && is_no_text(page, note, link->node))
      page->nodes[link->node].flags |= WEBPAGE_BACK;
  }
}

// The text node right before or behind a link, past the ends of elements; MARKUP_NONE if none.
static int32_t text_before(const Webpage *page, uint32_t link) {
  uint32_t at = link;
  for (int step = 0; step <= LEVELS_AROUND && at > 0; step++) {
    at--;
    if (!webpage_is_inside(page, link, at))
      return markup_is_text(page->markup, at) ? (int32_t)at : MARKUP_NONE;
  }
  return MARKUP_NONE;
}

static int32_t text_behind(const Webpage *page, uint32_t link) {
  uint32_t at = webpage_end(page, link);
  for (int step = 0; step <= LEVELS_AROUND && at < page->markup->node_count; step++, at++) {
    if (markup_is_text(page->markup, at)) return (int32_t)at;
    if (webpage_kind(page, at) != ELEMENT_INLINE) return MARKUP_NONE;
  }
  return MARKUP_NONE;
}

// "[", link, "]": the brackets are part of the mark.
static bool take_brackets(Webpage *page, uint32_t link) {
  int32_t before = text_before(page, link), behind = text_behind(page, link);
  if (before == MARKUP_NONE || behind == MARKUP_NONE) return false;
  Slice left = markup_characters(page->markup, (uint32_t)before);
  Slice right = markup_characters(page->markup, (uint32_t)behind);
  const char *pairs = "[](){}";
  const char *pair = left.len ? strchr(pairs, left.ptr[left.len - 1]) : NULL;
  if (!pair || !*pair || (pair - pairs) % 2 || right.len == 0 || right.ptr[0] != pair[1])
    return false;
  page->nodes[before].flags |= WEBPAGE_CUT_LAST;
  page->nodes[behind].cut = 1;
  return true;
}

// A comma between two raised references belongs to the first.
static void take_separator(Webpage *page, uint32_t link) {
  uint32_t at = webpage_end(page, link), next = at + 1;
  if (next >= page->markup->node_count || page->nodes[next].note == MARKUP_NONE) return;
  int32_t around = webpage_parent(page, at);
  if (around == MARKUP_NONE || !markup_is(page->markup, (uint32_t)around, "sup")) return;
  Slice text = markup_characters(page->markup, at);
  if (text.len > 0 && text.len <= 8 && chars_strip(text, ",;- \t\n").len == 0)
    page->nodes[at].cut = (uint8_t)text.len;
}

static void take_surroundings(Webpage *page) {
  for (uint32_t at = 0; at < page->markup->node_count; at++) {
    bool reference = page->nodes[at].note != MARKUP_NONE;
    if (!reference && !(page->nodes[at].flags & WEBPAGE_BACK)) continue;
    if (!take_brackets(page, at) && reference) take_separator(page, at);
  }
}

void notelinks_append_mark(const Webpage *page, uint32_t node, Buffer *out) {
  int32_t before = text_before(page, node), behind = text_behind(page, node);
  bool bracketed = before != MARKUP_NONE && page->nodes[before].flags & WEBPAGE_CUT_LAST;
  if (bracketed) {
    Slice left = markup_characters(page->markup, (uint32_t)before);
    buffer_add_byte(out, left.ptr[left.len - 1]);
  }
  webpage_append_text(page, node, webpage_end(page, node), MARK_BYTES_MAX, out);
  if (behind == MARKUP_NONE) return;
  Slice right = markup_characters(page->markup, (uint32_t)behind);
  if (bracketed || page->nodes[behind].cut == right.len)
    buffer_add(out, slice_cut(right, 0, page->nodes[behind].cut));
}

void notelinks_find(Webpage *page) {
  Finder finder = {.page = page};
  anchors_find(&finder.anchors, page);
  collect_references(&finder);
  make_notes(&finder);
  noteplaces_find(page);
  for (uint32_t i = 0; i < page->note_count; i++) label_note(&finder, i);
  for (size_t i = 0; i < finder.reference_count; i++) mark_near(page, finder.references[i].node);
  mark_links_back(&finder);
  take_surroundings(page);
  anchors_release(&finder.anchors);
  free(finder.references);
}
