// SPDX-License-Identifier: MIT
// Changing which passage an annotation is about: another passage, two of one, one of several.
//
//   gr                     selects the passage of the annotation at the caret; the ends are moved
//   as
//                          in any selection, and `respan` takes what is selected then
//   v … respan             gives it to the annotation that the selection touches
//   respan QUOTE           without a selection
#include "session/act.h"

#include "text/position.h"

#include <stdlib.h>

// ---- Another passage

static bool give_passage(Act *act, int64_t key, Span span) {
  Session *session = act->session;
  int64_t change = 0;
  CpSpan points = positions_to_code_points(session->version->positions, span);
  AnnotationEdit edit = {.span = &points, .span_version = session->brief.version};
  if (!annotation_edit(session->library, key, &edit, &change, act->err)) return false;
  act_add_change(act, change);
  session_select_none(session);
  if (session->annotation != key) session_set_annotation(session, key);
  session->annotation_span = span;
  act_say(act, change ? "is now on " : "is there already: ");
  act_say_words(act, span);
  return true;
}

// The annotation that a selection is for: the one being reselected, else the current one if it
// touches the selection, else the shortest that does.
static bool find_touched(Act *act, Span selection, int64_t *key) {
  Session *session = act->session;
  *key = session->selecting ? session->reselecting : 0;
  if (*key != 0) return true;
  if (!session_reach(session, selection, act->err)) return false;
  uint32_t shortest = UINT32_MAX;
  for (uint32_t at = 0; at < session->annotations.count; at++) {
    Span span = session->spans[at];
    if (span_is_empty(span) || !span_overlaps(span, selection)) continue;
    bool current = session->annotations.items[at].key == session->annotation;
    if (!current && span_len(span) >= shortest) continue;
    shortest = current ? 0 : span_len(span);
    *key = session->annotations.items[at].key;
  }
  return *key != 0 || error_set(act->err, ERROR_NOTHING, "no annotation touches the selection");
}

static bool start_reselecting(Act *act) {
  Session *session = act->session;
  if (!act_need_annotation(act) || !act_read_annotations(session, act->err)) return false;
  session_set_annotation(session, session->annotation);
  if (span_is_empty(session->annotation_span)) {
    return error_set(act->err, ERROR_NOTHING, "the annotation has no passage in this text");
  }
  session_select_none(session);
  act_select_span(session, session->annotation_span);
  session->reselecting = session->annotation;
  return true;
}

bool session_do_RESPAN(Act *act) {
  Session *session = act->session;
  Span span;
  int64_t key;
  if (!act_need_brief(act)) return false;
  if (act->argument_count > 0) {
    return act_need_annotation(act) && act_find_passage(act, &span) &&
           give_passage(act, session->annotation, span);
  }
  span = session_selection(session);
  if (span_is_empty(span)) return start_reselecting(act);
  return find_touched(act, span, &key) && give_passage(act, key, span);
}

// ---- Two of one

bool session_do_ANNOTATION_SPLIT(Act *act) {
  Session *session = act->session;
  AnnotationAdded added;
  if (!act_need_brief(act) || !act_need_annotation(act)) return false;
  uint32_t at_cp = positions_code_point(session->version->positions, session->pos);
  if (act->argument_count > 0 && !act_parse_number(act->arguments[0], &at_cp)) {
    return error_set(act->err, ERROR_USAGE, "'%s' is no position in a text", act->arguments[0]);
  }
  if (!annotation_split(session->library, session->annotation, at_cp, &added, act->err))
    return false;
  act_add_change(act, added.change);
  act_say(act, "split in two; the second part has the same tags");
  return true;
}

// ---- One of several

typedef struct Several {
  int64_t *items;
  uint32_t count;
} Several;

static bool name_keys(Act *act, Several *several) {
  several->items = memory_new(act->argument_count, sizeof *several->items);
  for (uint32_t i = 0; i < act->argument_count; i++) {
    Annotation annotation = {0};
    if (!annotation_find(act->session->library, act->arguments[i], &annotation, act->err))
      return false;
    several->items[several->count++] = annotation.key;
    annotation_release(&annotation);
  }
  return true;
}

// Those that the selection touches, else those at the caret.
static bool find_keys(Act *act, Several *several) {
  Session *session = act->session;
  Span selection = session_selection(session);
  if (!act_need_brief(act)) return false;
  Span wanted = span_is_empty(selection) ? span_make(session->pos, session->pos) : selection;
  if (!session_reach(session, wanted, act->err)) return false;
  several->items = memory_new((size_t)session->annotations.count + 1, sizeof *several->items);
  for (uint32_t at = 0; at < session->annotations.count; at++) {
    Span span = session->spans[at];
    bool taken = span_is_empty(selection) ? span_contains(span, session->pos)
                                          : !span_is_empty(span) && span_overlaps(span, selection);
    if (taken) several->items[several->count++] = session->annotations.items[at].key;
  }
  if (several->count >= 2) return true;
  return error_set(act->err, ERROR_NOTHING, "%s: select over those that shall be one",
                   several->count ? "there is only one annotation" : "there is no annotation");
}

bool session_do_MERGE(Act *act) {
  Session *session = act->session;
  Several several = {0};
  AnnotationAdded kept = {0};
  bool ok = (act->argument_count > 0 ? name_keys : find_keys)(act, &several) &&
            annotation_merge(session->library, several.items, several.count, &kept, act->err);
  if (ok) {
    act_add_change(act, kept.change);
    session_select_none(session);
    session->stale = true;
    ok = !session->version || act_read_annotations(session, act->err);
    session_set_annotation(session, kept.key);
    act_say(act, "made one of %u annotations", several.count);
  }
  free(several.items);
  return ok;
}
