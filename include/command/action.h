// SPDX-License-Identifier: MIT
// The table of actions: everything that a key, a `:` line or a script line can ask for. The rows
// stand in command/actions.def; from them come this enum, the dispatch of session and tui (a
// missing handler is a link error), the default keys, the help screen, `postil keys` and the hints.
#ifndef POSTIL_COMMAND_ACTION_H
#define POSTIL_COMMAND_ACTION_H

#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>
#include <stdint.h>

// Where keys mean what. A mode is what has the keyboard.
typedef enum Mode {
  MODE_LIST = 1 << 0,        // the list of briefs
  MODE_TEXT = 1 << 1,        // the text
  MODE_SELECT = 1 << 2,      // the text, while selecting
  MODE_NOTES = 1 << 3,       // the footnote pane
  MODE_MENU = 1 << 4,        // a list over the screen: annotations at the caret, outline, history
  MODE_PAGER = 1 << 5,       // help and other pages to read
  MODE_CODEBOOK = 1 << 6,    // the tree of tags
  MODE_ANNOTATIONS = 1 << 7, // the list of annotations
  MODE_REVIEW = 1 << 8,      // the list of what is not sure since a text changed
  MODE_RESULTS = 1 << 9,     // the list of what was found in the library
  MODE_MATRIX = 1 << 10,     // tags by briefs
  MODE_EXPORT = 1 << 11,     // what to export, and a look at it
} Mode;

enum { MODE_COUNT = 12, MODE_READING = MODE_TEXT | MODE_SELECT, MODE_ANY = (1 << MODE_COUNT) - 1 };

const char *mode_name(Mode mode); // "list" "text" "select" "notes" "menu" "pager" …
uint32_t mode_find(Slice name);   // 0 if there is none

typedef enum ActionId {
#define SESSION_ACTION(id, name, modes, keys, group, arguments, least, most, help) ACTION_##id,
#define SCREEN_ACTION(id, name, modes, keys, group, arguments, least, most, help)  ACTION_##id,
#include "command/actions.def"
  ACTION_COUNT,
  ACTION_NONE = -1
} ActionId;

typedef struct Action {
  const char *name;      // as typed behind `:` and in scripts
  uint32_t modes;        // in which its default keys are bound
  const char *keys;      // default sequences, divided by blanks; "" for none
  const char *group;     // heading on the help screen
  const char *arguments; // "[COLOUR]", "" for none
  uint8_t least, most;   // how many arguments; most 255 for any number
  bool session;          // needs no screen: works in scripts too
  const char *help;
} Action;

const Action *action_get(ActionId id);
ActionId action_find(Slice name); // ACTION_NONE if there is none

// The action whose name is most like this one; ACTION_NONE when none is alike.
ActionId action_nearest(Slice name);

// ERROR_USAGE when it cannot have so many arguments.
bool action_takes(const Action *action, uint32_t arguments, Error *err);

#endif
