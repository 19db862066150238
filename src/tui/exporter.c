// SPDX-License-Identifier: MIT
// Export: the keys, the sample, the writing. The choices stand in app->export_form; each of them
// makes the sample anew, in at most SAMPLE_MS: where that is too little, the page says so and Enter
// writes all the same. A query that is being typed is taken as far as it can be read; one that is
// wrong is never written by.
#include "tui/exporter.h"

#include "base/file.h"
#include "base/moment.h"
#include "session/filter.h"
#include "tui/ask.h"
#include "tui/completion.h"
#include "tui/dispatch.h"
#include "tui/narrow.h"
#include "tui/path.h"
#include "tui/prompt.h"

#include <stdlib.h>

enum { SAMPLE_MS = 100 };

static const OverlayOps exporter_ops;

static Exporter *exporter_of(Overlay *overlay) {
  return (Exporter *)overlay;
}

static Exporter *top(const App *app) {
  return exporter_of(overlay_top(app, &exporter_ops));
}

static void release(Overlay *overlay) {
  sample_release(&exporter_of(overlay)->sample);
}

// ---- The sample

static void look(App *app, Exporter *exporter) {
  const ExportForm *form = &app->export_form;
  int64_t deadline = moment_steady_ms() + SAMPLE_MS;
  Query query;
  exporter->failure = (Error){0};
  query_parse(&query, buffer_slice(&form->filter), prompt_query_mode(app), &exporter->failure);
  ExchangeOptions options = exportform_options(form, query.everything ? NULL : &query);
  sample_make(&exporter->sample, app->library, exportform_format(form), &options, moment_is_before,
              &deadline, &exporter->failure);
  query_release(&query);
  exporter->stale = false;
  exporter->stamp = app->stamp;
}

static void draw(App *app, Overlay *overlay) {
  Exporter *exporter = exporter_of(overlay);
  if (exporter->stale || exporter->stamp != app->stamp) look(app, exporter);
  exporter_draw(app, exporter);
}

static void note_change(App *app, Exporter *exporter) {
  ExportRow rows[EXPORT_ROW_COUNT];
  roll_set_count(&exporter->roll, exportform_rows(&app->export_form, rows));
  exporter->stale = true;
}

// ---- Writing

// A folder or a file that is there; only the words of an export say whether it can be updated.
ExporterManner exporter_manner(const App *app) {
  const ExportForm *form = &app->export_form;
  if (!path_exists(buffer_slice(&form->path))) return EXPORTER_MAKES;
  return exportform_format(form)->updates ? EXPORTER_UPDATES : EXPORTER_ASKS;
}

static void say_written(App *app, const char *path, const Update *update,
                        const ExchangeReport *report) {
  Buffer said = {0};
  buffer_printf(&said, "%s %s", update ? "updated" : "exported to", path);
  if (update) buffer_add_string(&said, ": ");
  if (update) update_write_counts(&update->counts, &said);
  if (report->remark.len > 0) buffer_printf(&said, "; %s", report->remark.ptr);
  app_say(app, "%s", said.ptr);
  buffer_release(&said);
}

static bool export_to(App *app, const char *path, const Query *query, bool replace, Update *update,
                      ExchangeReport *report, Error *err) {
  const ExportForm *form = &app->export_form;
  const ExchangeFormat *format = exportform_format(form);
  ExchangeOptions options = exportform_options(form, query->everything ? NULL : query);
  Target target = exchange_target(format, path, replace);
  target.update = update;
  return file_is_no_device(path, "write", err) &&
         exchange_export(app->library, format, &options, &target, report, err);
}

// The form goes only when the file is written.
static bool write_file(App *app, bool replace, bool updates, Error *err) {
  const ExportForm *form = &app->export_form;
  char *path = path_expand(buffer_slice(&form->path));
  ExchangeReport report = {0};
  Update update = {0};
  Query query;
  bool ok = query_parse(&query, buffer_slice(&form->filter), QUERY_STRICT, err) &&
            export_to(app, path, &query, replace, updates ? &update : NULL, &report, err);
  if (ok) {
    habit_count(app, ACTION_EXPORT);
    overlay_pop(app);
    say_written(app, path, updates ? &update : NULL, &report);
  }
  query_release(&query);
  update_release(&update);
  exchange_release_report(&report);
  free(path);
  return ok;
}

static void replace_file(App *app, int64_t value) {
  Error err = {0};
  (void)value;
  if (!write_file(app, true, false, &err)) app_fail(app, &err);
}

