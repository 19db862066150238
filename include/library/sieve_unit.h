// SPDX-License-Identifier: MIT
// The parts of a sieve that are found by one way, and what finds them. Private to library/: see
// library/sieve.h.
#ifndef POSTIL_LIBRARY_SIEVE_UNIT_H
#define POSTIL_LIBRARY_SIEVE_UNIT_H

#include "library/beginning.h"
#include "library/query_solve.h"
#include "library/sieve.h"
#include "text/lookup.h"

typedef struct SieveUnit {
  uint16_t node;
  bool solved;
  bool negated;         // the more it lets through, the less passes
  bool open;            // whether a brief has the words is looked for when it is asked
  uint64_t *bits;       // by version; NULL before it is solved, and where it is open
  Lookup lookup;        // of words
  Beginning *beginning; // of one word in texts, where that is how it is found
  uint32_t sampled, having;
} SieveUnit;

struct Sieve {
  Library *library;
  Query query;
  SieveUnit *units;
  uint32_t unit_count;
  QuerySolution solution; // of its relations
  bool related, ready;
  uint32_t open_from, most_few, briefs;
  size_t words;    // of a set
  int64_t stamp;   // of the library, when it was opened
  uint64_t *all;   // the versions of the list, read where NOT needs them
  uint64_t *found; // those that pass; where `open`, those that may
  bool open;
  uint32_t count; // of `found`
  Keys few;       // briefs, where they are few
  RosterSieve roster;
};

// A node of the query.
const ConditionNode *sieve_unit_node(const Sieve *sieve, uint16_t at);

// Are these words, of texts or of rows of the list?
bool sieve_unit_is_words(const ConditionNode *node);

// An empty set of versions. The caller frees.
uint64_t *sieve_unit_new_bits(const Sieve *sieve);

// Adds the versions in a column of all rows.
void sieve_unit_take(const Sieve *sieve, Statement *rows, unsigned column, uint64_t *bits);

// Finds what the unit lets through, or leaves it open. False when it was broken off, or failed.
bool sieve_unit_solve(const Sieve *sieve, SieveUnit *unit, StorePatience *go_on, void *context);

// Has a brief of the list the unit's words? Read from its row and its text.
bool sieve_unit_has(const Sieve *sieve, const SieveUnit *unit, int64_t version);

#endif
