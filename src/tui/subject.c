// SPDX-License-Identifier: MIT
// The subject of an editor or a picker: looked up once, before there is an overlay.
#include "tui/subject.h"

#define WHOLE "the whole brief"

Subject subject_at_caret(const App *app, uint32_t count) {
  const Session *session = &app->session;
  int32_t here = session_annotation_here(session);
  Span span = here >= 0 ? session->spans[here] : session_target(session, count);
  Subject subject = {.target = session_target_now(session, count)};
  session_read_annotation(session, here, &subject.annotation);
  view_append(session->version, span, VIEW_PLAIN, &subject.passage);
  return subject;
}

Subject subject_of_brief(const App *app) {
  const Session *session = &app->session;
  Subject subject = {.target = session_target_whole(session)};
  session_read_annotation(session, session_annotation_whole(session), &subject.annotation);
  buffer_add_string(&subject.passage, WHOLE);
  return subject;
}

bool subject_of_listed(App *app, int64_t annotation, Subject *subject) {
  Error err = {0};
  *subject = (Subject){0};
  if (!annotation_get(app->library, annotation, &subject->annotation, &err) ||
      !session_target_listed(&app->session, &subject->annotation, &subject->target, &err)) {
    app_fail(app, &err);
    subject_release(subject);
    return false;
  }
  bool whole = subject->annotation.whole;
  buffer_add_string(&subject->passage, whole ? WHOLE : subject->annotation.quote);
  return true;
}

void subject_release(Subject *subject) {
  annotation_release(&subject->annotation);
  buffer_release(&subject->passage);
  *subject = (Subject){0};
}
