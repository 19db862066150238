// SPDX-License-Identifier: MIT
// How passages of one text stand to each other: which of one set are near, over or inside some of
// another.
#ifndef POSTIL_TEXT_RELATION_H
#define POSTIL_TEXT_RELATION_H

#include "text/version.h"

typedef enum RelationKind {
  RELATION_SENTENCE,    // a sentence holds something of both
  RELATION_PARAGRAPH,   // a block does
  RELATION_WORDS,       // at most so many words on; next to each other is 1
  RELATION_OVERLAPPING, // they share text
  RELATION_INSIDE,      // the second covers the first
} RelationKind;

typedef struct Relation {
  RelationKind kind;
  uint32_t words; // of RELATION_WORDS, at least 1
} Relation;

// Does it ask for the text?
bool relation_needs_text(Relation relation);

// Sets holds[i] for each of the left that stands so to one of the right. Spans come in any
// order, an empty one is near nothing; they are in bytes of the version; of a relation that does
// not need the text, version may be NULL and spans in any unit. O((left + right) log (left +
// right)), and one pass over the text for RELATION_WORDS.
void relation_mark(const Version *version, Relation relation, const Span *left, uint32_t left_count,
                   const Span *right, uint32_t right_count, bool *holds);

#endif
