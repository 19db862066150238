// SPDX-License-Identifier: MIT
// Actions on briefs: adding, marking, removing, sorting, exporting.
#include "base/file.h"
#include "exchange/exchange.h"
#include "tui/annotationlist.h"
#include "tui/ask.h"
#include "tui/describe.h"
#include "tui/dispatch.h"
#include "tui/exporter.h"
#include "tui/matrixpane.h"

#include <stdlib.h>

void tui_do_ADD_PROMPT(App *app, const Call *call) {
  (void)call;
  if (library_read_only(app->library))
    app_say(app, "this library can only be read");
  else
    adder_open(app);
}

static const Brief *need_brief(App *app) {
  const Brief *brief = briefs_current(app);
  if (!brief) app_say(app, "there is no brief here: + adds files");
  return brief;
}

void tui_do_READ_MARK(App *app, const Call *call) {
  (void)call;
  Error err = {0};
  const Brief *brief = need_brief(app);
  if (!brief) return;
  int64_t key = brief->key;
  bool read = !brief->read;
  if (!brief_set_read(app->library, key, read, &err)) {
    app_fail(app, &err);
    return;
  }
  briefs_update(app, key);
  app->stamp = library_stamp(app->library);
  app_say(app, library_read_only(app->library) ? "this library can only be read"
               : read                          ? "marked as read"
                                               : "marked as unread");
}

void tui_do_METADATA(App *app, const Call *call) {
  (void)call;
  int64_t brief = app_brief_in_view(app);
  if (library_read_only(app->library))
    app_say(app, "this library can only be read");
  else if (brief == 0)
    need_brief(app);
  else
    describe_open(app, brief);
}

// ---- Removing

static void remove_brief(App *app, int64_t key) {
  Error err = {0};
  int64_t change = 0;
  if (!brief_remove(app->library, key, &change, &err)) {
    app_fail(app, &err);
    return;
  }
  app_changed(app);
  briefs_load(app);
  Buffer undo = {0};
  keymap_write_keys(app->keymap, ACTION_UNDO_KEY, MODE_LIST, 1, &undo);
  app_say(app, "removed: %s brings it back", buffer_slice(&undo).ptr);
  buffer_release(&undo);
}

void tui_do_REMOVE(App *app, const Call *call) {
  (void)call;
  const Brief *brief = need_brief(app);
  if (!brief) return;
  Buffer question = {0};
  buffer_printf(&question, "Remove “%s”", brief->title);
  if (brief->annotations)
    buffer_printf(&question, " and its %u annotation%s", brief->annotations,
                  brief->annotations == 1 ? "" : "s");
  buffer_add_byte(&question, '?');
  if (config_number(app->config, CONFIG_CONFIRM_REMOVE))
    ask_open(app, question.ptr, remove_brief, brief->key);
  else
    remove_brief(app, brief->key);
  buffer_release(&question);
}

void tui_do_SORT(App *app, const Call *call) {
  Slice column = call->argument_count ? slice_of(call->arguments[0]) : SLICE("");
  if (annotationlist_regroup(app, column) || results_reorder(app) || matrixpane_turn(app, column))
    return;
  if (briefs_set_sort(app, column))
    app_say(app, "sorted by %s%s", roster_order_name(app->briefs.sort),
            app->briefs.reversed ? ", reversed" : "");
  else
    app_say(app, "columns: date title author series read annotations added");
}

void tui_do_EXPORT_PROMPT(App *app, const Call *call) {
  (void)call;
  exporter_open(app);
}
