// SPDX-License-Identifier: MIT
#include "support/version.h"

#include "support/check.h"
#include "text/builder.h"
#include "text/view.h"

#include <ctype.h>
#include <stdlib.h>

static const struct {
  char letter;
  Block block;
} kinds_known[] = {
    {'p', {.type = BLOCK_PARAGRAPH}},
    {'h', {.type = BLOCK_HEADING, .level = 2}},
    {'q', {.type = BLOCK_QUOTATION}},
    {'i', {.type = BLOCK_LIST_ITEM}},
    {'t', {.type = BLOCK_TABLE, .preformatted = true}},
    {'c', {.type = BLOCK_CODE, .preformatted = true}},
    {'f', {.type = BLOCK_FURNITURE}},
    {'n', {.type = BLOCK_NOTE}},
    {'m', {.type = BLOCK_NOTE, .note = VERSION_NONE}}, // it has no mark: see add_block()
    {'d', {.type = BLOCK_DISCLAIMER}},
    {'T', {.type = BLOCK_TITLE}},
    {'D', {.type = BLOCK_DATE}},
};

static Block block_of(char letter) {
  for (size_t i = 0; i < sizeof kinds_known / sizeof *kinds_known; i++) {
    if (kinds_known[i].letter == letter) return kinds_known[i].block;
  }
  print_error("no kind of block '%c'\n", letter);
  fail();
  abort();
}

// The label in a mark like "[ii]" or "3.".
static Span label_of(const char *text, Span line) {
  uint32_t start = line.start + (text[line.start] == '['), end = start;
  while (end < line.end && isalnum((unsigned char)text[end])) end++;
  return span_make(start, end);
}

static void add_note(Builder *builder, const char *text, Block *block) {
  Span label = label_of(text, block->span);
  uint32_t body = label.end;
  while (body < block->span.end && strchr("]. ", text[body])) body++;
  block->note = (int32_t)builder_add_note(
      builder, (Note){.span = block->span,
                      .body = span_make(body, block->span.end),
                      .label = slice_make(text + label.start, span_len(label)),
                      .target = VERSION_NONE,
                      .root = VERSION_NONE});
}

static void go_on_in_note(Builder *builder, Block *block, uint32_t note) {
  block->note = (int32_t)note;
  Note *whole = builder_note(builder, note);
  whole->span.end = whole->body.end = block->span.end;
}

// A list item's mark with the blanks behind it.
static Span mark_of(const char *text, Span item) {
  uint32_t end = item.start;
  while (end < item.end && text[end] != ' ') end++;
  while (end < item.end && text[end] == ' ') end++;
  return span_make(item.start, end);
}

// Gives the number of notes, of which there were `notes` before.
static uint32_t add_block(Builder *builder, const char *text, Block block, uint32_t notes) {
  bool starts_note = block.type == BLOCK_NOTE && block.note != VERSION_NONE;
  bool goes_on = block.type == BLOCK_NOTE && !starts_note && notes > 0;
  block.note = VERSION_NONE;
  if (starts_note) add_note(builder, text, &block);
  if (goes_on) go_on_in_note(builder, &block, notes - 1);
  if (block.type == BLOCK_LIST_ITEM) block.mark = mark_of(text, block.span);
  builder_add_block(builder, block);
  return notes + starts_note;
}

static void add_references(Builder *builder, const char *text, Span span, uint32_t notes) {
  for (uint32_t pos = span.start; pos < span.end; pos++) {
    if (text[pos] != '[') continue;
    Span label = label_of(text, span_make(pos, span.end));
    if (text[label.end] != ']') continue;
    for (uint32_t i = 0; i < notes; i++) {
      if (!slice_equal(slice_make(text + label.start, span_len(label)),
                       builder_note(builder, i)->label)) {
        continue;
      }
      builder_add_reference(builder, (Reference){span_make(pos, label.end + 1), (int32_t)i});
    }
  }
}

static void add_links(Builder *builder, const char *text, Span span) {
  for (uint32_t pos = span.start; pos < span.end; pos++) {
    if (strncmp(text + pos, "http", 4) != 0) continue;
    uint32_t end = pos;
    while (end < span.end && !strchr(" \n,;)", text[end])) end++;
    builder_add_link(builder, (Link){.span = span_make(pos, end)});
    pos = end;
  }
}

Version *check_version(const char *text, const char *kinds) {
  Builder *builder = builder_new(slice_of(text));
  uint32_t len = (uint32_t)strlen(text), notes = 0, count = 0;
  Block blocks[256];
  for (uint32_t start = 0, end; start < len; start = end + 1) {
    end = start;
    while (end < len && text[end] != '\n') end++;
    uint32_t first = start;
    while (first < end && text[first] == ' ') first++;
    if (first == end) continue;
    char kind = kinds && *kinds ? *kinds++ : 'p';
    assert_true(count < 256);
    if (kind == '+') {
      blocks[count - 1].span.end = end;
    } else {
      blocks[count] = block_of(kind);
      blocks[count++].span = span_make(start, end);
    }
  }
  for (uint32_t i = 0; i < count; i++) {
    notes = add_block(builder, text, blocks[i], notes);
    add_links(builder, text, blocks[i].span);
  }
  for (uint32_t i = 0; i < count; i++) {
    if (blocks[i].type != BLOCK_NOTE) add_references(builder, text, blocks[i].span, notes);
  }
  return builder_finish(builder, 1);
}

Version *check_block_version(const char *text, char kind) {
  Builder *builder = builder_new(slice_of(text));
  Block block = block_of(kind);
  block.span = span_make(0, (uint32_t)strlen(text));
  add_block(builder, text, block, 0);
  return builder_finish(builder, 1);
}

Span check_find(const Version *version, const char *words, unsigned number) {
  const char *found = version->text.ptr - 1;
  while (number-- > 0) {
    found = strstr(found + 1, words);
    if (!found) {
      print_error("'%s' is not in the text\n", words);
      fail();
      abort();
    }
  }
  uint32_t start = (uint32_t)(found - version->text.ptr);
  return span_make(start, start + (uint32_t)strlen(words));
}

void check_link(const Version *version, const Link *link, const char *wanted) {
  Buffer url = {0};
  view_append_link(version, link, &url);
  check_text(buffer_slice(&url), wanted);
  buffer_release(&url);
}

typedef struct Tally {
  uint32_t count, most;
} Tally;

static bool tally_hit(void *context, Span hit) {
  (void)hit;
  Tally *tally = context;
  return ++tally->count < tally->most;
}

uint32_t check_count_hits(const Version *version, Slice pattern, SearchFlags flags, uint32_t most) {
  Tally tally = {.most = most};
  search_each(version, pattern, span_make(0, UINT32_MAX), flags, tally_hit, &tally);
  return tally.count;
}
