// SPDX-License-Identifier: MIT
// Other programs, by fork and exec: no shell looks at anything, not even at a file that the kernel
// does not take for a program. What a captured one reads is in memory before it starts, so that
// writing can never wait for reading; what it writes comes through a pipe and is cut at a bound.
// One poll waits for the output, for its end (a descriptor of the process) and for what shall end
// us. A confined program has a second pipe, for what it says of its failures.
//
//   input ─memfd─▶ 0 ┌─────────┐ 1 ─pipe─▶ output
//                    │ program │ 2 ─pipe─▶ errors, or output
//   pidfd ◀──────────└─────────┘
#include "base/process.h"

#include "base/memory.h"
#include "base/moment.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

enum { GRACE_MS = 1000 }; // for who is asked to end: editors save meanwhile

// Our ends of what a captured program has as 0, 1 and 2, and its own; -1: none, or closed.
typedef struct Ends {
  int input;
  int output[2], errors[2]; // pipes: to read from, to write to
} Ends;

void process_release(ProcessEnd *end) {
  buffer_release(&end->output);
  buffer_release(&end->errors);
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

static void set_limit(int resource, size_t most) {
  setrlimit((__rlimit_resource_t)resource, &(struct rlimit){most, most});
}

// In the new process. Whoever started it may have died before it could ask to die with it.
static void confine(const ProcessBounds *bounds, pid_t starter) {
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != starter) _exit(127);
  setenv("LC_ALL", "C.UTF-8", 1);
  set_limit(RLIMIT_CPU, bounds->seconds);
  set_limit(RLIMIT_CORE, 0);
  set_limit(RLIMIT_AS, bounds->memory); // last: we may be larger, and could allocate nothing more
}

// What the new process does until it is the program: signals as in a new shell, 0 to 2 in place.
// What else is open is closed by exec, the pipe that tells of its failure too.
static _Noreturn void become(const ProcessRequest *request, const char *file, const Ends *ends,
                             pid_t starter, int report) {
  sigset_t none;
  sigemptyset(&none);
  int input = ends->input;
  if (input == -1 && request->terminal) input = open(request->terminal, O_RDWR);
  if (input != -1) dup2(input, 0);
  if (request->captured) {
    dup2(ends->output[1], 1);
    dup2(request->bounds ? ends->errors[1] : ends->output[1], 2);
  }
  if (request->bounds) confine(request->bounds, starter);
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
static int start(const ProcessRequest *request, const char *file, const Ends *ends,
                 pid_t *process) {
  sigset_t all, before;
  int report[2], failure = 0;
  pid_t self = getpid();
  if (pipe2(report, O_CLOEXEC) != 0) return errno;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &before); // our handlers are not to run in the new process
  *process = fork();
  if (*process == 0) become(request, file, ends, self, report[1]);
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
typedef struct Wait {
  const ProcessRequest *request;
  ProcessEnd *end;
  pid_t process;
  int pidfd, output, errors;
  int wake;                  // readable when we may be asked to end; -1: nobody asks any more
  const ProcessWatch *watch; // who may stop it; NULL: nobody, or it is stopped already
  int64_t deadline;          // when it is killed, in ms of the monotonic clock; -1: never
} Wait;

static void close_end(int *fd) {
  if (*fd != -1) close(*fd);
  *fd = -1;
}

// Takes what is there; closes the pipe at its end, and when there is more than is wanted.
static void read_output(const ProcessRequest *request, int *fd, Buffer *into, bool *cut) {
  char bytes[16384];
  ssize_t len = read(*fd, bytes, sizeof bytes);
  if (len < 0 && (errno == EAGAIN || errno == EINTR)) return;
  size_t room = (request->bounds ? request->bounds->output : PROCESS_OUTPUT_MOST) - into->len;
  bool over = len > 0 && (size_t)len > room;
  if (len > 0) buffer_add(into, slice_make(bytes, over ? room : (size_t)len));
  *cut = *cut || over;
  if (len <= 0 || over) close_end(fd);
}

static void read_both(Wait *wait, bool output, bool errors) {
  bool ignored = false;
  if (output) read_output(wait->request, &wait->output, &wait->end->output, &wait->end->cut);
  if (errors) read_output(wait->request, &wait->errors, &wait->end->errors, &ignored);
}

static void kill_group(const Wait *wait) {
  kill(-wait->process, SIGKILL);
  kill(wait->process, SIGKILL); // it may have left its group
}

// Somebody may want us to end: the program is asked to as well, a confined one made to. Who was
// asked is not waited for long: two programs at one terminal would take each other's keys.
static void hear_wake(Wait *wait) {
  if (wait->request->bounds) {
    wait->end->stopped = true;
    kill_group(wait);
  } else if (wait->request->ending()) {
    kill(wait->process, SIGTERM);
    wait->deadline = moment_steady_ms() + GRACE_MS;
  } else {
    return;
  }
  wait->wake = -1;
}

static void hear_watch(Wait *wait) {
  if (!wait->watch->stop(wait->watch->context)) return;
  wait->end->stopped = true;
  kill_group(wait);
  wait->watch = NULL;
}

// How long to wait: for ever, or until its time is over; then it is killed.
static int time_left(Wait *wait) {
  if (wait->deadline < 0 || wait->end->late) return -1;
  int64_t left = wait->deadline - moment_steady_ms();
  if (left > 0) return (int)left;
  wait->end->late = true;
  kill_group(wait);
  return -1;
}

// What is in the pipes when the program has ended. A grandchild may hold them open for ever: nobody
// waits for more.
static void read_rest(Wait *wait) {
  while (wait->output != -1 || wait->errors != -1) {
    struct pollfd fds[2] = {{.fd = wait->output, .events = POLLIN},
                            {.fd = wait->errors, .events = POLLIN}};
    if (poll(fds, 2, 0) <= 0) break;
    read_both(wait, fds[0].revents != 0, fds[1].revents != 0);
  }
}

// Until the process has ended; it is not reaped yet, so that its number names no other.
static void wait_for_end(Wait *wait) {
  bool ended = false;
  while (!ended) {
    const ProcessWatch *watch = wait->watch;
    struct pollfd fds[6] = {{.fd = wait->pidfd, .events = POLLIN},
                            {.fd = wait->output, .events = POLLIN},
                            {.fd = wait->errors, .events = POLLIN},
                            {.fd = wait->wake, .events = POLLIN},
                            {.fd = watch ? watch->fds[0] : -1, .events = POLLIN},
                            {.fd = watch ? watch->fds[1] : -1, .events = POLLIN}};
    if (poll(fds, 6, time_left(wait)) < 0) continue;
    ended = fds[0].revents != 0;
    read_both(wait, fds[1].revents != 0, fds[2].revents != 0);
    if (fds[3].revents) hear_wake(wait);
    if (fds[4].revents || fds[5].revents) hear_watch(wait);
  }
  if (wait->request->bounds) kill_group(wait);
  read_rest(wait);
}

// A descriptor that can be read while a signal that would end us is held back; it stays held back.
static int watch_held_signals(void) {
  static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
  sigset_t held, watched;
  sigprocmask(SIG_SETMASK, NULL, &held);
  sigemptyset(&watched);
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    if (sigismember(&held, ends[i])) sigaddset(&watched, ends[i]);
  }
  return signalfd(-1, &watched, SFD_CLOEXEC | SFD_NONBLOCK);
}

