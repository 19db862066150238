// SPDX-License-Identifier: MIT
// Citation keys. Letters are taken apart (NFD), so that é leaves an e; names in other scripts leave
// nothing, and then the beginning of the hash stands for them.
#include "exchange/citekeys.h"

#include "base/memory.h"
#include "base/order.h"
#include "library/author.h"

#include <stdlib.h>
#include <uninorm.h>

enum { LETTERS = 26 };

static void add_plain(Buffer *out, Slice name) {
  size_t len = 0;
  uint8_t *apart = u8_normalize(UNINORM_NFD, (const uint8_t *)name.ptr, name.len, NULL, &len);
  for (size_t i = 0; apart && i < len; i++) {
    char c = (char)apart[i];
    if (c >= 'A' && c <= 'Z') c = (char)(c + 'a' - 'A');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) buffer_add_byte(out, c);
  }
  free(apart);
}

static char *make_key(const Brief *brief) {
  Slice authors = exchange_author(brief);
  Author author;
  Buffer key = {0};
  if (author_next(&authors, &author)) add_plain(&key, author.family);
  if (key.len == 0) buffer_printf(&key, "brief%.8s", brief->hash);
  buffer_printf(&key, "%.4s", brief->date);
  return buffer_take(&key);
}

typedef struct Keyed {
  char *key;
  uint32_t index;
} Keyed;

static int compare_keys(const void *a, const void *b) {
  const Keyed *left = a, *right = b;
  int order = strcmp(left->key, right->key);
  return order ? order : order_compare(left->index, right->index);
}

// a to z, then aa to zz, aaa …
static void add_letters(Buffer *out, uint32_t number) {
  enum { LETTERS_MOST = 8 };
  char letters[LETTERS_MOST];
  size_t first = LETTERS_MOST;
  for (uint64_t left = (uint64_t)number + 1; left > 0; left = (left - 1) / LETTERS)
    letters[--first] = (char)('a' + (left - 1) % LETTERS);
  buffer_add(out, slice_make(letters + first, LETTERS_MOST - first));
}

// Equal keys stand beside each other, in the order of the briefs.
static void tell_apart(CiteKeys *keys) {
  Keyed *entries = memory_new(keys->count, sizeof *entries);
  for (uint32_t i = 0; i < keys->count; i++) entries[i] = (Keyed){keys->items[i], i};
  if (keys->count > 0) qsort(entries, keys->count, sizeof *entries, compare_keys);
  for (uint32_t start = 0, end; start < keys->count; start = end) {
    for (end = start + 1; end < keys->count && strcmp(entries[end].key, entries[start].key) == 0;)
      end++;
    for (uint32_t i = start; end - start > 1 && i < end; i++) {
      Buffer key = {0};
      buffer_add_string(&key, entries[i].key);
      add_letters(&key, i - start);
      keys->items[entries[i].index] = buffer_take(&key);
    }
    for (uint32_t i = start; end - start > 1 && i < end; i++) free(entries[i].key);
  }
  free(entries);
}

CiteKeys citekeys_make(Exchange *exchange) {
  CiteKeys keys = {.items = memory_new(exchange->brief_count, sizeof *keys.items)};
  exchange_next_group(exchange);
  while (exchange_next_brief(exchange)) keys.items[keys.count++] = make_key(exchange->brief);
  exchange_rewind(exchange);
  tell_apart(&keys);
  return keys;
}

void citekeys_release(CiteKeys *keys) {
  for (uint32_t i = 0; i < keys->count; i++) free(keys->items[i]);
  free(keys->items);
  *keys = (CiteKeys){0};
}
