// SPDX-License-Identifier: MIT
// `postil import`: annotations that other programs made. Each file is one change; one that fails
// does not keep the others from being tried, and the first failure's status counts.
#include "base/file.h"
#include "cli/run.h"
#include "codec/json.h"
#include "exchange/intake.h"

#include <stdio.h>

typedef struct Importing {
  Run *run;
  const char *path;
} Importing;

static void tell_reason(void *context, uint32_t number, const char *reason) {
  const Importing *importing = context;
  output_tell("%s: annotation %u: %s", importing->path, number, reason);
}

static void print_json(Run *run, const char *path, const IntakeCounts *counts) {
  const struct {
    const char *name;
    uint32_t count;
  } members[] = {{"new", counts->made},
                 {"changed", counts->changed},
                 {"same", counts->same},
                 {"orphaned", counts->orphaned},
                 {"ambiguous", counts->ambiguous},
                 {"left-out", counts->left_out},
                 {"tags", counts->tags}};
  JsonWriter json = {.out = &run->output.text};
  json_start_object(&json);
  json_member(&json, "file", slice_of(path));
  for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
    json_key(&json, members[i].name);
    json_number(&json, members[i].count);
  }
  json_key(&json, "change");
  json_number(&json, counts->change);
  json_end_object(&json);
}

static void print_counts(Run *run, const char *path, const IntakeCounts *counts) {
  if (run->json) {
    print_json(run, path, counts);
  } else {
    buffer_add(&run->output.text, file_name(path));
    buffer_add_string(&run->output.text, ": ");
    intake_write_counts(counts, &run->output.text);
  }
  buffer_add_byte(&run->output.text, '\n');
  output_flush(&run->output);
}

// For those who see numbers and did not ask for reasons.
static void tell_of_reasons(const Importing *importing, const IntakeCounts *counts) {
  uint32_t unplaced = counts->left_out + counts->orphaned + counts->ambiguous;
  if (unplaced > 0 && !options_has(importing->run->options, "verbose"))
    output_tell("%s: %u annotation%s not placed; --verbose says why", importing->path, unplaced,
                unplaced == 1 ? " was" : "s were");
}

static bool read_options(Run *run, IntakeOptions *options, Error *err) {
  const char *format = options_value(run->options, "format");
  const char *brief = options_value(run->options, "brief");
  *options = (IntakeOptions){.rehearsal = options_has(run->options, "dry-run")};
  if (format) options->format = readers_find(slice_of(format));
  if (format && !options->format) {
    error_set(err, ERROR_USAGE, "cannot import from '%.100s': there is no such format", format);
    return error_hint(err, "'postil help formats' lists them");
  }
  // A text that comes with its annotations may be the first of the library.
  LibraryMode mode = options->rehearsal ? LIBRARY_CHANGE : LIBRARY_CREATE;
  return run_open_library(run, mode, err) &&
         (!brief || brief_find(run->library, brief, &options->brief, err));
}

int run_import(Run *run, Error *err) {
  IntakeOptions options;
  int status = 0;
  if (!read_options(run, &options, err)) return 0;
  for (uint32_t i = 0; i < run->word_count; i++) {
    Importing importing = {run, run->words[i]};
    IntakeCounts counts;
    Error why = {0};
    if (options_has(run->options, "verbose")) {
      options.say = tell_reason;
      options.context = &importing;
    }
    if (intake_import_file(run->library, importing.path, &options, &counts, &why)) {
      print_counts(run, importing.path, &counts);
      tell_of_reasons(&importing, &counts);
      continue;
    }
    int failed = run_complain(&why);
    if (status == 0) status = failed;
  }
  return status;
}
