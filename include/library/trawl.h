// SPDX-License-Identifier: MIT
// The texts of one index that have all words of a lookup, newest first, found in parts; nothing is
// open between two.
//
//   all words whole       the index                                           ─▶ list
//   one may go on         a look at the newest texts ─▶ count it ─▶ the index       ─▶ list
//   … few are wanted      a look at the newest ─▶ count ─▶ a look at the next ─▶ …  ─▶ list
//
// Where a word may go on and most texts have it, counting all takes long. So the newest of them are
// looked at first: these few are listed while the rest is counted, and stay where they are. When
// nearly all texts have it counting is left off, and the few others are read.
// Private to library/.
#ifndef POSTIL_LIBRARY_TRAWL_H
#define POSTIL_LIBRARY_TRAWL_H

#include "base/keys.h"
#include "library/beginning.h"
#include "library/library.h"
#include "text/lookup.h"

typedef struct Trawl Trawl;

// The lookup must have a phrase and outlive it. `columns` are those of a Beginning.
Trawl *trawl_open(Library *library, const Lookup *lookup, BeginningIndex index, unsigned columns);
void trawl_close(Trawl *trawl); // NULL is fine

// One part of the work. It asks `go_on` (NULL: always) now and then; when that says no the part
// is broken off, which loses nothing. False when all are listed. Failures stay in the store.
bool trawl_work(Trawl *trawl, StorePatience *go_on, void *context);

// The first few texts are wanted soon, and perhaps no others: looking at texts and counting take
// turns. The list is the same; all of it takes up to twice as long.
void trawl_want_few(Trawl *trawl);

const Keys *trawl_keys(const Trawl *trawl); // so far, newest first
bool trawl_complete(const Trawl *trawl);

// Goes on with counting that was left off: places matter as well. One part; false when all are
// counted.
bool trawl_count(Trawl *trawl, StorePatience *go_on, void *context);

// What was counted in texts of a phrase of one word that may go on; NULL for others.
const Beginning *trawl_beginning(const Trawl *trawl, uint32_t phrase);

#endif
