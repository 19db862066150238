// SPDX-License-Identifier: MIT
// Whole programs beside whole programs on the same briefs: postil and newsboat from their start to
// their list, postil and ripgrep at finding words. A peer that is not installed is said not to be.
//
// The folders are made by `make bench`: $POSTIL_BENCH_LARGE the library, $POSTIL_BENCH_TEXTS the
// briefs as files, $POSTIL_BENCH_FEEDS the briefs as articles. newsboat starts with its cache full,
// which is made here once; what it shows first are its feeds, and a feed of all articles, which is
// the like of our list, takes it longer still. What they take of the processor is asked of the
// kernel, when the list stands.
#include "base/buffer.h"
#include "base/memory.h"
#include "bench/measure.h"
#include "support/pty.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROWS = 40, COLUMNS = 120, ROUNDS = 3, OURS_OF_ROUND = 5, FINDS = 9, PATIENCE_MS = 600000 };
enum { ARGUMENTS_MOST = 16 };

// The path of a program, or NULL. The caller frees.
static char *find_program(const char *name) {
  const char *path = getenv("PATH");
  Slice rest = slice_of(path ? path : ""), part;
  while (slice_take_part(&rest, ':', &part)) {
    Buffer candidate = {0};
    buffer_printf(&candidate, "%.*s/%s", (int)part.len, part.ptr, name);
    if (access(candidate.ptr, X_OK) == 0) return buffer_take(&candidate);
    buffer_release(&candidate);
  }
  return NULL;
}

static const char *folder_named(const char *variable) {
  const char *folder = getenv(variable);
  return folder && *folder ? folder : NULL;
}

// ---- From the start to the list

typedef struct Start {
  double wall, cpu, memory; // ms, ms, MB
} Start;

