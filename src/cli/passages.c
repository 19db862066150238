// SPDX-License-Identifier: MIT
// Listing annotations. They are printed as they are found; only a terminal, where columns are
// aligned, waits for all.
#include "cli/passages.h"

#include "base/moment.h"
#include "base/safe.h"
#include "cli/table.h"
#include "codec/json.h"

#include <stdlib.h>

enum { ID_SHORT = 8, CELL_COLUMNS = 24, COLUMNS = 5 };

// ---- JSON: every key is always there, null for what there is not

static void text_or_null(JsonWriter *json, const char *key, const char *text) {
  json_key(json, key);
  if (text && text[0])
    json_string(json, slice_of(text));
  else
    json_null(json);
}

static void number_or_null(JsonWriter *json, const char *key, bool there, int64_t number) {
  json_key(json, key);
  if (there)
    json_number(json, number);
  else
    json_null(json);
}

static void moment(JsonWriter *json, const char *key, int64_t moment) {
  char text[MOMENT_TEXT_SIZE];
  moment_format(moment, text);
  json_member(json, key, slice_of(text));
}

static void write_place(JsonWriter *json, const Annotation *annotation, const Brief *brief) {
  bool placed = !annotation->whole;
  bool here = placed && annotation->state != ANNOTATION_ORPHAN;
  char *locator = brief_locator(brief, here ? &annotation->span : NULL);
  number_or_null(json, "start", here, annotation->span.start_cp);
  number_or_null(json, "end", here, annotation->span.end_cp);
  text_or_null(json, "locator", locator);
  text_or_null(json, "quote", annotation->quote);
  text_or_null(json, "colour", placed ? colour_name(annotation->colour) : NULL);
  text_or_null(json, "state", placed ? annotation_state_name(annotation->state) : NULL);
  json_key(json, "review");
  json_bool(json, annotation->review);
  free(locator);
}

static void write_json(Run *run, const Annotation *annotation, const Brief *brief) {
  JsonWriter json = {.out = &run->output.text};
  json_start_object(&json);
  json_member(&json, "id", slice_of(annotation->id));
  json_member(&json, "brief", slice_of(brief->id));
  json_member(&json, "title", slice_of(brief->title));
  write_place(&json, annotation, brief);
  text_or_null(&json, "comment", annotation->comment);
  json_key(&json, "tags");
  json_start_array(&json);
  for (uint32_t i = 0; i < annotation->tag_count; i++)
    json_string(&json, slice_of(annotation->tags[i]));
  json_end_array(&json);
  moment(&json, "created", annotation->created);
  moment(&json, "updated", annotation->updated);
  text_or_null(&json, "by", annotation->by);
  json_end_object(&json);
  buffer_add_byte(&run->output.text, '\n');
  output_flush(&run->output);
}

// ---- Lines

static void add_cut(Run *run, Table *table, Slice text) {
  Buffer cell = {0};
  if (run->output.tty)
    safe_append_fit(&cell, text, safe_mode_of_locale(), CELL_COLUMNS);
  else
    buffer_add(&cell, text);
  table_add(table, &run->output, buffer_slice(&cell));
  buffer_release(&cell);
}

static void add_tags(Run *run, Table *table, const Annotation *annotation) {
  Buffer tags = {0};
  for (uint32_t i = 0; i < annotation->tag_count; i++)
    buffer_printf(&tags, "%s%s", i ? ", " : "", annotation->tags[i]);
  add_cut(run, table, buffer_slice(&tags));
  buffer_release(&tags);
}

static Table new_table(void) {
  return (Table){.columns = COLUMNS, .fit = true};
}

// What is on the whole brief quotes nothing: its comment stands there.
static void add_row(Run *run, Table *table, const Annotation *annotation, const Brief *brief) {
  size_t len = run->output.tty ? ID_SHORT : UUID_SIZE - 1;
  table_add(table, &run->output, slice_make(annotation->id, len));
  table_add(table, &run->output,
            annotation->whole ? SLICE("") : slice_of(colour_name(annotation->colour)));
  add_cut(run, table, slice_of(brief->title));
  add_tags(run, table, annotation);
  table_add(table, &run->output,
            slice_of(annotation->whole ? annotation->comment : annotation->quote));
  if (run->output.tty) return;
  table_print(table, &run->output);
  *table = new_table();
}

// ---- All

static bool follow(Run *run, const Annotation *annotation, Brief *brief, Error *err) {
  if (brief->key == annotation->brief) return true;
  brief_release(brief);
  *brief = (Brief){0};
  return brief_get(run->library, annotation->brief, brief, err);
}

bool passages_print(Run *run, const Query *query, uint64_t *count, Error *err) {
  QueryWalk *walk = query_walk(run->library, query, err);
  if (!walk) return false;
  Table table = new_table();
  Annotation annotation = {0};
  Brief brief = {0};
  bool ok = true;
  for (*count = 0; ok && query_next(walk, &annotation); ++*count) {
    ok = follow(run, &annotation, &brief, err);
    if (!ok) break;
    if (run->json)
      write_json(run, &annotation, &brief);
    else
      add_row(run, &table, &annotation, &brief);
  }
  table_print(&table, &run->output);
  annotation_release(&annotation);
  brief_release(&brief);
  Error ignored = {0};
  return query_end(walk, ok ? err : &ignored) && ok;
}
