// SPDX-License-Identifier: MIT
// `postil sources`: what the footnotes of the library cite, most cited first; and who cites it.
#include "cli/run.h"
#include "cli/table.h"
#include "codec/json.h"
#include "library/sources.h"

#include <stdlib.h>

static const char *same_name(SourceSame same) {
  return same == SOURCE_SAME_URL ? "url" : "title";
}

// ---- For people

static void add_name(Buffer *cell, const Source *source) {
  buffer_add_string(cell, source->name);
  if (source->same != SOURCE_NOT_HERE)
    buffer_printf(cell, " [same %s in the library]", same_name(source->same));
}

static void print_table(Run *run, const SourceList *list) {
  Table table = {.columns = 4, .right = 1 << 0 | 1 << 1, .fit = true};
  for (uint32_t i = 0; i < list->count; i++) {
    const Source *source = &list->items[i];
    Buffer cell = {0};
    table_add_number(&table, &run->output, source->brief_count);
    table_add_number(&table, &run->output, source->note_count);
    add_name(&cell, source);
    table_add(&table, &run->output, buffer_slice(&cell));
    table_add(&table, &run->output, slice_of(source->url));
    buffer_release(&cell);
  }
  table_print(&table, &run->output);
}

// A line for each note: brief, label, whether it is an Ibid., the brief's title.
static bool print_notes(Run *run, const SourceList *list, Error *err) {
  Table table = {.columns = 4, .fit = true};
  bool ok = true;
  for (uint32_t i = 0; i < list->count && ok; i++) {
    const Source *source = &list->items[i];
    for (uint32_t k = 0; k < source->note_count && ok; k++) {
      const SourceNote *note = &list->notes[source->first + k];
      Brief brief;
      ok = brief_get(run->library, note->brief, &brief, err);
      if (!ok) break;
      table_add(&table, &run->output, slice_of(source->name));
      table_add(&table, &run->output,
                run->output.tty ? slice_make(brief.id, 8) : slice_of(brief.id));
      table_add(&table, &run->output, slice_of(note->label));
      table_add(&table, &run->output, slice_of(brief.title));
      brief_release(&brief);
    }
  }
  table_print(&table, &run->output);
  return ok;
}

// ---- For programs

static void add_text(JsonWriter *json, const char *name, const char *text) {
  json_key(json, name);
  if (text[0])
    json_string(json, slice_of(text));
  else
    json_null(json);
}

static bool add_brief(Run *run, JsonWriter *json, int64_t key, Error *err) {
  Brief brief;
  if (!brief_get(run->library, key, &brief, err)) return false;
  add_text(json, "brief", brief.id);
  add_text(json, "title", brief.title);
  brief_release(&brief);
  return true;
}

static bool add_here(Run *run, JsonWriter *json, const Source *source, Error *err) {
  json_key(json, "here");
  if (source->same == SOURCE_NOT_HERE) {
    json_null(json);
    return true;
  }
  json_start_object(json);
  bool ok = add_brief(run, json, source->here, err);
  add_text(json, "same", same_name(source->same));
  json_end_object(json);
  return ok;
}

static bool print_json(Run *run, const SourceList *list, const Source *source, Error *err) {
  JsonWriter json = {.out = &run->output.text};
  bool ok = true;
  json_start_object(&json);
  add_text(&json, "source", source->name);
  add_text(&json, "words", source->words);
  add_text(&json, "url", source->url);
  json_key(&json, "briefs");
  json_number(&json, source->brief_count);
  ok = add_here(run, &json, source, err);
  json_key(&json, "notes");
  json_start_array(&json);
  for (uint32_t i = 0; i < source->note_count && ok; i++) {
    const SourceNote *note = &list->notes[source->first + i];
    json_start_object(&json);
    ok = add_brief(run, &json, note->brief, err);
    add_text(&json, "note", note->label);
    json_key(&json, "back");
    json_bool(&json, note->back);
    json_end_object(&json);
  }
  json_end_array(&json);
  json_end_object(&json);
  buffer_add_byte(&run->output.text, '\n');
  if (ok) output_flush(&run->output);
  return ok;
}

static bool print_all(Run *run, const SourceList *list, Error *err) {
  if (!run->json && options_has(run->options, "notes")) return print_notes(run, list, err);
  if (!run->json) print_table(run, list);
  bool ok = true;
  for (uint32_t i = 0; run->json && i < list->count && ok; i++)
    ok = print_json(run, list, &list->items[i], err);
  return ok;
}

// What is asked for, of the briefs that the query chooses.
static bool read_list(Run *run, int64_t brief, SourceList *list, Error *err) {
  Query query = {0};
  Keys counted = {0};
  const char *naming = options_value(run->options, "naming");
  bool ok = run_read_query(run, 0, &query, err);
  if (ok) run_tell_unknown_tag(run, &query);
  ok = ok && (query.everything || query_find_briefs(run->library, &query, &counted, err)) &&
       sources_list(run->library, brief, query.everything ? NULL : &counted, list, err);
  if (ok && naming) sources_filter(list, naming);
  keys_release(&counted);
  query_release(&query);
  return ok;
}

int run_sources(Run *run, Error *err) {
  SourceList list = {0};
  const char *name = options_value(run->options, "brief");
  Brief brief = {0};
  if (!run_open_library(run, LIBRARY_READ, err)) return 0;
  if (name && !run_find_brief(run, name, &brief, err)) return 0;
  if (read_list(run, brief.key, &list, err)) print_all(run, &list, err);
  sources_release(&list);
  brief_release(&brief);
  return 0;
}
