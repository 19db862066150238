// SPDX-License-Identifier: MIT
// The places of a page that links name, and the links that name one.
#ifndef POSTIL_IMPORT_ANCHORS_H
#define POSTIL_IMPORT_ANCHORS_H

#include "base/memory.h"
#include "import/webpage.h"

typedef struct Anchor {
  Slice file, name; // file: the last part of its path, of a book's; else empty
  uint32_t node;
} Anchor;

typedef struct AnchorLink {
  uint32_t node, target;
} AnchorLink;

typedef struct Anchors {
  Arena *arena;
  Anchor *places;    // ordered by file and name
  AnchorLink *links; // those whose target is in the page, in order of their nodes
  size_t place_count, place_room, link_count, link_room;
} Anchors;

// Of a single page the part of an address before its "#" does not count: pages are saved under
// other names than those that their links know.
void anchors_find(Anchors *anchors, const Webpage *page);
void anchors_release(Anchors *anchors);

// The first link at `node` or behind it (may be link_count).
size_t anchors_from(const Anchors *anchors, uint32_t node);

// Appends a part of an address as it is meant: "%5Fftn1" is "_ftn1".
void anchors_add_decoded(Slice address, Buffer *out);

#endif
