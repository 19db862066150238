// SPDX-License-Identifier: MIT
// The tags of annotations as nodes of the tree: a walk over all living annotations that have a tag,
// or those that are chosen. A merged tag is the one that it leads to. Private to library/.
//
//   Uses *uses = uses_start(library, &tree, NULL);
//   while (uses_next(uses)) for (uint32_t i = 0; i < uses->count; i++) use(uses->nodes[i]);
//   uses_end(uses);
#ifndef POSTIL_LIBRARY_USES_H
#define POSTIL_LIBRARY_USES_H

#include "library/tree.h"

typedef struct UsesNode {
  uint32_t node; // of the tree
  bool own;      // the annotation has this tag itself; else one below it
} UsesNode;

typedef struct Uses {
  int64_t annotation, brief; // keys
  const UsesNode *nodes;     // of its tags and of what is above them, each once, by node
  uint32_t count;            // of them, at least 1
} Uses;

// The tree and the chosen annotations (NULL: all) are borrowed until uses_end(). One walk at a
// time, but any number that pause.
Uses *uses_start(Library *library, const Tree *tree, const Keys *chosen);
bool uses_next(Uses *uses);
void uses_end(Uses *uses);

// Lets go of the library: the next one is then looked for behind the annotation that came last.
void uses_pause(Uses *uses);

// How far it has come, of 100.
uint32_t uses_percent(const Uses *uses);

#endif
