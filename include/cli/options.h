// SPDX-License-Identifier: MIT
// The option parser that all subcommands share. `--name`, `--name=VALUE`, `--name VALUE`, `-o
// VALUE`,
// `-oVALUE`; options and words in any order; behind `--` everything is a word, and `-` alone is
// one.
#ifndef POSTIL_CLI_OPTIONS_H
#define POSTIL_CLI_OPTIONS_H

#include "base/error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// One row of a table of options; a table ends with a row without a name.
typedef struct Option {
  const char *name;  // "output", typed as --output
  char letter;       // 'o', typed as -o; 0 for none
  const char *value; // what help calls its value, NULL for a switch
  const char *help;
} Option;

typedef struct OptionGiven {
  const Option *option;
  const char *value; // "" for a switch
} OptionGiven;

// What was typed, in order. Values and words are borrowed from argv; {0} is an empty one.
typedef struct Options {
  OptionGiven *given;
  const char **words;
  uint32_t given_count, word_count;
  size_t given_capacity, word_capacity;
  const char *subcommand; // whose options these are, for hints; NULL while none was named
  bool literal;           // `--` was there: the words behind it are no subcommands
} Options;

void options_release(Options *options);

// Adds what arguments[*at…count) hold and moves *at behind what was read. An option of either table
// is known; `own` may be NULL. With first_word it stops behind the first word. ERROR_USAGE for an
// unknown option, one that lacks its value, a switch that has one.
bool options_parse(Options *options, const char *const *arguments, int count, int *at,
                   const Option *global, const Option *own, bool first_word, Error *err);

// The last value given for an option ("" for a switch), or NULL. BUG() never: a name that no table
// has was never given.
const char *options_value(const Options *options, const char *name);
bool options_has(const Options *options, const char *name);

// All values of an option that may be repeated, in order; *count is their number. The caller frees
// the array, not the values. NULL when there are none.
const char **options_values(const Options *options, const char *name, uint32_t *count);

// A whole decimal number of at most `most`; false for anything else.
bool options_number(const char *text, uint32_t most, uint32_t *number);

#endif
