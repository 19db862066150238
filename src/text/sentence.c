// SPDX-License-Identifier: MIT
// Sentences, found from any place in both directions.
//
//   block    │[i] First one.  Second one. Third│
//   content   ····└─────────────────────────────┘   without a note's or list item's mark, no blanks
//   starts        ^           ^           ^         content's start, and what stop_at() calls next
//
// A place is in the sentence of the last start at or before it. text/stop.h decides about each stop
// by its neighbourhood alone, so looking back to the last start that counts is all there is to do,
// and nothing is kept between calls. In code and tables every line is a sentence; a heading, a
// title and their like are one.
//
// Blocks of megabytes without any stop would make each call scan them. So there are forced starts,
// one every GRID bytes of content: it counts if no stop in the GRID bytes before it ends a
// sentence. With that a call scans 3 x GRID bytes at most, and the starts are the same from
// wherever one looks.
#include "text/sentence.h"

#include "base/utf8.h"
#include "text/cluster.h"
#include "text/scan.h"
#include "text/stop.h"

enum { GRID = 16384 };

typedef enum Manner {
  MANNER_PROSE,
  MANNER_LINES, // each line
  MANNER_WHOLE,
} Manner;

static Manner manner_of(const Block *block) {
  switch (block->type) {
  case BLOCK_HEADING:
  case BLOCK_RULE:
  case BLOCK_TITLE:
  case BLOCK_SERIES:
  case BLOCK_DATE:
  case BLOCK_AUTHORS:
  case BLOCK_AFFILIATION:
  case BLOCK_NOTES_TITLE: return MANNER_WHOLE;
  default: return block->preformatted ? MANNER_LINES : MANNER_PROSE;
  }
}

// ---- Content

static uint32_t skip_blanks(Slice text, uint32_t pos, uint32_t end) {
  uint32_t code_point;
  for (uint32_t len; pos < end; pos += len) {
    len = utf8_decode(slice_cut(text, pos, end), &code_point, NULL);
    if (!scan_is_blank(code_point)) break;
  }
  return pos;
}

static uint32_t trim_blanks(Slice text, uint32_t start, uint32_t end) {
  uint32_t code_point;
  for (uint32_t before; end > start; end = before) {
    before = (uint32_t)utf8_before(text.ptr, end);
    utf8_decode(slice_cut(text, before, end), &code_point, NULL);
    if (!scan_is_blank(code_point)) break;
  }
  return end;
}

// What the sentences of a block share out among them; the whole block if that is nothing.
static Span content_of(const Version *version, const Block *block) {
  uint32_t start = block->mark.end;
  if (block->note != VERSION_NONE) {
    uint32_t body = version->notes[block->note].body.start;
    if (body > start && body <= block->span.end) start = body;
  }
  start = skip_blanks(version->text, start, block->span.end);
  Span content = span_make(start, trim_blanks(version->text, start, block->span.end));
  return span_is_empty(content) ? block->span : content;
}

// ---- Starts

typedef struct Splitter {
  const Version *version;
  Span content;
  Manner manner;
} Splitter;

// A place where a sentence may end: at the signs [first, behind). If it does, it ends at `end` and
// the next one begins at `next`.
typedef struct Cut {
  uint32_t first, behind;
  bool ends;
  uint32_t end, next;
} Cut;

static bool line_cut_at(const Splitter *splitter, uint32_t pos, Cut *cut) {
  Slice text = splitter->version->text;
  if (text.ptr[pos] != '\n') return false;
  cut->first = trim_blanks(text, splitter->content.start, pos);
  cut->end = cut->first;
  cut->next = skip_blanks(text, pos, splitter->content.end);
  cut->behind = cut->next;
  cut->ends = true;
  return true;
}

// Is there a cut at the character at pos?
static bool cut_at(const Splitter *splitter, uint32_t pos, Cut *cut) {
  Stop stop;
  if (splitter->manner == MANNER_LINES) return line_cut_at(splitter, pos, cut);
  if (!stop_at(splitter->version, splitter->content, pos, &stop)) return false;
  *cut = (Cut){stop.run.start, stop.run.end, stop.ends, stop.end, stop.next};
  return true;
}

// Bytes that can begin a stop or end a line: what is worth a closer look.
static bool is_candidate(char byte) {
  unsigned char lead = (unsigned char)byte;
  return lead == '.' || lead == '!' || lead == '?' || lead == '\n' || lead >= 0xC0;
}

// A start, and from where on the next forced ones count.
typedef struct Start {
  uint32_t pos;
  uint32_t next_forced; // number of the first forced start behind it that can count
} Start;

// The forced start of a number from 1 on; the content's end if it is not that long.
static uint32_t forced_start(const Splitter *splitter, uint32_t number) {
  uint64_t pos = (uint64_t)splitter->content.start + (uint64_t)number * GRID;
  if (pos >= splitter->content.end) return splitter->content.end;
  return cluster_start(splitter->version->text, splitter->content, (uint32_t)pos);
}

