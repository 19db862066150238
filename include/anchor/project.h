// SPDX-License-Identifier: MIT
// Carrying one span over through an alignment.
#ifndef POSTIL_ANCHOR_PROJECT_H
#define POSTIL_ANCHOR_PROJECT_H

#include "anchor/matches.h"
#include "anchor/place.h"

// Where a span of the old text (not empty) is in the new one. O(tokens of the span).
AnchorPlace project_span(Matches *matches, Slice old, Slice new, Span span);

#endif
