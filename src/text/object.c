// SPDX-License-Identifier: MIT
// Text objects: the span of the word, sentence, quotation … at a place. Quotations and brackets are
// looked for inside the block, at most REACH bytes to either side; of several around the place the
// innermost counts.
//
//   “It is ‘new’,” he said (in “Tokyo”)
//    └── depth 0 ─┘            └ pos: from here left to the first opening mark that is not closed
//          before pos, from there right to the mark that closes it
#include "base/utf8.h"
#include "text/cluster.h"
#include "text/motion.h"
#include "text/sentence.h"
#include "text/view.h"
#include "text/word.h"

#include <unictype.h>

enum { REACH = 16384 };

bool motion_object_word(const Version *version, uint32_t pos, Span *span) {
  int32_t block = version_block_at(version, pos);
  if (block == VERSION_NONE) return false;
  return word_at(version->text, version->blocks[block].span, pos, span);
}

bool motion_object_sentence(const Version *version, uint32_t pos, Span *span) {
  Span sentence = sentence_at(version, pos);
  if (span_is_empty(sentence)) return false;
  *span = motion_widen(version, sentence);
  return true;
}

bool motion_object_paragraph(const Version *version, uint32_t pos, Span *span) {
  int32_t block = version_block_at(version, pos);
  if (block == VERSION_NONE || span_is_empty(version->blocks[block].span)) return false;
  *span = version->blocks[block].span;
  return true;
}

bool motion_object_note(const Version *version, uint32_t pos, Span *span) {
  int32_t note = version_note_at(version, pos);
  if (note == VERSION_NONE || span_is_empty(version->notes[note].body)) return false;
  *span = version->notes[note].body;
  return true;
}

// ---- Sections

static bool is_text(const Block *block) {
  return block->type != BLOCK_NOTE && block->type != BLOCK_NOTES_TITLE &&
         block->type != BLOCK_FURNITURE && block->type != BLOCK_DISCLAIMER;
}

// The heading of the section that block `index` is in.
static int32_t heading_over(const Version *version, int32_t index) {
  while (index >= 0 && version->blocks[index].type != BLOCK_HEADING) index--;
  return index;
}

// From the heading to the last block of text before a heading that is not below it.
bool motion_object_heading(const Version *version, uint32_t pos, Span *span) {
  int32_t index = version_block_at(version, pos);
  int32_t first = index == VERSION_NONE ? VERSION_NONE : heading_over(version, index);
  if (first < 0) return false;
  const Block *heading = &version->blocks[first];
  int32_t last = first;
  for (uint32_t i = (uint32_t)first + 1; i < version->block_count; i++) {
    const Block *block = &version->blocks[i];
    if (block->type == BLOCK_HEADING && block->level <= heading->level) break;
    if (is_text(block)) last = (int32_t)i;
  }
  if (index > last) return false; // in the endnotes behind it
  *span = span_make(heading->span.start, version->blocks[last].span.end);
  return true;
}

// ---- Pairs

typedef struct Pair {
  uint32_t open, close;
} Pair;

// A pair is looked for in a part of a block; spans and positions are those of the text.
typedef struct Search {
  Slice text;
  Span bounds;
  uint32_t pos;
} Search;

static uint32_t character_at(const Search *search, uint32_t pos) {
  uint32_t code_point = 0;
  if (pos >= search->bounds.end) return ' ';
  utf8_decode(slice_cut(search->text, pos, search->bounds.end), &code_point, NULL);
  return code_point;
}

static uint32_t character_before(const Search *search, uint32_t pos) {
  if (pos <= search->bounds.start) return ' ';
  return character_at(search, (uint32_t)utf8_before(search->text.ptr, pos));
}

static uint32_t behind(const Search *search, uint32_t pos) {
  uint32_t code_point;
  return pos + utf8_decode(slice_cut(search->text, pos, search->bounds.end), &code_point, NULL);
}

static bool is_word_character(uint32_t code_point) {
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N);
}

// Marks that are used both ways ("«" "“" "’") open only where no word stands before them and a
// blank does not follow, and ’ between two letters is an apostrophe.
static bool opens(const Search *search, Pair pair, uint32_t pos) {
  if (character_at(search, pos) != pair.open) return false;
  if (pair.open != 0xBB && pair.open != 0x203A) return true; // » ›
  uint32_t before = character_before(search, pos),
           after = character_at(search, behind(search, pos));
  return !is_word_character(before) && !uc_is_punct(before) && !view_is_blank(after);
}

static bool closes(const Search *search, Pair pair, uint32_t pos) {
  if (character_at(search, pos) != pair.close) return false;
  if (pair.close != 0x2019) return true;
  return !is_word_character(character_before(search, pos)) ||
         !is_word_character(character_at(search, behind(search, pos)));
}

