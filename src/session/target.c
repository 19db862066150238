// SPDX-License-Identifier: MIT
// Acting on what an editor or a picker was opened for, and on nothing else: never on whatever has
// come to stand at the caret in the meantime.
#include "session/target.h"

#include "session/act.h"
#include "text/position.h"

static void take_id(const Session *session, int32_t index, SessionTarget *target) {
  ShownPlace place;
  if (shown_find(session->library, session->annotations.items[index].key, &place))
    memcpy(target->annotation, place.id, sizeof target->annotation);
}

SessionTarget session_target_now(const Session *session, uint32_t count) {
  SessionTarget target = {0};
  int32_t here = session_annotation_here(session);
  memcpy(target.brief, session->brief.id, sizeof target.brief);
  target.version = session->brief.version;
  if (here >= 0) {
    take_id(session, here, &target);
    target.span = session->annotations.items[here].span;
  } else {
    Span span = session_target(session, count);
    target.span = positions_to_code_points(session->version->positions, span);
  }
  return target;
}

SessionTarget session_target_whole(const Session *session) {
  SessionTarget target = {.whole = true};
  int32_t whole = session_annotation_whole(session);
  memcpy(target.brief, session->brief.id, sizeof target.brief);
  if (whole >= 0) take_id(session, whole, &target);
  return target;
}

bool session_target_listed(const Session *session, const Annotation *annotation,
                           SessionTarget *target, Error *err) {
  Brief brief = {0};
  if (!brief_get(session->library, annotation->brief, &brief, err)) return false;
  *target = (SessionTarget){
      .version = annotation->version, .span = annotation->span, .whole = annotation->whole};
  memcpy(target->brief, brief.id, sizeof target->brief);
  memcpy(target->annotation, annotation->id, sizeof target->annotation);
  brief_release(&brief);
  return true;
}

static bool is_open(const Session *session, const SessionTarget *target) {
  return strcmp(session->brief.id, target->brief) == 0;
}

// What is listed can be changed beside the brief that is being read.
static bool open_target(Session *session, const SessionTarget *target, Error *err) {
  int64_t brief;
  if (is_open(session, target) || (session->brief.key != 0 && target->annotation[0])) return true;
  if (brief_find(session->library, target->brief, &brief, err)) {
    return session_open(session, brief, target->whole ? NULL : &target->span, err);
  }
  if (err->kind != ERROR_INPUT) return false;
  *err = (Error){0};
  return error_set(err, ERROR_INPUT, "cannot annotate: another program has removed the brief");
}

static bool change(Act *act, SessionTarget *target, const AnnotationEdit *edit) {
  Session *session = act->session;
  Annotation annotation = {0};
  int64_t id = 0;
  if (!annotation_find(session->library, target->annotation, &annotation, act->err)) {
    if (act->err->kind != ERROR_INPUT) return false;
    *act->err = (Error){0};
    target->annotation[0] = '\0';
    error_set(act->err, ERROR_INPUT,
              "cannot change it: another program has deleted the annotation");
    return error_hint(act->err, "once more makes a new one");
  }
  int64_t key = annotation.key;
  annotation_release(&annotation);
  if (!annotation_edit(session->library, key, edit, &id, act->err)) return false;
  if (!target->whole && is_open(session, target)) session_set_annotation(session, key);
  if (edit->colour) session->last_colour = *edit->colour;
  act_add_change(act, id);
  return true;
}

static bool make(Act *act, const SessionTarget *target, const AnnotationEdit *edit) {
  Span span;
  AnnotationRequest request = {.colour =
                                   edit->colour ? *edit->colour : act_usual_colour(act->session),
                               .comment = edit->comment,
                               .tags = edit->add_tags,
                               .tag_count = edit->add_count,
                               .brief = act->session->brief.key,
                               .whole = target->whole};
  if (target->whole) {
    AnnotationAdded added;
    if (!annotation_add(act->session->library, &request, &added, act->err)) return false;
    act_add_change(act, added.change);
    return true;
  }
  if (target->version != act->session->brief.version) {
    error_set(act->err, ERROR_USAGE, "cannot annotate: the text has changed in the meantime");
    return error_hint(act->err, "the passage must be selected again");
  }
  if (!positions_to_bytes(act->session->version->positions, target->span, &span)) {
    return error_set(act->err, ERROR_USAGE, "there is no such passage any more");
  }
  return act_add_annotation(act, span, request);
}

static void say_tags(Act *act, const char *did, const char *const *tags, uint32_t count) {
  if (count == 0) return;
  act_say(act, "%s%s ", act->result->message.len ? "; " : "", did);
  for (uint32_t at = 0; at < count; at++) act_say(act, "%s%s", at ? ", " : "", tags[at]);
}

static void say_edit(Act *act, const AnnotationEdit *edit, const SessionTarget *target) {
  say_tags(act, "tagged", edit->add_tags, edit->add_count);
  say_tags(act, "untagged", edit->remove_tags, edit->remove_count);
  if (edit->comment) act_say(act, "%s", edit->comment[0] ? "commented" : "comment removed");
  if (edit->colour) act_say(act, "%s", colour_name(*edit->colour));
  if (target->whole) {
    act_say(act, ": the whole brief");
  } else if (is_open(act->session, target)) {
    act_say(act, ": ");
    act_say_words(act, act->session->annotation_span);
  }
}

bool act_edit_target(Act *act, SessionTarget *target, const AnnotationEdit *edit) {
  Session *session = act->session;
  if (!open_target(session, target, act->err)) return false;
  bool done = target->annotation[0] ? change(act, target, edit) : make(act, target, edit);
  if (!done) return false;
  if (edit->add_count > 0) act_remember_tags(session, edit->add_tags, edit->add_count);
  say_edit(act, edit, target);
  return true;
}

bool session_edit(Session *session, SessionTarget *target, const AnnotationEdit *edit,
                  SessionResult *result, Error *err) {
  Act act = {.session = session, .result = result, .err = err};
  return act_edit_target(&act, target, edit) && act_keep_up(session, err);
}
