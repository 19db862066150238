// SPDX-License-Identifier: MIT
// The parts of a sieve that are found by one way, and what finds them. Private to library/: see
// library/sieve.h.
#ifndef POSTIL_LIBRARY_SIEVE_UNIT_H
#define POSTIL_LIBRARY_SIEVE_UNIT_H

#include "library/beginning.h"
#include "library/query_solve.h"
#include "library/sieve.h"
#include "store/selection.h"
#include "text/lookup.h"

typedef struct SieveUnit {
  uint16_t node;
  bool solved;
  bool negated; // the more it lets through, the less passes
  bool whole;   // it is to be found, however many pass
  bool open;    // whether a brief passes is looked for when it is asked
  // Briefs to look at, looked at, and passing.
  uint32_t samples, sampled, having;
  uint64_t *bits;   // by version, of the first brief that shows it; NULL before it is solved, and
                    // where it is open
  Lookup lookup;    // of words
  Selection *alone; // of what is no words: asks one brief, where that may be wanted
  Beginning *beginning; // of one word in texts, where that is how it is found
} SieveUnit;

struct Sieve {
  Library *library;
  Query query;
  SieveUnit *units;
  uint32_t unit_count;
  QuerySolution solution;      // of its relations
  bool related, tagged, ready; // what is known: relations, tags, all
  uint32_t open_from, most_few, briefs;
  int64_t things;  // briefs and annotations, at most
  size_t words;    // of a set
  int64_t stamp;   // of the library, when it was opened
  uint64_t *all;   // the versions of the list, read where NOT needs them
  uint64_t *found; // those that pass; where `open`, those that may
  bool open;
  uint32_t count; // that pass, or may
  // Briefs whose version an earlier one shows, too: a merge makes such pairs. No set says anything
  // of them; each is asked by itself, and `too` has those that pass.
  Keys twins, too;
  uint32_t asked; // of twins
  bool paired;    // they are known
  Keys few;       // briefs, where they are few
  RosterSieve roster;
};

// A node of the query.
const ConditionNode *sieve_unit_node(const Sieve *sieve, uint16_t at);

// Are these words, of texts or of rows of the list? And is it such, or another test that reads more
// than these rows?
bool sieve_unit_is_words(const ConditionNode *node);
bool sieve_unit_is_apart(const ConditionNode *node);

// An empty set of versions. The caller frees.
uint64_t *sieve_unit_new_bits(const Sieve *sieve);

// Adds the versions in the first column of all rows.
void sieve_unit_take(const Sieve *sieve, Statement *rows, uint64_t *bits);

// Is it one of several that show its version, and not the first? Asked when twins are known.
bool sieve_unit_is_twin(const Sieve *sieve, int64_t brief);

// Are there so many briefs and annotations that parts which ask for more than the list may be open?
bool sieve_unit_is_large(const Sieve *sieve);

// Before everything else of a unit, when the sieve knows how large the library is.
void sieve_unit_prepare(const Sieve *sieve, SieveUnit *unit);

// Makes what asks one brief, unless the unit is words, which need none.
void sieve_unit_make_alone(const Sieve *sieve, SieveUnit *unit);

// Finds what the unit lets through, or leaves it open. False when it was broken off, or failed.
bool sieve_unit_solve(const Sieve *sieve, SieveUnit *unit, StorePatience *go_on, void *context);

// Does a brief of the list that shows this version pass a unit? Read from its row, its text and its
// annotations.
bool sieve_unit_passes(const Sieve *sieve, const SieveUnit *unit, int64_t brief, int64_t version);

#endif
