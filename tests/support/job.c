// SPDX-License-Identifier: MIT
// Three processes: the test, the leader (a job-control shell in miniature) and the program.
//
//   test ◀──events── leader ──waitpid──▶ program ◀──terminal──▶ test
//        ──go on──▶
//
// Without the leader the program's process group would be orphaned, and SIGTSTP could not stop it.
#include "support/job.h"

#include "support/check.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct JobEvent {
  enum { JOB_STARTED, JOB_STOPPED, JOB_ENDED } kind;
  int value; // process, signal, or status as waitpid() gives it
} JobEvent;

// ---- The leader and the program ----------------------------------------------------------------
static void tell(int events, int kind, int value) {
  JobEvent event = {kind, value};
  if (write(events, &event, sizeof event) != sizeof event) _exit(1);
}

static void put_file(const char *path, int flags, int at) {
  int fd = path ? open(path, flags, 0600) : -1;
  if (fd != -1) dup2(fd, at);
}

static _Noreturn void become_program(const JobRequest *request) {
  for (int number = 1; number < 32; number++) signal(number, SIG_DFL);
  for (int fd = 0; fd < 3; fd++) dup2(request->terminal, fd);
  put_file(request->input, O_RDONLY, 0);
  put_file(request->output, O_WRONLY | O_CREAT | O_TRUNC, 1);
  for (int fd = 3; fd < 64; fd++) close(fd);
  execve(request->arguments[0], request->arguments, request->variables);
  dprintf(2, "cannot run %s: %s\n", request->arguments[0], strerror(errno));
  _exit(127);
}

static void watch_job(int terminal, pid_t job, int events, int commands) {
  for (;;) {
    int status;
    if (waitpid(job, &status, WUNTRACED) == -1) {
      if (errno == EINTR) continue;
      return;
    }
    if (!WIFSTOPPED(status)) {
      tell(events, JOB_ENDED, status);
      return;
    }
    tcsetpgrp(terminal, getpid());
    tell(events, JOB_STOPPED, WSTOPSIG(status));
    char go_on;
    if (read(commands, &go_on, 1) != 1) return;
    tcsetpgrp(terminal, job);
    kill(-job, SIGCONT);
  }
}

static _Noreturn void lead(const JobRequest *request, int events, int commands) {
  static const int ignored[] = {SIGTTOU, SIGTTIN, SIGTSTP, SIGINT, SIGQUIT, SIGHUP};
  setsid();
  ioctl(request->terminal, TIOCSCTTY, 0);
  for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++) signal(ignored[i], SIG_IGN);
  int gate[2];
  if (pipe(gate) != 0) _exit(1);
  pid_t job = fork();
  if (job == 0) {
    char open_now;
    close(gate[1]);
    if (read(gate[0], &open_now, 1) != 1) _exit(1);
    become_program(request);
  }
  setpgid(job, job);
  tcsetpgrp(request->terminal, job);
  tell(events, JOB_STARTED, job);
  if (write(gate[1], "", 1) != 1) _exit(1);
  watch_job(request->terminal, job, events, commands);
  _exit(0);
}

// ---- For the test ------------------------------------------------------------------------------
Job job_start(const JobRequest *request) {
  int events[2], commands[2];
  assert_int_equal(pipe2(events, O_CLOEXEC), 0);
  assert_int_equal(pipe2(commands, O_CLOEXEC), 0);
  Job job = {.leader = fork(), .events = events[0], .commands = commands[1]};
  assert_true(job.leader >= 0);
  if (job.leader == 0) {
    close(request->master);
    close(events[0]);
    close(commands[1]);
    lead(request, events[1], commands[0]);
  }
  close(events[1]);
  close(commands[0]);
  return job;
}

void job_take_event(Job *job) {
  JobEvent event;
  if (read(job->events, &event, sizeof event) != sizeof event) return;
  switch (event.kind) {
  case JOB_STARTED: job->process = event.value; break;
  case JOB_STOPPED: job->stopped = true; break;
  case JOB_ENDED: job->ended = true; job->status = event.value;
  }
}

void job_continue(Job *job) {
  job->stopped = false;
  assert_int_equal(write(job->commands, "", 1), 1);
}

void job_release(Job *job) {
  if (!job->ended && job->process > 0) kill(job->process, SIGKILL);
  kill(job->leader, SIGKILL);
  waitpid(job->leader, NULL, 0);
  close(job->events);
  close(job->commands);
}
