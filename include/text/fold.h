// SPDX-License-Identifier: MIT
// Case folding, one code point to one: for matching without regard to case. Unlike full folding it
// keeps positions (ß stays ß). Capital and small, final and inner sigma, the long s are all one; so
// are i, dotless i and dotted capital I, which Turkish text and English typing would else keep
// apart.
#ifndef POSTIL_TEXT_FOLD_H
#define POSTIL_TEXT_FOLD_H

#include "base/slice.h"

#include <stdbool.h>
#include <stdint.h>

uint32_t fold_simple(uint32_t code_point);

enum { FOLD_VARIANTS_MAX = 6 };

// All code points that fold to what this one folds to; returns their number.
uint32_t fold_variants(uint32_t code_point, uint32_t variants[FOLD_VARIANTS_MAX]);

// The character without its accents, as its canonical decomposition has it: é is e, ệ is e. What is
// no letter with marks stays as it is: ø, ß, and Hangul, whose decomposition is letters.
uint32_t fold_base(uint32_t code_point);

// Is it a mark on the character before it that a reader may leave out (accents, vowel points)? The
// signs that join letters (viramas) are not.
bool fold_is_accent(uint32_t code_point);

// A whole text as filters compare it: full folding, and without accents. The caller frees.
char *fold_text(Slice text);

// Does a folded text hold each of the folded words, which blanks divide?
bool fold_holds(const char *text, const char *words);

#endif
