// SPDX-License-Identifier: MIT
// The range of nodes that a note is. It is the block of its target, or what is around that and
// nothing else's; in a block that holds other things too it is a line. Then it grows over what
// follows where that can belong to nothing else, and notes are cut apart where they meet.
//
//   <p><a name="n1">…</a> Source.</p>      the block
//   <p>More about it.</p>                  grown: the next note follows, and no reference any more
//   <p><a name="n2">…</a> Ibid.</p>
#include "import/noteplaces.h"

enum {
  CLIMB_MAX = 64,
  LINE_HEAD_MAX = 8,   // filled characters between the start of a line and a target in it
  PLACE_HEAD_MAX = 40, // filled characters above the first note of a place of notes: a heading
};

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
  for (int32_t around = webpage_parent(page, block);
       around != MARKUP_NONE && may_climb(page, index, block, (uint32_t)around);
       around = webpage_parent(page, block)) {
    block = (uint32_t)around;
  }
  return block;
}

// What of `outer` the node is in: its child, or the node itself where that is too deep to see.
static uint32_t child_of(const Webpage *page, uint32_t node, uint32_t outer) {
  uint32_t child = node;
  for (int step = 0; step < CLIMB_MAX; step++) {
    int32_t around = webpage_parent(page, child);
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
  bool follows =
      index > 0 && webpage_is_inside(page, note[-1].start, block) && note[-1].start < child;
  note->start = line_start(page, follows ? note[-1].start : block + 1, child);
  if (follows && note->start <= note[-1].start) note->start = child;
  bool another = index + 1 < page->note_count && note[1].target < end;
  note->end = line_end(page, child, another ? note[1].target : end);
  bool again = follows && webpage_parent(page, note[-1].start) == webpage_parent(page, note->start);
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
  int32_t around = webpage_parent(page, note->start);
  if (around == MARKUP_NONE) return;
  bool follows = index > 0 && webpage_parent(page, note[-1].start) == around;
  if (!follows) *first = note->start;
  bool last = index + 1 == page->note_count || webpage_parent(page, note[1].start) != around;
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

void noteplaces_find(Webpage *page) {
  uint32_t first = 0;
  for (uint32_t i = 0; i < page->note_count; i++) place_note(page, i);
  sum_references(page);
  for (uint32_t i = 0; i < page->note_count; i++) grow_note(page, i, &first);
  part_notes(page);
}
