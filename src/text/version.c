// SPDX-License-Identifier: MIT
// Looking things up in a version. Everything in it is in order, so each question is one binary
// search.
#include "text/version.h"

#include "base/bisection.h"
#include "base/error.h"

#include <assert.h>
#include <string.h>

void version_free(Version *version) {
  if (version) arena_free(version->arena);
}

int32_t version_block_at(const Version *version, uint32_t pos) {
  Bisection range = bisection_of(0, version->block_count); // the first block that starts after pos
  while (bisection_open(&range))
    bisection_narrow(&range, version->blocks[range.middle].span.start <= pos);
  return version->block_count == 0 ? VERSION_NONE : (int32_t)bisection_last(&range);
}

int32_t version_note_at(const Version *version, uint32_t pos) {
  int32_t block = version_block_at(version, pos);
  if (block == VERSION_NONE) return VERSION_NONE;
  int32_t note = version->blocks[block].note;
  bool inside = note != VERSION_NONE && span_contains(version->notes[note].span, pos);
  return inside ? note : VERSION_NONE;
}

// The first of `count` things, each of which begins with its span, that ends after pos.
static uint32_t first_ending_after(const void *things, size_t size, uint32_t count, uint32_t pos) {
  Bisection range = bisection_of(0, count);
  while (bisection_open(&range)) {
    Span span;
    memcpy(&span, (const char *)things + range.middle * size, sizeof span);
    bisection_narrow(&range, span.end <= pos);
  }
  return (uint32_t)range.low;
}

uint32_t version_reference_from(const Version *version, uint32_t pos) {
  static_assert(offsetof(Reference, span) == 0, "a reference begins with its span");
  return first_ending_after(version->references, sizeof(Reference), version->reference_count, pos);
}

uint32_t version_link_from(const Version *version, uint32_t pos) {
  static_assert(offsetof(Link, span) == 0, "a link begins with its span");
  return first_ending_after(version->links, sizeof(Link), version->link_count, pos);
}

uint32_t version_inline_from(const Version *version, uint32_t pos) {
  static_assert(offsetof(Inline, span) == 0, "an inline mark begins with its span");
  return first_ending_after(version->inlines, sizeof(Inline), version->inline_count, pos);
}

uint32_t version_joint_from(const Version *version, uint32_t pos) {
  return first_ending_after(version->joints, sizeof(Span), version->joint_count, pos);
}

bool version_block_hidden(const Block *block) {
  return block->type == BLOCK_FURNITURE;
}

static const char *const block_names[BLOCK_TYPE_COUNT] = {
    [BLOCK_PARAGRAPH] = "para",
    [BLOCK_HEADING] = "heading",
    [BLOCK_QUOTATION] = "quote",
    [BLOCK_LIST_ITEM] = "list-item",
    [BLOCK_TABLE] = "table",
    [BLOCK_CODE] = "code",
    [BLOCK_RULE] = "rule",
    [BLOCK_DISCLAIMER] = "disclaimer",
    [BLOCK_NOTE] = "note",
    [BLOCK_TITLE] = "title",
    [BLOCK_SERIES] = "series",
    [BLOCK_DATE] = "date",
    [BLOCK_AUTHORS] = "authors",
    [BLOCK_AFFILIATION] = "affiliation",
    [BLOCK_NOTES_TITLE] = "notes-title",
    [BLOCK_FURNITURE] = "furniture",
};

const char *version_block_name(BlockType type) {
  if (type >= BLOCK_TYPE_COUNT) BUG("no block type %d", (int)type);
  return block_names[type];
}
