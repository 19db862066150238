// SPDX-License-Identifier: MIT
// `postil repeats`: the sentences that stand in several briefs.
#include "cli/run.h"
#include "cli/table.h"
#include "codec/json.h"
#include "library/repeat.h"

#include <stdlib.h>

static void print_table(Run *run, const RepeatList *list) {
  Table table = {.columns = 2, .right = 1 << 0, .fit = true};
  for (uint32_t i = 0; i < list->count; i++) {
    table_add_number(&table, &run->output, list->items[i].places.briefs);
    table_add(&table, &run->output, slice_of(list->items[i].words));
  }
  table_print(&table, &run->output);
}

static bool add_place(Run *run, JsonWriter *json, const RepeatPlace *place, Error *err) {
  Brief brief;
  if (!brief_get(run->library, place->brief, &brief, err)) return false;
  char *locator = brief_locator(&brief, &place->span);
  json_start_object(json);
  json_key(json, "brief");
  json_string(json, slice_of(brief.id));
  json_key(json, "title");
  json_string(json, slice_of(brief.title));
  json_key(json, "locator");
  json_string(json, slice_of(locator));
  json_end_object(json);
  free(locator);
  brief_release(&brief);
  return true;
}

static bool print_json(Run *run, const Repeat *repeat, Error *err) {
  JsonWriter json = {.out = &run->output.text};
  bool ok = true;
  json_start_object(&json);
  json_key(&json, "sentence");
  json_string(&json, slice_of(repeat->words));
  json_key(&json, "briefs");
  json_number(&json, repeat->places.briefs);
  json_key(&json, "places");
  json_start_array(&json);
  for (uint32_t i = 0; i < repeat->places.count && ok; i++)
    ok = add_place(run, &json, &repeat->places.items[i], err);
  json_end_array(&json);
  json_end_object(&json);
  buffer_add_byte(&run->output.text, '\n');
  if (ok) output_flush(&run->output);
  return ok;
}

int run_repeats(Run *run, Error *err) {
  RepeatList list = {0};
  const char *name = options_value(run->options, "brief");
  Brief brief = {0};
  if (!run_open_library(run, LIBRARY_READ, err)) return 0;
  if (name && !run_find_brief(run, name, &brief, err)) return 0;
  bool ok = repeat_list(run->library, brief.key, &list, err);
  if (ok && !run->json) print_table(run, &list);
  for (uint32_t i = 0; run->json && i < list.count && ok; i++)
    ok = print_json(run, &list.items[i], err);
  repeat_release(&list);
  brief_release(&brief);
  return 0;
}
