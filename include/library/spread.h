// SPDX-License-Identifier: MIT
// One annotation, made at the other places of its passage too (library/repeat.h): the same tags,
// colour and comment. Places that have such an annotation already are left out.
#ifndef POSTIL_LIBRARY_SPREAD_H
#define POSTIL_LIBRARY_SPREAD_H

#include "library/annotation.h"
#include "library/repeat.h"

// Where it can be made: none for what is on a whole brief, an orphan, or not of the newest version.
bool spread_find(Library *library, const Annotation *annotation, RepeatPlaces *places, Error *err);

// Leaves out the places that have such an annotation: the same passage, colour and comment, and all
// its tags. For who has the places already.
bool spread_leave_out(Library *library, const Annotation *annotation, RepeatPlaces *places,
                      Error *err);

// Makes it at all of them, as one change. ERROR_BUSY, and nothing is done, when one of the texts is
// another by now.
bool spread_make(Library *library, const Annotation *annotation, const RepeatPlaces *places,
                 int64_t *change, Error *err);

#endif
