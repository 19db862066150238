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

#include "import/anchors.h"
#include "import/chars.h"
#include "import/labels.h"

#include <stdlib.h>

enum {
  LEVELS_AROUND = 2,     // of a reference, where a link back may lead
  LINKS_LOOKED_AT = 256, // of a note, for the one that leads back
  CLIMB_MAX = 64,
  MARK_NODES_MAX = 64,
  MARK_TEXT_MAX = 24,  // filled characters of a reference
  LINE_HEAD_MAX = 8,   // filled characters between the start of a line and a target in it
  PLACE_HEAD_MAX = 40, // filled characters above the first note of a place of notes: a heading
  MARK_BYTES_MAX = 200,
  LETTERS_MAX = 2, // of a link back
};

typedef struct Finder {
  Webpage *page;
  Anchors anchors;
  AnchorLink *references; // in order of their nodes
  size_t reference_count, reference_room;
} Finder;

static int32_t parent_of(const Webpage *page, uint32_t node) {
  return page->markup->nodes[node].parent;
}

static bool is_inside(const Webpage *page, uint32_t node, uint32_t outer) {
  return node >= outer && node < webpage_end(page, outer);
}

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
  if (is_inside(page, place, reference)) return true;
  int32_t around = (int32_t)reference;
  for (int level = 0; level <= LEVELS_AROUND && around != MARKUP_NONE; level++) {
    if (place == (uint32_t)around) return true;
    if (webpage_end(page, place) == (uint32_t)around && webpage_text(page, place) == 0) return true;
    around = parent_of(page, (uint32_t)around);
  }
  return false;
}

