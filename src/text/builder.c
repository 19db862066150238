// SPDX-License-Identifier: MIT
// Building a version. Spans are collected in lists on the heap as they come; finish puts them in
// order, checks every invariant of text/version.h, and moves them into the arena. Importers add in
// the order of the text, so sorting is usually one comparison for each span; checking is one pass
// over each list and over the gaps between blocks.
#include "text/builder.h"

#include "base/error.h"
#include "base/safe.h"
#include "base/utf8.h"
#include "text/position.h"
#include "text/view.h"

#include <stdlib.h>

// A growing array of things of one size, each beginning with its span.
typedef struct List {
  void *items;
  size_t count, capacity;
} List;

// A reference with its number: several with one span stay in the order in which they came.
typedef struct Numbered {
  Reference reference;
  size_t number;
} Numbered;

struct Builder {
  Arena *arena;
  Slice text;
  Positions *positions;
  List blocks, notes, references, links, inlines, joints;
  Metadata metadata, stated;
  bool structured, notes_given;
  char hash[HASH_HEX_SIZE]; // empty while not known
  bool sound;               // builder_fault() has found none since something was added
};

static void *list_add(List *list, size_t size) {
  if (list->count >= INT32_MAX) BUG("too many spans");
  list->items = memory_grow(list->items, list->count, &list->capacity, size);
  return (char *)list->items + list->count++ * size;
}

// ---- The text

Builder *builder_adopt(Arena *arena, Slice text, const char **fault) {
  Positions *positions = positions_new(arena, text, fault);
  if (!positions) {
    arena_free(arena);
    return NULL;
  }
  Builder *builder = memory_new(1, sizeof *builder);
  builder->arena = arena;
  builder->text = text;
  builder->positions = positions;
  return builder;
}

Builder *builder_new_checked(Slice text, const char **fault) {
  Arena *arena = arena_new();
  return builder_adopt(arena, arena_slice(arena, text), fault);
}

Builder *builder_new(Slice text) {
  const char *fault;
  Builder *builder = builder_new_checked(text, &fault);
  if (!builder) BUG("%s", fault);
  return builder;
}

static void free_lists(Builder *builder) {
  free(builder->blocks.items);
  free(builder->notes.items);
  free(builder->references.items);
  free(builder->links.items);
  free(builder->inlines.items);
  free(builder->joints.items);
  free(builder);
}

void builder_free(Builder *builder) {
  if (!builder) return;
  arena_free(builder->arena);
  free_lists(builder);
}

// ---- Adding

void builder_add_block(Builder *builder, Block block) {
  builder->sound = false;
  if (span_is_empty(block.mark)) block.mark = span_make(block.span.start, block.span.start);
  *(Block *)list_add(&builder->blocks, sizeof block) = block;
}

uint32_t builder_add_note(Builder *builder, Note note) {
  builder->sound = false;
  note.label = arena_slice(builder->arena, note.label);
  *(Note *)list_add(&builder->notes, sizeof note) = note;
  return (uint32_t)(builder->notes.count - 1);
}

Note *builder_note(Builder *builder, uint32_t index) {
  if (index >= builder->notes.count) BUG("no note %u", index);
  Note *notes = builder->notes.items;
  builder->sound = false;
  return notes + index;
}

void builder_add_reference(Builder *builder, Reference reference) {
  size_t number = builder->references.count;
  builder->sound = false;
  *(Numbered *)list_add(&builder->references, sizeof(Numbered)) = (Numbered){reference, number};
}

void builder_add_link(Builder *builder, Link link) {
  builder->sound = false;
  link.target = arena_slice(builder->arena, link.target);
  *(Link *)list_add(&builder->links, sizeof link) = link;
}

void builder_add_inline(Builder *builder, Inline mark) {
  builder->sound = false;
  *(Inline *)list_add(&builder->inlines, sizeof mark) = mark;
}

void builder_add_joint(Builder *builder, Span joint) {
  builder->sound = false;
  *(Span *)list_add(&builder->joints, sizeof joint) = joint;
}

