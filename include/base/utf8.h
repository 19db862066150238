// SPDX-License-Identifier: MIT
// UTF-8 by code points. Broken input decodes as U+FFFD, one for each maximal broken part (the
// Unicode Standard, 3.9, "Substitution of Maximal Subparts").
#ifndef POSTIL_BASE_UTF8_H
#define POSTIL_BASE_UTF8_H

#include "base/slice.h"

#include <stdint.h>

enum { UTF8_REPLACEMENT = 0xFFFD };

// Decodes the code point at the start of `rest` (rest.len > 0) into *code_point; returns the bytes
// that it takes, at least 1. *broken (may be NULL) tells whether it stands for a broken part.
uint32_t utf8_decode(Slice rest, uint32_t *code_point, bool *broken);

// Writes code_point (a Unicode scalar value) to out; returns 1 to 4.
uint32_t utf8_encode(uint32_t code_point, char out[4]);

// Is all of it well-formed UTF-8?
bool utf8_valid(Slice text);

// How many bytes from `pos` on are ASCII, and how many are printable ASCII: what most of a text is,
// sixteen bytes at a time.
size_t utf8_ascii_length(Slice text, size_t pos);
size_t utf8_printable_length(Slice text, size_t pos);

// The number of code points of well-formed text.
uint32_t utf8_count(Slice text);

// The start of the code point before byte offset pos (pos > 0) of well-formed text.
size_t utf8_before(const char *text, size_t pos);

#endif
