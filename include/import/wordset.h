// SPDX-License-Identifier: MIT
// A set of words with a number each: collected first, sorted once, then looked up. Looking up n
// words costs n log n whatever the words are, so no document can make it slow.
#ifndef POSTIL_IMPORT_WORDSET_H
#define POSTIL_IMPORT_WORDSET_H

#include "base/buffer.h"

#include <stdint.h>

enum { WORDSET_WORD_MAX = 64 }; // bytes, folded; longer words are not looked at

typedef struct WordsetEntry {
  size_t start, len; // in bytes
  int32_t value;
} WordsetEntry;

typedef struct Wordset {
  Buffer bytes, folded;
  WordsetEntry *entries;
  size_t count, room;
} Wordset; // {0} is an empty one

void wordset_release(Wordset *set);

// Adds a word, folded, with the value -1. Before wordset_sort() only.
void wordset_add(Wordset *set, Slice word);
void wordset_sort(Wordset *set);

// Where the word's value is kept, or NULL when it was not added.
int32_t *wordset_find(Wordset *set, Slice word);

// The next word of a text from *pos on: letters, digits, hyphens and apostrophes, without such
// hyphens and apostrophes at its ends. False at the end.
bool wordset_next_word(Slice text, size_t *pos, Slice *word);

#endif
