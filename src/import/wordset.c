// SPDX-License-Identifier: MIT
// Sorted words and binary search.
#include "import/wordset.h"

#include "base/bisection.h"
#include "base/memory.h"
#include "import/chars.h"

#include <stdlib.h>

void wordset_release(Wordset *set) {
  buffer_release(&set->bytes);
  buffer_release(&set->folded);
  free(set->entries);
  *set = (Wordset){0};
}

static Slice fold(Wordset *set, Slice word) {
  buffer_clear(&set->folded);
  if (word.len <= WORDSET_WORD_MAX) chars_fold(word, &set->folded);
  return buffer_slice(&set->folded);
}

void wordset_add(Wordset *set, Slice word) {
  Slice folded = fold(set, word);
  if (folded.len == 0) return;
  set->entries = memory_grow(set->entries, set->count, &set->room, sizeof *set->entries);
  set->entries[set->count++] = (WordsetEntry){set->bytes.len, folded.len, -1};
  buffer_add(&set->bytes, folded);
}

static Slice entry_word(const Wordset *set, const WordsetEntry *entry) {
  return slice_make(set->bytes.ptr + entry->start, entry->len);
}

static int compare_entries(const void *a, const void *b, void *context) {
  const Wordset *set = context;
  return slice_compare(entry_word(set, a), entry_word(set, b));
}

// Twins go, so that every word has one value.
void wordset_sort(Wordset *set) {
  if (set->count == 0) return;
  qsort_r(set->entries, set->count, sizeof *set->entries, compare_entries, set);
  size_t kept = 1;
  for (size_t i = 1; i < set->count; i++) {
    Slice word = entry_word(set, &set->entries[i]);
    if (!slice_equal(word, entry_word(set, &set->entries[kept - 1]))) {
      set->entries[kept++] = set->entries[i];
    }
  }
  set->count = kept;
}

int32_t *wordset_find(Wordset *set, Slice word) {
  Slice folded = fold(set, word);
  Bisection range = bisection_of(0, folded.len ? set->count : 0);
  while (bisection_open(&range))
    bisection_narrow(&range,
                     slice_compare(entry_word(set, &set->entries[range.middle]), folded) < 0);
  bool found = folded.len && range.low < set->count &&
               slice_equal(entry_word(set, &set->entries[range.low]), folded);
  return found ? &set->entries[range.low].value : NULL;
}

static bool is_inner(uint32_t code_point) {
  return code_point == '-' || code_point == '\'' || code_point == 0x2019;
}

static bool is_core(uint32_t code_point) {
  return chars_is_letter(code_point) || chars_is_digit(code_point);
}

bool wordset_next_word(Slice text, size_t *pos, Slice *word) {
  uint32_t code_point, len;
  size_t start = *pos;
  while ((len = chars_at(text, start, &code_point)) > 0 && !is_core(code_point)) start += len;
  size_t end = start, core_end = start;
  while ((len = chars_at(text, end, &code_point)) > 0 &&
         (is_core(code_point) || is_inner(code_point))) {
    end += len;
    if (is_core(code_point)) core_end = end;
  }
  *pos = end;
  *word = slice_cut(text, start, core_end);
  return core_end > start;
}
