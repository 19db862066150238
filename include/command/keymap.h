// SPDX-License-Identifier: MIT
// The keymap: in each mode, key sequences to command text. It begins as the table's default keys;
// the reader's own bindings take their place.
#ifndef POSTIL_COMMAND_KEYMAP_H
#define POSTIL_COMMAND_KEYMAP_H

#include "base/buffer.h"
#include "base/error.h"
#include "command/action.h"
#include "command/key.h"

enum { KEYMAP_BINDINGS_MAX = 2000 };

typedef struct Keymap Keymap;

// With the defaults; BUG() if the table binds a sequence twice in a mode, or hides one by another.
Keymap *keymap_new(void);
void keymap_free(Keymap *keymap);

typedef enum KeymapMatch { KEYMAP_NONE, KEYMAP_PREFIX, KEYMAP_FOUND } KeymapMatch;

// What a sequence is bound to: a command line, borrowed until the next binding, and the action
// where that is all of the line, else ACTION_NONE.
typedef struct KeymapCommand {
  const char *line;
  ActionId id;
} KeymapCommand;

// What a sequence is in a mode; FOUND gives the command.
KeymapMatch keymap_find(const Keymap *keymap, Mode mode, const Key *keys, uint32_t count,
                        KeymapCommand *command);

// Binds a sequence to a command line, whose names and numbers of arguments are checked. With
// modes 0: in those in which the first command's action has keys, or in all of them. What the
// sequence hides, or is hidden by, in these modes goes; those sequences are appended to `hidden`
// (may be NULL), divided by blanks. ERROR_USAGE for what is no sequence or no command, and for one
// that begins with a digit from 1 to 9: these are counts.
bool keymap_bind(Keymap *keymap, uint32_t modes, Slice keys, Slice command, Buffer *hidden,
                 Error *err);

// Goes up whenever a binding comes or goes.
uint32_t keymap_changes(const Keymap *keymap);

// Takes a sequence's bindings away in these modes (0: in all). ERROR_USAGE when there is none.
bool keymap_unbind(Keymap *keymap, uint32_t modes, Slice keys, Error *err);

// Appends the keys that an action has in these modes, as notation divided by a blank, at most
// `most` of them (0: all); the reader's own first.
void keymap_write_keys(const Keymap *keymap, ActionId id, uint32_t modes, uint32_t most,
                       Buffer *out);

// The reader's own bindings that are more than an action's name, and so are no action's keys: the
// at-th of them, false behind the last. `keys` is appended to; the command is borrowed.
bool keymap_own(const Keymap *keymap, uint32_t at, Buffer *keys, uint32_t *modes,
                const char **command);

#endif
