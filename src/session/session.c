// SPDX-License-Identifier: MIT
// The state of the reader at work: opening and leaving a brief, keeping up with the library, the
// caret.
//
// Opening reads everything of the next brief before it lets go of the last one, so that a failure
// leaves the reader where he was. Annotations are read in reach of the caret (reach.c): with a
// screen after each change (they are drawn then anyway), headless only when an act asks for them.
#include "session/session.h"

#include "library/reading.h"
#include "session/act.h"
#include "text/position.h"

#include <stdlib.h>

void session_init(Session *session, Library *library) {
  *session = (Session){.library = library, .next_reference = VERSION_NONE};
}

void session_init_beside(Session *second, const Session *session) {
  session_init(second, session->library);
  second->config = session->config;
  second->hidden = session->hidden;
}

static void forget_tags(Session *session) {
  for (uint32_t at = 0; at < session->last_tag_count; at++) free(session->last_tags[at]);
  free(session->last_tags);
  session->last_tags = NULL;
  session->last_tag_count = 0;
}

void session_hand_over(Session *from, Session *to) {
  forget_tags(to);
  to->last_tags = from->last_tags;
  to->last_tag_count = from->last_tag_count;
  to->last_colour = from->last_colour;
  to->last_tagged = from->last_tagged;
  from->last_tags = NULL;
  from->last_tag_count = 0;
}

// The reading place is no change: when it cannot be saved, nothing that the reader made is lost.
void act_save_place(Session *session) {
  if (session->headless || session->glanced || session->older) return;
  if (!session->version || session->version->block_count == 0) return;
  Error ignored = {0};
  const Version *version = session->version;
  uint32_t place_cp = positions_code_point(version->positions, session->pos);
  if (place_cp != session->brief.place_cp) {
    brief_set_place(session->library, session->brief.key, place_cp, &ignored);
    session->brief.place_cp = place_cp;
  }
  uint32_t last = motion_last(version, session->pos, session->hidden);
  bool at_end = version_block_at(version, session->pos) >= version_block_at(version, last);
  if (at_end && !session->brief.read) {
    brief_set_read(session->library, session->brief.key, true, &ignored);
  }
}

static void forget_brief(Session *session) {
  brief_take_back_version(session->library, session->version);
  version_free(session->version);
  session->version = NULL;
  brief_release(&session->brief);
  session->brief = (Brief){0};
  act_drop_annotations(session);
  session_set_annotation(session, 0);
  session->pos = session->anchor = 0;
  session->selecting = session->sentences = session->selected = session->stale = false;
  session->glanced = false;
  session->older = 0;
  session->selection = span_make(0, 0);
  session->next_reference = VERSION_NONE;
}

void session_close(Session *session) {
  if (session->brief.key == 0) return;
  act_save_place(session);
  forget_brief(session);
}

void session_release(Session *session) {
  session_close(session);
  forget_tags(session);
  *session = (Session){0};
}

bool act_keep_up(Session *session, Error *err) {
  if (!session->headless) return session_refresh(session, err);
  session->stale = true;
  return true;
}

// ---- Opening

// Where a brief that was just opened is shown: at the span, else where the reader was.
static uint32_t place_of(const Session *session, const CpSpan *span) {
  const Version *version = session->version;
  uint32_t wanted = span ? span->start_cp : session->brief.place_cp;
  uint32_t end = positions_count(version->positions);
  return positions_byte(version->positions, wanted < end ? wanted : end);
}

// Is it another version of the brief that is open?
static bool is_renewed(const Session *session, const Session *next) {
  return session->version && !session->glanced && !session->older &&
         session->brief.key == next->brief.key && session->brief.version != next->brief.version;
}

// The session with the row of another brief, and nothing of it yet.
static bool begin_next(const Session *session, int64_t key, Session *next, Error *err) {
  *next = *session;
  next->brief = (Brief){0};
  next->older = 0;
  next->annotations = (ShownList){0};
  next->spans = NULL;
  next->stale = true;
  return brief_get(session->library, key, &next->brief, err);
}

// The same brief in another version: the library has carried the place that it knew; one that has
// been left since is carried here.
static void carry_place(const Session *session, Session *next) {
  uint32_t place_cp = positions_code_point(session->version->positions, session->pos);
  Error ignored = {0};
  if (place_cp == session->brief.place_cp) return;
  reading_shift(session->version, next->version, &place_cp, 1);
  next->brief.place_cp = place_cp;
  if (!session->headless) brief_set_place(session->library, next->brief.key, place_cp, &ignored);
}

