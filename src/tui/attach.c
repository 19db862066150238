// SPDX-License-Identifier: MIT
// Attaching: what is being attached stands in the App until it is taken, left, or another brief is
// opened. The passage is one of the text as it is on the screen.
#include "tui/attach.h"

#include "library/review.h"
#include "text/position.h"
#include "tui/app.h"
#include "tui/reviewlist.h"
#include "tui/visit.h"
#include "tui/wrap.h"

#include <stdlib.h>

void attach_release(Attach *attach) {
  free(attach->words);
  *attach = (Attach){0};
}

bool attach_active(const App *app) {
  return app->attach.annotation != 0 && !app->session.older && app->session.brief.key == app->attach.brief;
}

static void say_keys(App *app) {
  Buffer take = {0}, leave = {0};
  hint_write_key(app, MODE_SELECT, ACTION_ENTER, &take);
  hint_write_key(app, MODE_SELECT, ACTION_CANCEL, &leave);
  app_say(app, "select the passage: %s attaches the annotation to it, %s goes back",
          buffer_slice(&take).ptr, buffer_slice(&leave).ptr);
  buffer_release(&take);
  buffer_release(&leave);
}

void attach_begin(App *app) {
  const Annotation *annotation = reviewlist_chosen(app);
  if (!annotation) return;
  bool orphan = annotation->state == ANNOTATION_ORPHAN;
  const char *words =
      orphan || !annotation->old_quote[0] ? annotation->quote : annotation->old_quote;
  Attach attach = {annotation->key, annotation->brief, reviewlist_next(app),
                   memory_string(slice_of(words))};
  attach_release(&app->attach);
  app->attach = attach;
  visit_annotation(app, attach.brief, attach.annotation);
  if (attach_active(app))
    say_keys(app);
  else
    attach_release(&app->attach);
}

void attach_leave(App *app) {
  int64_t annotation = app->attach.annotation;
  session_select_none(&app->session);
  attach_release(&app->attach);
  reviewlist_open(app, annotation);
}

void attach_take(App *app) {
  Error err = {0};
  int64_t change = 0, next = app->attach.next;
  const Session *session = &app->session;
  CpSpan span = positions_to_code_points(session->version->positions, session_target(session, 0));
  if (!review_attach(app->library, app->attach.annotation, span, &change, &err)) {
    app_fail(app, &err);
    return;
  }
  session_select_none(&app->session);
  attach_release(&app->attach);
  app_changed(app);
  reviewlist_open(app, next);
  app_say(app, "attached to this passage");
}

// ---- The strip

uint32_t attach_rows(const App *app) {
  enum { ROWS_MIN = 10, MOST = 4 };
  if (!attach_active(app) || app->screen->rows < ROWS_MIN) return 0;
  uint32_t third = app->screen->rows / 6;
  return third < MOST ? third + 1 : MOST;
}

void attach_draw(App *app) {
  Rect rect = app->frame.attach;
  if (rect.rows == 0) return;
  screen_clear(app->screen, rect, FACE_TEXT);
  Buffer words = {0};
  buffer_printf(&words, "attach: “%s”", app->attach.words);
  for (size_t at = 0; at < words.len; at++)
    if (words.ptr[at] == '\n') words.ptr[at] = ' ';
  wrap_draw(app->screen, (Rect){rect.row, rect.column + 1, 1, rect.columns - 2},
            buffer_slice(&words), rect.rows, FACE_QUOTATION);
  buffer_release(&words);
}
