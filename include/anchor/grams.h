// SPDX-License-Identifier: MIT
// An index of a folded text: where each five letters in a row stand.
#ifndef POSTIL_ANCHOR_GRAMS_H
#define POSTIL_ANCHOR_GRAMS_H

#include "anchor/folded.h"

enum { GRAMS_LENGTH = 5 };

typedef struct Grams {
  const Folded *folded;
  uint32_t buckets;    // a power of two, about as many as letters
  uint32_t *starts;    // of each bucket in positions, and the end of the last
  uint32_t *positions; // rising in each bucket
  uint16_t *checks;    // of each position: more of the hash of its letters
} Grams;

// The positions at which five letters may stand. Those whose check is that of the letters are
// theirs but for one in 65,536 of others in the bucket; so votes need not look into the text.
typedef struct GramBucket {
  const uint32_t *positions;
  const uint16_t *checks;
  uint32_t count;
  uint16_t check;
} GramBucket;

// The folded text is borrowed. O(n), 6 bytes for each of its letters.
void grams_make(const Folded *folded, Grams *grams);
void grams_release(Grams *grams);

GramBucket grams_bucket(const Grams *grams, const uint32_t *letters);

// Do they stand at `position`?
bool grams_stand_at(const Grams *grams, const uint32_t *letters, uint32_t count, uint32_t position);

#endif