// The number of the last one at or before pos, 0 for none. A cluster may move it before its
// multiple.
static uint32_t last_forced(const Splitter *splitter, uint32_t pos) {
  uint32_t number = (pos - splitter->content.start) / GRID;
  return forced_start(splitter, number + 1) <= pos ? number + 1 : number;
}

static Start real_start(const Splitter *splitter, const Cut *cut) {
  uint32_t distance = cut->behind - splitter->content.start;
  return (Start){cut->next, (distance + GRID - 1) / GRID + 1};
}

// The last start at or before pos.
static Start start_of(const Splitter *splitter, uint32_t pos) {
  uint32_t content = splitter->content.start;
  uint32_t number = splitter->manner == MANNER_WHOLE ? 0 : last_forced(splitter, pos);
  uint32_t forced = number > 0 ? forced_start(splitter, number) : content;
  uint32_t floor = number > 1 ? content + (number - 1) * GRID : content;
  // The last sign of a run may begin up to three bytes before the floor and end behind it.
  for (uint32_t at = pos; splitter->manner != MANNER_WHOLE && at > content && at + 3 > floor;) {
    Cut cut;
    if (!is_candidate(splitter->version->text.ptr[--at]) || !cut_at(splitter, at, &cut)) continue;
    if (number > 1 && cut.behind <= floor) break;
    if (cut.ends && cut.next <= pos) return real_start(splitter, &cut);
    if (cut.ends && number > 0 && cut.behind <= forced) { // so this forced one does not count
      forced = --number > 0 ? forced_start(splitter, number) : content;
      floor = number > 1 ? content + (number - 1) * GRID : content;
    }
    if (cut.first < at) at = cut.first;
  }
  return (Start){forced, number + 1};
}

// The sentence that begins at a start. *next is where the one after it begins: the content's end if
// it is the last.
static Span sentence_from(const Splitter *splitter, Start start, uint32_t *next) {
  Slice text = splitter->version->text;
  bool whole = splitter->manner == MANNER_WHOLE;
  uint32_t forced = whole ? splitter->content.end : forced_start(splitter, start.next_forced);
  for (uint32_t at = start.pos; !whole && at < forced; at++) {
    Cut cut;
    if (!is_candidate(text.ptr[at]) || !cut_at(splitter, at, &cut)) continue;
    if (cut.behind > forced) break;
    if (cut.ends && cut.next > start.pos) {
      *next = cut.next;
      return span_make(start.pos, cut.end);
    }
    if (cut.behind > at) at = cut.behind - 1;
  }
  *next = forced;
  return span_make(start.pos, trim_blanks(text, start.pos, forced));
}

// ---- Blocks

static Splitter splitter_of(const Version *version, int32_t index) {
  const Block *block = &version->blocks[index];
  return (Splitter){version, content_of(version, block), manner_of(block)};
}

// The start at or before pos in a block, of places before its content the first.
static Start start_in(const Splitter *splitter, uint32_t pos) {
  Span content = splitter->content;
  if (pos >= content.end) pos = span_is_empty(content) ? content.end : content.end - 1;
  return start_of(splitter, pos > content.start ? pos : content.start);
}

static bool is_walked(const Block *block, bool hidden) {
  return (hidden || !version_block_hidden(block)) && !span_is_empty(block->span);
}

Span sentence_at(const Version *version, uint32_t pos) {
  int32_t index = version_block_at(version, pos);
  if (index == VERSION_NONE) return span_make(0, 0);
  Splitter splitter = splitter_of(version, index);
  uint32_t next;
  return sentence_from(&splitter, start_in(&splitter, pos), &next);
}

Span sentence_take(const Version *version, uint32_t block, uint32_t *pos) {
  Splitter splitter = splitter_of(version, (int32_t)block);
  uint32_t from = *pos, end = splitter.content.end;
  if (from >= end) return span_make(end, end);
  Span sentence = sentence_from(&splitter, start_in(&splitter, from), pos);
  if (*pos <= from) *pos = end;
  return sentence;
}

uint32_t sentence_next(const Version *version, uint32_t pos, bool hidden) {
  int32_t index = version_block_at(version, pos);
  if (index == VERSION_NONE) return pos;
  if (is_walked(&version->blocks[index], hidden)) {
    Splitter splitter = splitter_of(version, index);
    Start start = start_in(&splitter, pos);
    uint32_t next = start.pos;
    if (next <= pos) sentence_from(&splitter, start, &next);
    if (next > pos && next < splitter.content.end) return next;
  }
  for (uint32_t i = (uint32_t)index; i < version->block_count; i++) {
    const Block *block = &version->blocks[i];
    uint32_t first = content_of(version, block).start;
    if (is_walked(block, hidden) && first > pos) return first;
  }
  return pos;
}

uint32_t sentence_previous(const Version *version, uint32_t pos, bool hidden) {
  int32_t index = version_block_at(version, pos);
  for (int32_t i = index; i >= 0; i--) {
    if (!is_walked(&version->blocks[i], hidden)) continue;
    Splitter splitter = splitter_of(version, i);
    if (splitter.content.start < pos) return start_in(&splitter, pos - 1).pos;
  }
  return pos;
}
