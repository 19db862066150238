// SPDX-License-Identifier: MIT
// Builds a Version: text first, then spans in any order, then finish. What is added is copied into
// the version's arena. What breaks the invariants of text/version.h is BUG(): spans outside the
// text or inside a character, blocks that overlap, text that is in no block, marks and links that
// cross a block's end, a note that is not what its blocks span, indices of nothing. Whoever builds
// from foreign data asks positions_fault() and builder_fault() first.
#ifndef POSTIL_TEXT_BUILDER_H
#define POSTIL_TEXT_BUILDER_H

#include "text/version.h"

typedef struct Builder Builder;

Builder *builder_new(Slice text);
Builder *builder_new_checked(Slice text, const char **fault); // NULL with a fault of the text

// The same for a text that lies in this arena already, NUL-terminated past its len: nothing is
// copied. Takes the arena over, also where it fails.
Builder *builder_adopt(Arena *arena, Slice text, const char **fault);

void builder_free(Builder *builder); // gives up; NULL is fine

void builder_add_block(Builder *builder, Block block);

// Adds a note and returns its index: the order of the calls is the order of the notes. target and
// root may be set later.
uint32_t builder_add_note(Builder *builder, Note note);
Note *builder_note(Builder *builder, uint32_t index); // to set target, root, pinpoint
void builder_add_reference(Builder *builder, Reference reference);
void builder_add_link(Builder *builder, Link link);
void builder_add_inline(Builder *builder, Inline mark);
void builder_add_joint(Builder *builder, Span joint);
void builder_set_metadata(Builder *builder, const Metadata *metadata); // copies all strings
void builder_set_stated(Builder *builder, const Metadata *stated);     // likewise
void builder_set_structured(Builder *builder, bool structured);
void builder_set_notes_given(Builder *builder, bool given);

// The text's positions, to convert with before the version is there.
const struct Positions *builder_positions(const Builder *builder);

// The SHA-256 of the text, when it is known already (64 hex digits); finish computes it otherwise.
void builder_set_hash(Builder *builder, Slice hash);

// NULL if builder_finish() will succeed, else what is wrong, in a few words.
const char *builder_fault(Builder *builder);

// Sorts, checks, counts references, computes hash and positions. Frees the builder.
Version *builder_finish(Builder *builder, uint32_t rules);

#endif
