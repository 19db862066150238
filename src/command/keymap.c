// SPDX-License-Identifier: MIT
// The keymap: a list of bindings, the reader's own first. What a sequence is in a mode is found by
// going through it, which takes microseconds and happens once a key.
//
//   own       text        , e │ tag energy
//   defaults  text        d d │ delete-here
//             list text   J   │ next-brief
//
// In one mode no sequence begins with another one: the longer could never be typed. A binding that
// would break this takes the others' modes from them, and one that has none left goes. So a
// sequence is bound, or the beginning of bound ones, or nothing, and never two of these.
#include "command/keymap.h"

#include "base/memory.h"
#include "command/line.h"

#include <stdlib.h>

typedef struct Binding {
  Key keys[KEY_SEQUENCE_MAX];
  uint32_t count;
  uint32_t modes;
  ActionId id;   // ACTION_NONE for more than an action's name
  char *command; // owned; NULL for a default: the action's name
} Binding;

struct Keymap {
  Binding *bindings; // own ones, newest first, then the defaults in the table's order
  uint32_t count;
  size_t capacity;
  uint32_t changes;
};

// ---- Sequences

// What follows a sequence that has room left begins with a digit: that is a count.
static bool is_count(Key key) {
  return key >= '1' && key <= '9';
}

static bool is_no_press(Key key) {
  return key == KEY_PASTE || key == KEY_RESIZED || key == KEY_MOUSE_;
}

static bool parse_sequence(Slice notation, Binding *binding, Error *err) {
  int shown = notation.len < 60 ? (int)notation.len : 60;
  for (size_t pos = 0; pos < notation.len;) {
    Key key;
    size_t len = key_parse(slice_cut(notation, pos, notation.len), &key);
    if (len == 0 || is_no_press(key)) {
      return error_set(err, ERROR_USAGE, "'%.*s' is no key sequence", shown, notation.ptr);
    }
    if (binding->count == KEY_SEQUENCE_MAX) {
      return error_set(err, ERROR_USAGE, "'%.*s' is more than %d keys", shown, notation.ptr,
                       KEY_SEQUENCE_MAX);
    }
    binding->keys[binding->count++] = key;
    pos += len;
  }
  if (binding->count == 0) return error_set(err, ERROR_USAGE, "there is no key");
  if (is_count(binding->keys[0])) {
    return error_set(err, ERROR_USAGE, "'%.*s' cannot be bound: digits are counts", shown,
                     notation.ptr);
  }
  return true;
}

static void write_sequence(const Binding *binding, Buffer *out) {
  for (uint32_t key = 0; key < binding->count; key++) key_write(out, binding->keys[key]);
}

static bool begins_with(const Binding *binding, const Key *keys, uint32_t count) {
  return binding->count >= count && memcmp(binding->keys, keys, count * sizeof *keys) == 0;
}

static bool collide(const Binding *a, const Binding *b) {
  return begins_with(a, b->keys, b->count) || begins_with(b, a->keys, a->count);
}

// ---- The list

static void put_in(Keymap *keymap, uint32_t at, Binding binding) {
  keymap->bindings =
      memory_grow(keymap->bindings, keymap->count, &keymap->capacity, sizeof *keymap->bindings);
  memmove(keymap->bindings + at + 1, keymap->bindings + at,
          (keymap->count - at) * sizeof *keymap->bindings);
  keymap->bindings[at] = binding;
  keymap->count++;
  keymap->changes++;
}

// Drops the bindings that have no mode any more.
static void sweep(Keymap *keymap) {
  uint32_t kept = 0;
  keymap->changes++;
  for (uint32_t at = 0; at < keymap->count; at++) {
    if (keymap->bindings[at].modes)
      keymap->bindings[kept++] = keymap->bindings[at];
    else
      free(keymap->bindings[at].command);
  }
  keymap->count = kept;
}

// The default keys of an action: sequences divided by blanks.
static void add_defaults(Keymap *keymap, ActionId id) {
  const Action *action = action_get(id);
  for (const char *rest = action->keys; *rest; rest += *rest == ' ') {
    size_t len = strcspn(rest, " ");
    Error err = {0};
    Binding binding = {.modes = action->modes, .id = id};
    if (!parse_sequence(slice_make(rest, len), &binding, &err)) BUG("%s", err.message);
    for (uint32_t at = 0; at < keymap->count; at++) {
      const Binding *other = &keymap->bindings[at];
      if ((other->modes & binding.modes) && collide(other, &binding))
        BUG("the keys of '%s' hide those of '%s'", action->name, action_get(other->id)->name);
    }
    put_in(keymap, keymap->count, binding);
    rest += len;
  }
}

Keymap *keymap_new(void) {
  Keymap *keymap = memory_new(1, sizeof *keymap);
  for (int id = 0; id < ACTION_COUNT; id++) add_defaults(keymap, (ActionId)id);
  return keymap;
}

void keymap_free(Keymap *keymap) {
  if (!keymap) return;
  for (uint32_t at = 0; at < keymap->count; at++) free(keymap->bindings[at].command);
  free(keymap->bindings);
  free(keymap);
}

