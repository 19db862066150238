// SPDX-License-Identifier: MIT
// The table of subcommands. From it come the dispatch, the count of words, `postil help` and
// `postil NAME --help`. A new subcommand is a run function and a row.
#ifndef POSTIL_CLI_SUBCOMMAND_H
#define POSTIL_CLI_SUBCOMMAND_H

#include "cli/run.h"

typedef struct Subcommand {
  const char *name;
  const char *usage;     // what stands behind the name: "BRIEF [--yes]"
  const char *help;      // one line
  const Option *options; // its own, or NULL
  uint32_t least, most;  // words; most UINT32_MAX for any number
  RunSubcommand *run;
} Subcommand;

extern const Option subcommand_global_options[];

const Subcommand *subcommand_table(uint32_t *count);
const Subcommand *subcommand_find(const char *name); // NULL if there is none

// Appends what `postil help` and `postil help NAME` print.
void subcommand_write_overview(Buffer *out);
void subcommand_write_help(const Subcommand *subcommand, Buffer *out);

#endif
