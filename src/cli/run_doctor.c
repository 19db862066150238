// SPDX-License-Identifier: MIT
// `postil doctor`: examines a library without touching it (but for --repair) and says what is
// wrong, a line each, and what SQLite reports of it.
#include "cli/run.h"
#include "codec/json.h"
#include "library/repair.h"

#include <unistd.h>

typedef struct Findings {
  Run *run;
  uint32_t count;
} Findings;

static void print_line(Run *run, const char *key, const char *sentence) {
  Buffer *out = &run->output.text;
  if (run->json) {
    JsonWriter json = {.out = out};
    json_start_object(&json);
    json_member(&json, key, slice_of(sentence));
    json_end_object(&json);
    buffer_add_byte(out, '\n');
  } else {
    buffer_printf(out, "%s\n", sentence);
  }
  output_flush(&run->output);
}

static void say_fault(void *context, const char *sentence) {
  Findings *findings = context;
  findings->count++;
  print_line(findings->run, "fault", sentence);
}

// What SQLite said of this file while it was opened and read.
static void print_reports(Run *run) {
  const Log *reports = &run->screen->reports;
  for (uint32_t i = 0; i < log_count(reports); i++) print_line(run, "report", log_line(reports, i));
}

// ---- Repairing

static void say_left(void *context, const char *sentence) {
  Findings *findings = context;
  print_line(findings->run, "left", sentence);
}

static void tell_loss(Run *run, uint64_t count, const char *what) {
  Buffer line = {0};
  if (count == 0) return;
  buffer_printf(&line, "lost: %llu %s%s", (unsigned long long)count, what, count == 1 ? "" : "s");
  print_line(run, "lost", line.ptr);
  buffer_release(&line);
}

static bool tell_outcome(Run *run, const Repair *repair, Error *err) {
  Buffer line = {0};
  bool salvaged = repair->outcome == REPAIR_SALVAGED;
  tell_loss(run, repair->lost, "unusable row");
  tell_loss(run, repair->briefs_less, "brief");
  tell_loss(run, repair->annotations_less, "annotation");
  tell_loss(run, repair->tags_less, "tag");
  buffer_printf(&line,
                salvaged ? "what could be read is in %s"
                         : "the library was made anew; as it was it is kept in %s",
                repair->file);
  print_line(run, "repair", line.ptr);
  buffer_release(&line);
  if (repair->faults > 0) {
    return error_set(err, ERROR_DATA, "cannot mend %u fault%s: what is missing cannot be computed",
                     repair->faults, repair->faults == 1 ? "" : "s");
  }
  if (!salvaged) return true;
  error_set(err, ERROR_DATA, "cannot mend the library '%s': its file is damaged",
            run->library_path);
  return error_hint(err, "it was left as it is; 'postil restore %.150s' replaces it", repair->file);
}

// A default library that is not there is whole.
static void repair(Run *run, Findings *findings, Error *err) {
  Repair repair = {0};
  Error unopened = {0};
  bool opened = run_open_library(run, LIBRARY_READ, &unopened);
  bool missing = opened && access(run->library_path, F_OK) != 0;
  if (missing || (repair_library(run->library_path, say_fault, say_left, findings, &repair, err) &&
                  (repair.outcome == REPAIR_WHOLE || tell_outcome(run, &repair, err))))
    print_line(run, "verdict", "the library is whole");
  repair_release(&repair);
}

int run_doctor(Run *run, Error *err) {
  Findings findings = {.run = run};
  if (options_has(run->options, "repair"))
    repair(run, &findings, err);
  else if (run_open_library(run, LIBRARY_READ, err) &&
           library_examine(run->library, say_fault, &findings, err))
    print_line(run, "verdict", "the library is whole");
  print_reports(run);
  return 0;
}
