// SPDX-License-Identifier: MIT
// `postil help` and `postil keys`: nothing is told here that does not come from a table.
#include "base/safe.h"
#include "cli/subcommand.h"
#include "cli/table.h"
#include "codec/json.h"
#include "command/keymap.h"
#include "exchange/exchange.h"

static void print_formats(Run *run) {
  uint32_t count;
  const ExchangeFormat *formats = exchange_formats(&count);
  Table table = {.columns = 3};
  for (uint32_t i = 0; i < count; i++) {
    Buffer ending = {0};
    buffer_printf(&ending, ".%s", formats[i].ending);
    table_add(&table, &run->output, slice_of(formats[i].name));
    table_add(&table, &run->output, buffer_slice(&ending));
    table_add(&table, &run->output, slice_of(formats[i].prose));
    buffer_release(&ending);
  }
  table_print(&table, &run->output);
}

static void write_action_json(const Action *action, Slice keys, Buffer *out) {
  JsonWriter json = {.out = out};
  json_start_object(&json);
  json_member(&json, "action", slice_of(action->name));
  json_member(&json, "keys", keys);
  json_member(&json, "group", slice_of(action->group));
  json_member(&json, "arguments", slice_of(action->arguments));
  json_member(&json, "help", slice_of(action->help));
  json_end_object(&json);
  buffer_add_byte(out, '\n');
}

static void print_action(Run *run, Table *table, const Keymap *keymap, ActionId id) {
  const Action *action = action_get(id);
  Buffer keys = {0}, name = {0};
  keymap_write_keys(keymap, id, MODE_ANY, 0, &keys);
  if (run->json) {
    write_action_json(action, buffer_slice(&keys), &run->output.text);
    output_flush(&run->output);
  } else {
    buffer_printf(&name, ":%s%s%s", action->name, action->arguments[0] ? " " : "",
                  action->arguments);
    table_add(table, &run->output, slice_of(action->group));
    table_add(table, &run->output, buffer_slice(&keys));
    table_add(table, &run->output, buffer_slice(&name));
    table_add(table, &run->output, slice_of(action->help));
  }
  buffer_release(&keys);
  buffer_release(&name);
}

static void print_actions(Run *run, ActionId first, ActionId end) {
  Keymap *keymap = keymap_new();
  Table table = {.columns = 4};
  for (ActionId id = first; id < end; id++) print_action(run, &table, keymap, id);
  table_print(&table, &run->output);
  keymap_free(keymap);
}

int run_keys(Run *run, Error *err) {
  (void)err;
  print_actions(run, 0, ACTION_COUNT);
  return 0;
}

int run_help(Run *run, Error *err) {
  if (run->word_count == 0) {
    subcommand_write_overview(&run->output.text);
    return 0;
  }
  const char *topic = run->words[0];
  const Subcommand *subcommand = subcommand_find(topic);
  ActionId action = action_find(slice_of(topic));
  bool formats = strcmp(topic, "formats") == 0;
  if (subcommand) subcommand_write_help(subcommand, &run->output.text);
  if (formats) print_formats(run);
  if (action != ACTION_NONE) {
    if (subcommand) buffer_add_string(&run->output.text, "\non the screen:\n");
    print_actions(run, action, action + 1);
  }
  if (subcommand || formats || action != ACTION_NONE) return 0;
  error_set(err, ERROR_USAGE, "cannot help with '%.100s': there is no such topic", topic);
  error_hint(err, "topics are the subcommands, the actions of 'postil keys', and 'formats'");
  return 0;
}
