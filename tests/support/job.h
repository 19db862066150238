// SPDX-License-Identifier: MIT
// A program as the foreground job of a shell in miniature, on a terminal that is given: so that it
// can be stopped and continued, and loses its terminal, as under a real shell.
#ifndef POSTIL_TESTS_JOB_H
#define POSTIL_TESTS_JOB_H

#include <stdbool.h>
#include <sys/types.h>

typedef struct Job {
  pid_t leader, process; // process: 0 until it is started
  int events, commands;  // events: readable when job_take_event() has something to take
  bool stopped, ended;
  int status; // once it has ended, as waitpid() gives it
} Job;

typedef struct JobRequest {
  char **arguments, **variables; // end with NULL; the first argument is the program's path
  int terminal;                  // for 0, 1 and 2 …
  const char *input, *output;    // … but where a file is named for 0 or 1; NULL: none
  int master;                    // the terminal's other end, closed in the new processes
} JobRequest;

Job job_start(const JobRequest *request);
void job_take_event(Job *job);
void job_continue(Job *job); // the shell's fg
void job_release(Job *job);  // kills what still runs

#endif
