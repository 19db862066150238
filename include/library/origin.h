// SPDX-License-Identifier: MIT
// Where an annotation comes from: the program and id that it had elsewhere, and the place where it
// was made, when it has been carried over to another version since. What came in with an import is
// kept in the annotation's register `foreign`, so that it goes out again as it came.
#ifndef POSTIL_LIBRARY_ORIGIN_H
#define POSTIL_LIBRARY_ORIGIN_H

#include "base/hash.h"
#include "codec/json.h"
#include "library/annotation.h"

enum { ORIGIN_QUOTE_MAX = 64 << 10 }; // bytes; a longer quotation is not told of an old place

typedef struct OriginPlace {
  char hash[HASH_HEX_SIZE]; // of the version; "" is no place
  CpSpan span;
  Slice quote;
} OriginPlace;

typedef struct Origin {
  Slice format, id; // "" where it was made here, or its id there is its id here
  OriginPlace made; // where it was made, if it stands elsewhere now
  int64_t placed;   // since when it stands where it stands
  Arena *arena;
} Origin;

// *origin is to be released, also after a failure.
bool origin_find(Library *library, const Annotation *annotation, Origin *origin, Error *err);
void origin_release(Origin *origin);

// A place as JSON: {"version":…,"start":…,"end":…,"quote":…}. Reading gives what is sound of it, in
// the arena of the value; a place without a version's hash is none.
void origin_write_place(JsonWriter *json, const OriginPlace *place);
OriginPlace origin_read_place(const JsonValue *value);

#endif
