// SPDX-License-Identifier: MIT
// Completion in a query, for the screen and for shells: what the term at the end of what is typed
// may become. Fields are offered by their name; behind the colon their choices, or what the library
// has: tags, series, authors, titles, languages.
#ifndef POSTIL_LIBRARY_QUERY_OFFER_H
#define POSTIL_LIBRARY_QUERY_OFFER_H

#include "library/query.h"

// What the end of a query may become: from byte `start` on, the term.
typedef struct QueryOffer {
  uint32_t start; // at the end of the text when that is a blank or a parenthesis
  const char
      *term; // quoted as a query needs it: `tag:"day trips"`; a field alone ends with its colon
  const char *what; // for people
} QueryOffer;

// Told of each that begins as the typed one does, whatever case and accents. false: enough.
typedef bool QueryTake(void *context, const QueryOffer *offer);

// What is in quotation marks, but for a field's value, is text, and gets no offers. Returns their
// start.
uint32_t query_offer_terms(Library *library, Slice text, QueryTake *take, void *context);

#endif
