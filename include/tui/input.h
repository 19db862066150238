// SPDX-License-Identifier: MIT
// What a terminal sends, taken apart into events: bytes in, keys, pastes and mouse acts out. It
// knows no descriptors and no clock; who feeds it tells when the bytes that are still missing have
// had their time.
#ifndef POSTIL_TUI_INPUT_H
#define POSTIL_TUI_INPUT_H

#include "tui/terminal.h"

enum { INPUT_PASTE_MOST = 1 << 20, INPUT_KEY_MOST = 16 };

// A key that this terminal sends as these bytes, before what all terminals have in common.
typedef struct InputKey {
  char bytes[INPUT_KEY_MOST];
  uint8_t len;
  Key key;
} InputKey;

typedef struct Input {
  Buffer bytes; // read and not yet taken apart: [start, len)
  size_t start;
  Buffer paste;
  bool pasting;
  const InputKey *keys; // borrowed, ended by one of len 0; may be NULL
} Input;

void input_release(Input *input);
void input_add(Input *input, Slice bytes);

// The next event. False when there is none yet: nothing is left, or the rest is only the beginning
// of a key. `late` says that no more bytes will come for that one: it is taken for what it is.
bool input_next(Input *input, bool late, Event *event);

// Would input_next(input, false, …) give an event?
bool input_ready(const Input *input);

// Is ^C among what was read, or an Esc that nothing follows?
bool input_cancels(const Input *input);
bool input_take_cancel(Input *input); // no event will tell of it

// For how many milliseconds the bytes missing from the key begun may stay out; -1 when none is.
int input_patience(const Input *input);

#endif
