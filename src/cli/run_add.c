// SPDX-License-Identifier: MIT
// `postil add`: every path is tried, each failure is a line on standard error, the first one's
// status counts. Paths are collected first, so that progress can say "3 of 120"; each brief is a
// change of its own, so an interrupted run keeps what it has.
#include "cli/run_add.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/safe.h"
#include "codec/json.h"
#include "import/import.h"
#include "library/change.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { PROGRESS_COLUMNS = 60 };

typedef struct Adding {
  Run *run;
  RunAdded *added;
  BriefMetadata metadata;
  char **paths;
  uint32_t count;
  size_t capacity;
  bool progress; // a bar on standard error stands where the next line would go
} Adding;

// ---- Messages
static void clear_progress(const Adding *adding) {
  if (adding->progress) fprintf(stderr, "\r%*s\r", PROGRESS_COLUMNS, "");
}

static void show_progress(const Adding *adding, uint32_t done) {
  if (!adding->progress) return;
  enum { BAR = 30 };
  char bar[BAR + 1];
  uint32_t full = (uint32_t)((uint64_t)done * BAR / adding->count);
  for (uint32_t i = 0; i < BAR; i++) bar[i] = i < full ? '#' : '.';
  bar[BAR] = '\0';
  fprintf(stderr, "\r[%s] %u of %u", bar, done, adding->count);
}

static void fail(Adding *adding, Error *err) {
  clear_progress(adding);
  buffer_clear(&adding->added->message);
  buffer_add_string(&adding->added->message, err->message);
  int status = run_complain(err);
  if (adding->added->status == 0) adding->added->status = status;
}

static void tell(Adding *adding, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void tell(Adding *adding, const char *format, ...) {
  char *sentence = NULL;
  va_list arguments;
  va_start(arguments, format);
  int len = vasprintf(&sentence, format, arguments);
  va_end(arguments);
  if (len < 0) return;
  clear_progress(adding);
  output_tell("%s", sentence);
  buffer_clear(&adding->added->message);
  buffer_add_string(&adding->added->message, sentence);
  free(sentence);
}

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
  Error copy = *err;
  fail(context, &copy);
}

static void collect(Adding *adding, const char *word) {
  if (!file_is_folder(word)) {
    add_path(adding, word);
    return;
  }
  uint32_t before = adding->count;
  int status = adding->added->status;
  file_walk(word, visit_file, visit_failed, adding);
  if (adding->count > before || adding->added->status != status) return;
  Error err = {0};
  error_set(&err, ERROR_NOTHING, "cannot add '%.400s': there is no file in it", word);
  fail(adding, &err);
}

// ---- One of them
static const char *outcome_name(BriefOutcome outcome) {
  return outcome == BRIEF_ADDED ? "added" : outcome == BRIEF_CHANGED ? "changed" : "there";
}

static void print_json(Run *run, const char *path, const BriefAdded *added, const Brief *brief) {
  JsonWriter json = {.out = &run->output.text};
  json_start_object(&json);
  json_member(&json, "path", slice_of(path));
  json_member(&json, "outcome", slice_of(outcome_name(added->outcome)));
  json_member(&json, "id", slice_of(brief->id));
  json_member(&json, "title", slice_of(brief->title));
  json_end_object(&json);
  buffer_add_byte(&run->output.text, '\n');
}

static void print_line(Run *run, const BriefAdded *added, const Brief *brief) {
  const char *words = added->outcome == BRIEF_ALREADY_THERE ? "already there" : "added";
  buffer_printf(&run->output.text, "%s %.8s %s\n", words, brief->id, brief->title);
}

static void tell_older(Adding *adding, const char *path, const BriefAdded *added) {
  Brief older;
  Error err = {0};
  if (!brief_get(adding->run->library, added->older, &older, &err)) return;
  tell(adding,
       "'%s' has changed: it is a new brief; the older one, %.8s '%s', keeps its %u annotation%s",
       path, older.id, older.title, older.annotations, older.annotations == 1 ? "" : "s");
  brief_release(&older);
}

