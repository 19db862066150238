// SPDX-License-Identifier: MIT
// Case folding, one code point to one: for matching without regard to case. Unlike full folding it
// keeps positions (ß stays ß). Capital and small, final and inner sigma, the long s are all one; so
// are i, dotless i and dotted capital I, which Turkish text and English typing would else keep
// apart.
#ifndef POSTIL_TEXT_FOLD_H
#define POSTIL_TEXT_FOLD_H

#include "base/slice.h"

#include <stdint.h>

uint32_t fold_simple(uint32_t code_point);

enum { FOLD_VARIANTS_MAX = 6 };

// All code points that fold to what this one folds to; returns their number.
uint32_t fold_variants(uint32_t code_point, uint32_t variants[FOLD_VARIANTS_MAX]);

// A whole text as filters compare it: full folding, and without accents. The caller frees.
char *fold_text(Slice text);

#endif
