// SPDX-License-Identifier: MIT
// Hints of the footer: keys, as they are bound now, and what they do; most important first, so that
// a narrow screen loses the others.
#ifndef POSTIL_TUI_HINT_H
#define POSTIL_TUI_HINT_H

#include "command/action.h"
#include "tui/screen.h"

struct App;

enum { HINT_MAX = 24, HINT_KEY_SIZE = 24 };

typedef struct Hint {
  char key[HINT_KEY_SIZE];
  const char *label; // a constant
} Hint;

typedef struct HintRow {
  ActionId id;
  const char *label;
} HintRow;

// What hints that were made of actions depend on. The rows are copied: a list that says what a key
// does now makes them anew for each frame, in the same place.
typedef struct HintSource {
  HintRow rows[HINT_MAX];
  uint32_t count, mode;
  uint32_t bindings, habits; // keymap_changes(), Habits.known
} HintSource;

// Most frames have the same hints as the one before: those that were made first are kept.
typedef struct Hints {
  Hint items[HINT_MAX];
  uint32_t count;
  HintSource source; // of kept[]
  Hint kept[HINT_MAX];
  uint32_t kept_count;
} Hints; // {0} is none

// Forgets all but what is kept.
void hint_clear(Hints *hints);

void hint_add(Hints *hints, const char *key, const char *label);

// Appends the first key that an action has in these modes, as a reader calls it ("Enter"); false if
// it has none.
bool hint_write_key(const struct App *app, uint32_t modes, ActionId id, Buffer *out);

// With the first key that each action has in the mode; nothing for an action without one. Those
// that the reader knows by heart (tui/habit.h) come last. At most HINT_MAX rows.
void hint_add_actions(Hints *hints, const struct App *app, uint32_t mode, const HintRow *rows,
                      uint32_t count);

// As many as fit.
void hint_draw(Screen *screen, const Hints *hints, Rect rect);

#endif
