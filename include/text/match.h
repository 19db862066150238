// SPDX-License-Identifier: MIT
// Finding all hits of a compiled pattern (text/pattern.h) in a version, in time linear in the text.
//
// A hit lies inside one section: a block, or of a very long block a part of some 64 kilobytes. In a
// section the hits are counted from its start on, each the leftmost and of these the longest one;
// they do not overlap, and which they are does not depend on where one looks from. White space of
// any length is one character; what a reader does not see is none; hits are whole clusters.
#ifndef POSTIL_TEXT_MATCH_H
#define POSTIL_TEXT_MATCH_H

#include "text/pattern.h"
#include "text/search.h"

enum { MATCH_SECTION = 64 * 1024 };

// Calls `see` with the hits that start in the stretch, in order, until it returns false; whether it
// never did.
bool match_each(const Version *version, const Pattern *pattern, Span stretch, SearchSee *see,
                void *context);

// The first hit that starts at or after `from`, the last one that starts before it.
bool match_next(const Version *version, const Pattern *pattern, uint32_t from, Span *hit);
bool match_previous(const Version *version, const Pattern *pattern, uint32_t from, Span *hit);

#endif
