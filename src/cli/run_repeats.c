// SPDX-License-Identifier: MIT
// `postil repeats`: the sentences that stand in several briefs; with --annotate the other places of
// one annotation's passage, which get the same annotation.
#include "cli/run.h"
#include "cli/table.h"
#include "codec/json.h"
#include "library/repeat.h"
#include "library/spread.h"

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

// ---- The other places of an annotation's passage

static bool print_place(Run *run, const RepeatPlace *place, Table *table, Error *err) {
  Brief brief;
  if (run->json) {
    JsonWriter json = {.out = &run->output.text};
    if (!add_place(run, &json, place, err)) return false;
    buffer_add_byte(&run->output.text, '\n');
    output_flush(&run->output);
    return true;
  }
  if (!brief_get(run->library, place->brief, &brief, err)) return false;
  char *locator = brief_locator(&brief, &place->span);
  table_add(table, &run->output, slice_of(locator));
  table_add(table, &run->output, slice_of(brief.title));
  free(locator);
  brief_release(&brief);
  return true;
}

static bool print_places(Run *run, const RepeatPlaces *places, Error *err) {
  Table table = {.columns = 2, .fit = true};
  bool ok = true;
  for (uint32_t i = 0; i < places->count && ok; i++)
    ok = print_place(run, &places->items[i], &table, err);
  table_print(&table, &run->output);
  return ok;
}

static void annotate(Run *run, const char *id, Error *err) {
  Annotation annotation = {0};
  RepeatPlaces places = {0};
  int64_t change;
  bool rehearsed = options_has(run->options, "dry-run");
  bool ok = annotation_find(run->library, id, &annotation, err) &&
            spread_find(run->library, &annotation, &places, err);
  if (ok && places.count > 0 && !rehearsed)
    ok = spread_make(run->library, &annotation, &places, &change, err);
  if (ok) print_places(run, &places, err);
  repeat_release_places(&places);
  annotation_release(&annotation);
}

// ---- The list

static void list_repeats(Run *run, const char *name, Error *err) {
  RepeatList list = {0};
  Brief brief = {0};
  if (name && !run_find_brief(run, name, &brief, err)) return;
  bool ok = repeat_list(run->library, brief.key, &list, err);
  if (ok && !run->json) print_table(run, &list);
  for (uint32_t i = 0; run->json && i < list.count && ok; i++)
    ok = print_json(run, &list.items[i], err);
  repeat_release(&list);
  brief_release(&brief);
}

static bool check_options(const Options *options, Error *err) {
  bool annotates = options_has(options, "annotate");
  if (annotates && options_has(options, "brief"))
    return error_set(err, ERROR_USAGE, "cannot take --brief beside --annotate: choose one");
  if (!annotates && options_has(options, "dry-run"))
    return error_set(err, ERROR_USAGE, "cannot take --dry-run without --annotate");
  return true;
}

int run_repeats(Run *run, Error *err) {
  const char *annotation = options_value(run->options, "annotate");
  bool changes = annotation && !options_has(run->options, "dry-run");
  if (!check_options(run->options, err) ||
      !run_open_library(run, changes ? LIBRARY_CHANGE : LIBRARY_READ, err))
    return 0;
  if (annotation)
    annotate(run, annotation, err);
  else
    list_repeats(run, options_value(run->options, "brief"), err);
  return 0;
}
