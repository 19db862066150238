// SPDX-License-Identifier: MIT
// A version's structure as a string, for the library: one line for each span, positions in code
// points, readable by a person and by a later postil. What the library's text column holds is the
// text itself; this is everything else.
//
//   postil-structure 1
//   b para 1162 1772            block: type, span [, level=, mark=END, pre, continues]
//   n 5329 5339 5334 ii 0 0 0   note: span, body start, label, run, target, root (- for none)
//   …
// Unknown lines and attributes are ignored, so that later rules can add to it.
#ifndef POSTIL_TEXT_PACK_H
#define POSTIL_TEXT_PACK_H

#include "base/buffer.h"
#include "base/error.h"
#include "text/version.h"

void pack_write(const Version *version, Buffer *out);

// The version again; ERROR_DATA if the structure does not fit the text (a damaged library).
Version *pack_read(Slice text, Slice structure, uint32_t rules, Error *err);

// The same for a text that lies in this arena, NUL-terminated past its len: that is the version's
// arena then, and freed where this fails.
Version *pack_adopt(Arena *arena, Slice text, Slice structure, uint32_t rules, Error *err);

#endif
