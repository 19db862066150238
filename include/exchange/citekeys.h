// SPDX-License-Identifier: MIT
// Keys by which a bibliography names its entries: the first family name in ASCII and the year,
// "dadabaev2026"; equal ones get a letter each, "dadabaev2026a", "dadabaev2026b".
#ifndef POSTIL_EXCHANGE_CITEKEYS_H
#define POSTIL_EXCHANGE_CITEKEYS_H

#include "exchange/writers.h"

typedef struct CiteKeys {
  char **items; // of the briefs, in the order of the walk
  uint32_t count;
} CiteKeys;

// Walks all briefs; the walk begins anew behind it.
CiteKeys citekeys_make(Exchange *exchange);
void citekeys_release(CiteKeys *keys);

#endif
