// SPDX-License-Identifier: MIT
// The keymap: bindings in the table's order, and for each mode an index of them sorted by their
// keys.
//
//   text:  …  d d │ e │ g . │ g a │ g f │ g g │ g v │ g ^O │ h  …
//
// In this order everything that begins with a sequence stands together, right behind the sequence
// itself. So one binary search tells what a sequence is, and a sequence that hides another one (`d`
// beside `dd`: the longer could never be typed) stands just before it: keymap_new() looks at
// neighbours.
#include "command/keymap.h"

#include "base/memory.h"

#include <stdlib.h>

typedef struct Binding {
  Key keys[KEY_SEQUENCE_MAX];
  uint32_t count;
  uint32_t modes;
  ActionId id;
} Binding;

typedef struct Index {
  const Binding **items;
  uint32_t count;
  size_t capacity;
} Index;

struct Keymap {
  Binding *bindings;
  uint32_t count;
  size_t capacity;
  Index modes[MODE_COUNT];
};

// Order by keys; what begins another one comes before it.
static int compare_keys(const Key *a, uint32_t a_count, const Key *b, uint32_t b_count) {
  for (uint32_t at = 0; at < a_count && at < b_count; at++) {
    if (a[at] != b[at]) return a[at] < b[at] ? -1 : 1;
  }
  return a_count < b_count ? -1 : a_count > b_count;
}

static int compare_bindings(const void *a, const void *b) {
  const Binding *const *first = a, *const *second = b;
  return compare_keys((*first)->keys, (*first)->count, (*second)->keys, (*second)->count);
}

static bool begins_with(const Binding *binding, const Key *keys, uint32_t count) {
  return binding->count >= count && memcmp(binding->keys, keys, count * sizeof *keys) == 0;
}

static void add_sequence(Keymap *keymap, ActionId id, Slice notation) {
  Binding binding = {.modes = action_get(id)->modes, .id = id};
  for (size_t pos = 0; pos < notation.len;) {
    Key key;
    size_t len = key_parse(slice_cut(notation, pos, notation.len), &key);
    if (len == 0 || binding.count == KEY_SEQUENCE_MAX) {
      BUG("'%s' is bound to what is no key sequence", action_get(id)->name);
    }
    binding.keys[binding.count++] = key;
    pos += len;
  }
  keymap->bindings =
      memory_grow(keymap->bindings, keymap->count, &keymap->capacity, sizeof *keymap->bindings);
  keymap->bindings[keymap->count++] = binding;
}

// The default keys of an action: sequences divided by blanks.
static void add_defaults(Keymap *keymap, ActionId id) {
  const char *rest = action_get(id)->keys;
  while (*rest) {
    size_t len = strcspn(rest, " ");
    add_sequence(keymap, id, slice_make(rest, len));
    rest += len;
    while (*rest == ' ') rest++;
  }
}

static void build_index(Keymap *keymap, uint32_t mode) {
  Index *index = &keymap->modes[mode];
  for (uint32_t at = 0; at < keymap->count; at++) {
    if (!(keymap->bindings[at].modes & 1U << mode)) continue;
    index->items = memory_grow(index->items, index->count, &index->capacity, sizeof *index->items);
    index->items[index->count++] = &keymap->bindings[at];
  }
  if (index->count > 1) qsort(index->items, index->count, sizeof *index->items, compare_bindings);
  for (uint32_t at = 1; at < index->count; at++) {
    const Binding *before = index->items[at - 1];
    if (begins_with(index->items[at], before->keys, before->count)) {
      BUG("the keys of '%s' hide those of '%s'", action_get(before->id)->name,
          action_get(index->items[at]->id)->name);
    }
  }
}

Keymap *keymap_new(void) {
  Keymap *keymap = memory_new(1, sizeof *keymap);
  for (int id = 0; id < ACTION_COUNT; id++) add_defaults(keymap, (ActionId)id);
  for (uint32_t mode = 0; mode < MODE_COUNT; mode++) build_index(keymap, mode);
  return keymap;
}

void keymap_free(Keymap *keymap) {
  if (!keymap) return;
  for (uint32_t mode = 0; mode < MODE_COUNT; mode++) free(keymap->modes[mode].items);
  free(keymap->bindings);
  free(keymap);
}

static const Index *index_of(const Keymap *keymap, Mode mode) {
  uint32_t at = 0;
  while (at < MODE_COUNT && mode != 1U << at) at++;
  if (at == MODE_COUNT) BUG("%u is not one mode", (unsigned)mode);
  return &keymap->modes[at];
}

KeymapMatch keymap_find(const Keymap *keymap, Mode mode, const Key *keys, uint32_t count,
                        const char **command) {
  const Index *index = index_of(keymap, mode);
  uint32_t low = 0, high = index->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    const Binding *binding = index->items[middle];
    if (compare_keys(binding->keys, binding->count, keys, count) < 0) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == index->count || !begins_with(index->items[low], keys, count)) return KEYMAP_NONE;
  if (index->items[low]->count > count) return KEYMAP_PREFIX;
  *command = action_get(index->items[low]->id)->name;
  return KEYMAP_FOUND;
}

void keymap_write_keys(const Keymap *keymap, ActionId id, uint32_t modes, uint32_t most,
                       Buffer *out) {
  uint32_t written = 0;
  for (uint32_t at = 0; at < keymap->count && (most == 0 || written < most); at++) {
    const Binding *binding = &keymap->bindings[at];
    if (binding->id != id || !(binding->modes & modes)) continue;
    if (written++ > 0) buffer_add_byte(out, ' ');
    for (uint32_t key = 0; key < binding->count; key++) key_write(out, binding->keys[key]);
  }
}