static Metadata keep_metadata(Arena *arena, const Metadata *metadata) {
  Slice *authors = arena_alloc(arena, metadata->author_count, sizeof *authors);
  for (uint32_t i = 0; i < metadata->author_count; i++) {
    authors[i] = arena_slice(arena, metadata->authors[i]);
  }
  return (Metadata){
      .title = arena_slice(arena, metadata->title),
      .series = arena_slice(arena, metadata->series),
      .date = arena_slice(arena, metadata->date),
      .url = arena_slice(arena, metadata->url),
      .language = arena_slice(arena, metadata->language),
      .authors = authors,
      .author_count = metadata->author_count,
      .authors_from_prose = metadata->authors_from_prose,
  };
}

void builder_set_metadata(Builder *builder, const Metadata *metadata) {
  builder->sound = false;
  builder->metadata = keep_metadata(builder->arena, metadata);
}

void builder_set_stated(Builder *builder, const Metadata *stated) {
  builder->sound = false;
  builder->stated = keep_metadata(builder->arena, stated);
}

void builder_set_structured(Builder *builder, bool structured) {
  builder->structured = structured;
}

void builder_set_notes_given(Builder *builder, bool given) {
  builder->notes_given = given;
}

const Positions *builder_positions(const Builder *builder) {
  return builder->positions;
}

void builder_set_hash(Builder *builder, Slice hash) {
  if (hash.len != HASH_HEX_SIZE - 1) BUG("a hash of %zu characters", hash.len);
  memcpy(builder->hash, hash.ptr, hash.len);
}

// ---- Order

static int compare_spans(const void *a, const void *b) {
  const Span *left = a, *right = b;
  if (left->start != right->start) return left->start < right->start ? -1 : 1;
  return left->end < right->end ? -1 : left->end > right->end;
}

static int compare_references(const void *a, const void *b) {
  int order = compare_spans(a, b);
  const Numbered *left = a, *right = b;
  return order ? order : left->number < right->number ? -1 : 1;
}

static void sort(List *list, size_t size, int (*compare)(const void *, const void *)) {
  const char *items = list->items;
  bool sorted = true;
  for (size_t i = 1; i < list->count && sorted; i++) {
    sorted = compare(items + (i - 1) * size, items + i * size) <= 0;
  }
  if (!sorted) qsort(list->items, list->count, size, compare);
}

// ---- Checks: each returns NULL or what is wrong

static bool is_boundary(Slice text, uint32_t pos) {
  return pos == text.len || ((unsigned char)text.ptr[pos] & 0xC0) != 0x80;
}

static bool fits(Slice text, Span span) {
  return span.start <= span.end && span.end <= text.len && is_boundary(text, span.start) &&
         is_boundary(text, span.end);
}

static bool is_blank(Slice text) {
  for (size_t at = 0; at < text.len;) {
    uint32_t code_point;
    at += utf8_decode(slice_cut(text, at, text.len), &code_point, NULL);
    if (!view_is_blank(code_point) && !safe_is_ignored(code_point)) return false;
  }
  return true;
}

static const char *block_fault(const Builder *builder, const Block *block, uint32_t before) {
  Slice text = builder->text;
  if (!fits(text, block->span)) return "a block lies outside the text";
  if (block->type >= BLOCK_TYPE_COUNT) return "a block has no type";
  if (block->span.start < before) return "blocks overlap";
  if (!is_blank(slice_cut(text, before, block->span.start))) return "text lies in no block";
  if (!fits(text, block->mark) || block->mark.start != block->span.start ||
      !span_covers(block->span, block->mark)) {
    return "a list mark lies outside its item";
  }
  if (block->source > BLOCK_FIXED || block->given >= BLOCK_TYPE_COUNT) {
    return "a block comes from nowhere";
  }
  if (block->type == BLOCK_HEADING && (block->level < 1 || block->level > 6)) {
    return "a heading has no level";
  }
  bool note_fits = block->type == BLOCK_NOTE
                       ? block->note >= 0 && (size_t)block->note < builder->notes.count
                       : block->note == VERSION_NONE;
  return note_fits ? NULL : "a block belongs to no note";
}

