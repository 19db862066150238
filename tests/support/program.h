// SPDX-License-Identifier: MIT
// Runs the postil that was just built ($POSTIL), as a shell would: arguments in, status and both
// outputs out. Time stands still, ids are counted, and the reader's own library is out of reach.
#ifndef POSTIL_TESTS_PROGRAM_H
#define POSTIL_TESTS_PROGRAM_H

#include <stdbool.h>

typedef struct Program {
  int status; // exit status, or 128+n
  char *out;  // what it printed
  char *err;  // its messages
} Program;

// Runs `postil ARGUMENTS…` (the list ends with NULL) in this folder's care: HOME is there, and
// relative paths are still those of the tests.
Program program_run(const char *home, const char *input, const char *const *arguments);

// program_run() without input, with the arguments listed.
#define PROGRAM(home, ...) program_run(home, "", (const char *const[]){__VA_ARGS__, NULL})

// Fails unless the status is this one and the message holds this text ("" for no message at all).
// Releases nothing.
void program_check(const Program *program, int status, const char *message);

void program_release(Program *program);

// The output of a run that must succeed; the caller frees it.
#define PROGRAM_TEXT(home, ...)                                                                    \
  program_text(program_run(home, "", (const char *const[]){__VA_ARGS__, NULL}))
char *program_text(Program program);

#endif