// What was given beside the path is for new briefs only.
static void tell_unused(Adding *adding, const char *path) {
  const BriefMetadata *given = &adding->metadata;
  const char *what = given->title    ? "title"
                     : given->author ? "authors"
                     : given->date   ? "date"
                     : given->url    ? "URL"
                                     : NULL;
  if (what) tell(adding, "already there: '%s'; 'postil meta' changes its %s", path, what);
}

static void tell_outcome(Adding *adding, const char *path, const BriefAdded *added) {
  Run *run = adding->run;
  if (added->broken > 0) {
    tell(adding, "'%s': %u broken part%s became U+FFFD", path, added->broken,
         added->broken == 1 ? "" : "s");
  }
  if (added->outcome == BRIEF_CHANGED) tell_older(adding, path, added);
  if (added->outcome == BRIEF_ALREADY_THERE) tell_unused(adding, path);
  if (adding->added->quiet) return;
  Brief brief;
  Error err = {0};
  if (!brief_get(run->library, added->key, &brief, &err)) {
    fail(adding, &err);
    return;
  }
  clear_progress(adding);
  if (run->json)
    print_json(run, path, added, &brief);
  else
    print_line(run, added, &brief);
  output_flush(&run->output);
  if (adding->progress) fflush(stdout);
  brief_release(&brief);
}

static bool add_input(Adding *adding, BriefAdded *added, Error *err) {
  Buffer bytes = {0};
  bool ok =
      file_read("-", IMPORT_BYTES_MAX, &bytes, err) &&
      brief_add(adding->run->library, buffer_slice(&bytes), NULL, &adding->metadata, added, err);
  buffer_release(&bytes);
  return ok;
}

static void add_one(Adding *adding, const char *path) {
  BriefAdded added = {0};
  Error err = {0};
  bool ok = strcmp(path, "-") == 0
                ? add_input(adding, &added, &err)
                : brief_add_file(adding->run->library, path, &adding->metadata, &added, &err);
  if (!ok) {
    fail(adding, &err);
    return;
  }
  if (adding->added->first == 0) adding->added->first = added.key;
  tell_outcome(adding, path, &added);
}

// ---- All of them
static bool read_options(Adding *adding, Error *err) {
  const Options *options = adding->run->options;
  adding->metadata = (BriefMetadata){.title = options_value(options, "title"),
                                     .author = options_value(options, "author"),
                                     .date = options_value(options, "date"),
                                     .url = options_value(options, "url")};
  const BriefMetadata *given = &adding->metadata;
  bool any = given->title || given->author || given->date || given->url;
  const Run *run = adding->run;
  if (!any || (run->word_count == 1 && !file_is_folder(run->words[0]))) return true;
  return error_set(err, ERROR_USAGE,
                   "cannot add several files with one title, author, date or URL: add them singly");
}

static void add_all(Adding *adding) {
  adding->progress = adding->count > 1 && isatty(STDERR_FILENO) == 1;
  for (uint32_t i = 0; i < adding->count; i++) {
    show_progress(adding, i);
    add_one(adding, adding->paths[i]);
  }
  clear_progress(adding);
}

bool run_add_words(Run *run, RunAdded *added, Error *err) {
  Adding adding = {.run = run, .added = added};
  if (!read_options(&adding, err) || !run_open_library(run, LIBRARY_CREATE, err)) return false;
  for (uint32_t i = 0; i < run->word_count; i++) collect(&adding, run->words[i]);
  add_all(&adding);
  for (uint32_t i = 0; i < adding.count; i++) free(adding.paths[i]);
  free(adding.paths);
  return true;
}

int run_add(Run *run, Error *err) {
  RunAdded added = {0};
  run_add_words(run, &added, err);
  buffer_release(&added.message);
  return added.status;
}
