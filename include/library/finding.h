// SPDX-License-Identifier: MIT
// Finding words in a library: which texts have them, a part of the work at a time, so that a key
// never waits.
//
//   finding_open(…) ── finding_work(…) ── finding_work(…) ── … false: all are listed
//                        the newest texts are known after a few
//   finding_set_order(FINDING_BEST) ── finding_work(…) ── …  false: they are in that order
//
// What is found: annotations (what they quote, the reader's comments) of living briefs, and the
// newest version of each living brief, footnotes and furniture included. Newest is what was added
// or made last. The words are read as text/lookup.h does.
#ifndef POSTIL_LIBRARY_FINDING_H
#define POSTIL_LIBRARY_FINDING_H

#include "library/annotation.h"
#include "library/brief.h"
#include "store/store.h"
#include "text/lookup.h"

typedef enum FindingScope {
  FINDING_BRIEFS = 1,
  FINDING_QUOTES = 2,   // what annotations quote
  FINDING_COMMENTS = 4, // what the reader said of them
  FINDING_ANYWHERE = FINDING_BRIEFS | FINDING_COMMENTS
} FindingScope;

typedef enum FindingOrder { FINDING_NEWEST, FINDING_BEST } FindingOrder;

// One text that has the words.
typedef struct Found {
  bool annotation; // else a brief's
  int64_t key;     // of the annotation, or of the version
  double weight;   // how well it fits, greater is better; 0 until all are in order
} Found;

typedef struct Finding Finding;

// The words are copied. Words without a letter find nothing.
Finding *finding_open(Library *library, Slice words, LookupFlags flags, unsigned scope);
void finding_close(Finding *finding); // NULL is fine

// One part of the work: a few milliseconds at most. Where somebody may be waiting it asks `go_on`
// (NULL: always) now and then; when that says no, the part is broken off, which loses nothing.
// False when there is nothing more to do, or after a failure of the library, which finding_check()
// tells.
bool finding_work(Finding *finding, StorePatience *go_on, void *context);
bool finding_check(Finding *finding, Error *err);

// The first few texts are wanted soon, and perhaps no others. What is found is the same; all of it
// may take up to twice as long. Before the first part of the work.
void finding_want_few(Finding *finding);

// Annotations come first, newest first in either order. Setting an order begins that work.
void finding_set_order(Finding *finding, FindingOrder order);
FindingOrder finding_order(const Finding *finding);

uint32_t finding_count(const Finding *finding); // so far
bool finding_complete(const Finding *finding);  // all are listed
Found finding_at(const Finding *finding, uint32_t index);
const Lookup *finding_lookup(const Finding *finding);
Library *finding_library(const Finding *finding);

// One that was found, read: for those that are shown.
typedef struct FindingText {
  int64_t brief, version, annotation; // keys; annotation 0 for a brief's text
  Annotation of;                      // the annotation, else nothing in it
  const Version *whole;               // of a brief's text; borrowed until another version is read
  Slice text;                      // where the words stand: the brief's text, comment or quotation
  bool comment;                    // … a comment
  Span *hits;                      // in the text, in order, none in another
  uint32_t hit_count, shown_count; // shown: not in furniture
} FindingText;

// False when it is not there any more (ERROR_INPUT) or cannot be read.
bool finding_read(Finding *finding, uint32_t index, FindingText *text, Error *err);
void finding_release(FindingText *text);

// Does a hit stand in what is hidden by default?
bool finding_hidden(const FindingText *text, Span hit);

// The sentence of a hit: of a comment or a quotation its line.
Span finding_sentence(const FindingText *text, Span hit);

#endif
