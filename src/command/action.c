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

static const char *const names[MODE_COUNT] = {"list", "text", "select", "notes", "menu", "pager"};

const char *mode_name(Mode mode) {
  for (uint32_t at = 0; at < MODE_COUNT; at++) {
    if (mode == 1U << at) return names[at];
  }
  BUG("%u is not one mode", (unsigned)mode);
}

uint32_t mode_find(Slice name) {
  for (uint32_t at = 0; at < MODE_COUNT; at++) {
    if (slice_equal(name, slice_of(names[at]))) return 1U << at;
  }
  return 0;
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

bool action_takes(const Action *action, uint32_t arguments, Error *err) {
  bool any = action->most == UINT8_MAX;
  if (arguments >= action->least && (any || arguments <= action->most)) return true;
  if (action->most == 0) {
    return error_set(err, ERROR_USAGE, "'%s' wants nothing behind it", action->name);
  }
  return error_set(err, ERROR_USAGE, "'%s' wants %s", action->name, action->arguments);
}
