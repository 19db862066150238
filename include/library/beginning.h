// SPDX-License-Identifier: MIT
// In which texts words stand that begin so, and in how many places: found in parts, and nothing is
// open between two.
//
//   index   … coma  com|e come come come …        place by place while a word is rare
//                   ▲
//                   └─ come, from text to text    by itself where it is common
//
// SQLite's own search for a beginning puts all these places together before it gives the first
// row, which takes up to seconds in a large library and cannot be broken off in between.
// Private to library/.
#ifndef POSTIL_LIBRARY_BEGINNING_H
#define POSTIL_LIBRARY_BEGINNING_H

#include "base/buffer.h"
#include "store/store.h"

#include <stdint.h>

typedef enum BeginningIndex { BEGINNING_BRIEFS, BEGINNING_ANNOTATIONS } BeginningIndex;

// Columns of the indexes, as bits.
enum { BEGINNING_TEXT = 1, BEGINNING_QUOTE = 2, BEGINNING_COMMENT = 4 };

// Appends what confines a MATCH to the columns; nothing for an index that has one.
void beginning_write_columns(BeginningIndex index, unsigned columns, Buffer *match);

// Greater keys only a damaged library names. They are left out, so that memory goes with what there
// is.
enum { BEGINNING_KEY_MAX = INT32_MAX };

typedef struct Beginning Beginning;

// `start` is folded as the index's words are, and copied. Keys are those of versions or of
// annotations.
Beginning *beginning_open(Store *store, BeginningIndex index, unsigned columns, Slice start);
void beginning_close(Beginning *beginning); // NULL is fine

// One part of the work, about a millisecond. False when all is counted. A part that is broken off
// (store_set_patience()) is not lost as far as it came. Failures stay in the store.
bool beginning_work(Beginning *beginning);

// A word in more places than `rare` is common. For tests; 128 is good.
void beginning_set_limit(Beginning *beginning, uint32_t rare);

uint32_t beginning_texts(const Beginning *beginning);               // that have such words
uint32_t beginning_places(const Beginning *beginning, int64_t key); // in one of them
int64_t beginning_before(const Beginning *beginning,
                         int64_t below); // the next one below a key, 0 for none

#endif
