// SPDX-License-Identifier: MIT
// The best first: BM25 as SQLite's FTS5 has it (k1 1.2, b 0.75), in parts; nothing is open between
// two.
//
//   count in how many texts each phrase stands ─▶ weigh ─▶ sort      one phrase: weigh ─▶ sort
//
// Two texts of the same weight stand with the newer one first. Of a phrase whose last word goes on
// ('well-be*') the words before that one are weighed. Private to library/.
#ifndef POSTIL_LIBRARY_RANKING_H
#define POSTIL_LIBRARY_RANKING_H

#include "library/trawl.h"

typedef struct Ranking Ranking;

// Of what a trawl through the texts of briefs has listed: it must be complete, and outlive this.
Ranking *ranking_open(Library *library, const Lookup *lookup, Trawl *trawl);
void ranking_close(Ranking *ranking); // NULL is fine

// One part of the work, as trawl_work(). False when all are in order.
bool ranking_work(Ranking *ranking, StorePatience *go_on, void *context);
bool ranking_complete(const Ranking *ranking);

// What stands at a place of the order, as its place in the trawl's list; its weight, greater is
// better. Of one phrase alone it does not matter how rare it is: there the weight is a part of
// FTS5's.
uint32_t ranking_at(const Ranking *ranking, uint32_t place);
double ranking_weight(const Ranking *ranking, uint32_t index);

#endif
