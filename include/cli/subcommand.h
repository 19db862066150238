// SPDX-License-Identifier: MIT
// Subcommands: one struct each, in one table. From the table come the dispatch, `postil help` and the
// check that the manual page names all of them. A new one is a file with a run function and a row.
#ifndef POSTIL_CLI_SUBCOMMAND_H
#define POSTIL_CLI_SUBCOMMAND_H

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/output.h"
#include "library/annotation.h"
#include "library/brief.h"
#include "library/library.h"

// One run of the program, as a subcommand sees it.
typedef struct Run {
  const Options *options;   // words are those after the subcommand's name
  const char *const *words;
  uint32_t word_count;
  bool json;
  bool colour;
  Output output;
  Library *library;         // NULL until run_open_library()
  char *library_path;
  CliScreen *screen;
} Run;

typedef struct Subcommand {
  const char *name;
  const char *usage;       // what stands behind the name: "BRIEF [--yes]"
  const char *help;        // one line
  const char *prose;       // for `help NAME`, or NULL
  const Option *options;
  uint32_t least, most;    // words; most UINT32_MAX for any number
  // The exit status; what it complains of has been said, or is in *err, which the caller says.
  int (*run)(Run *run, Error *err);
} Subcommand;

extern const Option subcommand_global_options[];

const Subcommand *subcommand_table(uint32_t *count);
const Subcommand *subcommand_find(const char *name); // NULL if there is none

// Opens the library that --library, the environment or the place names. A missing default library counts as empty;
// a missing one that was named is ERROR_INPUT.
bool run_open_library(Run *run, LibraryMode mode, Error *err);

// The exit status of a call: 0, or the kind of *err.
int run_status(bool ok, const Error *err);

int add_run(Run *run, Error *err);
int annotate_run(Run *run, Error *err);
int comment_run(Run *run, Error *err);
int delete_run(Run *run, Error *err);
int doctor_run(Run *run, Error *err);
int export_run(Run *run, Error *err);
int help_run(Run *run, Error *err);
int history_run(Run *run, Error *err);
int keys_run(Run *run, Error *err);
int list_run(Run *run, Error *err);
int meta_run(Run *run, Error *err);
int open_run(Run *run, Error *err);
int redo_run(Run *run, Error *err);
int remove_run(Run *run, Error *err);
int script_command_run(Run *run, Error *err);
int show_run(Run *run, Error *err);
int tag_run(Run *run, Error *err);
int tags_run(Run *run, Error *err);
int undo_run(Run *run, Error *err);
int untag_run(Run *run, Error *err);

#endif
