// SPDX-License-Identifier: MIT
// Sentences of a block. The splitter knows abbreviations, initials, decimals, reference marks
// behind the stop ("2025.[i] Tokyo"), closing quotation marks and CJK stops. A sentence never
// crosses a block. The mark behind its stop belongs to a sentence; the blank after it does not.
#ifndef POSTIL_TEXT_SENTENCE_H
#define POSTIL_TEXT_SENTENCE_H

#include "text/version.h"

// The sentence that holds pos; between two sentences the one before. Never empty unless the block
// is. A table row and a heading are one sentence each; a note's sentences begin after its mark.
Span sentence_at(const Version *version, uint32_t pos);

// The sentences of a block in order, for who wants them all: the one that holds *pos, which is then
// where the next begins. Empty behind the last. *pos is the block's start at first.
Span sentence_take(const Version *version, uint32_t block, uint32_t *pos);

// Start of the next sentence (after pos), over block ends; hidden blocks are passed over unless
// `hidden`. pos itself when there is none.
uint32_t sentence_next(const Version *version, uint32_t pos, bool hidden);

// Start of this sentence, or of the one before when pos is already there.
uint32_t sentence_previous(const Version *version, uint32_t pos, bool hidden);

#endif
