// SPDX-License-Identifier: MIT
// Export: a menu of formats, a prompt for the file, a question before a file is replaced. The
// choice travels in the value of the menu's row: format * 2, and 1 added for the whole library.
#include "tui/exporter.h"
#include "base/file.h"
#include "exchange/exchange.h"
#include "exchange/filename.h"
#include "exchange/tagfile.h"
#include "tui/ask.h"
#include "tui/menu.h"
#include "tui/path.h"
#include "tui/prompt.h"

#include <stdlib.h>

enum { CODEBOOK = -1 }; // a choice that is no format

static bool write_codebook(App *app, bool replace, Error *err) {
  TagList list = {0};
  Buffer bytes = {0};
  if (!tag_list(app->library, &list, err)) return false;
  tagfile_write(&list, &bytes);
  tag_release_list(&list);
  bool ok = file_write(app->export_path.ptr, buffer_slice(&bytes), replace, err);
  buffer_release(&bytes);
  return ok;
}

static bool write_annotations(App *app, bool replace, Error *err) {
  uint32_t count;
  const ExchangeFormat *format = &exchange_formats(&count)[app->export_choice / 2];
  ExchangeOptions options = {.brief = app->export_choice % 2 ? 0 : app_brief_in_view(app)};
  Target target = exchange_target(format, app->export_path.ptr, replace);
  return exchange_export(app->library, format, &options, &target, &app->export_remark, err);
}

static void write_file(App *app, bool replace) {
  Error err = {0};
  const char *path = app->export_path.ptr;
  bool codebook = app->export_choice == CODEBOOK;
  buffer_clear(&app->export_remark);
  bool ok = file_is_no_device(path, "write", &err) &&
            (codebook ? write_codebook : write_annotations)(app, replace, &err);
  if (ok) habit_count(app, ACTION_EXPORT);
  if (!ok)
    app_fail(app, &err);
  else if (app->export_remark.len > 0)
    app_say(app, "exported to %s; %s", path, app->export_remark.ptr);
  else
    app_say(app, "exported to %s", path);
}

static void replace_file(App *app, int64_t value) {
  (void)value;
  write_file(app, true);
}

static void path_given(App *app, Slice typed) {
  Slice path = slice_trim(typed);
  if (path.len == 0) return;
  char *expanded = path_expand(path);
  buffer_clear(&app->export_path);
  buffer_add_string(&app->export_path, expanded);
  free(expanded);
  if (!path_exists(path)) {
    write_file(app, false);
    return;
  }
  Buffer question = {0};
  buffer_printf(&question, "Replace %s?", app->export_path.ptr);
  ask_open(app, question.ptr, replace_file, 0);
  buffer_release(&question);
}

static void ask_path(App *app, int64_t choice, Slice suggestion) {
  static const PromptRequest request = {.label = "Export to file: ",
                                        .accept = "export",
                                        .accepted = path_given,
                                        .complete = path_complete,
                                        .suggests = true,
                                        .recall = RECALL_PATH};
  app->export_choice = choice;
  prompt_open(app, &request, suggestion);
}

static void format_chosen(App *app, int64_t value) {
  Error err = {0};
  uint32_t count;
  Brief brief = {0};
  const ExchangeFormat *format = &exchange_formats(&count)[value / 2];
  bool one = value % 2 == 0 && brief_get(app->library, app_brief_in_view(app), &brief, &err);
  char *name = filename_of_title(one ? brief.title : "", format->ending);
  if (one) brief_release(&brief);
  ask_path(app, value, slice_of(name));
  free(name);
}

void exporter_open(App *app) {
  static const MenuRequest request = {
      .title = "export annotations", .enter = "choose", .numbered = true, .chosen = format_chosen};
  uint32_t count;
  const ExchangeFormat *formats = exchange_formats(&count);
  Menu *menu = menu_new(&request);
  Buffer text = {0};
  for (uint32_t whole = app_brief_in_view(app) ? 0 : 1; whole < 2; whole++)
    for (uint32_t i = 0; i < count; i++) {
      buffer_clear(&text);
      buffer_printf(&text, "%s, %s", formats[i].name, whole ? "all briefs" : "this brief");
      menu_add(menu, buffer_slice(&text), slice_of(formats[i].prose), FACE_TEXT,
               (int64_t)i * 2 + whole);
    }
  buffer_release(&text);
  menu_open(app, menu);
}

void exporter_open_codebook(App *app) {
  ask_path(app, CODEBOOK, SLICE("codebook.jsonl"));
}
