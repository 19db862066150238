// SPDX-License-Identifier: MIT
// Extended grapheme clusters (UAX #29) from any place: what a reader calls a character. Bounds are
// boundaries by definition, so a cluster never crosses them. Work is bounded whatever the text:
// where nothing but joining characters stand for kilobytes, the pieces of a page count as clusters.
#ifndef POSTIL_TEXT_CLUSTER_H
#define POSTIL_TEXT_CLUSTER_H

#include "base/slice.h"
#include "text/span.h"

// The start of the cluster that holds pos; bounds.start <= pos <= bounds.end, and pos at
// bounds.end is returned as it is.
uint32_t cluster_start(Slice text, Span bounds, uint32_t pos);

// The end of the cluster that holds pos; bounds.end at the end.
uint32_t cluster_end(Slice text, Span bounds, uint32_t pos);

// The start of the last cluster that starts before pos; bounds.start at the start.
uint32_t cluster_before(Slice text, Span bounds, uint32_t pos);

#endif
