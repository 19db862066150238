// SPDX-License-Identifier: MIT
// One run of the program, as a subcommand sees it, and the subcommands themselves: run_NAME()
// stands in src/cli/run_NAME.c, small families share a file.
#ifndef POSTIL_CLI_RUN_H
#define POSTIL_CLI_RUN_H

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/output.h"
#include "library/annotation.h"
#include "library/brief.h"
#include "library/library.h"
#include "library/query.h"

typedef struct Run {
  const Options *options;
  const char *const *words; // behind the subcommand's name
  uint32_t word_count;
  bool json; // one object a line
  bool colour;
  Output output;
  Library *library; // NULL until run_open_library(); closed by the caller
  char *library_path;
  Config *config;    // NULL until run_open_config()
  CliScreen *screen; // filled by what wants the screen
} Run;

// Opens the library that --library, the environment or the place names. In READ and CHANGE a
// missing default library counts as empty; a missing one that was named is ERROR_INPUT.
bool run_open_library(Run *run, LibraryMode mode, Error *err);

// A copy of it, of which nothing stays (library_open_rehearsal()).
bool run_open_rehearsal(Run *run, Error *err);

// The configuration of the file that --config names, else of the reader's own if there is one.
bool run_open_config(Run *run, Error *err);

// A warning for each line of it that could not be taken.
void run_tell_problems(const Run *run);

// The brief that a word names: brief_find() and brief_get(). The caller releases it.
bool run_find_brief(Run *run, const char *word, Brief *brief, Error *err);

// A text given as a word: itself, or what standard input holds for "-". `what` is for the message.
bool run_read_text(const char *word, const char *what, Buffer *text, Error *err);

// The words from the one of that number on as one query; none hold for everything. The caller
// releases it either way.
bool run_read_query(const Run *run, uint32_t first, Query *query, Error *err);

// With the library open: tells of a tag that the query asks for and the codebook has not.
void run_tell_unknown_tag(const Run *run, const Query *query);

// A colour by name; NULL leaves *colour.
bool run_read_colour(const char *name, Colour *colour, Error *err);

// Asks on a terminal, unless --yes was given: y goes on. Where nobody can answer it goes on too.
bool run_confirm(const Run *run, const char *question);

// Prints the id of what was made, as JSON if that was asked for.
void run_print_id(Run *run, const char *id);

// Complains if there is something in *err, clears it, and returns its status.
int run_complain(Error *err);

// A subcommand returns the exit status. What it puts into *err the caller complains of, and
// err->kind is then the status.
typedef int RunSubcommand(Run *run, Error *err);

RunSubcommand run_add, run_annotate, run_backup, run_check, run_comment, run_completion, run_config,
    run_delete, run_doctor, run_edit, run_export, run_find, run_help, run_history, run_import,
    run_join, run_keys, run_list, run_marks, run_matrix, run_merge, run_meta, run_open, run_redo,
    run_remove, run_repeats, run_restore, run_review, run_script, run_show, run_sources, run_stats,
    run_tag, run_tags, run_tutor, run_undo, run_untag, run_versions;

// What `postil` and `postil FILE…` do.
RunSubcommand run_bare, run_files;

#endif
