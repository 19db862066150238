// SPDX-License-Identifier: MIT
// What an editor or a picker acts on. It stays open for as long as the reader writes, and until
// then another program may delete the annotation or put one where none was: so what was meant is
// kept from the moment when it opened, by ids and code points, and never looked for at the caret
// again.
#ifndef POSTIL_SESSION_TARGET_H
#define POSTIL_SESSION_TARGET_H

#include "session/session.h"

typedef struct SessionTarget {
  char brief[UUID_SIZE];
  char annotation[UUID_SIZE]; // empty: a new one is to be made on the span
  int64_t version;            // key of the version that the span is of
  CpSpan span;
  bool whole; // the whole brief: no span
} SessionTarget;

// What `tag` and `comment` with this count (0: none) would act on now. A brief is open.
SessionTarget session_target_now(const Session *session, uint32_t count);

// What is said of the whole brief that is open.
SessionTarget session_target_whole(const Session *session);

// An annotation that is listed, of any brief. ERROR_INPUT when its brief has gone.
bool session_target_listed(const Session *session, const Annotation *annotation,
                           SessionTarget *target, Error *err);

// Changes the annotation of the target, or makes one on its span with the colour (that of the
// configuration when none is given), the comment and the added tags of the edit; that becomes the
// current one. One change, none when nothing differs. Opens the brief when that is needed: for a
// new annotation, or when no brief is open. ERROR_INPUT, and nothing is done, when annotation or
// brief have gone; the target is on the bare span then, so that the next attempt makes a new
// annotation.
bool session_edit(Session *session, SessionTarget *target, const AnnotationEdit *edit,
                  SessionResult *result, Error *err);

#endif
