// SPDX-License-Identifier: MIT
// Made-up briefs, the same on every run, of any length.
#ifndef POSTIL_TESTS_PROSE_H
#define POSTIL_TESTS_PROSE_H

#include "base/buffer.h"

#include <stdint.h>

// A brief of about so many bytes: a title, paragraphs of prose with typographic quotation marks and
// footnote marks, and the notes. Another seed gives another text.
void prose_brief(Buffer *out, uint32_t seed, size_t bytes);

// A brief in the words of a language: as many different ones, as unevenly used.
void prose_report(Buffer *out, uint32_t seed, size_t bytes);

// From its first paragraph on, in a language whose words begin with many letters, as they are read
// while somebody types; and a title of some words of that language.
void prose_body(Buffer *out, uint32_t seed, size_t bytes);
void prose_title(Buffer *out, uint32_t seed);

// One paragraph of so many bytes.
void prose_paragraph(Buffer *out, uint32_t seed, size_t bytes);

// Words of a language of its own for each seed, with as many different ones as a book has.
void prose_words(Buffer *out, uint32_t seed, size_t bytes);

#endif
