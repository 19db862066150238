// SPDX-License-Identifier: MIT
// A text that is being typed, with a caret: the editing keys of prompts, pickers and the editor.
#ifndef POSTIL_TUI_FIELD_H
#define POSTIL_TUI_FIELD_H

#include "base/buffer.h"
#include "base/safe.h"
#include "command/key.h"

enum { FIELD_BYTES_MAX = 1 << 20 };

typedef struct Field {
  Buffer text;  // well-formed UTF-8
  size_t caret; // byte offset, start of a grapheme cluster
} Field;

void field_release(Field *field);
void field_set(Field *field, Slice text); // caret at the end

// Puts text in at the caret: broken bytes become U+FFFD, CR LF and CR become LF, and without
// `lines` LF becomes a blank. False, and nothing is changed, when it would grow over
// FIELD_BYTES_MAX.
bool field_insert(Field *field, Slice text, bool lines);

// True when the key was one of editing or moving in a line; *changed tells whether the text
// differs.
bool field_key(Field *field, Key key, bool lines, bool *changed);

// Start of the cluster after pos, within the text.
size_t field_after(const Field *field, size_t pos);

// The first byte to show so that all from there to the caret, and the caret, stand in so many
// columns. Its cost is that of the columns, however long the text.
size_t field_first_shown(const Field *field, SafeMode mode, uint32_t columns);

#endif
