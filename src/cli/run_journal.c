// SPDX-License-Identifier: MIT
// `postil undo`, `redo`, `history`: the journal from the command line.
#include "base/moment.h"
#include "cli/run.h"
#include "cli/table.h"
#include "codec/json.h"
#include "library/change.h"

typedef bool Step(Library *library, Change *done, Error *err);

static void write_json(const Change *change, Buffer *out) {
  JsonWriter json = {.out = out};
  char at[MOMENT_TEXT_SIZE];
  moment_format(change->at, at);
  json_start_object(&json);
  json_key(&json, "id");
  json_number(&json, change->id);
  json_member(&json, "at", slice_of(at));
  json_member(&json, "what", slice_of(change->what));
  if (change->undoes) {
    json_key(&json, "undoes");
    json_number(&json, change->undoes);
  }
  json_key(&json, "undone");
  json_bool(&json, change->undone);
  json_end_object(&json);
  buffer_add_byte(out, '\n');
}

static void print_step(Run *run, const Change *done) {
  if (run->json)
    write_json(done, &run->output.text);
  else
    buffer_printf(&run->output.text, "%s\n", done->what);
  output_flush(&run->output);
  if (done->left == 0) return;
  output_tell("%u of %u parts were changed since and stay as they are", done->left,
              done->parts + done->left);
}

// As many steps as are asked for; what was done stays done when the next one fails.
static int walk(Run *run, Step *step, Error *err) {
  uint32_t steps = 1;
  if (run->word_count > 0 && (!options_number(run->words[0], UINT32_MAX, &steps) || steps == 0)) {
    error_set(err, ERROR_USAGE, "cannot read '%.40s': it is the number of changes, from 1",
              run->words[0]);
    return 0;
  }
  if (!run_open_library(run, LIBRARY_CHANGE, err)) return 0;
  for (uint32_t i = 0; i < steps; i++) {
    Change done = {0};
    if (!step(run->library, &done, err)) return 0;
    print_step(run, &done);
    change_release(&done);
  }
  return 0;
}

int run_undo(Run *run, Error *err) {
  return walk(run, change_undo, err);
}

int run_redo(Run *run, Error *err) {
  return walk(run, change_redo, err);
}

static void add_row(Run *run, Table *table, const Change *change) {
  char at[MOMENT_TEXT_SIZE];
  moment_format(change->at, at);
  table_add_number(table, &run->output, (uint64_t)change->id);
  table_add(table, &run->output, slice_of(at));
  table_add(table, &run->output, change->undone ? SLICE("undone") : SLICE(""));
  table_add(table, &run->output, slice_of(change->what));
}

int run_history(Run *run, Error *err) {
  ChangeList list = {0};
  if (!run_open_library(run, LIBRARY_READ, err) || !change_list(run->library, 0, &list, err))
    return 0;
  Table table = {.columns = 4, .right = 1};
  for (uint32_t i = 0; i < list.count; i++) {
    if (run->json) {
      write_json(&list.items[i], &run->output.text);
      output_flush(&run->output);
    } else {
      add_row(run, &table, &list.items[i]);
    }
  }
  table_print(&table, &run->output);
  change_release_list(&list);
  return 0;
}