// With its version, if that could be read.
static bool go_on_to(Session *session, Session *next, const CpSpan *span, Error *err) {
  if (next->version) next->pos = place_of(next, span);
  if (!next->version || (!session->headless && !act_read_annotations(next, err))) {
    version_free(next->version);
    brief_release(&next->brief);
    return false;
  }
  if (is_renewed(session, next)) {
    carry_place(session, next);
    forget_brief(session);
  } else {
    session_close(session);
  }
  session->brief = next->brief;
  session->older = next->older;
  session->version = next->version;
  if (session->version->text.len == session->version->whole_len)
    brief_lend_version(session->library, session->brief.version, session->version);
  session->annotations = next->annotations;
  session->spans = next->spans;
  session->reach = next->reach;
  session->stale = next->stale;
  session->pos = place_of(session, span);
  session_settle(session);
  return true;
}

bool act_open(Session *session, int64_t key, const CpSpan *span, Error *err) {
  Session next;
  if (!begin_next(session, key, &next, err)) return false;
  next.version = brief_version(session->library, next.brief.version, err);
  return go_on_to(session, &next, span, err);
}

bool session_open_older(Session *session, int64_t key, int64_t version, Error *err) {
  Session next;
  if (!begin_next(session, key, &next, err)) return false;
  next.older = next.brief.version = version;
  next.brief.place_cp = 0;
  next.version = brief_version(session->library, version, err);
  return go_on_to(session, &next, NULL, err);
}

bool session_glance(Session *session, int64_t brief, const CpSpan *span, size_t bytes) {
  Error ignored = {0};
  Session next;
  if (!begin_next(session, brief, &next, &ignored)) return false;
  uint32_t place_cp = span ? span->start_cp : next.brief.place_cp;
  next.version = brief_glance(session->library, next.brief.version, place_cp + bytes);
  if (next.version && positions_count(next.version->positions) <= place_cp) {
    version_free(next.version);
    next.version = NULL;
  }
  if (!go_on_to(session, &next, span, &ignored)) return false;
  session->glanced = true;
  return true;
}

void session_preview(Session *session, Preview *preview) {
  session->brief = preview->brief;
  session->version = preview->version;
  preview->brief = (Brief){0};
  preview->version = NULL;
  session->glanced = true;
  session->pos = 0;
  session_settle(session);
}

bool session_is_cut(const Session *session) {
  return session->glanced && session->version->text.len < session->version->whole_len;
}

bool session_complete(Session *session, Error *err) {
  if (!session->glanced) return true;
  Version *whole = brief_version(session->library, session->brief.version, err);
  if (!whole) {
    session_close(session);
    return false;
  }
  version_free(session->version);
  session->version = whole;
  brief_lend_version(session->library, session->brief.version, whole);
  session->stale = true; // spans that lay behind the glance have places now
  session->glanced = false;
  session_settle(session);
  return true;
}

bool session_open(Session *session, int64_t brief, const CpSpan *span, Error *err) {
  SessionPlace from = act_here(session);
  if (!act_open(session, brief, span, err)) return false;
  jump_remember(session, from);
  return true;
}

bool session_refresh(Session *session, Error *err) {
  if (session->brief.key == 0) return true;
  Brief brief = {0};
  Error why = {0};
  if (!brief_get(session->library, session->brief.key, &brief, &why)) {
    if (why.kind == ERROR_INPUT)
      session_close(session);
    else
      *err = why;
    return why.kind == ERROR_INPUT;
  }
  if (session->older) brief.version = session->older;
  bool same = brief.version == session->brief.version;
  if (!same) {
    brief_release(&brief);
    return act_open(session, session->brief.key, NULL, err);
  }
  brief_release(&session->brief);
  session->brief = brief;
  session->stale = true;
  if (session->headless) return true;
  if (!act_read_annotations(session, err)) return false;
  act_find_current(session);
  return true;
}

// ---- The caret

void session_settle(Session *session) {
  if (session->version) {
    session->pos = motion_settle(session->version, session->pos, session->hidden);
  }
  Error ignored = {0};
  if (!session->headless) act_read_annotations(session, &ignored);
}

void session_move_to(Session *session, uint32_t pos, bool jump) {
  if (!session->version) return;
  if (jump) jump_remember(session, act_here(session));
  session->pos = pos <= session->version->text.len ? pos : (uint32_t)session->version->text.len;
  session_settle(session);
  if (!session->selecting) session->selected = false;
}
