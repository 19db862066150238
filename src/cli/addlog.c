// SPDX-License-Identifier: MIT
// Telling. The bar is written over before any line, so that neither tears the other.
#include "cli/addlog.h"

#include "base/memory.h"
#include "codec/json.h"

#include <stdio.h>
#include <stdlib.h>

enum { PROGRESS_COLUMNS = 70 };

static void clear_progress(const AddLog *log) {
  if (log->progress) fprintf(stderr, "\r%*s\r", PROGRESS_COLUMNS, "");
}

void addlog_show(AddLog *log) {
  if (!log->progress || log->total == 0) return;
  enum { BAR = 30 };
  char bar[BAR + 1];
  uint32_t full = (uint32_t)((uint64_t)log->done * BAR / log->total);
  for (uint32_t i = 0; i < BAR; i++) bar[i] = i < full ? '#' : '.';
  bar[BAR] = '\0';
  fprintf(stderr, "\r[%s] %u of %u", bar, log->done, log->total);
  if (log->failure_count) fprintf(stderr, ", %zu not added", log->failure_count);
}

static void keep_message(AddLog *log, const char *sentence) {
  buffer_clear(&log->added->message);
  buffer_add_string(&log->added->message, sentence);
}

// A sentence on standard error.
__attribute__((format(printf, 2, 3))) static void tell(AddLog *log, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  buffer_clear(&log->added->message);
  buffer_vprintf(&log->added->message, format, arguments);
  va_end(arguments);
  clear_progress(log);
  output_tell("%s", log->added->message.ptr);
}

void addlog_fail(AddLog *log, const Error *err) {
  if (log->added->status == 0) log->added->status = (int)err->kind;
  keep_message(log, err->message);
  if (!log->many) {
    output_complain(err);
    return;
  }
  log->failures =
      memory_grow(log->failures, log->failure_count, &log->failure_room, sizeof *log->failures);
  log->failures[log->failure_count] = *err;
  log->failures[log->failure_count++].hint[0] = '\0'; // a line for each
}

// ---- What came of a file

static const char *outcome_name(BriefOutcome outcome) {
  static const char *const names[] = {[BRIEF_ADDED] = "added",
                                      [BRIEF_ALREADY_THERE] = "there",
                                      [BRIEF_RENEWED] = "renewed",
                                      [BRIEF_CHANGED] = "changed"};
  return names[outcome];
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

static void print_line(const AddLog *log, const BriefAdded *added, const Brief *brief) {
  static const char *const words[][2] = {
      [BRIEF_ADDED] = {"added", "would be added"},
      [BRIEF_CHANGED] = {"added", "would be added"},
      [BRIEF_RENEWED] = {"renewed", "would be renewed"},
      [BRIEF_ALREADY_THERE] = {"already there", "already there"}};
  buffer_printf(&log->run->output.text, "%s %.8s %s\n", words[added->outcome][log->rehearsal],
                brief->id, brief->title);
}

typedef struct Words {
  const char *is, *because; // words before a brief's id and title, and behind them
} Words;

static void tell_relation(AddLog *log, const char *path, int64_t key, Words words) {
  Brief brief;
  Error err = {0};
  if (!brief_get(log->run->library, key, &brief, &err)) return;
  tell(log, "'%s' is %s %.8s '%s'%s", path, words.is, brief.id, brief.title, words.because);
  brief_release(&brief);
}

static void tell_version(AddLog *log, const char *path, const BriefAdded *added) {
  static const char *const reasons[] = {[BRIEF_SAME_URL] = ": it has the same URL",
                                        [BRIEF_SAME_TITLE] =
                                            ": the same title, and mostly the same text",
                                        [BRIEF_SAME_TEXT] = ": mostly the same text"};
  const char *reason = reasons[added->reason];
  if (reason) tell_relation(log, path, added->key, (Words){"a new version of", reason});
}

static void tell_doubt(AddLog *log, const char *path, const BriefAdded *added) {
  const char *why = added->reason == BRIEF_SAME_TEXT
                        ? " is mostly the same text, but states another title"
                        : " has its title or its URL, but another text";
  tell_relation(log, path, added->older, (Words){"a new brief:", why});
}

static void tell_carried(AddLog *log, const char *path, const BriefAdded *added) {
  if (!added->carried) return;
  const char *are = log->rehearsal ? "would be" : added->carried == 1 ? "was" : "were";
  tell(log, "'%s' is a new version: %u annotation%s %s carried over", path, added->carried,
       added->carried == 1 ? "" : "s", are);
  if (added->waiting && log->rehearsal)
    tell(log, "%u of them would wait for review", added->waiting);
  else if (added->waiting)
    tell(log, "%u of them wait%s for review: 'postil check'", added->waiting,
         added->waiting == 1 ? "s" : "");
}

// What was given beside the path is for new briefs only.
static void tell_unused(AddLog *log, const char *path, const BriefMetadata *given) {
  const char *what = given->title    ? "title"
                     : given->author ? "authors"
                     : given->date   ? "date"
                     : given->url    ? "URL"
                                     : NULL;
  if (what) tell(log, "already there: '%s'; 'postil meta' changes its %s", path, what);
}

static void tell_what_came(AddLog *log, const char *path, const BriefMetadata *given,
                           const BriefAdded *added) {
  if (added->outcome == BRIEF_CHANGED) tell_doubt(log, path, added);
  if (added->outcome == BRIEF_RENEWED) {
    tell_version(log, path, added);
    tell_carried(log, path, added);
  }
  if (added->earlier)
    tell_relation(log, path, added->key,
                  (Words){"an earlier version of", ": 'postil add --again' shows it"});
  if (added->outcome == BRIEF_ALREADY_THERE) tell_unused(log, path, given);
}

void addlog_outcome(AddLog *log, const char *path, const BriefMetadata *given,
                    const BriefAdded *added) {
  Run *run = log->run;
  if (added->broken > 0) {
    tell(log, "'%s': %u broken part%s became U+FFFD", path, added->broken,
         added->broken == 1 ? "" : "s");
  }
  if (added->lost) tell(log, "'%s': %s", path, added->lost);
  tell_what_came(log, path, given, added);
  if (log->added->first == 0) log->added->first = added->key;
  if (log->added->quiet) return;
  Brief brief;
  Error err = {0};
  if (!brief_get(run->library, added->key, &brief, &err)) {
    addlog_fail(log, &err);
    return;
  }
  clear_progress(log);
  if (run->json)
    print_json(run, path, added, &brief);
  else
    print_line(log, added, &brief);
  output_flush(&run->output);
  if (log->progress) fflush(stdout);
  brief_release(&brief);
}

// ---- The end

void addlog_finish(AddLog *log, bool interrupted) {
  clear_progress(log);
  log->progress = false;
  for (size_t i = 0; i < log->failure_count; i++) output_complain(&log->failures[i]);
  size_t paths = log->total + log->unreached;
  if (log->failure_count && paths > 1) {
    tell(log, "%zu of %zu files %s not added", log->failure_count, paths,
         log->failure_count == 1 ? "was" : "were");
  }
  if (interrupted) {
    tell(log,
         log->rehearsal ? "interrupted after %u of %u files"
                        : "interrupted after %u of %u files: these are kept; the same again "
                          "goes on",
         log->done, log->total);
  }
  free(log->failures);
  log->failures = NULL;
  log->failure_count = log->failure_room = 0;
}
