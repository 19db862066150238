// SPDX-License-Identifier: MIT
// `postil help` and `postil keys`: nothing is told here that does not come from a table.
#include "base/safe.h"
#include "cli/shape.h"
#include "cli/subcommand.h"
#include "cli/table.h"
#include "codec/json.h"
#include "exchange/exchange.h"
#include "exchange/readers.h"

static void print_readers(Run *run) {
  uint32_t count;
  const ReadersFormat *formats = readers_formats(&count);
  Table table = {.columns = 2};
  for (uint32_t i = 0; i < count; i++) {
    table_add(&table, &run->output, slice_of(formats[i].name));
    table_add(&table, &run->output, slice_of(formats[i].prose));
  }
  buffer_add_string(&run->output.text, "\n'postil import' reads:\n");
  table_print(&table, &run->output);
}

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
  buffer_add_string(&run->output.text, "\n'postil export --format csv --spreadsheet' is for "
                                       "spreadsheets: nothing in it can be taken for a formula.\n");
  print_readers(run);
}

// The language in short; postil-query(7) has all of it.
static void print_query(Run *run) {
  static const char head[] =
      "A query is made of terms that all have to hold; 'or', 'not' and parentheses join them:\n\n"
      "  word, word*                   a word; all that begin so; case and accents do not matter\n"
      "  \"two words\"                   a phrase\n"
      "  A within sentence of B        … or: within paragraph of, within 10 words of\n"
      "  A overlapping B, A inside B\n\n"
      "and of fields:\n\n";
  uint32_t count;
  const QueryField *fields = query_fields(&count);
  Table table = {.columns = 2};
  buffer_add_string(&run->output.text, head);
  for (uint32_t i = 0; i < count; i++) {
    Buffer name = {0};
    buffer_printf(&name, "  %s:%s", fields[i].name, fields[i].values);
    table_add(&table, &run->output, buffer_slice(&name));
    table_add(&table, &run->output, slice_of(fields[i].help));
    buffer_release(&name);
  }
  table_print(&table, &run->output);
  buffer_add_string(&run->output.text, "\nDATES are 2026, 2026-03, 2026-03-31, 2026-01..2026-03, "
                                       "2026.., >=2026. 'man postil-query' says all.\n");
}

// What --json prints, a paragraph for each shape; postil-library(5) has the same.
static void print_shapes(Run *run) {
  for (int id = 0; id < SHAPE_COUNT; id++) {
    uint32_t count;
    const ShapeKey *keys = shape_keys((ShapeId)id, &count);
    const Shape *shape = shape_get((ShapeId)id);
    Table table = {.columns = 3};
    buffer_printf(&run->output.text, "%s%s: %s\n", id ? "\n" : "", shape->commands, shape->help);
    for (uint32_t i = 0; i < count; i++) {
      Buffer path = {0}, type = {0};
      buffer_printf(&path, "  %s", keys[i].path);
      shape_write_type(&keys[i], &type);
      table_add(&table, &run->output, buffer_slice(&path));
      table_add(&table, &run->output, buffer_slice(&type));
      table_add(&table, &run->output, slice_of(keys[i].help));
      buffer_release(&path);
      buffer_release(&type);
    }
    table_print(&table, &run->output);
  }
}

// What a row tells of: an action, or a binding of the reader's own.
typedef struct KeyRow {
  Slice group, keys;
  const char *name, *arguments, *help;
} KeyRow;

static void write_row_json(const KeyRow *row, Buffer *out) {
  JsonWriter json = {.out = out};
  json_start_object(&json);
  json_member(&json, "action", slice_of(row->name));
  json_member(&json, "keys", row->keys);
  json_member(&json, "group", row->group);
  json_member(&json, "arguments", slice_of(row->arguments));
  json_member(&json, "help", slice_of(row->help));
  json_end_object(&json);
  buffer_add_byte(out, '\n');
}

static void print_row(Run *run, Table *table, const KeyRow *row) {
  if (run->json) {
    write_row_json(row, &run->output.text);
    output_flush(&run->output);
    return;
  }
  Buffer name = {0};
  buffer_printf(&name, ":%s%s%s", row->name, row->arguments[0] ? " " : "", row->arguments);
  table_add(table, &run->output, row->group);
  table_add(table, &run->output, row->keys);
  table_add(table, &run->output, buffer_slice(&name));
  table_add(table, &run->output, slice_of(row->help));
  buffer_release(&name);
}

static void print_action(Run *run, Table *table, ActionId id) {
  const Action *action = action_get(id);
  Buffer keys = {0};
  keymap_write_keys(config_keymap(run->config), id, MODE_ANY, 0, &keys);
  print_row(run, table,
            &(KeyRow){slice_of(action->group), buffer_slice(&keys), action->name, action->arguments,
                      action->help});
  buffer_release(&keys);
}

// Bindings that are more than an action's name.
static void print_own(Run *run, Table *table) {
  Buffer keys = {0};
  uint32_t modes;
  const char *command;
  for (uint32_t at = 0; keymap_own(config_keymap(run->config), at, &keys, &modes, &command); at++) {
    print_row(run, table, &(KeyRow){SLICE("Your own"), buffer_slice(&keys), command, "", ""});
    buffer_clear(&keys);
  }
  buffer_release(&keys);
}

static void print_actions(Run *run, ActionId first, ActionId end, bool own) {
  Table table = {.columns = 4};
  for (ActionId id = first; id < end; id++) print_action(run, &table, id);
  if (own) print_own(run, &table);
  table_print(&table, &run->output);
}

int run_keys(Run *run, Error *err) {
  if (!run_open_config(run, err)) return 0;
  run_tell_problems(run);
  print_actions(run, 0, ACTION_COUNT, true);
  return 0;
}

// What is neither a subcommand nor an action.
static const struct {
  const char *name;
  void (*print)(Run *run);
} topics[] = {{"formats", print_formats}, {"json", print_shapes}, {"query", print_query}};

static bool print_topic(Run *run, const char *name) {
  for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
    if (strcmp(topics[i].name, name) != 0) continue;
    topics[i].print(run);
    return true;
  }
  return false;
}

int run_help(Run *run, Error *err) {
  if (!run_open_config(run, err)) return 0;
  if (run->word_count == 0) {
    subcommand_write_overview(&run->output.text);
    return 0;
  }
  const char *name = run->words[0];
  const Subcommand *subcommand = subcommand_find(name);
  ActionId action = action_find(slice_of(name));
  if (subcommand) subcommand_write_help(subcommand, &run->output.text);
  if (action != ACTION_NONE) {
    if (subcommand) buffer_add_string(&run->output.text, "\non the screen:\n");
    print_actions(run, action, action + 1, false);
  }
  if (subcommand || action != ACTION_NONE || print_topic(run, name)) return 0;
  error_set(err, ERROR_USAGE, "cannot help with '%.100s': there is no such topic", name);
  error_hint(err, "topics are the subcommands, the actions of 'postil keys', 'formats', 'json' and "
                  "'query'");
  return 0;
}
