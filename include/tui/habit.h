// SPDX-License-Identifier: MIT
// What the reader does often: hints of keys that are known by heart give way to others. Counts are
// kept in the library as a setting; they are no changes, and undo does not see them.
#ifndef POSTIL_TUI_HABIT_H
#define POSTIL_TUI_HABIT_H

#include "command/action.h"

#include <stdbool.h>
#include <stdint.h>

struct App;

enum { HABIT_KNOWN = 12 }; // so many uses, and a key needs no hint any more

typedef struct Habits {
  uint32_t uses[ACTION_COUNT];
  uint32_t known; // goes up when one more is known by heart
  bool changed;   // since they were kept, as far as it matters
} Habits;

void habit_load(struct App *app);
void habit_save(struct App *app); // at the end

void habit_count(struct App *app, ActionId id);
uint32_t habit_uses(const struct App *app, ActionId id);
bool habit_known(const struct App *app, ActionId id);

#endif
