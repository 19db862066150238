// SPDX-License-Identifier: MIT
// Annotations that were made elsewhere and come in: all of them in one change, each with the id,
// the moments and the name that it has there.
//
//   Arrivals *arrivals = arrival_open(library, "import 'clippings.txt'", err);
//   outcome = arrival_put(arrivals, &arrival); …
//   arrival_keep(arrivals, &change, err)  or  arrival_drop(arrivals, err): nothing was written
//
// What came in before is known by its id. With each annotation the library keeps fingerprints of
// what was imported, so that only what has changed there since is set, and what the reader has
// changed here stays.
#ifndef POSTIL_LIBRARY_ARRIVAL_H
#define POSTIL_LIBRARY_ARRIVAL_H

#include "library/annotation.h"
#include "library/brief.h"
#include "library/origin.h"
#include "library/tag.h"

#define ARRIVAL_NO_MOMENT INT64_MIN

typedef struct Arrival {
  const char *id;     // a UUID
  const char *format; // "kindle"
  Slice foreign;      // its id there, where that is no UUID
  int64_t brief;      // key
  bool whole;         // on the whole brief: no place, no colour
  int64_t version;    // key of the one that it stands in
  CpSpan span; // widened to clusters; empty: an orphan, of which the next three say what it was
  Slice quote, prefix, suffix;
  bool searched; // placed by its words alone; then state, score and review tell how well
  AnnotationState state;
  int32_t score; // thousandths
  bool review;
  bool coloured; // has a colour of its own, else the usual one
  Colour colour;
  const char *comment; // "" for none
  const char *const *tags;
  uint32_t tag_count;
  int64_t created, updated; // or ARRIVAL_NO_MOMENT
  OriginPlace made;         // the place where it was made, if the file tells another; hash "" else
  int64_t placed;           // since when it stands where it stands, or ARRIVAL_NO_MOMENT
  const char *by;           // "" for who imports
  Slice place_there;        // what the file says of its place: to see whether that changes
  bool dated; // `updated` is to be trusted: nothing is newer than what is here unless it says so
} Arrival;

typedef enum ArrivalOutcome {
  ARRIVAL_NEW,
  ARRIVAL_CHANGED,
  ARRIVAL_SAME,
  ARRIVAL_DELETED, // it was here and was deleted: it stays so
} ArrivalOutcome;

typedef struct Arrivals Arrivals;

// Begins the change. `what` is for the journal.
Arrivals *arrival_open(Library *library, const char *what, Error *err);

ArrivalOutcome arrival_put(Arrivals *arrivals, const Arrival *arrival);

// Makes the tag if it is not there and sets the colour and memo that are named; other names
// are added where they are free. A path or name of which nothing is left is passed over. Did any of
// it change the codebook?
bool arrival_put_tag(Arrivals *arrivals, const TagEntry *entry);

// Makes a brief of a text as it was stored elsewhere. ERROR_DATA when it has another hash.
bool arrival_put_brief(Arrivals *arrivals, Slice text, const char *hash,
                       const BriefMetadata *metadata, int64_t *key, Error *err);

// Both end the change and free it. *change is 0 when there was nothing to do.
bool arrival_keep(Arrivals *arrivals, int64_t *change, Error *err);
bool arrival_drop(Arrivals *arrivals, Error *err); // tells whether it would have been kept

#endif
