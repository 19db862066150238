// SPDX-License-Identifier: MIT
// `postil stats`: the library in figures; lines for people with bars, one JSON object for programs.
#include "base/gauge.h"
#include "cli/run.h"
#include "codec/json.h"
#include "library/chart.h"

#include <inttypes.h>
#include <string.h>

enum { BAR_COLUMNS = 30, ROWS_SHOWN = 12, NAME_COLUMNS = 28 };

// One bar of several: name, bar, number.
static void add_bar(Run *run, Slice name, uint32_t value, uint32_t most) {
  Buffer *out = &run->output.text;
  SafeMode mode = run->output.tty ? safe_mode_of_locale() : SAFE_UNICODE;
  buffer_add_string(out, "  ");
  for (uint32_t used = safe_append_fit(out, name, mode, NAME_COLUMNS); used < NAME_COLUMNS; used++)
    buffer_add_byte(out, ' ');
  buffer_printf(out, " %6u  ", value);
  gauge_add_bar(out, value, most, BAR_COLUMNS, mode);
  buffer_add_byte(out, '\n');
}

static const char *ending_of(uint32_t count) {
  return count == 1 ? "" : "s";
}

static void write_totals(Run *run, const Stats *stats) {
  Buffer *out = &run->output.text;
  buffer_printf(out, "%u brief%s: %u read, %u begun, %u with annotations\n", stats->briefs,
                ending_of(stats->briefs), stats->read, stats->started, stats->annotated);
  buffer_printf(out, "%" PRIu64 " characters of text\n", stats->length_cp);
  buffer_printf(out, "%u annotation%s: %u tagged, %u with a comment, %u on whole briefs\n",
                stats->annotations, ending_of(stats->annotations), stats->tagged, stats->commented,
                stats->whole);
  buffer_printf(out, "%u to review, %u without a place (orphans)\n", stats->waiting,
                stats->orphans);
  buffer_printf(out, "%u tag%s\n", stats->tags, ending_of(stats->tags));
}

// The figures without a bar stand above, in sentences.
static void write_chart(Run *run, const Chart *chart) {
  const char *group = "";
  for (uint32_t i = 0; i < chart->count; i++) {
    const ChartRow *row = &chart->rows[i];
    if (row->most == 0) continue;
    if (strcmp(group, row->group) != 0) buffer_printf(&run->output.text, "\n%s\n", row->group);
    group = row->group;
    add_bar(run, slice_of(row->name), row->value, row->most);
  }
}

static void add_number(JsonWriter *json, const char *name, uint64_t number) {
  json_key(json, name);
  json_number(json, (int64_t)number);
}

static void write_json(const Stats *stats, Buffer *out) {
  JsonWriter json = {.out = out};
  json_start_object(&json);
  add_number(&json, "briefs", stats->briefs);
  add_number(&json, "read", stats->read);
  add_number(&json, "started", stats->started);
  add_number(&json, "characters", stats->length_cp);
  add_number(&json, "annotated", stats->annotated);
  add_number(&json, "annotations", stats->annotations);
  add_number(&json, "tagged", stats->tagged);
  add_number(&json, "commented", stats->commented);
  add_number(&json, "whole", stats->whole);
  add_number(&json, "waiting", stats->waiting);
  add_number(&json, "orphans", stats->orphans);
  add_number(&json, "tags", stats->tags);
  json_key(&json, "colours");
  json_start_object(&json);
  for (uint32_t i = 0; i < COLOUR_COUNT; i++)
    add_number(&json, colour_name((Colour)i), stats->colours[i]);
  json_end_object(&json);
  json_key(&json, "months");
  json_start_object(&json);
  for (uint32_t i = 0; i < stats->month_count; i++)
    add_number(&json, stats->months[i].name, stats->months[i].annotations);
  json_end_object(&json);
  json_end_object(&json);
  buffer_add_byte(out, '\n');
}

// Briefs and annotations that count; NULL for all.
static void print(Run *run, const Keys *briefs, const Keys *annotations, Error *err) {
  Stats stats = {0};
  Chart chart = {0};
  if (!stats_read(run->library, briefs, annotations, &stats, err)) return;
  if (run->json) {
    write_json(&stats, &run->output.text);
  } else if (chart_read(run->library, &stats, annotations, ROWS_SHOWN, &chart, err)) {
    write_totals(run, &stats);
    write_chart(run, &chart);
  }
  output_flush(&run->output);
  chart_release(&chart);
  stats_release(&stats);
}

int run_stats(Run *run, Error *err) {
  Query query = {0};
  Keys briefs = {0}, annotations = {0};
  bool ok = run_read_query(run, 0, &query, err) && run_open_library(run, LIBRARY_READ, err);
  if (ok) run_tell_unknown_tag(run, &query);
  if (ok && query.everything) {
    print(run, NULL, NULL, err);
  } else if (ok && query_find_briefs(run->library, &query, &briefs, err) &&
             query_find_annotations(run->library, &query, 0, &annotations, err)) {
    print(run, &briefs, &annotations, err);
  }
  query_release(&query);
  keys_release(&briefs);
  keys_release(&annotations);
  return 0;
}
