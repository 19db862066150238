// SPDX-License-Identifier: MIT
// Motions of the caret that need no lines, and the jump list.
//
// The jump list holds the places that jumps began at. Going back from the newest end puts the
// caret's place there first, so that forward can return to it; it is taken off when forward
// arrives.
//
//   jumps   A  B  C │            jump_at == jump_count: not walking
//   back    A  B  C  D           from D to C: jump_at is at C, D waits at the end
//   forward A  B  C │            at D again
#include "session/act.h"

#include "library/reading.h"
#include "text/position.h"
#include "text/sentence.h"

// Moves `count` times, as far as it goes. `what` names what was looked for, or NULL for motions
// that may silently stay.
static bool move_by(Act *act, Motion *motion, const char *what, bool jump) {
  if (!act_need_brief(act)) return false;
  Session *session = act->session;
  uint32_t pos = session->pos;
  for (uint32_t times = act_times(act); times > 0; times--) {
    uint32_t next = motion(session->version, pos, session->hidden);
    if (next == pos) break;
    pos = next;
  }
  if (pos == session->pos && what) act_say(act, "no more %s this way", what);
  session_move_to(session, pos, jump && pos != session->pos);
  return true;
}

bool session_do_CHAR_LEFT(Act *act) {
  return move_by(act, motion_left, NULL, false);
}

bool session_do_CHAR_RIGHT(Act *act) {
  return move_by(act, motion_right, NULL, false);
}

bool session_do_WORD_NEXT(Act *act) {
  return move_by(act, motion_word_next, NULL, false);
}

bool session_do_WORD_PREVIOUS(Act *act) {
  return move_by(act, motion_word_previous, NULL, false);
}

bool session_do_WORD_END(Act *act) {
  return move_by(act, motion_word_end, NULL, false);
}

bool session_do_SENTENCE_NEXT(Act *act) {
  return move_by(act, motion_sentence_next, NULL, false);
}

bool session_do_SENTENCE_PREVIOUS(Act *act) {
  return move_by(act, motion_sentence_previous, NULL, false);
}

bool session_do_PARAGRAPH_NEXT(Act *act) {
  return move_by(act, motion_paragraph_next, NULL, false);
}

bool session_do_PARAGRAPH_PREVIOUS(Act *act) {
  return move_by(act, motion_paragraph_previous, NULL, false);
}

bool session_do_HEADING_NEXT(Act *act) {
  return move_by(act, motion_heading_next, "headings", true);
}

bool session_do_HEADING_PREVIOUS(Act *act) {
  return move_by(act, motion_heading_previous, "headings", true);
}

bool session_do_REFERENCE_NEXT(Act *act) {
  return move_by(act, motion_reference_next, "footnote marks", false);
}

bool session_do_REFERENCE_PREVIOUS(Act *act) {
  return move_by(act, motion_reference_previous, "footnote marks", false);
}

// ---- Annotations

// Where the caret comes to stand on an annotation: its start may lie in a block that is not shown.
static uint32_t stand_on(const Session *session, CpSpan span) {
  const Version *version = session->version;
  return motion_settle(version, positions_byte(version->positions, span.start_cp), session->hidden);
}

// The nearest annotation behind (before) pos, by where the caret would stand; one that leads no
// further this way is passed over. Gives that place.
static bool find_annotation(const Session *session, uint32_t *pos, bool forwards, int64_t *key) {
  ShownAnnotation next;
  uint32_t from_cp = positions_code_point(session->version->positions, *pos);
  while (shown_next(session->library, session->brief.version, from_cp, forwards, &next)) {
    uint32_t there = stand_on(session, next.span);
    *key = next.key;
    if (forwards ? there > *pos : there < *pos) {
      *pos = there;
      return true;
    }
    from_cp = next.span.start_cp;
  }
  return false;
}

