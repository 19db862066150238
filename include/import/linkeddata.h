// SPDX-License-Identifier: MIT
// What a page says of itself in JSON-LD (schema.org).
#ifndef POSTIL_IMPORT_LINKEDDATA_H
#define POSTIL_IMPORT_LINKEDDATA_H

#include "base/memory.h"

#include <stdint.h>

enum { LINKEDDATA_AUTHORS_MAX = 32 };

typedef struct LinkedData {
  Slice title, date, site; // site: the publisher's name
  Slice authors[LINKEDDATA_AUTHORS_MAX];
  uint32_t author_count;
} LinkedData; // {0}: nothing is said

// Adds what a script of the page says and what was not said before. Strings lie in the arena. What
// is no JSON says nothing.
void linkeddata_read(LinkedData *data, Arena *arena, Slice script);

#endif