// The nodes among which the link back is looked for.
static void range_of_target(const Webpage *page, uint32_t target, uint32_t *start, uint32_t *end) {
  uint32_t block = page->nodes[target].block;
  ElementKind kind = webpage_kind(page, block);
  *start = elements_is_frame(kind) ? target : block;
  *end = webpage_end(page, block);
  int32_t around = parent_of(page, block);
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

static bool is_reference(const Finder *finder, const AnchorLink *link) {
  const Webpage *page = finder->page;
  if (!is_short(page, link->node) || page->nodes[link->node].flags & WEBPAGE_NEVER) return false;
  if (is_inside(page, link->node, link->target) || is_inside(page, link->target, link->node))
    return false;
  if (webpage_has_token(page, link->node, "epub:type", "noteref") ||
      webpage_has_token(page, link->node, "role", "doc-noteref"))
    return true;
  if (webpage_kind(page, page->nodes[link->target].block) == ELEMENT_HEADING) return false;
  if (link->node < link->target && links_back(finder, link)) return true;
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

// ---- Notes: one for each target

static int compare_targets(const void *left, const void *right) {
  const AnchorLink *a = left, *b = right;
  if (a->target != b->target) return a->target < b->target ? -1 : 1;
  return (a->node > b->node) - (a->node < b->node);
}

static void make_notes(Finder *finder) {
  Webpage *page = finder->page;
  size_t count = finder->reference_count;
  if (count == 0) return;
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

// ---- Where a note begins and ends

// Is no other target, and not the note's own reference, in nodes [start, end)?
static bool is_its_own(const Webpage *page, uint32_t index, uint32_t start, uint32_t end) {
  const WebpageNote *note = &page->notes[index];
  if (index > 0 && note[-1].target >= start) return false;
  if (index + 1 < page->note_count && note[1].target < end) return false;
  return note->reference < start || note->reference >= end;
}

// May the note be the whole of what is around its block?
static bool may_climb(const Webpage *page, uint32_t index, uint32_t block, uint32_t around) {
  ElementKind kind = webpage_kind(page, around);
  uint32_t end = webpage_end(page, around);
  if (webpage_text_between(page, around, block) > 0 || !is_its_own(page, index, around, end))
    return false;
  if (kind == ELEMENT_DIVISION)
    return webpage_text(page, around) == webpage_text(page, block) ||
           markup_attribute(page->markup, around, "id").ptr;
  return kind == ELEMENT_ITEM || kind == ELEMENT_ASIDE || kind == ELEMENT_TERM ||
         kind == ELEMENT_ROW || kind == ELEMENT_CELL;
}

static uint32_t climb(const Webpage *page, uint32_t index, uint32_t block) {
  for (int32_t around = parent_of(page, block);
       around != MARKUP_NONE && may_climb(page, index, block, (uint32_t)around);
       around = parent_of(page, block)) {
    block = (uint32_t)around;
  }
  return block;
}

// What of `outer` the node is in: its child, or the node itself where that is too deep to see.
static uint32_t child_of(const Webpage *page, uint32_t node, uint32_t outer) {
  uint32_t child = node;
  for (int step = 0; step < CLIMB_MAX; step++) {
    int32_t around = parent_of(page, child);
    if (around == MARKUP_NONE) break;
    if ((uint32_t)around == outer) return child;
    child = (uint32_t)around;
  }
  return node;
}

// The start of the line of a block in which `child` stands, if little stands before it.
static uint32_t line_start(const Webpage *page, uint32_t from, uint32_t child) {
  uint32_t start = from;
  for (uint32_t at = from; at < child; at = webpage_end(page, at)) {
    if (webpage_kind(page, at) == ELEMENT_BREAK || elements_is_block(webpage_kind(page, at)))
      start = webpage_end(page, at);
  }
  return webpage_text_between(page, start, child) <= LINE_HEAD_MAX ? start : child;
}

static uint32_t line_end(const Webpage *page, uint32_t child, uint32_t end) {
  uint32_t at = child;
  while (at < end && webpage_kind(page, at) != ELEMENT_BREAK) at = webpage_end(page, at);
  return at;
}

// A line of a block that holds other things too: up to the next note's, else its end.
static void place_line(Webpage *page, uint32_t index, uint32_t block) {
  WebpageNote *note = &page->notes[index];
  uint32_t child = child_of(page, note->target, block), end = webpage_end(page, block);
  bool follows = index > 0 && is_inside(page, note[-1].start, block) && note[-1].start < child;
  note->start = line_start(page, follows ? note[-1].start : block + 1, child);
  if (follows && note->start <= note[-1].start) note->start = child;
  bool another = index + 1 < page->note_count && note[1].target < end;
  note->end = line_end(page, child, another ? note[1].target : end);
  bool again = follows && parent_of(page, note[-1].start) == parent_of(page, note->start);
  if (again && note[-1].end < note->start) note[-1].end = note->start;
}

static void place_note(Webpage *page, uint32_t index) {
  WebpageNote *note = &page->notes[index];
  uint32_t block = page->nodes[note->target].block;
  bool frame = elements_is_frame(webpage_kind(page, block)) && block != note->target;
  if (frame || !is_its_own(page, index, block, webpage_end(page, block))) {
    place_line(page, index, block);
    return;
  }
  note->start = climb(page, index, block);
  note->end = webpage_end(page, note->start);
}

// ---- What goes on a note

static bool ends_notes(ElementKind kind) {
  return kind == ELEMENT_HEADING || kind == ELEMENT_RULE;
}

// Up to the first heading or rule among the blocks from `at` on.
static uint32_t grown_end(const Webpage *page, uint32_t at, uint32_t limit) {
  while (at < limit && !ends_notes(webpage_kind(page, at))) at = webpage_end(page, at);
  return at < limit ? at : limit;
}

static uint32_t behind_terms(const Webpage *page, uint32_t at, uint32_t limit) {
  while (at < limit && (markup_is(page->markup, at, "dd") || webpage_text(page, at) == 0)) {
    at = webpage_end(page, at);
  }
  return at;
}

static uint32_t references_between(const Webpage *page, uint32_t start, uint32_t end) {
  return page->sums[end].references - page->sums[start].references;
}

// Paragraphs behind a note that is one are its own where its container has no more references:
// between two notes always, behind the last one where the container holds nothing but notes.
static void grow_note(Webpage *page, uint32_t index, uint32_t *first) {
  WebpageNote *note = &page->notes[index];
  int32_t around = parent_of(page, note->start);
  if (around == MARKUP_NONE) return;
  bool follows = index > 0 && parent_of(page, note[-1].start) == around;
  if (!follows) *first = note->start;
  bool last = index + 1 == page->note_count || parent_of(page, note[1].start) != around;
  uint32_t end = webpage_end(page, (uint32_t)around), limit = last ? end : note[1].start;
  if (markup_is(page->markup, note->start, "dt")) note->end = behind_terms(page, note->end, limit);
  if (!markup_is(page->markup, note->start, "p") || limit < note->end) return;
  bool pure = webpage_text_between(page, (uint32_t)around, *first) <= PLACE_HEAD_MAX;
  if (references_between(page, note->end, end) == 0 && (!last || pure))
    note->end = grown_end(page, note->end, limit);
}

static void sum_references(Webpage *page) {
  uint32_t count = 0;
  for (uint32_t at = 0; at < page->markup->node_count; at++) {
    count += page->nodes[at].note != MARKUP_NONE;
    page->sums[at + 1].references = count;
  }
}

// Notes are apart from each other whatever the page does.
static void part_notes(Webpage *page) {
  for (uint32_t i = 0; i < page->note_count; i++) {
    WebpageNote *note = &page->notes[i];
    if (i > 0 && note->start < note[-1].end) {
      if (note->start > note[-1].start)
        note[-1].end = note->start;
      else
        note->start = note[-1].end;
    }
    if (note->end < note->start) note->end = note->start;
  }
}

static void place_notes(Webpage *page) {
  uint32_t first = 0;
  for (uint32_t i = 0; i < page->note_count; i++) place_note(page, i);
  sum_references(page);
  for (uint32_t i = 0; i < page->note_count; i++) grow_note(page, i, &first);
  part_notes(page);
}

// ---- Labels of notes

static uint32_t first_number(const Webpage *page, uint32_t item) {
  int32_t list = parent_of(page, item);
  Slice start =
      list == MARKUP_NONE ? SLICE("") : markup_attribute(page->markup, (uint32_t)list, "start");
  Label label;
  bool given = start.len && labels_read_decimal(start, 0, 4, &label) == start.len;
  return given ? label.value : 1;
}

static void label_note(Finder *finder, uint32_t index) {
  Webpage *page = finder->page;
  WebpageNote *note = &page->notes[index];
  bool again = index > 0 && parent_of(page, note[-1].start) == parent_of(page, note->start);
  note->order = again ? note[-1].order + 1 : first_number(page, note->start);
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
  int32_t around = parent_of(page, reference);
  for (int level = 0; level < LEVELS_AROUND && around != MARKUP_NONE; level++) {
    page->nodes[around].flags |= WEBPAGE_NEAR;
    around = parent_of(page, (uint32_t)around);
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
    if (!is_inside(page, link, at))
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
  int32_t around = parent_of(page, at);
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
  place_notes(page);
  for (uint32_t i = 0; i < page->note_count; i++) label_note(&finder, i);
  for (size_t i = 0; i < finder.reference_count; i++) mark_near(page, finder.references[i].node);
  mark_links_back(&finder);
  take_surroundings(page);
  anchors_release(&finder.anchors);
  free(finder.references);
}
