// SPDX-License-Identifier: MIT
// Motions. A place is the start of a grapheme cluster in a block that is walked through: every
// motion settles first and ends at such a place. Within a block the questions go to cluster, word
// and sentence; from block to block it is a walk over the blocks, passing over hidden and empty
// ones.
#include "text/motion.h"

#include "text/cluster.h"
#include "text/sentence.h"
#include "text/word.h"

static bool is_walked(const Version *version, int32_t block, bool hidden) {
  const Block *at = &version->blocks[block];
  return !span_is_empty(at->span) && (hidden || !version_block_hidden(at));
}

// The next walked block from `block` on in steps of 1 or -1, or VERSION_NONE.
static int32_t walked_from(const Version *version, int32_t block, int32_t step, bool hidden) {
  while (block >= 0 && (uint32_t)block < version->block_count) {
    if (is_walked(version, block, hidden)) return block;
    block += step;
  }
  return VERSION_NONE;
}

static uint32_t first_of(const Version *version, int32_t block) {
  return version->blocks[block].span.start;
}

static uint32_t last_of(const Version *version, int32_t block) {
  Span span = version->blocks[block].span;
  return cluster_before(version->text, span, span.end);
}

static Span span_at(const Version *version, uint32_t pos) {
  int32_t block = version_block_at(version, pos);
  return block == VERSION_NONE ? span_make(0, 0) : version->blocks[block].span;
}

// ---- Settling

// pos in a block, or at its end: the start of the cluster, of the last one at the end.
static uint32_t settle_in(const Version *version, int32_t block, uint32_t pos) {
  Span span = version->blocks[block].span;
  if (pos >= span.end) return last_of(version, block);
  return pos <= span.start ? span.start : cluster_start(version->text, span, pos);
}

uint32_t motion_settle(const Version *version, uint32_t pos, bool hidden) {
  int32_t block = version_block_at(version, pos);
  if (block == VERSION_NONE) return 0;
  if (is_walked(version, block, hidden)) return settle_in(version, block, pos);
  int32_t before = walked_from(version, block, -1, hidden);
  int32_t after = walked_from(version, block, 1, hidden);
  if (before == VERSION_NONE && after == VERSION_NONE) return settle_in(version, block, pos);
  if (before == VERSION_NONE) return first_of(version, after);
  if (after == VERSION_NONE) return last_of(version, before);
  uint32_t last = last_of(version, before), first = first_of(version, after);
  bool nearer_before = first > pos && pos - last <= first - pos;
  return nearer_before ? last : first;
}

Span motion_widen(const Version *version, Span span) {
  Span all = span_make(0, (uint32_t)version->text.len);
  uint32_t start = cluster_start(version->text, all, span.start);
  uint32_t end = cluster_start(version->text, all, span.end);
  if (span_is_empty(span)) return span_make(start, start);
  return span_make(start, end == span.end ? end : cluster_end(version->text, all, end));
}

// ---- Clusters

uint32_t motion_right(const Version *version, uint32_t pos, bool hidden) {
  pos = motion_settle(version, pos, hidden);
  Span span = span_at(version, pos);
  uint32_t next = cluster_end(version->text, span, pos);
  return next < span.end ? next : pos;
}

uint32_t motion_left(const Version *version, uint32_t pos, bool hidden) {
  pos = motion_settle(version, pos, hidden);
  return cluster_before(version->text, span_at(version, pos), pos);
}

// ---- Words

uint32_t motion_word_next(const Version *version, uint32_t pos, bool hidden) {
  pos = motion_settle(version, pos, hidden);
  Span word;
  int32_t block = version_block_at(version, pos);
  if (block == VERSION_NONE) return pos;
  if (word_after(version->text, version->blocks[block].span, pos, &word)) return word.start;
  while ((block = walked_from(version, block + 1, 1, hidden)) != VERSION_NONE) {
    Span span = version->blocks[block].span;
    if (word_from(version->text, span, span.start, &word)) return word.start;
  }
  return pos;
}

uint32_t motion_word_previous(const Version *version, uint32_t pos, bool hidden) {
  pos = motion_settle(version, pos, hidden);
  Span word;
  int32_t block = version_block_at(version, pos);
  if (block == VERSION_NONE) return pos;
  if (word_before(version->text, version->blocks[block].span, pos, &word)) return word.start;
  while ((block = walked_from(version, block - 1, -1, hidden)) != VERSION_NONE) {
    Span span = version->blocks[block].span;
    if (word_before(version->text, span, span.end, &word)) return word.start;
  }
  return pos;
}

// The last cluster of the first word of a block that ends behind pos.
static bool word_end_after(const Version *version, Span span, uint32_t pos, uint32_t *end) {
  Span word;
  uint32_t from = pos;
  if (word_at(version->text, span, pos, &word)) from = word.start;
  for (; word_from(version->text, span, from, &word); from = word.end) {
    *end = cluster_before(version->text, span, word.end);
    if (*end > pos) return true;
  }
  return false;
}

