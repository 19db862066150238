// SPDX-License-Identifier: MIT
// Other programs, by fork and exec: no shell looks at anything, not even at a file that the kernel
// does not take for a program. What a captured one reads is in memory before it starts, so that
// writing can never wait for reading; what it writes comes through a pipe and is cut at a bound.
// One poll waits for the output, for its end (a descriptor of the process) and for what shall end
// us.
//
//   input ─memfd─▶ 0 ┌─────────┐ 1,2 ─pipe─▶ output
//                    │ program │
//   pidfd ◀──────────└─────────┘
#include "base/process.h"

#include "base/memory.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

void process_release(ProcessEnd *end) {
  buffer_release(&end->output);
  *end = (ProcessEnd){0};
}

// ---- Starting ----------------------------------------------------------------------------------
char *process_find(const char *program) {
  const char *path = getenv("PATH");
  if (strchr(program, '/')) return memory_string(slice_of(program));
  for (const char *at = path ? path : ""; *at;) {
    size_t len = strcspn(at, ":");
    Buffer file = {0};
    buffer_printf(&file, "%.*s/%s", (int)len, at, program);
    if (len > 0 && access(file.ptr, X_OK) == 0) return buffer_take(&file);
    buffer_release(&file);
    at += len + (at[len] == ':');
  }
  return NULL;
}

// What the new process does until it is the program: signals as in a new shell, 0 to 2 in place.
// What else is open is closed by exec, the pipe that tells of its failure too.
static _Noreturn void become(const ProcessRequest *request, const char *file, int input, int output,
                             int report) {
  sigset_t none;
  sigemptyset(&none);
  if (input == -1 && request->terminal) input = open(request->terminal, O_RDWR);
  if (input != -1) dup2(input, 0);
  if (output != -1) {
    dup2(output, 1);
    dup2(output, 2);
  }
  close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigprocmask(SIG_SETMASK, &none, NULL);
  // exec does not change them; its type is older than const.
  execve(file, (char *const *)(uintptr_t)request->arguments, environ);
  int failure = errno;
  ssize_t told = write(report, &failure, sizeof failure);
  _exit(told == sizeof failure ? 126 : 127);
}

// 0 when the program runs, else errno. Not by posix_spawn(): who calls that cannot run before exec,
// and ^Z in between would stop the new process and leave both hanging.
static int start(const ProcessRequest *request, const char *file, int input, int output,
                 pid_t *process) {
  sigset_t all, before;
  int report[2], failure = 0;
  if (pipe2(report, O_CLOEXEC) != 0) return errno;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &before); // our handlers are not to run in the new process
  *process = fork();
  if (*process == 0) become(request, file, input, output, report[1]);
  if (*process == -1) failure = errno;
  sigprocmask(SIG_SETMASK, &before, NULL);
  close(report[1]);
  while (failure == 0 && read(report[0], &failure, sizeof failure) == -1 && errno == EINTR)
    continue;
  close(report[0]);
  if (failure != 0 && *process != -1) waitpid(*process, NULL, 0);
  return failure;
}

static bool cannot_start(const char *name, int number, Error *err) {
  ErrorKind kind = number == ENOENT || number == ENOTDIR ? ERROR_INPUT
                   : number == EACCES                    ? ERROR_PERMISSION
                                                         : ERROR_MEMORY;
  return error_set(err, kind, "cannot run '%.200s': %s", name,
                   number == ENOENT ? "there is no such program" : strerror(number));
}

// A file of memory that holds the input, to be read from its beginning; -1 when it cannot be had.
static int hold_input(Slice input) {
  int fd = memfd_create("postil-input", MFD_CLOEXEC);
  while (fd != -1 && input.len > 0) {
    ssize_t len = write(fd, input.ptr, input.len);
    if (len > 0) {
      input = slice_cut(input, (size_t)len, input.len);
    } else if (errno != EINTR) {
      close(fd);
      return -1;
    }
  }
  if (fd != -1) lseek(fd, 0, SEEK_SET);
  return fd;
}

// ---- Waiting -----------------------------------------------------------------------------------
// Takes what is there; closes the pipe at its end, and when there is more than is wanted.
static void read_output(int *fd, ProcessEnd *end) {
  char bytes[16384];
  ssize_t len = read(*fd, bytes, sizeof bytes);
  if (len < 0 && (errno == EAGAIN || errno == EINTR)) return;
  size_t room = PROCESS_OUTPUT_MOST - end->output.len;
  if (len > 0) {
    size_t taken = (size_t)len < room ? (size_t)len : room;
    buffer_add(&end->output, slice_make(bytes, taken));
    end->cut = (size_t)len > room;
  }
  if (len > 0 && !end->cut) return;
  close(*fd);
  *fd = -1;
}

