// SPDX-License-Identifier: MIT
// `postil config`: every option with its value, and what of the configuration could not be taken.
#include "cli/run.h"
#include "cli/table.h"
#include "codec/json.h"

static void write_json(const Config *config, ConfigId id, Slice range, Buffer *out) {
  const ConfigOption *option = config_option(id);
  JsonWriter json = {.out = out};
  json_start_object(&json);
  json_member(&json, "option", slice_of(option->name));
  json_member(&json, "value", slice_of(config_text(config, id)));
  json_member(&json, "default", slice_of(option->value));
  json_member(&json, "values", range);
  json_member(&json, "set", slice_of(config_origin(config, id)));
  json_member(&json, "help", slice_of(option->help));
  json_end_object(&json);
  buffer_add_byte(out, '\n');
}

static void print_option(Run *run, Table *table, ConfigId id) {
  const ConfigOption *option = config_option(id);
  const Output *output = &run->output;
  Buffer range = {0};
  config_write_range(id, &range);
  if (run->json) {
    write_json(run->config, id, buffer_slice(&range), &run->output.text);
    output_flush(&run->output);
  } else {
    table_add(table, output, slice_of(option->name));
    table_add(table, output, slice_of(config_text(run->config, id)));
    table_add(table, output, slice_of(option->value));
    table_add(table, output, slice_of(config_origin(run->config, id)));
    table_add(table, output, slice_of(option->help));
  }
  buffer_release(&range);
}

// The first error has the status of all; each is a line.
static int tell_problems(const Run *run) {
  run_tell_problems(run);
  return config_problem_count(run->config) > 0 ? ERROR_CONFIG : 0;
}

int run_config(Run *run, Error *err) {
  if (options_has(run->options, "default")) {
    config_write_defaults(&run->output.text);
    return 0;
  }
  ConfigId first = 0, end = CONFIG_COUNT;
  if (run->word_count > 0) {
    first = config_find(slice_of(run->words[0]));
    end = first + 1;
  }
  if (first == CONFIG_NONE) {
    error_set(err, ERROR_USAGE, "cannot show the option '%.100s': there is none of that name",
              run->words[0]);
    error_hint(err, "'postil config' lists all");
    return 0;
  }
  if (!run_open_config(run, err)) return 0;
  Table table = {.columns = 5, .fit = true};
  for (ConfigId id = first; id < end; id++) print_option(run, &table, id);
  table_print(&table, &run->output);
  return tell_problems(run);
}
