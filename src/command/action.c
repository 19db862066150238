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

static const char *const names[] = {"list",   "text",    "select",   "notes",
                                    "menu",   "pager",   "codebook", "annotations",
                                    "review", "results", "matrix",   "export"};

_Static_assert(sizeof names / sizeof *names == MODE_COUNT, "each mode has a name");

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

// ---- Likeness

enum { NAME_MAX_LEN = 32 };

static uint32_t least(uint32_t a, uint32_t b) {
  return a < b ? a : b;
}

// Bytes to put in, take out, replace or exchange with their neighbour to come from one to the
// other.
static uint32_t distance(Slice a, Slice b) {
  uint32_t before[NAME_MAX_LEN + 1] = {0}, last[NAME_MAX_LEN + 1], row[NAME_MAX_LEN + 1];
  for (uint32_t j = 0; j <= b.len; j++) last[j] = j;
  for (uint32_t i = 1; i <= a.len; i++) {
    row[0] = i;
    for (uint32_t j = 1; j <= b.len; j++) {
      bool same = a.ptr[i - 1] == b.ptr[j - 1];
      row[j] = least(least(last[j], row[j - 1]) + 1, last[j - 1] + (same ? 0 : 1));
      bool crossed = i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1];
      if (crossed) row[j] = least(row[j], before[j - 2] + 1);
    }
    memcpy(before, last, sizeof before);
    memcpy(last, row, sizeof last);
  }
  return last[b.len];
}

// A third of the name may differ; a name that is only begun is alike too.
ActionId action_nearest(Slice name) {
  ActionId nearest = ACTION_NONE;
  uint32_t best = (uint32_t)name.len / 3 + 1;
  if (name.len == 0 || name.len > NAME_MAX_LEN) return ACTION_NONE;
  for (int id = 0; id < ACTION_COUNT; id++) {
    Slice other = slice_of(actions[id].name);
    if (other.len > NAME_MAX_LEN) continue;
    uint32_t apart = name.len > 2 && slice_starts(other, name) ? 1 : distance(name, other);
    if (apart >= best) continue;
    best = apart;
    nearest = (ActionId)id;
  }
  return nearest;
}

bool action_takes(const Action *action, uint32_t arguments, Error *err) {
  bool any = action->most == UINT8_MAX;
  if (arguments >= action->least && (any || arguments <= action->most)) return true;
  if (action->most == 0) {
    return error_set(err, ERROR_USAGE, "cannot run '%s': it wants nothing behind it", action->name);
  }
  return error_set(err, ERROR_USAGE, "cannot run '%s': it wants %s", action->name,
                   action->arguments);
}
