// SPDX-License-Identifier: MIT
// What is being written and not saved yet, kept as a draft in the library so that a crash loses
// nothing: of each screen one comment and one memo.
#ifndef POSTIL_TUI_UNSAVED_H
#define POSTIL_TUI_UNSAVED_H

#include "tui/app.h"

// Keeps what is being written: the memo of a tag, by its path, or (NULL) a comment on the target.
void unsaved_keep(App *app, const char *tag, const SessionTarget *target, Slice words);

// It has been saved or given up.
void unsaved_drop(App *app, const char *tag);

typedef struct Unsaved {
  char *draft;       // holds the words
  const char *words; // what was written
  const char *tag;   // whose memo it is; NULL: a comment on what is at the caret now …
  bool whole;        // … or on the whole brief
} Unsaved;

// What was left behind when a postil was ended by force, comments first; not what another one that
// runs is writing. Goes to what it is about, and it is this one's from now on. False when there is
// none, or that is not there any more.
bool unsaved_find(App *app, Unsaved *found);
void unsaved_release(Unsaved *found);

#endif
