// SPDX-License-Identifier: MIT
// A set of keys (rows of a library), as an ascending array.
#ifndef POSTIL_BASE_KEYS_H
#define POSTIL_BASE_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Keys {
  int64_t *items;
  uint32_t count;
  size_t capacity;
} Keys; // {0} is an empty one

void keys_release(Keys *keys);
void keys_add(Keys *keys, int64_t key); // at the end: keys_sort() makes a set of it
void keys_sort(Keys *keys);             // ascending, each once
bool keys_have(const Keys *keys, int64_t key);

#endif