static const char *blocks_fault(const Builder *builder) {
  const Block *blocks = builder->blocks.items;
  uint32_t before = 0;
  for (size_t i = 0; i < builder->blocks.count; i++) {
    const char *fault = block_fault(builder, &blocks[i], before);
    if (fault) return fault;
    before = blocks[i].span.end;
  }
  Slice rest = slice_cut(builder->text, before, builder->text.len);
  return is_blank(rest) ? NULL : "text lies in no block";
}

static bool is_note(const Builder *builder, int32_t index) {
  return index == VERSION_NONE || (index >= 0 && (size_t)index < builder->notes.count);
}

static const char *note_fault(const Builder *builder, const Note *note) {
  if (!fits(builder->text, note->span)) return "a note lies outside the text";
  if (!fits(builder->text, note->body) || !span_covers(note->span, note->body)) {
    return "a note's body lies outside the note";
  }
  bool pinpoint = fits(builder->text, note->pinpoint) &&
                  (span_is_empty(note->pinpoint) || span_covers(note->body, note->pinpoint));
  if (!pinpoint) return "a note's pinpoint lies outside the note";
  if (!is_note(builder, note->target) || !is_note(builder, note->root)) {
    return "a note refers to no note";
  }
  const Note *notes = builder->notes.items;
  if (note->root != VERSION_NONE && notes[note->root].back) return "a note's source is none";
  return NULL;
}

// A note spans its blocks, which follow each other without another note's between them.
static const char *note_blocks_fault(const Builder *builder) {
  const Block *blocks = builder->blocks.items;
  const Note *notes = builder->notes.items;
  size_t met = 0;
  for (size_t i = 0, next; i < builder->blocks.count; i = next) {
    next = i + 1;
    if (blocks[i].note == VERSION_NONE) continue;
    while (next < builder->blocks.count && blocks[next].note == blocks[i].note) next++;
    Span span = span_make(blocks[i].span.start, blocks[next - 1].span.end);
    if (!span_equal(span, notes[blocks[i].note].span)) return "a note is not what its blocks span";
    met++;
  }
  return met == builder->notes.count ? NULL : "a note has no block";
}

static const char *notes_fault(const Builder *builder) {
  const Note *notes = builder->notes.items;
  for (size_t i = 0; i < builder->notes.count; i++) {
    const char *fault = note_fault(builder, &notes[i]);
    if (fault) return fault;
  }
  return note_blocks_fault(builder);
}

// Spans in a list: inside the text, not empty, in order, each inside one block. Equal ones may
// follow each other where `twins`.
static const char *spans_fault(const Builder *builder, const List *list, size_t size, bool twins) {
  const Block *blocks = builder->blocks.items;
  Span before = {0};
  for (size_t i = 0, block = 0; i < list->count; i++) {
    Span span;
    memcpy(&span, (const char *)list->items + i * size, sizeof span);
    if (!fits(builder->text, span) || span_is_empty(span)) return "a mark lies outside the text";
    if (span.start < before.end && !(twins && span_equal(span, before))) return "marks overlap";
    while (block < builder->blocks.count && blocks[block].span.end <= span.start) block++;
    bool inside = block < builder->blocks.count && span_covers(blocks[block].span, span);
    if (!inside) return "a mark does not lie inside a block";
    before = span;
  }
  return NULL;
}

static const char *references_fault(const Builder *builder) {
  const Numbered *references = builder->references.items;
  for (size_t i = 0; i < builder->references.count; i++) {
    int32_t note = references[i].reference.note;
    if (note == VERSION_NONE || !is_note(builder, note)) return "a mark refers to no note";
  }
  return spans_fault(builder, &builder->references, sizeof(Numbered), true);
}

static const char *links_fault(const Builder *builder) {
  const Link *links = builder->links.items;
  for (size_t i = 0; i < builder->links.count; i++) {
    if (!utf8_valid(links[i].target)) return "a link's target is not well-formed UTF-8";
  }
  return spans_fault(builder, &builder->links, sizeof(Link), false);
}

