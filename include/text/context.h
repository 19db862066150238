// SPDX-License-Identifier: MIT
// The surroundings by which other programs (and a later version) find a quotation again: the prefix
// and suffix of a W3C TextQuoteSelector. 32 code points on each side, and longer by 32 at a time
// until prefix + quotation + suffix stands only once in the text, or the text ends on both sides. A
// cut that would split a grapheme cluster moves outwards.
#ifndef POSTIL_TEXT_CONTEXT_H
#define POSTIL_TEXT_CONTEXT_H

#include "text/version.h"

typedef struct Context {
  Span prefix, suffix; // bytes; prefix.end == span.start, suffix.start == span.end
} Context;

Context context_of(const Version *version, Span span);

#endif