uint32_t motion_word_end(const Version *version, uint32_t pos, bool hidden) {
  pos = motion_settle(version, pos, hidden);
  int32_t block = version_block_at(version, pos);
  if (block == VERSION_NONE) return pos;
  uint32_t end;
  if (word_end_after(version, version->blocks[block].span, pos, &end)) return end;
  while ((block = walked_from(version, block + 1, 1, hidden)) != VERSION_NONE) {
    Span span = version->blocks[block].span, word;
    if (!word_from(version->text, span, span.start, &word)) continue;
    return cluster_before(version->text, span, word.end);
  }
  return pos;
}

// ---- Sentences

uint32_t motion_sentence_next(const Version *version, uint32_t pos, bool hidden) {
  pos = motion_settle(version, pos, hidden);
  uint32_t next = motion_settle(version, sentence_next(version, pos, hidden), hidden);
  return next > pos ? next : pos;
}

uint32_t motion_sentence_previous(const Version *version, uint32_t pos, bool hidden) {
  pos = motion_settle(version, pos, hidden);
  return motion_settle(version, sentence_previous(version, pos, hidden), hidden);
}

// ---- Blocks

static bool is_any(const Block *block) {
  (void)block;
  return true;
}

static bool is_heading(const Block *block) {
  return block->type == BLOCK_HEADING || block->type == BLOCK_TITLE ||
         block->type == BLOCK_NOTES_TITLE;
}

// The start of the next block of a kind behind pos.
static uint32_t block_next(const Version *version, uint32_t pos, bool hidden,
                           bool (*is)(const Block *block)) {
  pos = motion_settle(version, pos, hidden);
  int32_t block = version_block_at(version, pos);
  while (block != VERSION_NONE) {
    block = walked_from(version, block + 1, 1, hidden);
    if (block != VERSION_NONE && is(&version->blocks[block])) return first_of(version, block);
  }
  return pos;
}

// The start of the last block of a kind that starts before pos: this one's unless pos is there.
static uint32_t block_previous(const Version *version, uint32_t pos, bool hidden,
                               bool (*is)(const Block *block)) {
  pos = motion_settle(version, pos, hidden);
  int32_t block = version_block_at(version, pos);
  while (block != VERSION_NONE) {
    if (first_of(version, block) < pos && is(&version->blocks[block])) break;
    block = walked_from(version, block - 1, -1, hidden);
  }
  return block == VERSION_NONE ? pos : first_of(version, block);
}

uint32_t motion_paragraph_next(const Version *version, uint32_t pos, bool hidden) {
  return block_next(version, pos, hidden, is_any);
}

uint32_t motion_paragraph_previous(const Version *version, uint32_t pos, bool hidden) {
  return block_previous(version, pos, hidden, is_any);
}

uint32_t motion_heading_next(const Version *version, uint32_t pos, bool hidden) {
  return block_next(version, pos, hidden, is_heading);
}

uint32_t motion_heading_previous(const Version *version, uint32_t pos, bool hidden) {
  return block_previous(version, pos, hidden, is_heading);
}

uint32_t motion_first(const Version *version, uint32_t pos, bool hidden) {
  int32_t block = walked_from(version, 0, 1, hidden);
  return block == VERSION_NONE ? motion_settle(version, pos, hidden) : first_of(version, block);
}

uint32_t motion_last(const Version *version, uint32_t pos, bool hidden) {
  int32_t block = walked_from(version, (int32_t)version->block_count - 1, -1, hidden);
  return block == VERSION_NONE ? motion_settle(version, pos, hidden) : last_of(version, block);
}

// ---- Footnote marks

static bool can_go_to(const Version *version, uint32_t reference, bool hidden) {
  uint32_t start = version->references[reference].span.start;
  return is_walked(version, version_block_at(version, start), hidden);
}

uint32_t motion_reference_next(const Version *version, uint32_t pos, bool hidden) {
  pos = motion_settle(version, pos, hidden);
  for (uint32_t i = version_reference_from(version, pos); i < version->reference_count; i++) {
    uint32_t place = motion_settle(version, version->references[i].span.start, true);
    if (place > pos && can_go_to(version, i, hidden)) return place;
  }
  return pos;
}

uint32_t motion_reference_previous(const Version *version, uint32_t pos, bool hidden) {
  pos = motion_settle(version, pos, hidden);
  uint32_t behind = version_reference_from(version, pos);
  if (behind < version->reference_count) behind++; // the one that holds pos may start before it
  for (uint32_t i = behind; i-- > 0;) {
    uint32_t place = motion_settle(version, version->references[i].span.start, true);
    if (place < pos && can_go_to(version, i, hidden)) return place;
  }
  return pos;
}
