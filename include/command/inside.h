// SPDX-License-Identifier: MIT
// What the files of the configuration share. Nobody else includes it.
#ifndef POSTIL_COMMAND_INSIDE_H
#define POSTIL_COMMAND_INSIDE_H

#include "command/config.h"

typedef struct ConfigValue {
  uint32_t number;
  char *text;
  char *origin; // NULL: the default
} ConfigValue;

struct Config {
  ConfigValue values[CONFIG_COUNT];
  Keymap *keymap;
  uint32_t redo;
  const char *origin;               // "FILE:LINE" while a line of a file runs; borrowed
  char *open[CONFIG_DEPTH_MAX];     // files being read, outermost first, as absolute paths
  uint32_t open_count, file_count;  // file_count: read since the outermost was opened
  char **problems;
  uint32_t problem_count;
  size_t problem_capacity;
};

bool config_do_set(Config *config, const char *const *arguments, uint32_t count, Buffer *answer,
                   Error *err);

#endif
