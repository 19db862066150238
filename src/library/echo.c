// SPDX-License-Identifier: MIT
// Hashes are FNV-1a over the terms with a blank behind each, stirred at the end. Who shows what one
// has found compares the words.
#include "library/echo.h"

#include "base/buffer.h"
#include "text/sentence.h"
#include "text/terms.h"
#include "text/view.h"

#include <stdlib.h>

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

void echo_read(const Version *version, EchoList *list) {
  *list = (EchoList){0};
  Buffer words = {0};
  size_t room = 0;
  for (uint32_t i = 0; i < version->block_count; i++) {
    if (!is_prose(&version->blocks[i])) continue;
    uint32_t pos = version->blocks[i].span.start;
    for (Span sentence; !span_is_empty(sentence = sentence_take(version, i, &pos));) {
      int64_t hash;
      if (!hash_into(version, sentence, &words, &hash)) continue;
      list->items = memory_grow(list->items, list->count, &room, sizeof *list->items);
      list->items[list->count++] = (Echo){hash, sentence};
    }
  }
  buffer_release(&words);
}

void echo_release(EchoList *list) {
  free(list->items);
  *list = (EchoList){0};
}
