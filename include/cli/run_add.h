// SPDX-License-Identifier: MIT
// Adding what words name: files, folders, standard input.
#ifndef POSTIL_CLI_RUN_ADD_H
#define POSTIL_CLI_RUN_ADD_H

#include "base/buffer.h"
#include "cli/run.h"

typedef struct RunAdded {
  bool quiet;     // no lines on standard output: the screen comes next
  int64_t first;  // key of the first brief that was added or already there, 0 for none
  int status;     // the first failure's
  Buffer message; // the last thing worth knowing, for the screen's status line
} RunAdded;

// Tries every path, says each outcome. False, with *err, only when the library cannot be opened or
// the options do not go with the words. The caller releases the message.
bool run_add_words(Run *run, RunAdded *added, Error *err);

#endif
