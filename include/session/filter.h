// SPDX-License-Identifier: MIT
// A list of annotations that is narrowed by a query (library/query.h) while it is typed. That of
// briefs has library/sieve.h.
#ifndef POSTIL_SESSION_FILTER_H
#define POSTIL_SESSION_FILTER_H

#include "base/keys.h"
#include "library/choice.h"
#include "library/query.h"

// {0} lets everything pass.
typedef struct Filter {
  bool narrows;
  Keys passing, briefs; // annotations, and where these stand
} Filter;

// What is asked of annotations: a query that is being typed or is kept, in one brief or in all (0).
typedef struct FilterWish {
  Slice typed;
  QueryMode mode;
  int64_t brief;
} FilterWish;

// Asked while annotations are looked for; NULL: as long as it takes.
typedef struct FilterPatience {
  ChoicePatience *go_on;
  void *context;
} FilterPatience;

// Which annotations pass. What the filter was before is released, when it is known what it is now:
// after a failure everything passes; false and no error where it was broken off, and the filter is
// as it was.
bool filter_annotations(Filter *filter, Library *library, const FilterWish *wish,
                        const FilterPatience *patience, Error *err);

bool filter_passes(const Filter *filter, int64_t key);
void filter_release(Filter *filter);

// Appends what is kept when nobody types on: the same, with a star behind a last word that held for
// all that begin so. So the list stays as it is, and says what it would take on the command line.
void filter_settle(Slice typed, Buffer *out);

// Appends what is wrong with what was typed, if anything is that more typing will not mend:
// "column 7: there is no field 'titel'; did you mean 'title'?"
void filter_write_fault(Slice typed, Buffer *out);

// The same of what is typed to its end, as the command line would say it.
void filter_write_final_fault(Slice typed, Buffer *out);

#endif
