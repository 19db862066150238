// SPDX-License-Identifier: MIT
// Going to an annotation. One that has no passage in the text (on the whole brief, or orphaned)
// becomes the current one all the same, so that what is done next is done to it.
#include "tui/visit.h"
#include "tui/overlay.h"

static int32_t find(const Session *session, int64_t key) {
  for (uint32_t i = 0; i < session->annotations.count; i++)
    if (session->annotations.items[i].key == key) return (int32_t)i;
  return -1;
}

void visit_annotation(App *app, int64_t brief, int64_t key) {
  Session *session = &app->session;
  bool open = session->brief.key == brief;
  overlay_clear(app);
  if (!open && !app_open_brief(app, brief, NULL)) return;
  app->focus = PANE_TEXT;
  int32_t at = find(session, key);
  if (at < 0) {
    app_say(app, "this annotation is not there any more");
    return;
  }
  const Annotation *annotation = &session->annotations.items[at];
  session_select_none(session);
  if (annotation->whole)
    app_say(app, "this annotation is on the whole brief");
  else
    session_move_to(session, session->spans[at].start, open);
  if (!annotation->whole && annotation->state == ANNOTATION_ORPHAN)
    app_say(app, "orphan: its passage was here, and is not in this text any more");
  session_set_annotation(session, key);
}
