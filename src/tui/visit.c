// SPDX-License-Identifier: MIT
// Going to an annotation. One that has no passage in the text (on the whole brief, or orphaned)
// becomes the current one all the same, so that what is done next is done to it.
#include "tui/visit.h"
#include "text/position.h"
#include "tui/overlay.h"

static uint32_t place_of(const Session *session, const ShownAnnotation *annotation) {
  const Positions *positions = session->version->positions;
  uint32_t end = positions_count(positions), start = annotation->span.start_cp;
  return positions_byte(positions, start < end ? start : end);
}

void visit_annotation(App *app, int64_t brief, int64_t key) {
  Session *session = &app->session;
  bool open = session->brief.key == brief;
  overlay_clear(app);
  if (!open && !app_open_brief(app, brief, NULL)) return;
  app->focus = PANE_TEXT;
  session_select_none(session);
  session_set_annotation(session, key);
  ShownPlace place;
  if (!session->annotation || !shown_find(app->library, key, &place)) {
    app_say(app, "this annotation is not there any more");
    return;
  }
  if (place.annotation.whole)
    app_say(app, "this annotation is on the whole brief");
  else
    session_move_to(session, place_of(session, &place.annotation), open);
  if (place.annotation.orphan)
    app_say(app, "orphan: its passage was here, and is not in this text any more");
}
