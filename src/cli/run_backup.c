// SPDX-License-Identifier: MIT
// `postil backup` and `postil restore`: the library kept in a file, and taken back from it.
#include "cli/run.h"
#include "codec/json.h"
#include "library/backup.h"

int run_backup(Run *run, Error *err) {
  if (!run_open_library(run, LIBRARY_READ, err)) return 0;
  backup_write(run->library, run->words[0], options_has(run->options, "force"), err);
  return 0;
}

static void say_fault(void *context, const char *sentence) {
  (void)context;
  output_tell("%s", sentence);
}

static void print_json(Run *run, const BackupRestored *restored) {
  const struct {
    const char *name;
    int64_t number;
  } members[] = {{"briefs", restored->briefs},
                 {"annotations", restored->annotations},
                 {"tags", restored->tags},
                 {"change", restored->change}};
  JsonWriter json = {.out = &run->output.text};
  json_start_object(&json);
  json_member(&json, "file", slice_of(run->words[0]));
  for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
    json_key(&json, members[i].name);
    json_number(&json, members[i].number);
  }
  if (restored->kept) json_member(&json, "kept", slice_of(restored->kept));
  json_end_object(&json);
}

static void print_counts(Run *run, const BackupRestored *restored) {
  Buffer *out = &run->output.text;
  if (run->json) {
    print_json(run, restored);
  } else {
    buffer_printf(out, "%s: %u brief%s, %u annotation%s, %u tag%s", run->words[0], restored->briefs,
                  restored->briefs == 1 ? "" : "s", restored->annotations,
                  restored->annotations == 1 ? "" : "s", restored->tags,
                  restored->tags == 1 ? "" : "s");
    if (restored->kept) buffer_printf(out, "; what was there is kept in %s", restored->kept);
  }
  buffer_add_byte(out, '\n');
  output_flush(&run->output);
}

int run_restore(Run *run, Error *err) {
  BackupRestored restored;
  bool named;
  run->library_path = library_locate(options_value(run->options, "library"), &named);
  if (backup_restore(run->library_path, run->words[0], options_has(run->options, "dry-run"),
                     say_fault, NULL, &restored, err))
    print_counts(run, &restored);
  backup_release(&restored);
  return 0;
}
