// SPDX-License-Identifier: MIT
// The reader's configuration: options with their values, and the keymap. It begins as the defaults
// of command/options.def and command/actions.def; the configuration file, the `:` line and scripts
// change it by the same four commands:
//
//   set NAME VALUE   set NAME! (the next value)   set NAME& (the default)   set NAME (tells it)
//   bind [MODES] KEYS COMMAND…    unbind [MODES] KEYS    include FILE
//
// MODES are names of modes divided by commas. COMMAND is a command with its arguments, or one word
// that holds a whole line. FILE is relative to the file that includes it.
#ifndef POSTIL_COMMAND_CONFIG_H
#define POSTIL_COMMAND_CONFIG_H

#include "command/action.h"
#include "command/keymap.h"

typedef enum ConfigType { CONFIG_BOOL, CONFIG_NUMBER, CONFIG_CHOICE, CONFIG_STRING } ConfigType;

// What must be done again when a value changes, apart from what every frame asks for anyway.
typedef enum ConfigRedo {
  CONFIG_REDO_NOTHING = 0,
  CONFIG_REDO_FURNITURE = 1, // hidden blocks are shown or not, which a key changes too
  CONFIG_REDO_NOTES = 2,     // the footnotes are shown or not, which a key changes too
  CONFIG_REDO_CELLS = 4,     // every cell looks different
  CONFIG_REDO_TERMINAL = 8,  // modes of the terminal
  CONFIG_REDO_SEARCH = 16,   // matches are others
} ConfigRedo;

typedef enum ConfigId {
#define OPTION(id, name, type, value, least, most, choices, redo, help) CONFIG_##id,
#include "command/options.def"
  CONFIG_COUNT,
  CONFIG_NONE = -1
} ConfigId;

typedef struct ConfigOption {
  const char *name;
  ConfigType type;
  const char *value; // the default, as typed
  uint32_t least, most;
  const char *choices; // words divided by blanks
  ConfigRedo redo;
  const char *help;
} ConfigOption;

const ConfigOption *config_option(ConfigId id);
ConfigId config_find(Slice name); // CONFIG_NONE if there is none

// Appends what may be typed as its value: "on|off", "20-200", "dark|light|…", "text".
void config_write_range(ConfigId id, Buffer *out);

// Appends the values that can be listed ("on", "off", the choices), each ended by NUL.
void config_list_values(ConfigId id, Buffer *out);

typedef struct Config Config;

Config *config_new(void);
void config_free(Config *config);

// The value: of a BOOL 0 or 1, of a CHOICE the index of its word, of a STRING its length. NULL has
// the defaults.
uint32_t config_number(const Config *config, ConfigId id);
const char *config_text(const Config *config, ConfigId id);   // as it is typed
const char *config_origin(const Config *config, ConfigId id); // "default", "FILE:LINE", "typed"

Keymap *config_keymap(Config *config);

// What has to be redone since this was asked last: ConfigRedo, added up.
uint32_t config_take_redo(Config *config);

// As `set NAME VALUE`.
bool config_set(Config *config, ConfigId id, const char *value, Error *err);

// Runs SET, BIND, UNBIND or INCLUDE. What it tells is appended to `answer`: of SET without a value
// lines ended by LF, else a sentence or nothing. INCLUDE that meets errors in the file loads the
// rest and fails with the first of them.
bool config_run(Config *config, ActionId id, const char *const *arguments, uint32_t count,
                Buffer *answer, Error *err);

// ---- Files

enum { CONFIG_BYTES_MAX = 1 << 20, CONFIG_DEPTH_MAX = 8, CONFIG_FILES_MAX = 64 };
enum { CONFIG_PROBLEMS_MAX = 100 };

// $XDG_CONFIG_HOME/postil/config, else ~/.config/postil/config. The caller frees.
char *config_locate(void);

// Reads a file. A line that cannot be taken is a problem, and the rest loads. ERROR_CONFIG, with
// nothing changed, for a file that cannot be read; with `optional` one that is not there is fine.
bool config_read(Config *config, const char *path, bool optional, Error *err);

// "FILE:LINE: why" for each line that could not be taken, in order; NULL behind the last.
const char *config_problem(const Config *config, uint32_t at);
uint32_t config_problem_count(const Config *config);

// The defaults as a commented configuration file (data/default.conf).
void config_write_defaults(Buffer *out);

#endif
