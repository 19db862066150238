// SPDX-License-Identifier: MIT
// Which briefs of the list pass a query that is being typed, so that the list can show the first of
// them before all are known. What each part of the query lets through is a set of versions, a bit
// for each; AND, OR and NOT are bits of words.
//
//   japan not (tag:risk or date:2020..)
//
//   AND ─┬─ japan                     the two indexes of words
//        └─ NOT ── OR ─┬─ tag:risk    what annotations have, by their indexes
//                      └─ date:2020.. the rows of the list
//
// A beginning of words that many briefs have would take SQLite longer than a reader waits, and so
// would, in a library of many annotations, a tag or a colour. Such a part stays open: whether a
// brief passes is then read from its row, its text or its annotations, when a page of the list
// comes to it. So a page costs little where many pass, and the sets little where few do; only how
// many pass in all is not known. Below NOT a part that nearly all have is not left open: hardly any
// would pass, and a page be far to walk.
//
// Two briefs may show one version: a merge makes such pairs. The set says of the first; the other
// is asked by itself.
#ifndef POSTIL_LIBRARY_SIEVE_H
#define POSTIL_LIBRARY_SIEVE_H

#include "library/query.h"
#include "library/roster.h"

typedef struct Sieve Sieve;

// NULL for a query that holds for everything. Takes the query over in any case.
Sieve *sieve_open(Library *library, Query *query);
void sieve_close(Sieve *sieve); // NULL is fine

// Takes over what another one (NULL: none) has found of the same parts, where the library has not
// changed in between: who types on changes one part.
void sieve_learn(Sieve *sieve, const Sieve *other);

// A library of fewer briefs than `open_from` has no open words; one where briefs and annotations
// together are fewer than 50 times as many has no other open parts. `few` that pass are sorted,
// more are looked for along the list. For tests: 1,000 and 400 are good.
void sieve_set_limits(Sieve *sieve, uint32_t open_from, uint32_t few);

// Finds what is to be known before the first page. It may be broken off, wherever it is, when
// `go_on` (NULL: always) says no; then SIEVE_BROKEN_OFF, and the next call goes on with the part
// that was not finished.
typedef enum SieveState { SIEVE_READY, SIEVE_BROKEN_OFF, SIEVE_FAILED } SieveState;
SieveState sieve_work(Sieve *sieve, StorePatience *go_on, void *context, Error *err);

// For roster_read(), of one that is ready; borrowed.
const RosterSieve *sieve_roster(const Sieve *sieve);

// How many pass; false where that is not known, because a part is open.
bool sieve_count(const Sieve *sieve, uint32_t *count);

// Does a brief that is listed pass?
bool sieve_passes(const Sieve *sieve, int64_t brief);

#endif
