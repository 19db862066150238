// SPDX-License-Identifier: MIT
// What the files of session/ share: an act in hand, the handlers of all actions that need no
// screen, the jump list. Nobody else includes it.
#ifndef POSTIL_SESSION_ACT_H
#define POSTIL_SESSION_ACT_H

#include "session/session.h"

typedef struct Act {
  Session *session;
  const char *const *arguments;
  uint32_t argument_count;
  uint32_t count; // 0: none given
  SessionResult *result;
  Error *err;
} Act;

typedef bool ActHandler(Act *act);

#define SESSION_ACTION(id, name, modes, keys, group, arguments, least, most, help)                 \
  ActHandler session_do_##id;
#define SCREEN_ACTION(id, name, modes, keys, group, arguments, least, most, help)
#include "command/actions.def"

// The count, 1 when none was given.
uint32_t act_times(const Act *act);

// ERROR_USAGE when no brief is open.
bool act_need_brief(Act *act);

// Notes a change for the result; 0 is none.
void act_add_change(Act *act, int64_t change);

// Appends to the message.
void act_say(Act *act, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Appends the first words of a span to the message, in quotation marks.
void act_say_words(Act *act, Span span);

// A decimal number of at most nine digits.
bool act_parse_number(const char *word, uint32_t *number);

// The passage that the arguments name: START END in code points ($: the end), or QUOTE [N].
bool act_find_passage(Act *act, Span *span);

// Selecting, the anchor at the span's start and the caret on its last cluster.
void act_select_span(Session *session, Span span);

// session_edit() inside an act.
struct SessionTarget;
bool act_edit_target(Act *act, struct SessionTarget *target, const AnnotationEdit *edit);

// Makes the annotation that is there the current one: ERROR_NOTHING for none.
bool act_need_annotation(Act *act);

// The annotations around the caret, read if they are stale or out of reach.
bool act_read_annotations(Session *session, Error *err);
void act_drop_annotations(Session *session);

// Looks for the current annotation anew: it may have gone, or come back by an undo.
void act_find_current(Session *session);

// Where an annotation stands in the open text, or stood before it was removed; empty for nowhere.
Span act_span_of(const Session *session, int64_t key);

// Where the caret's grapheme cluster (or the one at pos) ends.
uint32_t act_cluster_end(const Version *version, uint32_t pos);

// Start of the last cluster of a span that is not empty.
uint32_t act_last_cluster(const Version *version, Span span);

// Keeps the reading place now: before a change that may bring another version of the text.
void act_save_place(Session *session);

// Opens like session_open(), but remembers no jump.
bool act_open(Session *session, int64_t brief, const CpSpan *span, Error *err);

// Makes an annotation on the span, which becomes the current one; its brief is filled in.
bool act_add_annotation(Act *act, Span span, AnnotationRequest request);

// The colour of an annotation for which none is named.
Colour act_usual_colour(const Session *session);

// The tags that T and . give from now on: copies of these.
void act_remember_tags(Session *session, const char *const *paths, uint32_t count);

// Where the caret is; place.brief 0: no brief is open.
SessionPlace act_here(const Session *session);

// Puts a place where a jump began at the end of the jump list; place.brief 0 is none.
void jump_remember(Session *session, SessionPlace place);

// To where the last jump began; again, and the caret is back.
bool jump_return(Session *session, Error *err);

// After a change: with a screen the lists are read again, headless they are only known to be stale.
bool act_keep_up(Session *session, Error *err);

#endif
