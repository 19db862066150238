// SPDX-License-Identifier: MIT
// Hashes are FNV-1a over the terms with a blank behind each, stirred at the end.
//
// The texts that may have a sentence are asked of the index of words (library/probe.h), so nothing
// has to be kept of sentences, and adding a brief costs nothing for them.
#include "library/echo.h"

#include "base/bisection.h"
#include "base/buffer.h"
#include "library/probe.h"
#include "text/position.h"
#include "text/sentence.h"
#include "text/terms.h"
#include "text/view.h"

#include <stdlib.h>

enum { TEXTS_MOST = 1000 }; // that are read for one sentence

static uint64_t hash_bytes(uint64_t hash, Slice bytes) {
  for (size_t i = 0; i < bytes.len; i++) {
    hash = (hash ^ (unsigned char)bytes.ptr[i]) * UINT64_C(0x100000001B3);
  }
  return (hash ^ ' ') * UINT64_C(0x100000001B3);
}

static uint64_t stir(uint64_t hash) {
  hash = (hash ^ hash >> 33) * UINT64_C(0xFF51AFD7ED558CCD);
  return hash ^ hash >> 33;
}

static bool hash_words(Slice words, int64_t *hash) {
  uint64_t sum = UINT64_C(0xCBF29CE484222325);
  size_t terms_count = 0, bytes = 0;
  Terms terms = terms_start(words, TERMS_FOLDED);
  for (; terms_next(&terms); terms_count++) {
    bytes += terms.len;
    sum = hash_bytes(sum, terms_term(&terms));
  }
  *hash = (int64_t)stir(sum);
  return terms_count >= ECHO_TERMS_LEAST && bytes >= ECHO_BYTES_LEAST;
}

static bool hash_into(const Version *version, Span sentence, Buffer *words, int64_t *hash) {
  if (span_len(sentence) < ECHO_BYTES_LEAST) return false;
  buffer_clear(words);
  view_append(version, sentence, VIEW_WITHOUT_REFERENCES, words);
  return hash_words(buffer_slice(words), hash);
}

bool echo_hash(const Version *version, Span sentence, int64_t *hash) {
  Buffer words = {0};
  bool long_enough = hash_into(version, sentence, &words, hash);
  buffer_release(&words);
  return long_enough;
}

static bool is_prose(const Block *block) {
  return block->type == BLOCK_PARAGRAPH || block->type == BLOCK_QUOTATION ||
         block->type == BLOCK_LIST_ITEM;
}

static void add_echo(EchoList *list, const Version *version, Span sentence, Buffer *words) {
  int64_t hash;
  if (!hash_into(version, sentence, words, &hash)) return;
  list->items = memory_grow(list->items, list->count, &list->room, sizeof *list->items);
  list->items[list->count++] = (Echo){hash, sentence};
}

bool echo_read_part(const Version *version, EchoAt *at, uint32_t bytes, EchoList *list) {
  Buffer words = {0};
  for (uint32_t used = 0; at->block < version->block_count && used < bytes;) {
    const Block *block = &version->blocks[at->block];
    uint32_t from = at->pos > block->span.start ? at->pos : block->span.start;
    at->pos = from;
    Span sentence = is_prose(block) ? sentence_take(version, at->block, &at->pos) : (Span){0};
    if (span_is_empty(sentence)) {
      at->block++;
      continue;
    }
    add_echo(list, version, sentence, &words);
    used += at->pos - from;
  }
  buffer_release(&words);
  return at->block < version->block_count;
}

void echo_read(const Version *version, EchoList *list) {
  EchoAt at = {0};
  *list = (EchoList){0};
  while (echo_read_part(version, &at, UINT32_MAX, list)) continue;
}

void echo_release(EchoList *list) {
  free(list->items);
  *list = (EchoList){0};
}

// ---- Which texts may have a sentence

void echo_find_texts(Library *library, const Version *version, Span sentence, Keys *texts) {
  probe_ask(library, version, &sentence, 1, (Probe){PROBE_WORDS_MOST, 0, TEXTS_MOST}, texts);
}

// ---- Parts of a sentence

// Folded letters of the sentence before a position. It only grows with the position, whatever the
// text is, and is the same in two sentences of one hash: that is what makes a passage comparable.
static size_t letters_before(const Version *version, Span sentence, uint32_t pos) {
  Buffer words = {0};
  size_t sum = 0;
  view_append(version, span_make(sentence.start, pos), VIEW_WITHOUT_REFERENCES, &words);
  Terms terms = terms_start(buffer_slice(&words), TERMS_FOLDED);
  while (terms_next(&terms)) sum += terms.len;
  buffer_release(&words);
  return sum;
}

// The first position that has so many letters before it; the end for none.
static uint32_t first_with(const Version *version, Span sentence, size_t letters) {
  CpSpan cp = positions_to_code_points(version->positions, sentence);
  Bisection range = bisection_of(cp.start_cp, cp.end_cp);
  while (bisection_open(&range))
    bisection_narrow(&range, letters_before(version, sentence,
                                            positions_byte(version->positions,
                                                           (uint32_t)range.middle)) < letters);
  uint32_t low = (uint32_t)range.low;
  return positions_byte(version->positions, low);
}

// Right before the letter that is number `letters`, from 0.
static uint32_t before_letter(const Version *version, Span sentence, size_t letters) {
  uint32_t behind = first_with(version, sentence, letters + 1);
  uint32_t cp = positions_code_point(version->positions, behind);
  return behind > sentence.start ? positions_byte(version->positions, cp - 1) : behind;
}

bool echo_measure(const Version *version, Span sentence, Span passage, EchoPart *part) {
  if (passage.start < sentence.start || passage.end > sentence.end) return false;
  size_t all = letters_before(version, sentence, sentence.end);
  part->from = letters_before(version, sentence, passage.start);
  part->to = letters_before(version, sentence, passage.end);
  bool whole = passage.start == sentence.start && passage.end == sentence.end;
  part->open = whole || (part->from == 0 && passage.start < before_letter(version, sentence, 0));
  part->close = whole || (part->to == all && passage.end > first_with(version, sentence, all));
  return part->from < part->to;
}

Span echo_place(const Version *version, Span sentence, const EchoPart *part) {
  uint32_t start = part->open ? sentence.start : before_letter(version, sentence, part->from);
  uint32_t end = part->close ? sentence.end : first_with(version, sentence, part->to);
  return span_make(start, end);
}
