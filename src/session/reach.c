// SPDX-License-Identifier: MIT
// The annotations in reach: those of a stretch of the text, read again when somebody looks beyond
// it.
//
//   ······[·········[····▒▒▒▒▒····]·········]······    ▒ what is looked at
//         └──────────── reach ───────────────┘         READ_AROUND on both sides
//
// Where there are few of them the reach is the whole text, and nothing is ever read again but what
// has changed. So a text of a million annotations costs what one of a screenful does.
#include "session/act.h"

#include "base/memory.h"
#include "text/position.h"

#include <stdlib.h>

enum {
  FEW = 1000,         // annotations that are read all at once
  READ_AROUND = 4096, // bytes
};

void act_drop_annotations(Session *session) {
  shown_release_list(&session->annotations);
  free(session->spans);
  session->spans = NULL;
  session->reach = span_make(0, 0);
}

// An orphan's is empty, and so is that of one on the whole brief.
static Span *spans_of(const Session *session, const ShownList *list) {
  const Positions *positions = session->version->positions;
  Span *spans = memory_new((size_t)list->count + 1, sizeof *spans);
  for (uint32_t at = 0; at < list->count; at++) {
    if (list->items[at].whole) continue;
    if (!positions_to_bytes(positions, list->items[at].span, &spans[at]))
      spans[at] = span_make(0, 0); // behind what was glanced at
  }
  return spans;
}

// Headless the brief's row is not read again, so how many it has is not known.
static Span around(const Session *session, Span wanted) {
  uint32_t end = (uint32_t)session->version->text.len;
  if (!session->headless && session->brief.annotations <= FEW) return span_make(0, end);
  uint32_t from = wanted.start > READ_AROUND ? wanted.start - READ_AROUND : 0;
  uint32_t to = end - wanted.end > READ_AROUND ? wanted.end + READ_AROUND : end;
  return span_make(from, to);
}

static bool is_in_reach(const Session *session, Span wanted) {
  return !session->stale && session->spans && session->reach.start <= wanted.start &&
         wanted.end <= session->reach.end;
}

bool session_reach(Session *session, Span wanted, Error *err) {
  ShownList list = {0};
  if (!session->version || is_in_reach(session, wanted)) return true;
  Span reach = around(session, wanted);
  CpSpan stretch = positions_to_code_points(session->version->positions, reach);
  bool none = !session->headless && session->brief.annotations == 0;
  if (!none && // it is spared two statements
      !shown_read(session->library, session->brief.key, session->brief.version, stretch, &list,
                  err))
    return false;
  act_drop_annotations(session);
  session->annotations = list;
  session->spans = spans_of(session, &list);
  session->reach = reach;
  session->stale = false;
  return true;
}

static Span at_caret(const Session *session) {
  return span_make(session->pos, session->pos);
}

bool act_read_annotations(Session *session, Error *err) {
  return session_reach(session, at_caret(session), err);
}

// ---- The current one

static Span span_of(const Session *session, const ShownPlace *place) {
  Span span;
  for (uint32_t at = 0; at < session->annotations.count; at++)
    if (session->annotations.items[at].key == place->annotation.key) return session->spans[at];
  bool here = !place->annotation.whole && place->version == session->brief.version;
  return here && positions_to_bytes(session->version->positions, place->annotation.span, &span)
             ? span
             : span_make(0, 0);
}

Span act_span_of(const Session *session, int64_t key) {
  ShownPlace place;
  return session->version && shown_find(session->library, key, &place) ? span_of(session, &place)
                                                                       : span_make(0, 0);
}

static void set_current(Session *session, const ShownPlace *place) {
  if (!session->version || !place->alive || place->brief != session->brief.key) return;
  session->annotation = place->annotation.key;
  memcpy(session->annotation_id, place->id, sizeof place->id);
  session->annotation_span = span_of(session, place);
}

void act_find_current(Session *session) {
  ShownPlace place;
  session->annotation = 0;
  if (session->annotation_id[0] && shown_find_id(session->library, session->annotation_id, &place))
    set_current(session, &place);
}

void session_set_annotation(Session *session, int64_t key) {
  ShownPlace place;
  session->annotation = 0;
  session->annotation_id[0] = '\0';
  if (key && shown_find(session->library, key, &place)) set_current(session, &place);
}

// ---- Those at a place

// The places of these are in `indices`, narrowest first; puts in one more, and forgets the widest
// when there is no room.
static uint32_t put_in_order(const Session *session, uint32_t *indices, uint32_t count,
                             uint32_t most, uint32_t index) {
  uint32_t at = count < most ? count : most;
  uint32_t len = span_len(session->spans[index]);
  while (at > 0 && span_len(session->spans[indices[at - 1]]) > len) {
    if (at < most) indices[at] = indices[at - 1];
    at--;
  }
  if (at < most) indices[at] = index;
  return count < most ? count + 1 : most;
}

uint32_t session_annotations_at(const Session *session, uint32_t pos, uint32_t *indices,
                                uint32_t most) {
  uint32_t count = 0;
  for (uint32_t at = 0; at < session->annotations.count && most > 0; at++) {
    if (!span_contains(session->spans[at], pos)) continue;
    count = put_in_order(session, indices, count, most, at);
  }
  return count;
}

int32_t session_annotation_here(const Session *session) {
  if (!span_is_empty(session_selection(session))) return -1;
  int32_t narrowest = -1;
  for (uint32_t at = 0; at < session->annotations.count; at++) {
    Span span = session->spans[at];
    if (!span_contains(span, session->pos)) continue;
    if (session->annotations.items[at].key == session->annotation) return (int32_t)at;
    if (narrowest < 0 || span_len(span) < span_len(session->spans[narrowest])) {
      narrowest = (int32_t)at;
    }
  }
  return narrowest;
}

int32_t session_annotation_whole(const Session *session) {
  for (uint32_t at = 0; at < session->annotations.count; at++)
    if (session->annotations.items[at].whole) return (int32_t)at;
  return -1;
}

bool session_read_annotation(const Session *session, int32_t index, Annotation *annotation) {
  Error ignored = {0};
  *annotation = (Annotation){0};
  if (index < 0 || (uint32_t)index >= session->annotations.count) return false;
  int64_t key = session->annotations.items[index].key;
  return annotation_get(session->library, key, annotation, &ignored);
}

uint32_t session_count_annotations(const Session *session, Span stretch, uint32_t most) {
  uint32_t len = (uint32_t)session->version->text.len; // a glance ends before the text does
  if (stretch.start >= len) return 0;
  if (stretch.end > len) stretch.end = len;
  CpSpan cp = positions_to_code_points(session->version->positions, stretch);
  return shown_count(session->library, session->brief.version, cp, most);
}
