// SPDX-License-Identifier: MIT
// What the reader is about to comment on or to tag, as it is when an editor or a picker opens.
#ifndef POSTIL_TUI_SUBJECT_H
#define POSTIL_TUI_SUBJECT_H

#include "tui/app.h"

typedef struct Subject {
  SessionTarget target;
  Annotation annotation; // as it is; of the key 0 where one is still to be made
  Buffer passage;        // what it is on, for the reader's eye
} Subject;

// The annotation at the caret, else the selection or `count` sentences. A brief is open.
Subject subject_at_caret(const App *app, uint32_t count);

// The whole brief that is open.
Subject subject_of_brief(const App *app);

// An annotation that is listed, of any brief. False with a message when it or its brief has gone.
bool subject_of_listed(App *app, int64_t annotation, Subject *subject);

void subject_release(Subject *subject);

#endif
