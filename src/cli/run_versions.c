// SPDX-License-Identifier: MIT
// `postil versions`: the texts that a brief has had, the one that is shown first; or one of them.
#include "base/moment.h"
#include "cli/run.h"
#include "cli/table.h"
#include "codec/json.h"
#include "library/brief.h"

#include <stdlib.h>

enum { HASH_SHOWN = 8 };

static void print_json(Run *run, uint32_t number, const BriefVersion *version, const char *when) {
  JsonWriter json = {.out = &run->output.text};
  json_start_object(&json);
  json_key(&json, "number");
  json_number(&json, number);
  json_member(&json, "version", slice_of(version->hash));
  json_member(&json, "added", slice_of(when));
  json_key(&json, "length");
  json_number(&json, version->length_cp);
  json_key(&json, "annotations");
  json_number(&json, version->annotations);
  json_end_object(&json);
  buffer_add_byte(&run->output.text, '\n');
  output_flush(&run->output);
}

static void list(Run *run, const BriefVersion *items, uint32_t count) {
  const Output *output = &run->output;
  Table table = {.columns = 5, .right = 1 << 0 | 1 << 3 | 1 << 4};
  for (uint32_t i = 0; i < count; i++) {
    char when[MOMENT_TEXT_SIZE];
    moment_format(items[i].added, when);
    if (run->json) {
      print_json(run, i + 1, &items[i], when);
      continue;
    }
    table_add_number(&table, output, i + 1);
    table_add(&table, output, slice_of(when));
    table_add(&table, output,
              output->tty ? slice_make(items[i].hash, HASH_SHOWN) : slice_of(items[i].hash));
    table_add_number(&table, output, items[i].length_cp);
    table_add_number(&table, output, items[i].annotations);
  }
  table_print(&table, &run->output);
}

static bool print_text(Run *run, const BriefVersion *items, uint32_t count, Error *err) {
  uint32_t number;
  if (!options_number(run->words[1], count, &number) || number == 0)
    return error_set(err, ERROR_USAGE, "cannot print version '%.40s': the brief has 1 to %u",
                     run->words[1], count);
  Version *version = brief_version(run->library, items[number - 1].key, err);
  if (!version) return false;
  Slice text = version->text;
  buffer_add(&run->output.text, text);
  bool open_line = text.len > 0 && text.ptr[text.len - 1] != '\n';
  if (run->output.tty && open_line) buffer_add_byte(&run->output.text, '\n');
  output_flush(&run->output);
  version_free(version);
  return true;
}

int run_versions(Run *run, Error *err) {
  Brief brief = {0};
  BriefVersion *items = NULL;
  uint32_t count = 0;
  if (run_open_library(run, LIBRARY_READ, err) && run_find_brief(run, run->words[0], &brief, err) &&
      brief_versions(run->library, brief.key, &items, &count, err)) {
    if (run->word_count > 1)
      print_text(run, items, count, err);
    else
      list(run, items, count);
  }
  free(items);
  brief_release(&brief);
  return 0;
}
