// SPDX-License-Identifier: MIT
// Tags: named codes by path ("energy/solar"); all of them are the codebook.
#ifndef POSTIL_LIBRARY_TAG_H
#define POSTIL_LIBRARY_TAG_H

#include "base/uuid.h"
#include "library/library.h"

typedef struct Tag {
  char id[UUID_SIZE];
  char *path;
  char *memo;           // "" for none
  uint32_t colour;      // 0xRRGGBB, or TAG_NO_COLOUR
  uint32_t annotations; // living ones that have it
  int64_t last_used;    // moment of its last use, 0 for never: pickers sort recents by it
} Tag;

#define TAG_NO_COLOUR UINT32_MAX
enum { TAG_UNITS_MAX = 1000 };

typedef struct TagList {
  Tag *items; // by path in code point order
  uint32_t count;
} TagList;

// All living tags, those that nothing uses too.
bool tag_list(Library *library, TagList *list, Error *err);
void tag_release_list(TagList *list);

// What the reader typed in its one form: parts joined by '/', each trimmed, not empty, inner white
// space one blank, controls and broken bytes dropped, at most TAG_UNITS_MAX UTF-16 units. NULL with
// ERROR_DATA when nothing is left. The caller frees.
char *tag_normalise(const char *typed, Error *err);

#endif