static double process_cpu(int64_t process) {
  clockid_t clock;
  struct timespec time = {0};
  if (clock_getcpuclockid((pid_t)process, &clock) == 0) clock_gettime(clock, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static Pty *begin(const char *program, const char *home, const char *const *arguments) {
  PtyOptions options = {.rows = ROWS,
                        .columns = COLUMNS,
                        .program = program,
                        .folder = home,
                        .patience_ms = PATIENCE_MS};
  return pty_start(&options, arguments);
}

// Until `text` stands on the screen; `keys` then lead to a screen with `next`, of which only the
// memory counts, or are NULL.
static Start start(const char *program, const char *home, const char *const *arguments,
                   const char *text, const char *keys, const char *next) {
  double started = measure_wall();
  Pty *pty = begin(program, home, arguments);
  pty_wait_text(pty, text);
  Start took = {.wall = (measure_wall() - started) * 1e3, .cpu = process_cpu(pty_process(pty))};
  if (keys) pty_send(pty, keys);
  if (keys) pty_wait_text(pty, next);
  took.memory = measure_peak_of(pty_process(pty));
  pty_free(pty);
  return took;
}

static Start start_ours(const char *library) {
  const char *program = getenv("POSTIL");
  const char *const arguments[] = {"--library", library, NULL};
  return start(program ? program : "build/release/postil", NULL, arguments, "Series", NULL, NULL);
}

static double median_of(const Start *starts, size_t count, size_t field) {
  double values[ROUNDS * OURS_OF_ROUND];
  for (size_t i = 0; i < count; i++)
    memcpy(&values[i], (const char *)&starts[i] + field, sizeof *values);
  return measure_median(values, count);
}

static Start median(const Start *starts, size_t count) {
  return (Start){.wall = median_of(starts, count, offsetof(Start, wall)),
                 .cpu = median_of(starts, count, offsetof(Start, cpu)),
                 .memory = median_of(starts, count, offsetof(Start, memory))};
}

// ---- newsboat

typedef struct Newsboat {
  char *program, *folder, *urls, *cache;
} Newsboat;

static char *path_in(const char *folder, const char *name) {
  Buffer path = {0};
  buffer_printf(&path, "%s/%s", folder, name);
  return buffer_take(&path);
}

static void write_urls(const Newsboat *newsboat) {
  FILE *urls = fopen(newsboat->urls, "w");
  if (!urls) return;
  fprintf(urls, "\"query:All:unread != \\\"none\\\"\"\n");
  for (unsigned i = 0;; i++) {
    char name[16];
    snprintf(name, sizeof name, "%03u.xml", i);
    char *feed = path_in(newsboat->folder, name);
    bool there = access(feed, R_OK) == 0;
    if (there) fprintf(urls, "file://%s\n", feed);
    free(feed);
    if (!there) break;
  }
  fclose(urls);
}

static _Noreturn void become(const char *home, const char *const *arguments) {
  char *list[ARGUMENTS_MOST] = {0};
  int nowhere = open("/dev/null", O_RDWR);
  for (int fd = 0; fd < 3; fd++) dup2(nowhere, fd);
  if (home) setenv("HOME", home, 1);
  for (size_t i = 0; arguments[i] && i + 1 < ARGUMENTS_MOST; i++)
    list[i] = memory_string(slice_of(arguments[i]));
  execv(list[0], list);
  _exit(127);
}

// The CPU time of a program that is run to its end, in ms; 0 when it failed.
static double run(const char *home, const char *const *arguments) {
  int status = 0;
  struct rusage usage = {0};
  pid_t child = fork();
  if (child == 0) become(home, arguments);
  if (child < 0 || wait4(child, &status, 0, &usage) != child) return 0;
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return 0;
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static void release_newsboat(Newsboat *newsboat) {
  free(newsboat->program);
  free(newsboat->folder);
  free(newsboat->urls);
  free(newsboat->cache);
  *newsboat = (Newsboat){0};
}

// Its program is NULL where it is not installed, or there are no feeds.
static Newsboat open_newsboat(void) {
  const char *feeds = folder_named("POSTIL_BENCH_FEEDS");
  Newsboat newsboat = {.program = find_program("newsboat"),
                       .folder = feeds ? realpath(feeds, NULL) : NULL};
  if (!newsboat.program || !newsboat.folder) {
    release_newsboat(&newsboat);
    return newsboat;
  }
  newsboat.urls = path_in(newsboat.folder, "urls");
  newsboat.cache = path_in(newsboat.folder, "cache.db");
  write_urls(&newsboat);
  if (access(newsboat.cache, R_OK) != 0) {
    char *unfinished = path_in(newsboat.folder, "cache.new");
    unlink(unfinished);
    const char *const reload[] = {newsboat.program, "-u", newsboat.urls, "-c", unfinished, "-C",
                                  "/dev/null",      "-x", "reload",      NULL};
    if (run(newsboat.folder, reload) > 0) rename(unfinished, newsboat.cache);
    free(unfinished);
  }
  return newsboat;
}

static Start start_newsboat(const Newsboat *newsboat) {
  const char *const arguments[] = {"-u", newsboat->urls, "-c", newsboat->cache,
                                   "-C", "/dev/null",    NULL};
  return start(newsboat->program, newsboat->folder, arguments, "Feed 0", "<Enter>",
               "Articles in feed");
}

static void measure_starts(const char *library) {
  Newsboat newsboat = open_newsboat();
  Start ours[ROUNDS * OURS_OF_ROUND], theirs[ROUNDS] = {0};
  for (int round = 0; round < ROUNDS; round++) {
    for (int i = 0; i < OURS_OF_ROUND; i++) ours[round * OURS_OF_ROUND + i] = start_ours(library);
    if (newsboat.program) theirs[round] = start_newsboat(&newsboat);
  }
  Start us = median(ours, ROUNDS * OURS_OF_ROUND), them = median(theirs, ROUNDS);
  measure_title("start to list (beside: newsboat to its feeds)");
  if (!newsboat.program) measure_nothing("newsboat", "not installed");
  measure_against("until the list stands", us.wall, them.wall, "ms", "<= 1/200");
  measure_row("    by the processor's time", us.cpu, them.cpu, "ms");
  measure_against("memory at the list (of all articles)", us.memory, them.memory, "MB", "<= 1/20");
  release_newsboat(&newsboat);
}

// ---- Words

static void measure_find(const char *library, const char *ripgrep, const char *word) {
  char what[64];
  const char *program = getenv("POSTIL"), *texts = folder_named("POSTIL_BENCH_TEXTS");
  const char *const find[] = {program ? program : "build/release/postil",
                              "--library",
                              library,
                              "find",
                              word,
                              "--in=briefs",
                              "--limit=40",
                              NULL};
  const char *const grep[] = {ripgrep, "--count", word, texts, NULL};
  double ours[FINDS], theirs[ROUNDS] = {0};
  for (int i = 0; i < FINDS; i++) {
    ours[i] = run(NULL, find);
    if (ripgrep && texts && i % (FINDS / ROUNDS) == 0) theirs[i / ROUNDS] = run(NULL, grep);
  }
  snprintf(what, sizeof what, "'%s', 40 lines in context", word);
  measure_against(what, measure_median(ours, FINDS), measure_median(theirs, ROUNDS), "ms",
                  "<= 1/100");
}

static void measure_finds(const char *library) {
  static const char *const words[] = {"seldom", "usual", "the"};
  char *ripgrep = find_program("rg");
  measure_title("finding words, CPU (beside: ripgrep in the files)");
  if (!ripgrep) measure_nothing("ripgrep", "not installed");
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    measure_find(library, ripgrep, words[i]);
  free(ripgrep);
}

int main(void) {
  const char *library = measure_path_of("POSTIL_BENCH_LARGE");
  if (!library) return 0;
  measure_starts(library);
  measure_finds(library);
  return 0;
}
