// SPDX-License-Identifier: MIT
// Selecting: while the caret moves, by text objects, and by positions or a quotation.
//
// While selecting, the selection is what lies between the anchor and the caret, both clusters (or
// sentences) included, whichever comes first. `select` and the end of selecting leave a fixed span
// in session->selection; only with session->selected does the next annotation act on it.
#include "session/act.h"

#include "text/position.h"
#include "text/search.h"
#include "text/sentence.h"

static Span selecting_span(const Session *session) {
  const Version *version = session->version;
  uint32_t low = session->anchor, high = session->pos;
  if (low > high) {
    low = session->pos;
    high = session->anchor;
  }
  if (!session->sentences) return span_make(low, act_cluster_end(version, high));
  return span_join(sentence_at(version, low), sentence_at(version, high));
}

Span session_selection(const Session *session) {
  if (session->version && session->selecting) return selecting_span(session);
  return session->selected ? session->selection : span_make(0, 0);
}

void session_select_none(Session *session) {
  if (session->selecting) session->selection = session_selection(session);
  session->selecting = session->selected = false;
}

Span session_target(const Session *session, uint32_t count) {
  Span target = session_selection(session);
  if (!session->version || !span_is_empty(target)) return target;
  uint32_t pos = session->pos;
  target = sentence_at(session->version, pos);
  for (uint32_t more = count ? count - 1 : 0; more > 0; more--) {
    uint32_t next = sentence_next(session->version, pos, session->hidden);
    if (next == pos) break;
    target = span_join(target, sentence_at(session->version, next));
    pos = next;
  }
  return target;
}

// ---- While the caret moves

static bool start_selecting(Act *act, bool sentences) {
  Session *session = act->session;
  if (!act_need_brief(act)) return false;
  if (session->selecting && session->sentences == sentences) {
    session_select_none(session);
    return true;
  }
  if (!session->selecting) {
    session->anchor = session->pos;
    session->reselecting = 0;
  }
  session->selecting = true;
  session->selected = false;
  session->sentences = sentences;
  return true;
}

bool session_do_SELECT_CHARACTERS(Act *act) {
  return start_selecting(act, false);
}

bool session_do_SELECT_SENTENCES(Act *act) {
  return start_selecting(act, true);
}

// The anchor at the span's start, the caret on its last cluster.
void act_select_span(Session *session, Span span) {
  if (!session->selecting) session->reselecting = 0;
  session->selecting = true;
  session->selected = session->sentences = false;
  session->anchor = span.start;
  session->pos = act_last_cluster(session->version, span);
}

bool session_do_SELECT_AGAIN(Act *act) {
  if (!act_need_brief(act)) return false;
  if (span_is_empty(act->session->selection)) {
    return error_set(act->err, ERROR_NOTHING, "nothing was selected in this brief yet");
  }
  act_select_span(act->session, act->session->selection);
  return true;
}

bool session_do_SELECT_OTHER_END(Act *act) {
  Session *session = act->session;
  if (!session->selecting) return error_set(act->err, ERROR_NOTHING, "nothing is being selected");
  uint32_t anchor = session->anchor;
  session->anchor = session->pos;
  session->pos = anchor;
  return true;
}

// ---- Text objects

typedef struct Object {
  TextObject *find;
  Motion *next; // to where the next one begins; NULL: a count goes to the pair around
  const char *name;
} Object;

// Before the mark that opens the pair around `inner`; where there is nothing, the mark's own place.
static uint32_t before_pair(const Version *version, Span inner) {
  uint32_t mark = motion_left(version, inner.start, true);
  return motion_left(version, mark, true);
}

// The span with one more object in it, or the next pair outwards.
static bool find_more(const Session *session, const Object *object, Span *span) {
  const Version *version = session->version;
  uint32_t last = act_last_cluster(version, *span);
  uint32_t to =
      object->next ? object->next(version, last, session->hidden) : before_pair(version, *span);
  Span more;
  bool found = object->find(version, to, &more) && !span_is_empty(more);
  if (!found || (object->next ? to == last : !span_covers(more, *span))) return false;
  Span joined = span_join(*span, more);
  bool grown = !span_equal(joined, *span);
  *span = joined;
  return grown;
}

static bool select_object(Act *act, const Object *object) {
  Session *session = act->session;
  Span span;
  if (!act_need_brief(act)) return false;
  if (!object->find(session->version, session->pos, &span) || span_is_empty(span)) {
    return error_set(act->err, ERROR_NOTHING, "there is no %s at the caret", object->name);
  }
  uint32_t times = act_times(act);
  while (times > 1 && find_more(session, object, &span)) times--;
  act_select_span(session, span);
  return true;
}