// The mark at or before pos that opens the pair around it.
static bool find_open(const Search *search, Pair pair, uint32_t *open) {
  uint32_t depth = 0;
  for (uint32_t pos = behind(search, search->pos); pos > search->bounds.start;) {
    pos = (uint32_t)utf8_before(search->text.ptr, pos);
    if (pos < search->pos && closes(search, pair, pos)) {
      depth++;
    } else if (opens(search, pair, pos) && depth-- == 0) {
      *open = pos;
      return true;
    }
  }
  return false;
}

static bool find_close(const Search *search, Pair pair, uint32_t open, uint32_t *close) {
  uint32_t depth = 0;
  for (uint32_t pos = behind(search, open); pos < search->bounds.end; pos = behind(search, pos)) {
    if (closes(search, pair, pos)) {
      if (depth-- > 0) continue;
      *close = pos;
      return pos >= search->pos;
    }
    depth += opens(search, pair, pos);
  }
  return false;
}

// Straight quotation marks: every other one opens, counted from the block's start.
static bool find_straight(const Search *search, Span *span) {
  uint32_t open = 0;
  bool inside = false;
  for (uint32_t pos = search->bounds.start; pos < search->bounds.end; pos++) {
    if (search->text.ptr[pos] != '"') continue;
    if (inside && open <= search->pos && search->pos <= pos) {
      *span = span_make(open + 1, pos);
      return true;
    }
    inside = !inside;
    open = pos;
  }
  return false;
}

static bool search_around(const Version *version, uint32_t pos, Search *search) {
  int32_t block = version_block_at(version, pos);
  if (block == VERSION_NONE || !span_contains(version->blocks[block].span, pos)) return false;
  Span bounds = version->blocks[block].span;
  pos = cluster_start(version->text, bounds, pos);
  uint32_t start = pos - bounds.start > REACH ? pos - REACH : bounds.start;
  uint32_t end = bounds.end - pos > REACH ? pos + REACH : bounds.end;
  start = cluster_start(version->text, bounds, start);
  end = cluster_start(version->text, bounds, end);
  *search = (Search){version->text, {start, end}, pos};
  return pos < end;
}

// What stands between the marks of the innermost of these pairs around the place.
static bool find_pair(const Search *search, const Pair *pairs, size_t count, Span *span) {
  bool found = false;
  for (size_t i = 0; i < count; i++) {
    uint32_t open, close;
    if (!find_open(search, pairs[i], &open) || !find_close(search, pairs[i], open, &close))
      continue;
    Span inner = span_make(behind(search, open), close);
    if (found && inner.start <= span->start) continue;
    *span = inner;
    found = true;
  }
  return found;
}

static bool as_object(const Version *version, bool found, Span *span) {
  if (!found || span_is_empty(*span)) return false;
  *span = motion_widen(version, *span);
  return true;
}

bool motion_object_quotation(const Version *version, uint32_t pos, Span *span) {
  static const Pair pairs[] = {
      {0x201C, 0x201D}, {0x201E, 0x201C}, {0x201E, 0x201D}, {0x2018, 0x2019}, // “” „“ „” ‘’
      {0x201A, 0x2018}, {0xAB, 0xBB},     {0xBB, 0xAB},     {0x2039, 0x203A}, // ‚‘ «» »« ‹›
      {0x203A, 0x2039}, {0x300C, 0x300D}, {0x300E, 0x300F}, // ›‹ 「」 『』
  };
  Search search;
  Span straight, inner = {0};
  if (!search_around(version, pos, &search)) return false;
  bool found = find_pair(&search, pairs, sizeof pairs / sizeof *pairs, &inner);
  if (find_straight(&search, &straight) && (!found || straight.start > inner.start)) {
    inner = straight;
    found = true;
  }
  if (as_object(version, found, &inner)) *span = inner;
  return found && !span_is_empty(inner);
}

bool motion_object_bracket(const Version *version, uint32_t pos, Span *span) {
  static const Pair pairs[] = {
      {'(', ')'},       {'[', ']'},       {'{', '}'},       {0xFF08, 0xFF09},
      {0x3010, 0x3011}, {0x300A, 0x300B}, {0x3014, 0x3015}, {0x27E8, 0x27E9},
  };
  Search search;
  Span inner = {0};
  if (!search_around(version, pos, &search)) return false;
  bool found = find_pair(&search, pairs, sizeof pairs / sizeof *pairs, &inner);
  if (as_object(version, found, &inner)) *span = inner;
  return found && !span_is_empty(inner);
}
