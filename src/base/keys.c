// SPDX-License-Identifier: MIT
// Sets of keys. Filled in any order, sorted once, then asked: 8 bytes for each key, and a binary
// search for each question.
#include "base/keys.h"

#include "base/memory.h"
#include "base/order.h"

#include <stdlib.h>

void keys_release(Keys *keys) {
  free(keys->items);
  *keys = (Keys){0};
}

void keys_add(Keys *keys, int64_t key) {
  keys->items = memory_grow(keys->items, keys->count, &keys->capacity, sizeof *keys->items);
  keys->items[keys->count++] = key;
}

static int compare(const void *left, const void *right) {
  int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
  return order_compare(a, b);
}

// What came in order already, as an index gives it, is not sorted again.
static bool is_set(const Keys *keys) {
  for (uint32_t i = 1; i < keys->count; i++) {
    if (keys->items[i] <= keys->items[i - 1]) return false;
  }
  return true;
}

void keys_sort(Keys *keys) {
  uint32_t count = 0;
  if (is_set(keys)) return;
  qsort(keys->items, keys->count, sizeof *keys->items, compare);
  for (uint32_t i = 0; i < keys->count; i++) {
    if (count == 0 || keys->items[i] != keys->items[count - 1])
      keys->items[count++] = keys->items[i];
  }
  keys->count = count;
}

bool keys_have(const Keys *keys, int64_t key) {
  return keys->count > 0 && bsearch(&key, keys->items, keys->count, sizeof key, compare);
}