static const char *command_of(const Binding *binding) {
  return binding->command ? binding->command : action_get(binding->id)->name;
}

KeymapMatch keymap_find(const Keymap *keymap, Mode mode, const Key *keys, uint32_t count,
                        KeymapCommand *command) {
  KeymapMatch match = KEYMAP_NONE;
  for (uint32_t at = 0; at < keymap->count; at++) {
    const Binding *binding = &keymap->bindings[at];
    if (!(binding->modes & mode) || !begins_with(binding, keys, count)) continue;
    match = KEYMAP_PREFIX;
    if (binding->count > count) continue;
    *command = (KeymapCommand){command_of(binding), binding->id};
    return KEYMAP_FOUND;
  }
  return match;
}

// ---- The reader's own

static bool check_commands(const CommandList *commands, Error *err) {
  if (commands->count == 0) return error_set(err, ERROR_USAGE, "there is no command to bind");
  for (uint32_t at = 0; at < commands->count; at++) {
    const Command *command = &commands->items[at];
    ActionId id = action_find(slice_of(command->words[0]));
    if (id == ACTION_NONE) {
      return error_set(err, ERROR_USAGE, "there is no command '%.60s'", command->words[0]);
    }
    if (!action_takes(action_get(id), command->count - 1, err)) return false;
  }
  return true;
}

// Which action a command line is: its keys are then the action's.
static bool find_meaning(Slice command, Binding *binding, Error *err) {
  CommandList commands = {0};
  Arena *arena = arena_new();
  bool ok = line_parse(arena, command, &commands, err) && check_commands(&commands, err);
  if (ok) {
    ActionId first = action_find(slice_of(commands.items[0].words[0]));
    bool alone = commands.count == 1 && commands.items[0].count == 1;
    binding->id = alone ? first : ACTION_NONE;
    if (binding->modes == 0) binding->modes = action_get(first)->modes;
    if (binding->modes == 0) binding->modes = MODE_ANY;
  }
  arena_free(arena);
  return ok;
}

// Takes from the others what the new one makes unreachable.
static void make_room(Keymap *keymap, const Binding *binding, Buffer *hidden) {
  for (uint32_t at = 0; at < keymap->count; at++) {
    Binding *other = &keymap->bindings[at];
    if (!(other->modes & binding->modes) || !collide(other, binding)) continue;
    bool same = other->count == binding->count;
    other->modes &= ~binding->modes;
    if (same || !hidden) continue;
    if (hidden->len > 0) buffer_add_byte(hidden, ' ');
    write_sequence(other, hidden);
  }
  sweep(keymap);
}

bool keymap_bind(Keymap *keymap, uint32_t modes, Slice keys, Slice command, Buffer *hidden,
                 Error *err) {
  Binding binding = {.modes = modes};
  if (!parse_sequence(keys, &binding, err) || !find_meaning(command, &binding, err)) return false;
  if (keymap->count >= KEYMAP_BINDINGS_MAX) {
    return error_set(err, ERROR_USAGE, "there are more than %d bindings", KEYMAP_BINDINGS_MAX);
  }
  make_room(keymap, &binding, hidden);
  binding.command = memory_string(command);
  put_in(keymap, 0, binding);
  return true;
}

bool keymap_unbind(Keymap *keymap, uint32_t modes, Slice keys, Error *err) {
  Binding wanted = {.modes = modes ? modes : MODE_ANY};
  bool found = false;
  if (!parse_sequence(keys, &wanted, err)) return false;
  for (uint32_t at = 0; at < keymap->count; at++) {
    Binding *binding = &keymap->bindings[at];
    bool same = binding->count == wanted.count && collide(binding, &wanted);
    if (!same || !(binding->modes & wanted.modes)) continue;
    binding->modes &= ~wanted.modes;
    found = true;
  }
  sweep(keymap);
  if (found) return true;
  Buffer notation = {0};
  write_sequence(&wanted, &notation);
  error_set(err, ERROR_USAGE, "'%s' is not bound", notation.ptr);
  buffer_release(&notation);
  return false;
}

// ---- Telling

uint32_t keymap_changes(const Keymap *keymap) {
  return keymap->changes;
}

void keymap_write_keys(const Keymap *keymap, ActionId id, uint32_t modes, uint32_t most,
                       Buffer *out) {
  uint32_t written = 0;
  for (uint32_t at = 0; at < keymap->count && (most == 0 || written < most); at++) {
    const Binding *binding = &keymap->bindings[at];
    if (binding->id != id || !(binding->modes & modes)) continue;
    if (written++ > 0) buffer_add_byte(out, ' ');
    write_sequence(binding, out);
  }
}

bool keymap_own(const Keymap *keymap, uint32_t at, Buffer *keys, uint32_t *modes,
                const char **command) {
  for (uint32_t i = 0; i < keymap->count; i++) {
    const Binding *binding = &keymap->bindings[i];
    if (binding->id != ACTION_NONE || at-- > 0) continue;
    write_sequence(binding, keys);
    *modes = binding->modes;
    *command = binding->command;
    return true;
  }
  return false;
}
