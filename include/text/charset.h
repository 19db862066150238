// SPDX-License-Identifier: MIT
// Sets of characters in regular expressions: [a-z], [^[:space:]], \w. They become ranges of a
// pattern and one step.
#ifndef POSTIL_TEXT_CHARSET_H
#define POSTIL_TEXT_CHARSET_H

#include "text/pattern.h"

// Reads the set whose [ stands at *pos of the source and moves *pos behind its ].
bool charset_compile(Pattern *pattern, Slice source, size_t *pos, Error *err);

// Does \letter name a set? w s d, and in capitals all others. Then adds its step.
bool charset_is_named(uint32_t letter);
bool charset_add_named(Pattern *pattern, uint32_t letter, Error *err);

// A letter, a digit or the low line.
bool charset_is_word(uint32_t code_point);

#endif