static bool move_by_annotation(Act *act, bool forwards) {
  Session *session = act->session;
  if (!act_need_brief(act) || !act_read_annotations(session, act->err)) return false;
  uint32_t pos = session->pos;
  int64_t found = 0, next;
  for (uint32_t times = act_times(act); times > 0; times--) {
    if (!find_annotation(session, &pos, forwards, &next)) break;
    found = next;
  }
  if (found == 0) {
    act_say(act, "no more annotations this way");
    return true;
  }
  session_move_to(session, pos, false);
  if (!session->selecting) session_set_annotation(session, found);
  return true;
}

bool session_do_ANNOTATION_NEXT(Act *act) {
  return move_by_annotation(act, true);
}

bool session_do_ANNOTATION_PREVIOUS(Act *act) {
  return move_by_annotation(act, false);
}

// ---- The jump list

static bool same_place(SessionPlace a, SessionPlace b) {
  return a.brief == b.brief && a.version == b.version && a.pos == b.pos;
}

SessionPlace act_here(const Session *session) {
  return (SessionPlace){session->brief.key, session->brief.version, session->pos};
}

void jump_remember(Session *session, SessionPlace place) {
  if (place.brief == 0) return;
  session->jump_count = session->jump_at; // a new jump ends walking back
  if (session->jump_count > 0 && same_place(place, session->jumps[session->jump_count - 1])) return;
  if (session->jump_count == SESSION_JUMPS_MAX) {
    session->jump_count--;
    memmove(session->jumps, session->jumps + 1, session->jump_count * sizeof *session->jumps);
  }
  session->jumps[session->jump_count++] = place;
  session->jump_at = session->jump_count;
}

// Where the words of a remembered place are in the version of its brief that is open. The list
// keeps the place as it was: whoever takes the new version back stands there again.
static uint32_t place_now(const Session *session, SessionPlace place) {
  if (place.version == session->brief.version) return place.pos;
  Error ignored = {0};
  Version *old = brief_version(session->library, place.version, &ignored);
  if (!old) return place.pos;
  uint32_t place_cp = positions_code_point(old->positions, place.pos);
  reading_shift(old, session->version, &place_cp, 1);
  version_free(old);
  return positions_byte(session->version->positions, place_cp);
}

// Goes to a remembered place. A brief that is gone gives its error, and the walk can go on behind
// it.
static bool go_to(Session *session, SessionPlace place, Error *err) {
  if (place.brief != session->brief.key && !act_open(session, place.brief, NULL, err)) return false;
  session_move_to(session, place_now(session, place), false);
  return true;
}

bool jump_return(Session *session, Error *err) {
  if (session->jump_at == 0) return error_set(err, ERROR_NOTHING, "there was no jump yet");
  SessionPlace from = act_here(session);
  if (!go_to(session, session->jumps[session->jump_at - 1], err)) return false;
  session->jump_at--; // the place gone to gives way to the one left: the list does not grow
  jump_remember(session, from);
  return true;
}

static bool step_back(Session *session, Error *err) {
  if (session->jump_at == session->jump_count && session->brief.key != 0) {
    jump_remember(session, act_here(session));
    session->jump_at--;
  }
  if (session->jump_at == 0) return error_set(err, ERROR_NOTHING, "there is no earlier place");
  return go_to(session, session->jumps[--session->jump_at], err);
}

static bool step_forward(Session *session, Error *err) {
  if (session->jump_at + 1 >= session->jump_count) {
    return error_set(err, ERROR_NOTHING, "there is no later place");
  }
  session->jump_at++;
  SessionPlace place = session->jumps[session->jump_at];
  if (session->jump_at + 1 == session->jump_count) session->jump_count--;
  return go_to(session, place, err);
}

static bool walk(Act *act, bool (*step)(Session *session, Error *err)) {
  for (uint32_t times = act_times(act), done = 0; done < times; done++) {
    Error why = {0};
    if (step(act->session, &why)) continue;
    if (done > 0 && why.kind == ERROR_NOTHING) break;
    *act->err = why;
    return false;
  }
  return true;
}

bool session_do_BACK(Act *act) {
  return walk(act, step_back);
}

bool session_do_FORWARD(Act *act) {
  return walk(act, step_forward);
}
