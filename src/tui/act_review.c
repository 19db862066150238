// SPDX-License-Identifier: MIT
// Actions on what waits for the reader after a text has changed.
#include "library/review.h"
#include "tui/attach.h"
#include "tui/dispatch.h"
#include "tui/reviewlist.h"

void tui_do_REVIEW(App *app, const Call *call) {
  (void)call;
  if (!(app_mode(app) & MODE_REVIEW)) reviewlist_open(app, 0);
}

typedef bool GiveAnswer(Library *library, int64_t annotation, int64_t *change, Error *err);

static void answer(App *app, GiveAnswer *give, const char *done) {
  Error err = {0};
  int64_t change = 0;
  const Annotation *annotation = reviewlist_chosen(app);
  if (!annotation) {
    app_say(app, "nothing is chosen here: the review list shows what waits");
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
    app_say(app, "nothing is being attached: the review list begins that");
}
