// SPDX-License-Identifier: MIT
// Starting other programs: by an argument vector, never by a shell. What is started has default
// signals, and of our descriptors only 0, 1 and 2.
#ifndef POSTIL_BASE_PROCESS_H
#define POSTIL_BASE_PROCESS_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/slice.h"

#include <stdbool.h>

enum { PROCESS_OUTPUT_MOST = 1 << 20, PROCESS_SIGNALLED = 128 };

// Bounds for a program that is given what a stranger has written. It is a group of processes of its
// own, which is killed as a whole at the end, and dies when we die; its locale is C.UTF-8. A signal
// INT, TERM or HUP that we hold blocked ends it and stays for whoever blocked it.
typedef struct ProcessBounds {
  uint32_t seconds; // of time, and of processor time; then it is killed
  size_t memory;    // of address space, in bytes
  size_t output;    // that it may write, in place of PROCESS_OUTPUT_MOST
} ProcessBounds;

// Somebody who may want a confined program to stop, and hears of it through descriptors: a reader
// at a terminal, say.
typedef struct ProcessWatch {
  int fds[2];                  // when one can be read, or is lost, `stop` is asked; -1: none
  bool (*stop)(void *context); // true: the program is killed. Leaves nothing to be read
  void (*begin)(void *context, const char *program); // it runs now, and is waited for
  void *context;
} ProcessWatch;

typedef struct ProcessRequest {
  const char *const *arguments; // ends with NULL; the first is looked for in $PATH
  const char *terminal;         // what it has as 0 when that is none of ours; NULL: our own
  bool captured;                // else it has our 0, 1 and 2
  Slice input;                  // captured: what it reads, as a file that can be sought in
  const ProcessBounds *bounds;  // captured: of a confined program; NULL: none
  const ProcessWatch *watch;    // confined: who may stop it; NULL: signals alone
  int wake_fd;                  // when this can be read `ending` is asked; -1: never
  bool (*ending)(void);         // true: the program is to end too (SIGTERM, a second later SIGKILL)
} ProcessRequest;

typedef struct ProcessEnd {
  int status;    // exit status, PROCESS_SIGNALLED + n after a signal
  Buffer output; // captured: what it wrote to 1 and 2, at most PROCESS_OUTPUT_MOST bytes
  Buffer errors; // confined: what it wrote to 2, which is not in `output`, likewise
  bool cut;      // it wrote more than that, and could not go on
  bool late;     // killed when its time was over
  bool stopped;  // confined: killed because we are asked to end, or by its watch
} ProcessEnd;

// Runs a program and waits for its end. ERROR_INPUT when there is no such program, ERROR_PERMISSION
// when it may not be run, ERROR_MEMORY when none can be started. Any status is success here.
bool process_run(const ProcessRequest *request, ProcessEnd *end, Error *err);

void process_release(ProcessEnd *end);

// "ended with status 3", "was ended by signal 9".
void process_write_end(const ProcessEnd *end, Buffer *out);

// Is there a process of this number, whoever's it is? One that is stopped is there, too.
bool process_runs(int64_t process);

// The file that a program's name means: itself with a '/', else the first in $PATH that can be run.
// The caller frees; NULL when there is none.
char *process_find(const char *program);

// Splits a setting ("code --wait") into words and appends further arguments; the result ends with
// NULL, its words live with it and process_free_arguments() frees all. NULL when there is no word.
// Words are divided by blanks; '…' and "…" hold blanks, a backslash the next character.
char **process_split(const char *setting, const char *const *further);
void process_free_arguments(char **arguments); // NULL is fine

// The reader's editor: `setting` if it is not empty, else $VISUAL, else $EDITOR, else vi; split,
// with further arguments as above.
char **process_split_editor(const char *setting, const char *const *further);

#endif
