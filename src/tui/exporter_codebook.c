// SPDX-License-Identifier: MIT
// Export of the codebook: a name for the file, a question before one is replaced.
#include "base/file.h"
#include "exchange/tagfile.h"
#include "tui/ask.h"
#include "tui/exporter.h"
#include "tui/path.h"
#include "tui/prompt.h"

#include <stdlib.h>

static bool write_tags(App *app, bool replace, Error *err) {
  TagList list = {0};
  Buffer bytes = {0};
  if (!tag_list(app->library, &list, err)) return false;
  tagfile_write(&list, &bytes);
  tag_release_list(&list);
  bool ok = file_write(app->export_path.ptr, buffer_slice(&bytes), replace, err);
  buffer_release(&bytes);
  return ok;
}

static void write_file(App *app, bool replace) {
  Error err = {0};
  const char *path = app->export_path.ptr;
  if (file_is_no_device(path, "write", &err) && write_tags(app, replace, &err)) {
    habit_count(app, ACTION_EXPORT);
    app_say(app, "exported to %s", path);
  } else {
    app_fail(app, &err);
  }
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

void exporter_open_codebook(App *app) {
  static const PromptRequest request = {.label = "Export to file: ",
                                        .accept = "export",
                                        .accepted = path_given,
                                        .complete = path_complete,
                                        .suggests = true,
                                        .recall = RECALL_PATH};
  prompt_open(app, &request, SLICE("codebook.jsonl"));
}
