// SPDX-License-Identifier: MIT
// Where annotations from elsewhere stand in a text. A position counts only if the quotation stands
// there; a quotation counts only if one place is the right one; everything else is an orphan.
//
//   position = quotation? ──▶ without context: exactly once? ──▶ anchor/selector.h ──▶ orphan
//   code points, UTF-16, UTF-8   as it is, white space folded     with context
#ifndef POSTIL_EXCHANGE_PLACING_H
#define POSTIL_EXCHANGE_PLACING_H

#include "exchange/foreign.h"
#include "text/version.h"

typedef enum PlacingKind { PLACING_PLACED, PLACING_AMBIGUOUS, PLACING_LOST } PlacingKind;

typedef struct Placing {
  PlacingKind kind;
  Span span;      // of the text
  uint32_t quote; // which of its quotations was found; else 0
  bool searched;  // by words and context; then the next three count
  AnnotationState state;
  int32_t score; // thousandths
  bool review;
} Placing;

// All annotations of one version at once: each has a quotation at least. Fills `count` answers.
void placing_find(const Version *version, ForeignAnnotation *const *annotations, uint32_t count,
                  Placing *placings);

#endif
