// SPDX-License-Identifier: MIT
// Actions on what waits for the reader after a text has changed.
#include "base/moment.h"
#include "library/comparison.h"
#include "library/review.h"
#include "tui/attach.h"
#include "tui/dispatch.h"
#include "tui/menu.h"
#include "tui/reviewlist.h"

#include <stdlib.h>

void tui_do_REVIEW(App *app, const Call *call) {
  (void)call;
  if (!(app_mode(app) & MODE_REVIEW)) reviewlist_open(app, 0);
}

static void say_nothing_chosen(App *app, const char *elsewhere) {
  app_say(app, "%s", app_mode(app) & MODE_REVIEW ? "nothing waits for an answer here" : elsewhere);
}

typedef bool GiveAnswer(Library *library, int64_t annotation, int64_t *change, Error *err);

static void answer(App *app, GiveAnswer *give, const char *done) {
  Error err = {0};
  int64_t change = 0;
  const Annotation *annotation = reviewlist_chosen(app);
  if (!annotation) {
    say_nothing_chosen(app, "nothing is chosen here: the review list shows what waits");
    return;
  }
  if (!give(app->library, annotation->key, &change, &err)) {
    app_fail(app, &err);
    return;
  }
  Buffer undo = {0};
  keymap_write_keys(app->keymap, ACTION_UNDO_KEY, MODE_REVIEW, 1, &undo);
  int64_t brief = annotation->brief; // the list is read again
  app_changed(app);
  briefs_update(app, brief);
  app_say(app, "%s: %s takes that back", done, buffer_slice(&undo).ptr);
  buffer_release(&undo);
}

void tui_do_REVIEW_ACCEPT(App *app, const Call *call) {
  (void)call;
  answer(app, review_accept, "accepted");
}

void tui_do_REVIEW_ORPHAN(App *app, const Call *call) {
  (void)call;
  answer(app, review_orphan, "an orphan, kept with its old wording");
}

void tui_do_REVIEW_ATTACH(App *app, const Call *call) {
  (void)call;
  if (attach_active(app) && !app->overlay)
    attach_take(app);
  else if (library_read_only(app->library))
    app_say(app, "this library can only be read");
  else if (reviewlist_chosen(app))
    attach_begin(app);
  else
    say_nothing_chosen(app, "nothing is being attached: the review list begins that");
}

// ---- Versions

static void open_older(App *app, int64_t version) {
  split_open_older(app, version);
}

static void choose_older(App *app, const BriefVersion *items, uint32_t count) {
  static const MenuRequest request = {
      .title = "older versions, newest first (UTC)", .enter = "beside it", .chosen = open_older};
  Menu *menu = menu_new(&request);
  for (uint32_t i = 0; i < count; i++) {
    char when[MOMENT_TEXT_SIZE];
    Buffer line = {0}, detail = {0};
    moment_format(items[i].added, when);
    buffer_printf(&line, "%.10s %.5s", when, when + 11);
    buffer_printf(&detail, "%u annotation%s", items[i].annotations,
                  items[i].annotations == 1 ? "" : "s");
    menu_add(menu, buffer_slice(&line), buffer_slice(&detail), FACE_TEXT, items[i].key);
    buffer_release(&line);
    buffer_release(&detail);
  }
  menu_open(app, menu);
}

void tui_do_VERSIONS(App *app, const Call *call) {
  Error err = {0};
  BriefVersion *items = NULL;
  uint32_t count = 0;
  (void)call;
  if (app->session.brief.key == 0)
    app_say(app, "no brief is open");
  else if (app->split.open)
    app_say(app, "two texts are side by side already: close one first");
  else if (!brief_versions(app->library, app->session.brief.key, &items, &count, &err))
    app_fail(app, &err);
  else if (count < 2)
    app_say(app, "there is only one version of this brief");
  else if (count == 2)
    open_older(app, items[1].key);
  else
    choose_older(app, items + 1, count - 1); // the first is open
  free(items);
}
