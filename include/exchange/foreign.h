// SPDX-License-Identifier: MIT
// An annotation as another program has it, and a file of them: what the readers of the formats
// (exchange/readers.h) make, and what exchange/intake.h brings into the library. Nothing here knows
// of a library.
//
//   bytes ── reader ──▶ ForeignFile { items, codebook, texts } ── intake ──▶ library
//
// Strings live in the file's arena, NUL-terminated past their len, without a NUL inside; "" is what
// the format does not say.
#ifndef POSTIL_EXCHANGE_FOREIGN_H
#define POSTIL_EXCHANGE_FOREIGN_H

#include "base/buffer.h"
#include "base/memory.h"
#include "library/annotation.h"
#include "library/brief.h"
#include "library/colour.h"
#include "library/origin.h"
#include "library/tag.h"

#define FOREIGN_NO_MOMENT INT64_MIN
enum { FOREIGN_NO_POSITION = -1, FOREIGN_QUOTES_MAX = 8 };

// Which brief it is on, by all that the format says of that.
typedef struct ForeignClues {
  Slice hash; // of the version, 64 hex digits
  Slice url, title;
  Slice name; // of the file that was read there
} ForeignClues;

// Where it stands, as words. A format may offer several.
typedef struct ForeignQuote {
  Slice exact, prefix, suffix;
} ForeignQuote;

typedef struct ForeignAnnotation {
  uint32_t number;    // in the file, from 1
  const char *reason; // why it is left out, or NULL
  Slice id;           // there; "" where the format has none
  ForeignClues clues;
  ForeignQuote quotes[FOREIGN_QUOTES_MAX];
  uint32_t quote_count;  // 0: on the whole brief
  int64_t start, end;    // in a unit that only trying tells, or FOREIGN_NO_POSITION
  AnnotationState state; // what the file says of it
  Slice comment;
  Slice *tags;
  uint32_t tag_count;
  bool coloured;
  Colour colour;
  int64_t created, updated; // or FOREIGN_NO_MOMENT
  Slice by;
  Slice origin, origin_id; // the format and id that it had before it was in this file
  OriginPlace made;        // where it was made, if the file tells that; hash "" else
  int64_t placed;          // since when it stands where it stands, or FOREIGN_NO_MOMENT
} ForeignAnnotation;

// A brief that the file carries whole.
typedef struct ForeignText {
  Slice hash, text;
  BriefMetadata metadata;
} ForeignText;

typedef struct ForeignFile {
  Arena *arena;
  ForeignAnnotation *items;
  uint32_t count, uncounted; // annotations; entries that the format drops without counting them
  TagEntry *tags;
  uint32_t tag_count;
  ForeignText *texts;
  uint32_t text_count;
  bool dated; // its `updated` says which of two is newer
  size_t item_capacity, tag_capacity, text_capacity;
} ForeignFile;

void foreign_init(ForeignFile *file);
void foreign_release(ForeignFile *file);

// An empty one at the end, good until the next is added.
ForeignAnnotation *foreign_add(ForeignFile *file);

// Says why the annotation is left out, if nothing was said before.
void foreign_leave_out(ForeignAnnotation *annotation, const char *reason);

void foreign_add_quote(ForeignAnnotation *annotation, Slice exact, Slice prefix, Slice suffix);
void foreign_add_tag(ForeignFile *file, ForeignAnnotation *annotation, Slice tag);

// A paragraph more of the comment, an empty line before it.
void foreign_add_comment(ForeignFile *file, ForeignAnnotation *annotation, Slice text);

// The nearest of our colours; nothing for what is none.
void foreign_set_colour(ForeignAnnotation *annotation, Slice name_or_rgb);

// A copy in the file's arena: well-formed UTF-8 (broken parts U+FFFD), without NUL.
Slice foreign_text(ForeignFile *file, Slice text);

// RFC 3339, or a date and time of day without a zone, which are the local ones; else
// FOREIGN_NO_MOMENT.
int64_t foreign_moment(Slice text);
int64_t foreign_local_moment(int year, int month, int day, int hour, int minute, int second);

#endif
