// SPDX-License-Identifier: MIT
// `postil add`: every path is tried, and the first failure's status counts. Paths are collected
// first, so that progress can say "3 of 120". Files are read in batches and each batch is one
// durable commit, in which each brief is a change of its own; who interrupts loses at most what was
// read since the last one, and the same command goes on where that was. A rehearsal does all of it
// to a copy of the library, so that what it says of files that are alike is what would happen.
#include "cli/run_add.h"

#include "base/ending.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/moment.h"
#include "cli/addlog.h"
#include "import/import.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
  BATCH_FILES = 100,
  BATCH_BYTES = 8 << 20, // of text
  BATCH_MS = 1000,       // so long may what was read wait for its commit
};

typedef struct Batch {
  BriefPrepared *prepared[BATCH_FILES];
  const char *paths[BATCH_FILES];
  BriefAdded added[BATCH_FILES];
  Error errs[BATCH_FILES];
  uint32_t count;
  size_t bytes;
  int64_t since; // when the first of it was read, by moment_steady_ms()
} Batch;

typedef struct Adding {
  Run *run;
  AddLog log;
  BriefMetadata metadata;
  char **paths;
  uint32_t count;
  size_t capacity;
  Batch *batch;
  Ending ending; // what would end us waits until a batch is kept
} Adding;

// ---- What there is to add

static void add_path(Adding *adding, const char *path) {
  adding->paths =
      memory_grow(adding->paths, adding->count, &adding->capacity, sizeof *adding->paths);
  adding->paths[adding->count++] = memory_string(slice_of(path));
}

static bool visit_file(void *context, const char *path) {
  add_path(context, path);
  return true;
}

static void visit_failed(void *context, const Error *err) {
  Adding *adding = context;
  addlog_fail(&adding->log, err);
}

static void collect(Adding *adding, const char *word) {
  if (!file_is_folder(word)) {
    add_path(adding, word);
    return;
  }
  uint32_t before = adding->count;
  size_t failures = adding->log.failure_count;
  file_walk(word, visit_file, visit_failed, adding);
  if (adding->count > before || adding->log.failure_count > failures) return;
  Error err = {0};
  error_set(&err, ERROR_NOTHING, "cannot add '%.400s': there is no file in it", word);
  addlog_fail(&adding->log, &err);
}

// The paths of a list, one a line, or with a NUL behind each if there is one in it.
static void collect_list(Adding *adding, Slice list) {
  char end = memchr(list.ptr, '\0', list.len) ? '\0' : '\n';
  for (size_t pos = 0; pos < list.len;) {
    const char *at = memchr(list.ptr + pos, end, list.len - pos);
    size_t behind = at ? (size_t)(at - list.ptr) : list.len;
    size_t len = behind - pos;
    if (end == '\n' && len > 0 && list.ptr[behind - 1] == '\r') len--;
    char *path = memory_string(slice_cut(list, pos, pos + len));
    if (len > 0) collect(adding, path);
    free(path);
    pos = behind + 1;
  }
}

static bool collect_all(Adding *adding, Error *err) {
  const char *from = options_value(adding->run->options, "from");
  Buffer list = {0};
  bool ok = !from || file_read(from, IMPORT_BYTES_MAX, &list, err);
  for (uint32_t i = 0; ok && i < adding->run->word_count; i++)
    collect(adding, adding->run->words[i]);
  if (ok) collect_list(adding, buffer_slice(&list));
  buffer_release(&list);
  return ok;
}

// ---- Batches

static void keep_batch(Adding *adding) {
  Batch *batch = adding->batch;
  brief_add_prepared(adding->run->library, batch->prepared, batch->count, batch->added,
                     batch->errs);
  for (uint32_t i = 0; i < batch->count; i++) {
    if (batch->errs[i].kind != ERROR_NONE)
      addlog_fail(&adding->log, &batch->errs[i]);
    else
      addlog_outcome(&adding->log, batch->paths[i], &adding->metadata, &batch->added[i]);
    brief_free_prepared(batch->prepared[i]);
  }
  batch->count = 0;
  batch->bytes = 0;
}

static bool is_full(const Batch *batch) {
  return batch->count == BATCH_FILES || batch->bytes >= BATCH_BYTES ||
         (batch->count > 0 && moment_steady_ms() - batch->since > BATCH_MS);
}

