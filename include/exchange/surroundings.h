// SPDX-License-Identifier: MIT
// What stands around a passage, for readers of an export who do not have the brief.
#ifndef POSTIL_EXCHANGE_SURROUNDINGS_H
#define POSTIL_EXCHANGE_SURROUNDINGS_H

#include "base/buffer.h"
#include "text/version.h"

// Appends the beginning of the passage's own first sentence and `count` sentences before it, up to
// the passage; or what is left of its last sentence and `count` behind it. On one line, without
// what is only notation. Nothing when the count is 0.
void surroundings_before(const Version *version, Span passage, uint32_t count, Buffer *out);
void surroundings_behind(const Version *version, Span passage, uint32_t count, Buffer *out);

#endif