static int status_of(pid_t process) {
  int status = 0;
  while (waitpid(process, &status, 0) == -1 && errno == EINTR) continue;
  return WIFSIGNALED(status) ? PROCESS_SIGNALLED + WTERMSIG(status) : WEXITSTATUS(status);
}

// ---- The whole ---------------------------------------------------------------------------------
static void close_ends(Ends *ends) {
  close_end(&ends->input);
  for (int i = 0; i < 2; i++) {
    close_end(&ends->output[i]);
    close_end(&ends->errors[i]);
  }
}

static bool open_ends(const ProcessRequest *request, Ends *ends, Error *err) {
  *ends = (Ends){-1, {-1, -1}, {-1, -1}};
  if (!request->captured) return true;
  ends->input = hold_input(request->input);
  bool ok = ends->input != -1 && pipe2(ends->output, O_CLOEXEC) == 0 &&
            (!request->bounds || pipe2(ends->errors, O_CLOEXEC) == 0);
  if (ok) return true;
  int number = errno;
  close_ends(ends);
  return cannot_start(request->arguments[0], number, err);
}

static void see_to_its_end(const ProcessRequest *request, const Ends *ends, pid_t process,
                           ProcessEnd *end) {
  Wait wait = {.request = request,
               .end = end,
               .process = process,
               .pidfd = pidfd_open(process, 0),
               .output = ends->output[0],
               .errors = ends->errors[0],
               .wake = request->wake_fd,
               .watch = request->bounds ? request->watch : NULL,
               .deadline = -1};
  int held = request->bounds ? watch_held_signals() : -1;
  if (request->bounds) {
    wait.wake = held;
    wait.deadline = moment_steady_ms() + (int64_t)request->bounds->seconds * 1000;
  }
  if (wait.watch && wait.watch->begin)
    wait.watch->begin(wait.watch->context, request->arguments[0]);
  wait_for_end(&wait);
  end->status = status_of(process);
  close_end(&wait.pidfd);
  close_end(&wait.output);
  close_end(&wait.errors);
  close_end(&held);
}

bool process_run(const ProcessRequest *request, ProcessEnd *end, Error *err) {
  Ends ends;
  pid_t process = -1;
  *end = (ProcessEnd){0};
  if (!open_ends(request, &ends, err)) return false;
  char *file = process_find(request->arguments[0]);
  int failure = file ? start(request, file, &ends, &process) : ENOENT;
  free(file);
  if (failure != 0) {
    close_ends(&ends);
    return cannot_start(request->arguments[0], failure, err);
  }
  close_end(&ends.input);
  close_end(&ends.output[1]);
  close_end(&ends.errors[1]);
  see_to_its_end(request, &ends, process, end);
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

char **process_split_editor(const char *setting, const char *const *further) {
  const char *visual = getenv("VISUAL"), *plain = getenv("EDITOR");
  const char *named = setting[0] ? setting : visual && visual[0] ? visual : plain;
  char **arguments = named ? process_split(named, further) : NULL;
  return arguments ? arguments : process_split("vi", further);
}

bool process_runs(int64_t process) {
  pid_t id = (pid_t)process;
  return id > 0 && id == process && (kill(id, 0) == 0 || errno == EPERM);
}

void process_write_end(const ProcessEnd *end, Buffer *out) {
  if (end->status > PROCESS_SIGNALLED)
    buffer_printf(out, "was ended by signal %d", end->status - PROCESS_SIGNALLED);
  else
    buffer_printf(out, "ended with status %d", end->status);
}
