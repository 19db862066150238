// SPDX-License-Identifier: MIT
// `postil doctor`: examines a library without touching it (but for --repair) and says what is
// wrong, a line each, and what SQLite reports of it.
#include "cli/run.h"
#include "codec/json.h"

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

// What can be made anew from the rest: the index of words.
static bool repair(Run *run, Error *err) {
  if (!library_rebuild_index(run->library, err)) return false;
  print_line(run, "repair", "the index of words was made anew");
  return true;
}

int run_doctor(Run *run, Error *err) {
  Findings findings = {.run = run};
  bool repairing = options_has(run->options, "repair");
  if (!run_open_library(run, repairing ? LIBRARY_CHANGE : LIBRARY_READ, err) ||
      (repairing && !repair(run, err))) {
    print_reports(run);
    return 0;
  }
  if (library_examine(run->library, say_fault, &findings, err))
    print_line(run, "verdict", "the library is whole");
  print_reports(run);
  return 0;
}
