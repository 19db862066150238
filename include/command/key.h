// SPDX-License-Identifier: MIT
// Keys and key sequences, apart from any terminal. A key is a code point or one of the named keys, in
// one number. Notation, in tables, help and config: `j`, `^F`, `<Down>`, `<Space>`, `<M-/>`; a sequence
// is keys side by side: `gg`, `]f`, `g^O`.
#ifndef POSTIL_COMMAND_KEY_H
#define POSTIL_COMMAND_KEY_H

#include "base/buffer.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stdint.h>

typedef uint32_t Key;

enum {
  KEY_NAMED = 0x200000, // first named key; below: code points, controls as U+0001 to U+001F
  KEY_UP_ARROW = KEY_NAMED, KEY_DOWN_ARROW, KEY_LEFT_ARROW, KEY_RIGHT_ARROW,
  KEY_HOME_, KEY_END_, KEY_PAGE_UP, KEY_PAGE_DOWN, KEY_INSERT, KEY_DELETE_,
  KEY_BACK_TAB, KEY_F1_, // F1 to F12 follow
  KEY_F12_ = KEY_F1_ + 11,
  KEY_PASTE,   // a bracketed paste: its text comes beside the key
  KEY_RESIZED, // the terminal has another size
  KEY_MOUSE_,  // a mouse event: its data come beside the key
  KEY_ALT = 0x400000, // added to the key that came with Alt

  KEY_TAB = 9, KEY_ENTER_ = 13, KEY_ESCAPE = 27, KEY_SPACE = 32, KEY_BACKSPACE_ = 127,
};

enum { KEY_SEQUENCE_MAX = 8 };

// Is it one that types a character?
bool key_is_character(Key key);

// Reads one key at the start of a notation; returns its bytes, 0 if it is none. `<` and `^` themselves are
// `<lt>` and `<Caret>`.
size_t key_parse(Slice notation, Key *key);

// Appends the notation of a key.
void key_write(Buffer *out, Key key);

#endif
