// SPDX-License-Identifier: MIT
// `postil merge`: one word is another library, several are annotations to be made one.
#include "base/file.h"
#include "cli/run.h"
#include "codec/json.h"
#include "library/merge.h"

static void say_fault(void *context, const char *sentence) {
  (void)context;
  output_tell("%s", sentence);
}

static void write_json(const char *file, const MergeCounts *counts, Buffer *out) {
  const struct {
    const char *name;
    int64_t number;
  } members[] = {{"briefs", counts->briefs},           {"versions", counts->versions},
                 {"annotations", counts->annotations}, {"tags", counts->tags},
                 {"changed", counts->changed},         {"removed", counts->removed},
                 {"conflicts", counts->conflicts},     {"change", counts->change}};
  JsonWriter json = {.out = out};
  json_start_object(&json);
  json_member(&json, "file", slice_of(file));
  for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
    json_key(&json, members[i].name);
    json_number(&json, members[i].number);
  }
  json_end_object(&json);
}

static void add_count(Buffer *out, uint32_t count, const char *what, const char *plural) {
  buffer_printf(out, "%u %s%s", count, what, count == 1 ? "" : plural);
}

static void write_counts(const char *file, const MergeCounts *counts, Buffer *out) {
  buffer_add(out, file_name(file));
  buffer_add_string(out, ": ");
  add_count(out, counts->briefs, "new brief", "s");
  buffer_add_string(out, ", ");
  add_count(out, counts->annotations, "new annotation", "s");
  buffer_add_string(out, ", ");
  add_count(out, counts->tags, "new tag", "s");
  buffer_printf(out, ", %u changed, %u removed", counts->changed, counts->removed);
  if (counts->conflicts == 0) return;
  buffer_add_string(out, "; ");
  add_count(out, counts->conflicts, "conflict", "s");
  buffer_add_string(out, ", the later one is shown");
}

static void print_counts(Run *run, const MergeCounts *counts) {
  Buffer *out = &run->output.text;
  if (run->json)
    write_json(run->words[0], counts, out);
  else
    write_counts(run->words[0], counts, out);
  buffer_add_byte(out, '\n');
  output_flush(&run->output);
  if (counts->undone)
    output_tell("%s: it holds what was undone here; 'postil redo' brings that back", run->words[0]);
  if (counts->days_ahead > 0)
    output_tell("%s: its clock is %u day%s ahead", run->words[0], counts->days_ahead,
                counts->days_ahead == 1 ? "" : "s");
}

int run_merge(Run *run, Error *err) {
  bool rehearsal = options_has(run->options, "dry-run");
  if (run->word_count > 1) {
    if (!rehearsal) return run_join(run, err);
    error_set(err, ERROR_USAGE, "cannot merge annotations: --dry-run is for another library");
    return 0;
  }
  MergeCounts counts;
  if (run_open_library(run, rehearsal ? LIBRARY_CHANGE : LIBRARY_CREATE, err) &&
      merge_library(run->library, run->words[0], rehearsal, say_fault, NULL, &counts, err))
    print_counts(run, &counts);
  return 0;
}
