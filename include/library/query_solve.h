// SPDX-License-Identifier: MIT
// The relations of a query (`tag:risk within sentence of tag:japan`), which no SQL can answer.
// Private to library/.
#ifndef POSTIL_LIBRARY_QUERY_SOLVE_H
#define POSTIL_LIBRARY_QUERY_SOLVE_H

#include "library/query.h"

// For each node that is a relation the keys for which it holds; empty for all others, but for tests
// of tags after query_solve_tags(): these then have the tags that pass in place of briefs.
typedef struct QuerySolution {
  Keys *briefs, *annotations; // by node
  uint16_t count;
} QuerySolution;

// Takes memory for each passage of the sets that are related, and for one text at a time.
bool query_solve(Library *library, const Condition *condition, QuerySolution *solution, Error *err);
void query_solve_tags(Library *library, const Condition *condition, QuerySolution *solution);
void query_solve_release(QuerySolution *solution);

#endif
