// SPDX-License-Identifier: MIT
// Annotations: the reader's spans with colour, tags and comment.
#ifndef POSTIL_LIBRARY_ANNOTATION_H
#define POSTIL_LIBRARY_ANNOTATION_H

#include "base/uuid.h"
#include "library/colour.h"
#include "library/library.h"
#include "text/span.h"

typedef enum AnnotationState {
  ANNOTATION_SAME,
  ANNOTATION_CHANGED,
  ANNOTATION_MOVED,
  ANNOTATION_ORPHAN
} AnnotationState;

const char *annotation_state_name(AnnotationState state);

// Its strings and tags stand in one block of memory, which is its own.
typedef struct Annotation {
  char *block;
  int64_t key;
  char id[UUID_SIZE];
  int64_t brief, version;        // keys; the version that the span belongs to
  bool whole;                    // on the whole brief: no span, colour, quote, state
  CpSpan span;                   // by the newest anchor for that version
  char *quote, *prefix, *suffix; // of an orphan the wording that it had when it was placed
  Colour colour;
  char *comment; // "" for none
  char **tags;   // paths, in code point order
  uint32_t tag_count;
  int64_t created, updated; // moments
  char *by;
  AnnotationState state;
  uint32_t score; // how sure the place is, in thousandths
  bool review;    // it waits for the reader's look: library/review.h
  char *foreign;  // what is kept of where it came from (library/origin.h), "" for nothing
  bool carried;   // to the version that it stands in, at the moment `placed`
  int64_t placed;
  char
      *old_quote; // while it waits, and of an orphan: the wording that it had in the version before
} Annotation;

typedef struct AnnotationList {
  Annotation *items;
  uint32_t count;
} AnnotationList;

typedef struct AnnotationWish {
  int64_t brief;   // 0 for all living briefs
  const char *tag; // NULL for all; a path with its subtree
  const char *id;  // NULL for all; an id or its beginning (8 characters or more)
} AnnotationWish;

// Living annotations of living briefs: briefs in the order of brief_list(), in each by start, end,
// created, id, those on the whole brief last.
bool annotation_list(Library *library, const AnnotationWish *wish, AnnotationList *list,
                     Error *err);

// One by its key, where it stands now: ERROR_INPUT when it is not there any more.
bool annotation_get(Library *library, int64_t key, Annotation *annotation, Error *err);

// Exactly one by id or its beginning: ERROR_INPUT for none, ERROR_DATA for more.
bool annotation_find(Library *library, const char *id, Annotation *annotation, Error *err);

bool annotation_has_tag(const Annotation *annotation, const char *path); // itself, none below it

void annotation_release(Annotation *annotation);
void annotation_release_list(AnnotationList *list);

typedef struct AnnotationRequest {
  int64_t brief;
  bool whole;
  CpSpan span; // of the brief's newest version; widened to grapheme clusters; empty: ERROR_USAGE
  Colour colour;
  const char *comment; // NULL or "" for none
  const char *const *tags;
  uint32_t tag_count;
} AnnotationRequest;

typedef struct AnnotationAdded {
  int64_t key;
  char id[UUID_SIZE];
  int64_t change;
} AnnotationAdded;

bool annotation_add(Library *library, const AnnotationRequest *request, AnnotationAdded *added,
                    Error *err);

// A passage of a brief.
typedef struct AnnotationSpot {
  int64_t brief;
  int64_t version; // that the span is of: ERROR_BUSY when it is not the newest; 0: whichever is
  CpSpan span;
} AnnotationSpot;

// The same in several places, as one change, all or none; brief, whole and span of the request do
// not count.
bool annotation_add_alike(Library *library, const AnnotationRequest *request,
                          const AnnotationSpot *spots, uint32_t count, int64_t *change, Error *err);

// What one edit does; all of it is one change.
typedef struct AnnotationEdit {
  const Colour *colour; // NULL leaves it
  const char *comment;  // NULL leaves it, "" clears it
  const char *const *add_tags, *const *remove_tags;
  uint32_t add_count, remove_count;
  const CpSpan *span;   // NULL leaves it; on a whole brief there is none: ERROR_USAGE
  int64_t span_version; // the version of the brief that the span is of; 0: the annotation's own
} AnnotationEdit;

// *change is 0 when nothing differed (a tag that it has already, the same comment). A tag to remove
// that it does not have is ERROR_NOTHING.
bool annotation_edit(Library *library, int64_t key, const AnnotationEdit *edit, int64_t *change,
                     Error *err);

// Parts one at a position inside it: it keeps what stands before, its comment with it; a new one of
// the same colour and tags gets the rest. White space at the cut belongs to neither. ERROR_USAGE
// when one part would be empty, or for one on the whole brief.
bool annotation_split(Library *library, int64_t key, uint32_t at_cp, AnnotationAdded *added,
                      Error *err);

// Makes one of several: it reaches from the first start to the last end, has all tags, and all
// comments in the order of the text, an empty line between them. What remains is the one that
// begins first; the others are deleted. They belong to one version of one brief, or all to one
// whole brief (else ERROR_USAGE).
bool annotation_merge(Library *library, const int64_t *keys, uint32_t count, AnnotationAdded *kept,
                      Error *err);

// A tombstone: undo brings it back whole.
bool annotation_delete(Library *library, const int64_t *keys, uint32_t count, int64_t *change,
                       Error *err);

#endif
