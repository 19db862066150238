// SPDX-License-Identifier: MIT
// Key hints: gathered by whoever has the keyboard, drawn in one row.
#include "tui/hint.h"
#include "tui/app.h"

#include <stdio.h>

void hint_clear(Hints *hints) {
  hints->count = 0;
}

void hint_add(Hints *hints, const char *key, const char *label) {
  if (hints->count == HINT_MAX) return;
  Hint *hint = &hints->items[hints->count++];
  snprintf(hint->key, sizeof hint->key, "%s", key);
  hint->label = label;
}

bool hint_write_key(const App *app, uint32_t modes, ActionId id, Buffer *out) {
  Buffer keys = {0};
  keymap_write_keys(app->keymap, id, modes, 1, &keys);
  Slice key = slice_trim(buffer_slice(&keys));
  if (key.len > 2 && key.ptr[0] == '<' && memchr(key.ptr, '>', key.len) == key.ptr + key.len - 1)
    key = slice_cut(key, 1, key.len - 1); // <Enter> reads Enter
  buffer_add(out, key);
  buffer_release(&keys);
  return key.len > 0;
}

// Where the way out and the way to all the others stand does not change.
static bool stays(ActionId id) {
  return id == ACTION_HELP || id == ACTION_CLOSE || id == ACTION_CANCEL || id == ACTION_ENTER;
}

static void add_some(Hints *hints, const App *app, uint32_t mode, const HintRow *rows,
                     uint32_t count, bool known) {
  Buffer key = {0};
  for (uint32_t i = 0; i < count; i++) {
    buffer_clear(&key);
    if ((habit_known(app, rows[i].id) && !stays(rows[i].id)) != known) continue;
    if (hint_write_key(app, mode, rows[i].id, &key) && key.len < HINT_KEY_SIZE)
      hint_add(hints, key.ptr, rows[i].label);
  }
  buffer_release(&key);
}

static bool same_rows(const HintSource *a, const HintSource *b) {
  if (a->count != b->count) return false;
  for (uint32_t i = 0; i < a->count; i++)
    if (a->rows[i].id != b->rows[i].id || a->rows[i].label != b->rows[i].label) return false;
  return true;
}

static bool is_kept(const Hints *hints, const HintSource *source) {
  const HintSource *kept = &hints->source;
  return same_rows(kept, source) && kept->mode == source->mode &&
         kept->bindings == source->bindings && kept->habits == source->habits;
}

static void keep(Hints *hints, const HintSource *source) {
  hints->source = *source;
  hints->kept_count = hints->count;
  memcpy(hints->kept, hints->items, hints->count * sizeof *hints->kept);
}

void hint_add_actions(Hints *hints, const App *app, uint32_t mode, const HintRow *rows,
                      uint32_t count) {
  if (count > HINT_MAX) BUG("there are more hints than a row has room for");
  HintSource source = {.count = count,
                       .mode = mode,
                       .bindings = keymap_changes(app->keymap),
                       .habits = app->habits.known};
  memcpy(source.rows, rows, count * sizeof *rows);
  bool first = hints->count == 0;
  if (first && is_kept(hints, &source)) {
    hints->count = hints->kept_count;
    memcpy(hints->items, hints->kept, hints->count * sizeof *hints->items);
    return;
  }
  add_some(hints, app, mode, rows, count, false);
  add_some(hints, app, mode, rows, count, true);
  if (first) keep(hints, &source);
}

void hint_draw(Screen *screen, const Hints *hints, Rect rect) {
  enum { APART = 2 };
  uint32_t column = rect.column + 1, right = rect.column + rect.columns;
  for (uint32_t i = 0; i < hints->count; i++) {
    const Hint *hint = &hints->items[i];
    uint32_t key = safe_width(slice_of(hint->key), screen->mode);
    uint32_t label = safe_width(slice_of(hint->label), screen->mode);
    if (column + key + 1 + label > right) continue; // a shorter one may still fit
    screen_put(screen, rect.row, column, key, slice_of(hint->key), FACE_KEY, 0);
    screen_put(screen, rect.row, column + key + 1, label, slice_of(hint->label), FACE_DIM, 0);
    column += key + 1 + label + APART;
  }
}
