// SPDX-License-Identifier: MIT
// Versions for tests, written down in a line or two.
#ifndef POSTIL_TESTS_VERSION_H
#define POSTIL_TESTS_VERSION_H

#include "text/search.h"
#include "text/version.h"

// A version of this text: each line that is not blank is a block. `kinds` has a letter for each of
// them: p paragraph, h heading of level 2, q quotation, i list item, t table, c code, f furniture,
// n note with a mark like [i] or 1., m another block of the note before it, d disclaimer, T title,
// D date; + puts the line into the block before it; NULL or too short: paragraphs. Outside notes
// every [label] of a note is a reference. Links are runs that begin with http. Freed with
// version_free().
Version *check_version(const char *text, const char *kinds);

// Fails unless the link leads there.
void check_link(const Version *version, const Link *link, const char *wanted);

// The whole text, with all its lines, as one block of this kind.
Version *check_block_version(const char *text, char kind);

// The span of the `number`-th (from 1) place where `words` stand in the text; fails if there is
// none.
Span check_find(const Version *version, const char *words, unsigned number);

// How many hits search_each() shows in the whole text; it is stopped at `most`, which is not 0.
uint32_t check_count_hits(const Version *version, Slice pattern, SearchFlags flags, uint32_t most);

#endif