static const char *inlines_fault(const Builder *builder) {
  const Inline *inlines = builder->inlines.items;
  for (size_t i = 0; i < builder->inlines.count; i++) {
    if (inlines[i].kinds == 0 || inlines[i].kinds > INLINE_ALL) return "an inline mark has no kind";
  }
  return spans_fault(builder, &builder->inlines, sizeof(Inline), false);
}

static const char *metadata_fault(const Metadata *metadata) {
  bool valid = utf8_valid(metadata->title) && utf8_valid(metadata->series) &&
               utf8_valid(metadata->date) && utf8_valid(metadata->url) &&
               utf8_valid(metadata->language);
  for (uint32_t i = 0; i < metadata->author_count && valid; i++) {
    valid = utf8_valid(metadata->authors[i]);
  }
  return valid ? NULL : "the metadata are not well-formed UTF-8";
}

const char *builder_fault(Builder *builder) {
  if (builder->sound) return NULL;
  sort(&builder->blocks, sizeof(Block), compare_spans);
  sort(&builder->references, sizeof(Numbered), compare_references);
  sort(&builder->links, sizeof(Link), compare_spans);
  sort(&builder->inlines, sizeof(Inline), compare_spans);
  sort(&builder->joints, sizeof(Span), compare_spans);
  const char *fault = blocks_fault(builder);
  if (!fault) fault = notes_fault(builder);
  if (!fault) fault = references_fault(builder);
  if (!fault) fault = links_fault(builder);
  if (!fault) fault = inlines_fault(builder);
  if (!fault) fault = spans_fault(builder, &builder->joints, sizeof(Span), false);
  if (!fault) fault = metadata_fault(&builder->metadata);
  if (!fault) fault = metadata_fault(&builder->stated);
  builder->sound = fault == NULL;
  return fault;
}

// ---- The version

static void *keep(Builder *builder, const List *list, size_t size) {
  void *kept = arena_alloc(builder->arena, list->count, size);
  if (list->count) memcpy(kept, list->items, list->count * size);
  return kept;
}

static const Note *keep_notes(Builder *builder) {
  Note *notes = keep(builder, &builder->notes, sizeof *notes);
  const Numbered *references = builder->references.items;
  for (size_t i = 0; i < builder->notes.count; i++) notes[i].reference_count = 0;
  for (size_t i = 0; i < builder->references.count; i++) {
    notes[references[i].reference.note].reference_count++;
  }
  return notes;
}

static const Reference *keep_references(Builder *builder) {
  size_t count = builder->references.count;
  Reference *kept = arena_alloc(builder->arena, count, sizeof *kept);
  const Numbered *references = builder->references.items;
  for (size_t i = 0; i < count; i++) kept[i] = references[i].reference;
  return kept;
}

Version *builder_finish(Builder *builder, uint32_t rules) {
  const char *fault = builder_fault(builder);
  if (fault) BUG("%s", fault);
  Version *version = arena_alloc(builder->arena, 1, sizeof *version);
  *version = (Version){
      .arena = builder->arena,
      .text = builder->text,
      .whole_len = builder->text.len,
      .rules = rules,
      .blocks = keep(builder, &builder->blocks, sizeof(Block)),
      .notes = keep_notes(builder),
      .references = keep_references(builder),
      .links = keep(builder, &builder->links, sizeof(Link)),
      .inlines = keep(builder, &builder->inlines, sizeof(Inline)),
      .joints = keep(builder, &builder->joints, sizeof(Span)),
      .block_count = (uint32_t)builder->blocks.count,
      .note_count = (uint32_t)builder->notes.count,
      .reference_count = (uint32_t)builder->references.count,
      .link_count = (uint32_t)builder->links.count,
      .inline_count = (uint32_t)builder->inlines.count,
      .joint_count = (uint32_t)builder->joints.count,
      .metadata = builder->metadata,
      .stated = builder->stated,
      .structured = builder->structured,
      .noted = builder->notes.count > 0,
      .notes_given = builder->notes_given,
      .positions = builder->positions,
  };
  memcpy(version->hash, builder->hash, sizeof version->hash);
  if (!version->hash[0]) hash_hex(version->text, version->hash);
  free_lists(builder);
  return version;
}
