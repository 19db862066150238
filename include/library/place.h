// SPDX-License-Identifier: MIT
// The place of an annotation as an operation holds it: version, span, quotation and what stands
// before and behind. Private to library/.
#ifndef POSTIL_LIBRARY_PLACE_H
#define POSTIL_LIBRARY_PLACE_H

#include "base/buffer.h"
#include "library/annotation.h"
#include "library/inside.h"
#include "text/span.h"

typedef struct Place {
  CpSpan span;
  Buffer json; // the value of the register
} Place;

// A span as asked for, widened to grapheme clusters. Empty, or none of the text: ERROR_USAGE;
// longer than an operation can be: ERROR_DATA.
bool place_find(Library *library, int64_t version_key, CpSpan wanted, Place *place, Error *err);

// How a place was found that the reader did not choose, and, where none was found, what it quoted.
typedef struct PlaceFound {
  bool searched; // by words alone; then the next three count
  AnnotationState state;
  int32_t score; // thousandths
  bool review;
  Slice quote, prefix, suffix; // of an orphan
} PlaceFound;

// The same for an annotation from elsewhere. An empty span is no fault: then the place is an
// orphan's, with the quotation as it was.
bool place_bring(Library *library, int64_t version_key, CpSpan wanted, const PlaceFound *found,
                 Place *place, Error *err);

// Where a passage used to be: an empty span, moved to the beginning of its cluster. The quotation
// is the wording that it had.
bool place_find_orphan(Library *library, int64_t version_key, uint32_t at_cp, Slice quote,
                       Place *place, Error *err);

void place_release(Place *place);

#endif