static void ask_to_replace(App *app, const char *why) {
  Buffer question = {0};
  char *path = path_expand(buffer_slice(&app->export_form.path));
  buffer_printf(&question, file_is_folder(path) ? "%sReplace files in %s?" : "%sReplace %s?", why,
                path);
  ask_open(app, question.ptr, replace_file, 0);
  buffer_release(&question);
  free(path);
}

static void enter(App *app, Overlay *overlay) {
  Error err = {0};
  ExporterManner manner = exporter_manner(app);
  (void)overlay;
  if (manner == EXPORTER_ASKS)
    ask_to_replace(app, "");
  else if (write_file(app, false, manner == EXPORTER_UPDATES, &err))
    return;
  else if (manner == EXPORTER_UPDATES && err.kind == ERROR_CREATE)
    ask_to_replace(app, "No export is in it. ");
  else
    app_fail(app, &err);
}

// ---- Choosing

static void path_given(App *app, Slice typed) {
  exportform_set_path(&app->export_form, slice_trim(typed));
}

static void ask_path(App *app) {
  static const PromptRequest request = {.label = "Export to file: ",
                                        .accept = "take it",
                                        .accepted = path_given,
                                        .complete = path_complete,
                                        .suggests = true,
                                        .recall = RECALL_PATH};
  prompt_open(app, &request, buffer_slice(&app->export_form.path));
}

static ExportRow current_row(const App *app, const Exporter *exporter) {
  ExportRow rows[EXPORT_ROW_COUNT];
  exportform_rows(&app->export_form, rows);
  return rows[exporter->roll.current];
}

static void step(App *app, Exporter *exporter, bool back) {
  ExportRow row = current_row(app, exporter);
  if (exportform_step(&app->export_form, row, back))
    note_change(app, exporter);
  else if (row == EXPORT_ROW_FILTER)
    narrow_open(app, SLICE(""));
  else
    ask_path(app);
}

static void stride(App *app, Overlay *overlay, Stride by, int32_t count) {
  (void)app;
  roll_stride(&exporter_of(overlay)->roll, by, count);
}

static void click(App *app, Overlay *overlay, uint32_t row, uint32_t column) {
  (void)column;
  if (roll_click(&exporter_of(overlay)->roll, row)) step(app, exporter_of(overlay), false);
}

static void narrow(App *app, Overlay *overlay, Slice typed) {
  exportform_set_filter(&app->export_form, typed);
  note_change(app, exporter_of(overlay));
}

static Slice narrowed(const Overlay *overlay) {
  return buffer_slice(((const Exporter *)overlay)->filter);
}

static void write_fault(const Overlay *overlay, Buffer *out) {
  filter_write_fault(narrowed(overlay), out);
}

static const OverlayOps exporter_ops = {.mode = MODE_EXPORT,
                                        .draw = draw,
                                        .hints = exporter_hints,
                                        .release = release,
                                        .stride = stride,
                                        .enter = enter,
                                        .click = click,
                                        .narrow = narrow,
                                        .narrowed = narrowed,
                                        .fault = write_fault,
                                        .complete = completion_of_filter};

void exporter_open(App *app) {
  Error err = {0};
  Brief brief = {0};
  int64_t key = app_brief_in_view(app);
  if (key && !brief_get(app->library, key, &brief, &err)) key = 0;
  exportform_begin(&app->export_form, key ? &brief : NULL);
  if (key) brief_release(&brief);
  Exporter *exporter = memory_new(1, sizeof *exporter);
  exporter->base.ops = &exporter_ops;
  exporter->filter = &app->export_form.filter;
  note_change(app, exporter);
  overlay_push(app, &exporter->base);
}

// ---- Actions

static void step_often(App *app, const Call *call, bool back) {
  Exporter *exporter = top(app);
  uint32_t times = call->count < EXPORT_CONTEXT_MAX ? call->count : EXPORT_CONTEXT_MAX;
  if (exporter) step(app, exporter, back);
  for (uint32_t i = 1; i < times && top(app); i++) step(app, exporter, back);
}

void tui_do_EXPORT_NEXT(App *app, const Call *call) {
  step_often(app, call, false);
}

void tui_do_EXPORT_PREVIOUS(App *app, const Call *call) {
  step_often(app, call, true);
}

void tui_do_EXPORT_FILE(App *app, const Call *call) {
  if (!top(app)) return;
  if (call->argument_count)
    path_given(app, slice_of(call->arguments[0]));
  else
    ask_path(app);
}
