// SPDX-License-Identifier: MIT
// Listing inside a script: the subcommand itself, with a library that is open already and an output
// that is kept instead of printed.
#include "cli/listing.h"

#include "cli/subcommand.h"

#include <string.h>

bool listing_has(const Command *command) {
  static const char *const names[] = {"list", "show", "tags", "history"};
  for (size_t at = 0; at < sizeof names / sizeof *names; at++) {
    if (strcmp(command->words[0], names[at]) == 0) return true;
  }
  return false;
}

static int run_kept(Library *library, const Subcommand *subcommand, const Options *options,
                    Buffer *lines, Error *err) {
  if (options->word_count < subcommand->least || options->word_count > subcommand->most) {
    error_set(err, ERROR_USAGE, "cannot run '%s': it wants %s", subcommand->name,
              subcommand->most ? subcommand->usage : "nothing behind it");
    return ERROR_USAGE;
  }
  Run run = {.options = options, .library = library};
  output_init(&run.output);
  run.output.kept = true;
  run.words = options->words;
  run.word_count = options->word_count;
  run.json = options_has(options, "json");
  int status = subcommand->run(&run, err);
  buffer_add(lines, buffer_slice(&run.output.text));
  output_release(&run.output);
  return err->kind != ERROR_NONE ? (int)err->kind : status;
}

int listing_run(Library *library, const Command *command, Buffer *lines, Error *err) {
  const Subcommand *subcommand = subcommand_find(command->words[0]);
  Options options = {.subcommand = subcommand->name};
  int at = 1, status = ERROR_USAGE;
  if (options_parse(&options, command->words, (int)command->count, &at, subcommand_global_options,
                    subcommand->options, false, err)) {
    status = run_kept(library, subcommand, &options, lines, err);
  }
  options_release(&options);
  return status;
}