// Until the process has ended. A grandchild may hold the pipe open for ever: what is in it then has
// been read, and nobody waits for more.
static void wait_for_end(const ProcessRequest *request, pid_t process, int pidfd, int output,
                         ProcessEnd *end) {
  int wake = request->wake_fd;
  bool ended = false;
  while (!ended) {
    struct pollfd fds[3] = {{.fd = pidfd, .events = POLLIN},
                            {.fd = output, .events = POLLIN},
                            {.fd = wake, .events = POLLIN}};
    if (poll(fds, 3, -1) < 0) continue;
    ended = fds[0].revents != 0;
    if (fds[1].revents) read_output(&output, end);
    if (!fds[2].revents || !request->ending()) continue;
    kill(process, SIGTERM);
    wake = -1;
  }
  while (output != -1) {
    struct pollfd fd = {.fd = output, .events = POLLIN};
    if (poll(&fd, 1, 0) <= 0) break;
    read_output(&output, end);
  }
  if (output != -1) close(output);
}

static int status_of(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) == -1 && errno == EINTR) continue;
  return WIFSIGNALED(status) ? PROCESS_SIGNALLED + WTERMSIG(status) : WEXITSTATUS(status);
}

// ---- The whole ---------------------------------------------------------------------------------
typedef struct Ends {
  int input, output[2]; // -1: none
} Ends;

static bool open_ends(const ProcessRequest *request, Ends *ends, Error *err) {
  *ends = (Ends){-1, {-1, -1}};
  if (!request->captured) return true;
  ends->input = hold_input(request->input);
  if (ends->input != -1 && pipe2(ends->output, O_CLOEXEC) == 0) return true;
  int number = errno;
  if (ends->input != -1) close(ends->input);
  return cannot_start(request->arguments[0], number, err);
}

bool process_run(const ProcessRequest *request, ProcessEnd *end, Error *err) {
  Ends ends;
  pid_t process = -1;
  *end = (ProcessEnd){0};
  if (!open_ends(request, &ends, err)) return false;
  char *file = process_find(request->arguments[0]);
  int failure = file ? start(request, file, ends.input, ends.output[1], &process) : ENOENT;
  free(file);
  if (ends.input != -1) close(ends.input);
  if (ends.output[1] != -1) close(ends.output[1]);
  if (failure != 0) {
    if (ends.output[0] != -1) close(ends.output[0]);
    return cannot_start(request->arguments[0], failure, err);
  }
  int pidfd = pidfd_open(process, 0);
  wait_for_end(request, process, pidfd, ends.output[0], end);
  end->status = status_of(process);
  if (pidfd != -1) close(pidfd);
  return true;
}

// ---- Splitting a setting -----------------------------------------------------------------------
static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n';
}

// One word from *at on, which moves behind it; quotation marks and backslashes are taken out.
static char *take_word(const char **at) {
  Buffer word = {0};
  char mark = 0;
  buffer_add_string(&word, "");
  for (; **at && (mark || !is_blank(**at)); ++*at) {
    char byte = **at;
    if (byte == mark) {
      mark = 0;
    } else if (!mark && (byte == '"' || byte == '\'')) {
      mark = byte;
    } else {
      if (byte == '\\' && mark != '\'' && (*at)[1]) byte = *++*at;
      buffer_add_byte(&word, byte);
    }
  }
  return word.ptr ? buffer_take(&word) : memory_string(SLICE(""));
}

static char **add(char **arguments, size_t *count, size_t *capacity, char *word) {
  arguments = memory_grow(arguments, *count, capacity, sizeof *arguments);
  arguments[(*count)++] = word;
  return arguments;
}

char **process_split(const char *setting, const char *const *further) {
  char **arguments = NULL;
  size_t count = 0, capacity = 0;
  for (const char *at = setting ? setting : ""; *at;) {
    if (is_blank(*at))
      at++;
    else
      arguments = add(arguments, &count, &capacity, take_word(&at));
  }
  if (count == 0) return NULL;
  for (; further && *further; further++)
    arguments = add(arguments, &count, &capacity, memory_string(slice_of(*further)));
  return add(arguments, &count, &capacity, NULL);
}

void process_free_arguments(char **arguments) {
  for (char **at = arguments; at && *at; at++) free(*at);
  free(arguments);
}
