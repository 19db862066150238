// SPDX-License-Identifier: MIT
// Motions that need no lines, and text objects: pure functions from a place in a version to a place
// or a span. All keep to grapheme cluster boundaries and give the same place when there is no next.
// `hidden` tells whether hidden blocks are walked through or passed over.
#ifndef POSTIL_TEXT_MOTION_H
#define POSTIL_TEXT_MOTION_H

#include "text/version.h"

typedef uint32_t Motion(const Version *version, uint32_t pos, bool hidden);

Motion motion_right, motion_left; // by grapheme cluster, inside a block
Motion motion_word_next, motion_word_previous, motion_word_end; // vim's w b e, UAX #29 words
Motion motion_sentence_next, motion_sentence_previous;
Motion motion_paragraph_next, motion_paragraph_previous; // to the start of a visible block
Motion motion_heading_next, motion_heading_previous;
Motion motion_reference_next, motion_reference_previous; // to a footnote mark
Motion motion_first, motion_last; // of all visible text; the last cluster's start

// Text objects: false when there is none at pos.
typedef bool TextObject(const Version *version, uint32_t pos, Span *span);

TextObject motion_object_word, motion_object_sentence, motion_object_paragraph,
    motion_object_heading, // heading: its section
    motion_object_quotation, motion_object_bracket, motion_object_note;

// The span widened to whole grapheme clusters.
Span motion_widen(const Version *version, Span span);

// pos moved back to the start of its grapheme cluster (and into the nearest visible block).
uint32_t motion_settle(const Version *version, uint32_t pos, bool hidden);

#endif
