// SPDX-License-Identifier: MIT
// One key more: what a command like m waits for. The hint row says what it may be.
#ifndef POSTIL_TUI_LETTER_H
#define POSTIL_TUI_LETTER_H

#include "tui/app.h"

typedef struct LetterRequest {
  const char *keys, *label;             // of the hint: "a-z", "mark this place"
  void (*pressed)(App *app, Key key);   // after it has been closed; not for Esc and ^C
} LetterRequest;

void letter_open(App *app, const LetterRequest *request); // the request is a constant

#endif
