// SPDX-License-Identifier: MIT
// What `add` tells while it goes through files: a bar on a terminal, a line for each brief, and at
// the end of many files a line for each that was not added, and how many they are.
#ifndef POSTIL_CLI_ADDLOG_H
#define POSTIL_CLI_ADDLOG_H

#include "cli/run_add.h"

typedef struct AddLog {
  Run *run;
  RunAdded *added;
  bool many;      // files: failures wait for the end
  bool rehearsal; // nothing stays
  bool progress;  // a bar on standard error stands where the next line would go
  uint32_t total, done;
  size_t unreached; // paths beyond them that lead to no file, which were told of before the first
  Error *failures;  // that wait
  size_t failure_count, failure_room;
} AddLog;

// Shows how many are done.
void addlog_show(AddLog *log);

void addlog_fail(AddLog *log, const Error *err);

// What came of a file; `given` is what was said beside its path.
void addlog_outcome(AddLog *log, const char *path, const BriefMetadata *given,
                    const BriefAdded *added);

// Takes the bar away, tells what was kept for the end, releases. `interrupted`: not all were tried.
void addlog_finish(AddLog *log, bool interrupted);

#endif
