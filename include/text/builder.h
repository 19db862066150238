// SPDX-License-Identifier: MIT
// Builds a Version: text first, then spans in any order, then finish. What is added is copied into
// the version's arena. BUG() on spans outside the text, on overlapping blocks, on a text that breaks
// the invariants of text/version.h.
#ifndef POSTIL_TEXT_BUILDER_H
#define POSTIL_TEXT_BUILDER_H

#include "text/version.h"

typedef struct Builder Builder;

Builder *builder_new(Slice text);
void builder_free(Builder *builder); // gives up; NULL is fine

void builder_add_block(Builder *builder, Block block);

// Adds a note and returns its index: the order of the calls is the order of the notes. target and
// root may be set later.
uint32_t builder_add_note(Builder *builder, Note note);
Note *builder_note(Builder *builder, uint32_t index); // to set target, root, pinpoint
void builder_add_reference(Builder *builder, Reference reference);
void builder_add_link(Builder *builder, Span link);
void builder_add_joint(Builder *builder, Span joint);
void builder_set_metadata(Builder *builder, const Metadata *metadata); // copies all strings

// Sorts, checks, counts references, computes hash and positions. Frees the builder.
Version *builder_finish(Builder *builder, uint32_t rules);

#endif
