// SPDX-License-Identifier: MIT
// The option parser that all subcommands share. `--name`, `--name=VALUE`, `--name VALUE`, `-o VALUE`, `-oVALUE`;
// options and words in any order; after `--` everything is a word. `-` alone is a word.
#ifndef POSTIL_CLI_OPTIONS_H
#define POSTIL_CLI_OPTIONS_H

#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

// One row of a table of options, which ends with a row without a name.
typedef struct Option {
  const char *name;  // "output", typed as --output
  char letter;       // 'o', typed as -o; 0 for none
  const char *value; // what help calls its value, NULL for a switch
  const char *help;
} Option;

// A parsed command line. Names, values and words are borrowed from argv and the tables.
typedef struct OptionGiven {
  const Option *option;
  const char *value; // "" for a switch
} OptionGiven;

typedef struct Options {
  OptionGiven *given; // in order
  const char **words;
  uint32_t given_count, word_count;
  bool literal;       // the first word stood behind `--`
} Options;

// Parses argv[1…]. Options of both tables are known; `own` (may be NULL) is asked for once, when the
// first word is reached, so that the first word can choose the subcommand's table; options before it that the
// global table does not know are looked up in it then. ERROR_USAGE for an unknown option, one without its
// value, or a switch with one.
typedef const Option *OptionsOfWord(const char *word, bool literal);
bool options_parse(int argc, char *const *argv, const Option *global, OptionsOfWord *own,
                   Options *options, Error *err);
void options_release(Options *options);

// The last value given for an option ("" for a switch), or NULL.
const char *options_value(const Options *options, const char *name);
bool options_has(const Options *options, const char *name);

// All values of an option that may be repeated, in order; *count is their number. The caller frees the array.
const char **options_values(const Options *options, const char *name, uint32_t *count);

// A whole decimal number of at most `most`.
bool options_number(const char *text, uint32_t most, uint32_t *number);

#endif