bool session_do_OBJECT_WORD(Act *act) {
  return select_object(act, &(Object){motion_object_word, motion_word_next, "word"});
}

bool session_do_OBJECT_SENTENCE(Act *act) {
  return select_object(act, &(Object){motion_object_sentence, motion_sentence_next, "sentence"});
}

bool session_do_OBJECT_PARAGRAPH(Act *act) {
  return select_object(act, &(Object){motion_object_paragraph, motion_paragraph_next, "paragraph"});
}

bool session_do_OBJECT_HEADING(Act *act) {
  return select_object(act, &(Object){motion_object_heading, motion_heading_next, "section"});
}

bool session_do_OBJECT_QUOTATION(Act *act) {
  return select_object(act, &(Object){motion_object_quotation, NULL, "quotation"});
}

bool session_do_OBJECT_BRACKET(Act *act) {
  return select_object(act, &(Object){motion_object_bracket, NULL, "pair of brackets"});
}

bool session_do_OBJECT_NOTE(Act *act) {
  return select_object(act, &(Object){motion_object_note, motion_paragraph_next, "footnote"});
}

bool session_do_OBJECT_ANNOTATION(Act *act) {
  Session *session = act->session;
  uint32_t index;
  if (!act_need_brief(act) || !act_read_annotations(session, act->err)) return false;
  if (session_annotations_at(session, session->pos, &index, 1) == 0) {
    return error_set(act->err, ERROR_NOTHING, "there is no annotation at the caret");
  }
  act_select_span(session, session->spans[index]);
  return true;
}

// ---- By positions or a quotation

static bool parse_position(Act *act, const char *word, uint32_t *position_cp) {
  uint32_t end = positions_count(act->session->version->positions);
  if (strcmp(word, "$") == 0) {
    *position_cp = end;
    return true;
  }
  if (!act_parse_number(word, position_cp)) {
    return error_set(act->err, ERROR_USAGE, "'%s' is no position in a text", word);
  }
  return *position_cp <= end ||
         error_set(act->err, ERROR_USAGE, "the text ends at %u, before %u", end, *position_cp);
}

static bool find_positions(Act *act, Span *span) {
  CpSpan wanted;
  if (!parse_position(act, act->arguments[0], &wanted.start_cp)) return false;
  if (!parse_position(act, act->arguments[1], &wanted.end_cp)) return false;
  if (wanted.start_cp >= wanted.end_cp) {
    return error_set(act->err, ERROR_USAGE, "nothing lies between %u and %u", wanted.start_cp,
                     wanted.end_cp);
  }
  return positions_to_bytes(act->session->version->positions, wanted, span) ||
         error_set(act->err, ERROR_USAGE, "the positions are not in the text");
}

// The hits of a quotation, up to the one that is wanted (0: the only one).
static bool find_quotation(Act *act, uint32_t wanted, Span *span) {
  const Version *version = act->session->version;
  Slice quotation = slice_of(act->arguments[0]);
  uint32_t hits = 0, from = 0;
  Span hit;
  if (quotation.len == 0) return error_set(act->err, ERROR_USAGE, "the quotation is empty");
  while ((wanted == 0 || hits < wanted) &&
         search_next(version, quotation, from, SEARCH_EXACT, &hit)) {
    if (wanted == 0 && hits == 1) {
      return error_set(act->err, ERROR_DATA, "the quotation stands there more than once") ||
             error_hint(act->err, "give its number behind it, from 1");
    }
    hits++;
    *span = hit;
    from = hit.end;
  }
  if (hits == 0) return error_set(act->err, ERROR_NOTHING, "the quotation is not in the text");
  return hits >= wanted || error_set(act->err, ERROR_NOTHING,
                                     "the quotation is there %u times, not %u", hits, wanted);
}

// START END when both could be positions, else QUOTE [N].
bool act_find_passage(Act *act, Span *span) {
  uint32_t number = 0;
  if (act->argument_count == 1) return find_quotation(act, 0, span);
  const char *first = act->arguments[0], *second = act->arguments[1];
  bool position = strcmp(first, "$") == 0 || act_parse_number(first, &number);
  if (position) return find_positions(act, span);
  if (!act_parse_number(second, &number) || number == 0) {
    return error_set(act->err, ERROR_USAGE, "'%s' is no number of an occurrence", second);
  }
  return find_quotation(act, number, span);
}

bool session_do_SELECT(Act *act) {
  Session *session = act->session;
  Span span;
  if (!act_need_brief(act) || !act_find_passage(act, &span)) return false;
  session_select_none(session);
  session_set_annotation(session, 0);
  session_move_to(session, span.start, true);
  session->selection = motion_widen(session->version, span);
  session->selected = true;
  return true;
}