static void put(Adding *adding, const char *path, BriefPrepared *prepared) {
  Batch *batch = adding->batch;
  if (batch->count == 0) batch->since = moment_steady_ms();
  batch->paths[batch->count] = path;
  batch->prepared[batch->count++] = prepared;
  batch->bytes += brief_prepared_size(prepared);
  if (is_full(batch)) keep_batch(adding);
}

// ---- One of them

// May reading it wait for somebody? Then nothing else does, and ^C ends that at once.
static bool may_wait(const char *path) {
  struct stat info;
  return strcmp(path, "-") == 0 || (stat(path, &info) == 0 && !S_ISREG(info.st_mode));
}

static bool read_patiently(Adding *adding, const char *path, Buffer *bytes, Error *err) {
  keep_batch(adding);
  ending_let_go(&adding->ending);
  bool ok = file_read(path, IMPORT_BYTES_MAX, bytes, err);
  ending_hold(&adding->ending);
  return ok;
}

// False when a converter was stopped because we are asked to end: the file was not tried.
static bool add_one(Adding *adding, const char *path) {
  Error err = {0};
  Buffer bytes = {0};
  bool input = strcmp(path, "-") == 0;
  bool ok = may_wait(path) ? read_patiently(adding, path, &bytes, &err)
                           : file_read(path, IMPORT_BYTES_MAX, &bytes, &err);
  BriefPrepared *prepared = ok ? brief_prepare(adding->run->library, buffer_slice(&bytes),
                                               input ? NULL : path, &adding->metadata, &err)
                               : NULL;
  buffer_release(&bytes);
  if (!prepared && ending_asked(&adding->ending)) return false;
  if (prepared)
    put(adding, path, prepared);
  else
    addlog_fail(&adding->log, &err);
  return true;
}

// ---- All of them

static bool read_options(Adding *adding, Error *err) {
  const Options *options = adding->run->options;
  adding->metadata = (BriefMetadata){.title = options_value(options, "title"),
                                     .author = options_value(options, "author"),
                                     .date = options_value(options, "date"),
                                     .url = options_value(options, "url"),
                                     .apart = options_has(options, "new"),
                                     .again = options_has(options, "again")};
  const BriefMetadata *given = &adding->metadata;
  bool any = given->title || given->author || given->date || given->url;
  const Run *run = adding->run;
  bool list = options_value(options, "from") != NULL;
  bool one = run->word_count == 1 && !list && !file_is_folder(run->words[0]);
  adding->log.many = !one;
  adding->log.rehearsal = options_has(options, "dry-run");
  if (!list && run->word_count == 0)
    return error_set(err, ERROR_USAGE, "cannot add: there is no path; - is standard input");
  if (!any || one) return true;
  return error_set(err, ERROR_USAGE,
                   "cannot add several files with one title, author, date or URL: add them singly");
}

static void add_all(Adding *adding) {
  AddLog *log = &adding->log;
  log->total = adding->count;
  log->unreached = log->failure_count;
  log->progress = adding->count > 1 && isatty(STDERR_FILENO) == 1;
  adding->batch = memory_new(1, sizeof *adding->batch);
  ending_hold(&adding->ending);
  library_set_ending(adding->run->library, ending_is_asked, &adding->ending);
  while (log->done < adding->count && !ending_asked(&adding->ending)) {
    addlog_show(log);
    if (add_one(adding, adding->paths[log->done])) log->done++;
  }
  keep_batch(adding);
  int number = ending_take(&adding->ending);
  addlog_finish(log, log->done < adding->count);
  if (number != 0) adding->log.added->status = 128 + number;
  library_set_ending(adding->run->library, NULL, NULL);
  ending_let_go(&adding->ending);
  free(adding->batch);
}

bool run_add_words(Run *run, RunAdded *added, Error *err) {
  Adding adding = {.run = run, .log = {.run = run, .added = added}};
  bool ok = read_options(&adding, err) &&
            (adding.log.rehearsal ? run_open_rehearsal(run, err)
                                  : run_open_library(run, LIBRARY_CREATE, err)) &&
            collect_all(&adding, err);
  if (ok) add_all(&adding);
  for (uint32_t i = 0; i < adding.count; i++) free(adding.paths[i]);
  free(adding.paths);
  return ok;
}

int run_add(Run *run, Error *err) {
  RunAdded added = {0};
  run_add_words(run, &added, err);
  buffer_release(&added.message);
  return added.status;
}
