// SPDX-License-Identifier: MIT
// Search inside a version. A pattern without capitals matches any case (smart case, Unicode simple
// folding); white space in it matches any white space, line ends included; ignored characters (soft
// hyphens, zero width) in the text are passed over. Nothing in a pattern is a regular expression
// unless that is asked for. Patterns of which accents do not count and regular expressions
// (text/pattern.h) have hits inside of blocks only, as text/match.h says; others go over their
// ends.
#ifndef POSTIL_TEXT_SEARCH_H
#define POSTIL_TEXT_SEARCH_H

#include "base/error.h"
#include "text/version.h"

typedef enum SearchFlags {
  SEARCH_EXACT = 0,      // case counts
  SEARCH_SMART_CASE = 1, // case counts only if the pattern has a capital
  SEARCH_ANY_ACCENT = 2, // é is e
  SEARCH_EXPRESSION = 4, // the pattern is a POSIX extended regular expression
} SearchFlags;

// Can it be searched for? ERROR_USAGE says what is wrong with an expression. What cannot has no
// hits.
bool search_check(Slice pattern, SearchFlags flags, Error *err);

// The first hit that starts at or after `from`; hits are not empty.
bool search_next(const Version *version, Slice pattern, uint32_t from, SearchFlags flags,
                 Span *hit);

// The last hit that starts before `from`.
bool search_previous(const Version *version, Slice pattern, uint32_t from, SearchFlags flags,
                     Span *hit);

// Calls `see` with each hit that starts in the stretch, in order and not overlapping, until it
// returns false. One pass, which a search_next() for each hit is not.
typedef bool SearchSee(void *context, Span hit);
void search_each(const Version *version, Slice pattern, Span stretch, SearchFlags flags,
                 SearchSee *see, void *context);

// Fuzzy match for pickers: do the characters of `typed` stand in `candidate` in this order, without
// regard to case? The score (greater is better: word starts, runs and early places count) or -1.
int32_t search_fuzzy(Slice typed, Slice candidate);

#endif
