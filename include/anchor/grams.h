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
  uint32_t *positions; // rising in each bucket; 4 bytes for each letter of the text
} Grams;

// The folded text is borrowed. O(n).
void grams_make(const Folded *folded, Grams *grams);
void grams_release(Grams *grams);

// The positions at which the five letters may stand (others of the same hash are among them).
const uint32_t *grams_bucket(const Grams *grams, const uint32_t *letters, uint32_t *count);

// Do they stand at `position`?
bool grams_stand_at(const Grams *grams, const uint32_t *letters, uint32_t count, uint32_t position);

#endif
