// SPDX-License-Identifier: MIT
// The table of actions as data: every row of command/actions.def in its order, so that an ActionId
// is an index. Looking a name up walks the table; it is short.
#include "command/action.h"

#include "base/error.h"

static const Action actions[] = {
#define SESSION_ACTION(id, name, modes, keys, group, arguments, least, most, help)                 \
  {name, modes, keys, group, arguments, least, most, true, help},
#define SCREEN_ACTION(id, name, modes, keys, group, arguments, least, most, help)                  \
  {name, modes, keys, group, arguments, least, most, false, help},
#include "command/actions.def"
};

const char *mode_name(Mode mode) {
  static const char *const names[MODE_COUNT] = {"list", "text", "select", "notes", "menu", "pager"};
  for (uint32_t at = 0; at < MODE_COUNT; at++) {
    if (mode == 1U << at) return names[at];
  }
  BUG("%u is not one mode", (unsigned)mode);
}

const Action *action_get(ActionId id) {
  if (id < 0 || id >= ACTION_COUNT) BUG("there is no action %d", (int)id);
  return &actions[id];
}

ActionId action_find(Slice name) {
  for (int id = 0; id < ACTION_COUNT; id++) {
    if (slice_equal(name, slice_of(actions[id].name))) return (ActionId)id;
  }
  return ACTION_NONE;
}
