// SPDX-License-Identifier: MIT
// The option parser: one pass over the arguments, tables decide. It knows nothing of subcommands;
// the caller reads the first word with the global table alone and goes on with that word's own
// table.
#include "cli/options.h"

#include "base/memory.h"
#include "base/slice.h"

#include <stdlib.h>

typedef struct Tables {
  const Option *global, *own;
} Tables;

void options_release(Options *options) {
  free(options->given);
  free(options->words);
  *options = (Options){0};
}

static void add_word(Options *options, const char *word) {
  options->words = memory_grow(options->words, options->word_count, &options->word_capacity,
                               sizeof *options->words);
  options->words[options->word_count++] = word;
}

static void add_given(Options *options, const Option *option, const char *value) {
  options->given = memory_grow(options->given, options->given_count, &options->given_capacity,
                               sizeof *options->given);
  options->given[options->given_count++] = (OptionGiven){option, value};
}

static const Option *find_in(const Option *table, Slice name, char letter) {
  for (const Option *option = table; option && option->name; option++) {
    if (letter ? option->letter == letter : slice_equal(slice_of(option->name), name))
      return option;
  }
  return NULL;
}

static const Option *find_option(const Tables *tables, Slice name, char letter) {
  const Option *own = find_in(tables->own, name, letter);
  return own ? own : find_in(tables->global, name, letter);
}

static bool take_value(Options *options, const Option *option, const char *inside,
                       const char *const *arguments, int count, int *at, Error *err) {
  if (!option->value) {
    if (inside)
      return error_set(err, ERROR_USAGE, "cannot read '--%s': it takes no value", option->name);
    add_given(options, option, "");
    return true;
  }
  if (!inside && *at >= count) {
    return error_set(err, ERROR_USAGE, "cannot read '--%s': its value, %s, is missing",
                     option->name, option->value);
  }
  const char *value = inside ? inside : arguments[(*at)++];
  if (!value[0] && strcmp(option->value, "FILE") == 0) {
    return error_set(err, ERROR_USAGE, "cannot read '--%s': a file without a name", option->name);
  }
  add_given(options, option, value);
  return true;
}

static bool parse_long(Options *options, const Tables *tables, const char *const *arguments,
                       int count, int *at, Error *err) {
  const char *argument = arguments[(*at)++];
  const char *equals = strchr(argument, '=');
  Slice name =
      slice_make(argument + 2, equals ? (size_t)(equals - argument - 2) : strlen(argument + 2));
  const Option *option = find_option(tables, name, 0);
  if (!option) {
    error_set(err, ERROR_USAGE, "cannot read '%s': unknown option", argument);
    if (!options->subcommand) return error_hint(err, "'postil help' lists what there is");
    return error_hint(err, "'postil help %s' lists what there is", options->subcommand);
  }
  return take_value(options, option, equals ? equals + 1 : NULL, arguments, count, at, err);
}

// -a, -ab (switches side by side), -o VALUE, -oVALUE.
static bool parse_letters(Options *options, const Tables *tables, const char *const *arguments,
                          int count, int *at, Error *err) {
  const char *argument = arguments[(*at)++];
  for (const char *letter = argument + 1; *letter; letter++) {
    const Option *option = find_option(tables, (Slice){0}, *letter);
    if (!option) {
      error_set(err, ERROR_USAGE, "cannot read '%s': unknown option", argument);
      return error_hint(err, "a file whose name begins with '-' goes behind '--'");
    }
    if (option->value)
      return take_value(options, option, letter[1] ? letter + 1 : NULL, arguments, count, at, err);
    add_given(options, option, "");
  }
  return true;
}

bool options_parse(Options *options, const char *const *arguments, int count, int *at,
                   const Option *global, const Option *own, bool first_word, Error *err) {
  Tables tables = {global, own};
  while (*at < count) {
    const char *argument = arguments[*at];
    bool ok = true;
    if (options->literal || argument[0] != '-' || argument[1] == '\0') {
      add_word(options, argument);
      ++*at;
      if (first_word) return true;
    } else if (strcmp(argument, "--") == 0) {
      options->literal = true;
      ++*at;
    } else if (argument[1] == '-') {
      ok = parse_long(options, &tables, arguments, count, at, err);
    } else {
      ok = parse_letters(options, &tables, arguments, count, at, err);
    }
    if (!ok) return false;
  }
  return true;
}

const char *options_value(const Options *options, const char *name) {
  for (uint32_t i = options->given_count; i-- > 0;) {
    if (strcmp(options->given[i].option->name, name) == 0) return options->given[i].value;
  }
  return NULL;
}

bool options_has(const Options *options, const char *name) {
  return options_value(options, name) != NULL;
}

const char **options_values(const Options *options, const char *name, uint32_t *count) {
  const char **values = NULL;
  size_t capacity = 0;
  *count = 0;
  for (uint32_t i = 0; i < options->given_count; i++) {
    if (strcmp(options->given[i].option->name, name) != 0) continue;
    values = memory_grow(values, *count, &capacity, sizeof *values);
    values[(*count)++] = options->given[i].value;
  }
  return values;
}

bool options_number(const char *text, uint32_t most, uint32_t *number) {
  uint64_t value = 0;
  if (!*text) return false;
  for (const char *digit = text; *digit; digit++) {
    if (*digit < '0' || *digit > '9') return false;
    value = value * 10 + (uint64_t)(*digit - '0');
    if (value > most) return false;
  }
  *number = (uint32_t)value;
  return true;
}
