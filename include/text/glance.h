// SPDX-License-Identifier: MIT
// The beginning of a version, made of the beginning of its text and of its structure: enough for
// the first frame of a long brief. See session_glance() for what may be done with it.
#ifndef POSTIL_TEXT_GLANCE_H
#define POSTIL_TEXT_GLANCE_H

#include "text/version.h"

// A version of the first blocks, whose positions are those of the whole; its whole_len is `whole`,
// the bytes of the text that `text` is the beginning of. Marks of notes that are not among these
// blocks are left out. text may be cut inside a character, structure inside a line. NULL where
// nothing can be made of them, for whatever reason: who reads the whole learns it.
Version *glance_read(Slice text, Slice structure, size_t whole, uint32_t rules);

#endif
