// SPDX-License-Identifier: MIT
// Uses by action. What is kept is text, "tag-pick 3 search 12 …", by name, so that it survives a
// new version; counts above HABIT_KNOWN make no difference to a later session and are not written.
#include "tui/habit.h"
#include "tui/app.h"

#include <stdlib.h>

#define HABIT_SETTING "uses"

void habit_count(App *app, ActionId id) {
  Habits *habits = &app->habits;
  if (habits->uses[id] < HABIT_KNOWN) habits->changed = true;
  if (habits->uses[id] < UINT32_MAX) habits->uses[id]++;
  if (habits->uses[id] != HABIT_KNOWN) return;
  habits->known++;
  habit_save(app); // rare: the rest is kept at the end
}

uint32_t habit_uses(const App *app, ActionId id) {
  return app->habits.uses[id];
}

bool habit_known(const App *app, ActionId id) {
  return app->habits.uses[id] >= HABIT_KNOWN;
}

// The next word; empty at the end.
static Slice take_word(Slice *rest) {
  size_t start = 0, end;
  while (start < rest->len && rest->ptr[start] == ' ') start++;
  for (end = start; end < rest->len && rest->ptr[end] != ' ';) end++;
  Slice word = slice_cut(*rest, start, end);
  *rest = slice_cut(*rest, end, rest->len);
  return word;
}

void habit_load(App *app) {
  char *kept = library_setting(app->library, HABIT_SETTING);
  Slice rest = slice_of(kept);
  for (Slice name; (name = take_word(&rest)).len > 0;) {
    ActionId id = action_find(name);
    unsigned long uses = strtoul(take_word(&rest).ptr, NULL, 10);
    if (id != ACTION_NONE) app->habits.uses[id] = uses < HABIT_KNOWN ? (uint32_t)uses : HABIT_KNOWN;
  }
  free(kept);
}

// A failure loses nothing but the counts.
void habit_save(App *app) {
  Error err = {0};
  Buffer text = {0};
  if (!app->habits.changed || library_read_only(app->library)) return;
  for (ActionId id = 0; id < ACTION_COUNT; id++) {
    uint32_t uses = habit_uses(app, id);
    if (uses > 0)
      buffer_printf(&text, "%s%s %u", text.len ? " " : "", action_get(id)->name,
                    uses < HABIT_KNOWN ? uses : (unsigned)HABIT_KNOWN);
  }
  library_set_setting(app->library, HABIT_SETTING, buffer_slice(&text), &err);
  app->habits.changed = false;
  buffer_release(&text);
}
