// SPDX-License-Identifier: MIT
// The choices of an export. A row is a line of the table: what it is called, which formats have it,
// how its choice reads, and how the next one is made; what is only typed has no next one.
#include "tui/exportform.h"

#include "base/memory.h"
#include "exchange/filename.h"

#include <stdlib.h>

static bool is_named(const ExportForm *form, const char *name) {
  return strcmp(exportform_format(form)->name, name) == 0;
}

static uint32_t turn(uint32_t at, uint32_t count, bool back) {
  return (at + (back ? count - 1 : 1)) % count;
}

// ---- The name of the file

static bool is_of_one_brief(const ExportForm *form) {
  return form->brief != 0 && !form->whole;
}

// A folder where one file cannot hold it.
static bool wants_folder(const ExportForm *form) {
  ExchangeShape shape = exportform_format(form)->shape;
  return shape == EXCHANGE_FOLDER || (shape == EXCHANGE_PAGE && !is_of_one_brief(form));
}

static void suggest_path(ExportForm *form) {
  if (form->named) return;
  const char *ending = exportform_format(form)->ending;
  Brief brief = {.title = form->title, .title_source = form->title_source};
  char *name = filename_of_title(is_of_one_brief(form) ? &brief : NULL, ending);
  size_t stem = strlen(name) - strlen(ending) - 1;
  buffer_clear(&form->path);
  if (wants_folder(form))
    buffer_printf(&form->path, "%.*s-%s/", (int)stem, name, exportform_format(form)->name);
  else
    buffer_add_string(&form->path, name);
  free(name);
}

void exportform_set_path(ExportForm *form, Slice path) {
  form->named = path.len > 0;
  buffer_clear(&form->path);
  buffer_add(&form->path, path);
  suggest_path(form);
}

void exportform_set_filter(ExportForm *form, Slice filter) {
  buffer_clear(&form->filter);
  buffer_add(&form->filter, filter);
}

// ---- The rows

static void write_format(const ExportForm *form, Buffer *out) {
  buffer_printf(out, "%s · %s", exportform_format(form)->name, exportform_format(form)->prose);
}

static void step_format(ExportForm *form, bool back) {
  uint32_t count;
  exchange_formats(&count);
  form->format = turn(form->format, count, back);
}

static void write_scope(const ExportForm *form, Buffer *out) {
  if (is_of_one_brief(form))
    buffer_printf(out, "this brief · %s", form->title);
  else
    buffer_add_string(out, "all briefs");
}

static void step_scope(ExportForm *form, bool back) {
  (void)back;
  form->whole = form->brief == 0 || !form->whole;
}

static void write_filter(const ExportForm *form, Buffer *out) {
  if (form->filter.len > 0)
    buffer_add(out, buffer_slice(&form->filter));
  else
    buffer_add_string(out, "every annotation");
}

static bool groups(const ExportForm *form) {
  return exportform_format(form)->groups;
}

static void write_group(const ExportForm *form, Buffer *out) {
  buffer_printf(out, "by %s", exchange_group_name(form->group));
}

static void step_group(ExportForm *form, bool back) {
  form->group = (ExchangeGroup)turn(form->group, EXCHANGE_GROUP_COUNT, back);
}

static void write_context(const ExportForm *form, Buffer *out) {
  if (form->context == 0)
    buffer_add_string(out, "the passage alone");
  else
    buffer_printf(out, "%u sentence%s before and behind", (unsigned)form->context,
                  form->context == 1 ? "" : "s");
}

static void step_context(ExportForm *form, bool back) {
  if (back && form->context > 0) form->context--;
  if (!back && form->context < EXPORT_CONTEXT_MAX) form->context++;
}

static bool has_cells(const ExportForm *form) {
  return is_named(form, "csv");
}

static void write_cells(const ExportForm *form, Buffer *out) {
  buffer_add_string(out, form->spreadsheet ? "safe in a spreadsheet" : "exact");
}

static void step_cells(ExportForm *form, bool back) {
  (void)back;
  form->spreadsheet = !form->spreadsheet;
}

static bool has_texts(const ExportForm *form) {
  return is_named(form, "jsonl");
}

static void write_texts(const ExportForm *form, Buffer *out) {
  buffer_add_string(out, form->with_text ? "carried along" : "left out");
}

static void step_texts(ExportForm *form, bool back) {
  (void)back;
  form->with_text = !form->with_text;
}

static void write_path(const ExportForm *form, Buffer *out) {
  buffer_add(out, buffer_slice(&form->path));
}

static const struct {
  const char *label;
  bool (*has)(const ExportForm *form); // NULL: every format has it
  void (*write)(const ExportForm *form, Buffer *out);
  void (*step)(ExportForm *form, bool back); // NULL: it is typed
} form_rows[EXPORT_ROW_COUNT] = {
    [EXPORT_ROW_FORMAT] = {"format", NULL, write_format, step_format},
    [EXPORT_ROW_SCOPE] = {"what", NULL, write_scope, step_scope},
    [EXPORT_ROW_FILTER] = {"filter", NULL, write_filter, NULL},
    [EXPORT_ROW_GROUP] = {"grouped", groups, write_group, step_group},
    [EXPORT_ROW_CONTEXT] = {"context", groups, write_context, step_context},
    [EXPORT_ROW_CELLS] = {"cells", has_cells, write_cells, step_cells},
    [EXPORT_ROW_TEXTS] = {"texts", has_texts, write_texts, step_texts},
    [EXPORT_ROW_FILE] = {"file", NULL, write_path, NULL},
};

uint32_t exportform_rows(const ExportForm *form, ExportRow rows[EXPORT_ROW_COUNT]) {
  uint32_t count = 0;
  for (int row = 0; row < EXPORT_ROW_COUNT; row++)
    if (!form_rows[row].has || form_rows[row].has(form)) rows[count++] = (ExportRow)row;
  return count;
}

const char *exportform_label(ExportRow row) {
  return form_rows[row].label;
}

void exportform_write(const ExportForm *form, ExportRow row, Buffer *out) {
  form_rows[row].write(form, out);
}

bool exportform_step(ExportForm *form, ExportRow row, bool back) {
  if (!form_rows[row].step) return false;
  form_rows[row].step(form, back);
  suggest_path(form);
  return true;
}

// ---- The whole

const ExchangeFormat *exportform_format(const ExportForm *form) {
  uint32_t count;
  return &exchange_formats(&count)[form->format];
}

void exportform_begin(ExportForm *form, const Brief *brief) {
  free(form->title);
  form->title = memory_string(slice_of(brief ? brief->title : ""));
  form->title_source = brief ? brief->title_source : TITLE_FROM_FILE;
  form->brief = brief ? brief->key : 0;
  form->whole = brief == NULL;
  exportform_set_filter(form, SLICE(""));
  exportform_set_path(form, SLICE(""));
}

void exportform_release(ExportForm *form) {
  free(form->title);
  buffer_release(&form->filter);
  buffer_release(&form->path);
  *form = (ExportForm){0};
}

// What another format had chosen does not count for this one.
ExchangeOptions exportform_options(const ExportForm *form, const Query *query) {
  return (ExchangeOptions){.brief = is_of_one_brief(form) ? form->brief : 0,
                           .query = query,
                           .group = groups(form) ? form->group : EXCHANGE_BY_BRIEF,
                           .context = groups(form) ? form->context : 0,
                           .spreadsheet = has_cells(form) && form->spreadsheet,
                           .with_text = has_texts(form) && form->with_text};
}
