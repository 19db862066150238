// SPDX-License-Identifier: MIT
// How long work may go on that a key must not wait for: until something is typed, or until its time
// is over. For what asks while it works: store_set_patience() and its like.
#ifndef POSTIL_TUI_PATIENCE_H
#define POSTIL_TUI_PATIENCE_H

#include "library/choice.h"
#include "tui/app.h"

typedef struct Patience {
  const App *app;
  int64_t until; // moment_steady_ms(); 0: as long as nothing is typed
  int64_t asked; // the terminal: to ask it is dear
} Patience;

// A part of what an overlay counts while nobody types.
enum { PATIENCE_PART_MS = 4 };

// For so many milliseconds; 0: as long as nothing is typed.
Patience patience_of(const App *app, int64_t for_ms);

// May it go on? The context is a Patience.
bool patience_go_on(void *context);

// The same to hand over, NULL where nobody can type: then all is done at once.
ChoicePatience *patience_asked(const App *app);

#endif
