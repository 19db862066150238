// SPDX-License-Identifier: MIT
// The keymap: in each mode, key sequences to command text. It begins as the table's default keys.
#ifndef POSTIL_COMMAND_KEYMAP_H
#define POSTIL_COMMAND_KEYMAP_H

#include "base/buffer.h"
#include "base/error.h"
#include "command/action.h"
#include "command/key.h"

typedef struct Keymap Keymap;

Keymap *keymap_new(void); // with the defaults; BUG() if the table binds one sequence twice in a mode
void keymap_free(Keymap *keymap);

typedef enum KeymapMatch { KEYMAP_NONE, KEYMAP_PREFIX, KEYMAP_FOUND } KeymapMatch;

// What a sequence is in a mode; FOUND gives the command text, borrowed.
KeymapMatch keymap_find(const Keymap *keymap, Mode mode, const Key *keys, uint32_t count,
                        const char **command);

// Appends the keys that an action has in these modes, as notation divided by a blank, at most `most` of them (0: all).
void keymap_write_keys(const Keymap *keymap, ActionId id, uint32_t modes, uint32_t most, Buffer *out);

#endif
