// SPDX-License-Identifier: MIT
// Part of what a tag has: its annotations that match a query, for whoever gives them another tag.
#ifndef POSTIL_SESSION_PART_H
#define POSTIL_SESSION_PART_H

#include "library/annotation.h"
#include "library/tag.h"

typedef struct Part {
  int64_t *annotations; // keys of those that pass
  TagFigures figures;   // of these
  uint32_t all;         // annotations that have the tag itself
} Part;

// Those that have the tag itself, not one below it, and match the query (library/query.h).
// ERROR_INPUT when there is no such tag, ERROR_NOTHING when none passes.
bool part_find(Library *library, const char *tag, const char *filter, Part *part, Error *err);
void part_release(Part *part);

#endif
