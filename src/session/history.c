// SPDX-License-Identifier: MIT
// Undo and redo, step by step. Nothing to undo is no failure: whoever else works on the library may
// have ended what could be redone.
#include "session/act.h"

typedef bool Step(Library *library, int64_t only, Change *done, Error *err);

static void say_step(Act *act, const char *did, const Change *done) {
  Session *session = act->session;
  Brief brief = {0};
  Error ignored = {0};
  buffer_clear(&act->result->message);
  act_say(act, "%s: %s", did, change_words(done));
  if (done->left > 0) {
    act_say(act, " (%u of %u parts were changed since and stay)", done->left, done->parts);
  }
  bool elsewhere = done->brief != 0 && done->brief != session->brief.key && !session->headless;
  if (elsewhere && brief_get(session->library, done->brief, &brief, &ignored)) {
    if (!change_names(done, brief.title)) act_say(act, " in “%s”", brief.title);
    if (change_has_others(session->library, done)) act_say(act, " and other briefs");
    brief_release(&brief);
  }
}

// The current annotation may have gone with the change, or come back. With a screen the list tells.
static void find_current_again(Session *session) {
  Annotation annotation = {0};
  Error ignored = {0};
  if (!session->headless || session->annotation_id[0] == '\0') return;
  bool alive = annotation_find(session->library, session->annotation_id, &annotation, &ignored);
  session->annotation = alive ? annotation.key : 0;
  if (alive) annotation_release(&annotation);
}

// How many steps: the argument, else the count, else one.
static bool count_steps(Act *act, uint32_t *steps) {
  *steps = act_times(act);
  if (act->argument_count == 0) return true;
  return (act_parse_number(act->arguments[0], steps) && *steps > 0) ||
         error_set(act->err, ERROR_USAGE, "'%s' is no number of changes", act->arguments[0]);
}

// `only` limits the first step: what follows it was made before.
static bool walk(Act *act, Step *step, int64_t only, const char *did, const char *nothing) {
  uint32_t steps;
  if (!count_steps(act, &steps)) return false;
  act_save_place(act->session);
  for (uint32_t at = 0; at < steps; at++) {
    Change done = {0};
    Error why = {0};
    if (!step(act->session->library, at == 0 ? only : 0, &done, &why)) {
      if (at == 0 && why.kind == ERROR_NOTHING) act_say(act, "%s", nothing);
      if (why.kind == ERROR_NOTHING) break;
      *act->err = why;
      return false;
    }
    act_add_change(act, done.id);
    say_step(act, did, &done);
    change_release(&done);
  }
  find_current_again(act->session);
  // The open brief itself may have gone; with a screen the caller of all acts looks.
  return !act->session->headless || session_refresh(act->session, act->err);
}

static bool undo(Act *act, int64_t only) {
  return walk(act, change_undo_this, only, "undone", "there is nothing to undo");
}

static bool redo(Act *act, int64_t only) {
  return walk(act, change_redo_this, only, "redone", "there is nothing to redo");
}

bool session_do_UNDO(Act *act) {
  return undo(act, 0);
}

bool session_do_REDO(Act *act) {
  return redo(act, 0);
}

// ---- With a screen

// The annotation of this brief that the last change is about; 0 when it is about something else.
static int64_t subject_of(const Session *session, const SessionResult *result) {
  ChangeSubject subject;
  Error ignored = {0};
  if (result->change_count == 0) return 0;
  int64_t last = result->changes[result->change_count - 1];
  bool found = change_subject(session->library, last, &subject, &ignored);
  return found && subject.brief == session->brief.key ? subject.annotation : 0;
}

// The caret goes to what was reverted, where it is or, if it is gone, where it was.
bool session_revert(Session *session, const SessionRevert *request, SessionResult *result,
                    Error *err) {
  Act act = {.session = session, .count = request->count, .result = result, .err = err};
  if (!(request->redo ? redo(&act, request->change) : undo(&act, request->change))) return false;
  int64_t annotation = subject_of(session, result);
  Span was = act_span_of(session, annotation);
  if (!act_keep_up(session, err)) return false;
  Span is = act_span_of(session, annotation);
  Span shown = span_is_empty(is) ? was : is;
  if (!span_is_empty(shown) && !span_contains(shown, session->pos))
    session_move_to(session, shown.start, true);
  return true;
}
