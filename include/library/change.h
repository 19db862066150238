// SPDX-License-Identifier: MIT
// Changes: the journal of what the reader did, undo and redo. Undo appends a change with the
// inverse operations of the newest change that is not undone; redo is the undo of that. A new
// change ends redo. Both work across restarts, because the journal is all they need.
//
//   journal   1 highlight   2 tag   3 undo of 2   4 undo of 3 (= redo)   5 undo of 4   6 comment
//   undone?                 after 3   no after 4          yes after 5      redo is over
#ifndef POSTIL_LIBRARY_CHANGE_H
#define POSTIL_LIBRARY_CHANGE_H

#include "library/library.h"

typedef struct Change {
  int64_t id;           // of its journal row
  int64_t at;           // moment
  char *what;           // "tag 'energy/solar'", "undo: tag 'energy/solar'"; owned
  int64_t undoes;       // journal id or 0
  bool undone;          // by a later change that is itself in force
  int64_t brief;        // key of the brief that it is about, 0 for none, as for the codebook's
  uint32_t parts, left; // operations reverted, and left alone because something changed them since
} Change;

typedef struct ChangeList {
  Change *items; // newest first
  uint32_t count;
} ChangeList;

void change_release(Change *change);
void change_release_list(ChangeList *list);

// What undo (redo) would revert next; ERROR_NOTHING when there is nothing.
bool change_next_undo(Library *library, Change *next, Error *err);
bool change_next_redo(Library *library, Change *next, Error *err);

// One step. *done is the new change; done->what says what was reverted.
bool change_undo(Library *library, Change *done, Error *err);
bool change_redo(Library *library, Change *done, Error *err);

// One step, when it reverts the change of this id, as change_next_undo() told it (0: any). When
// another program has been faster: ERROR_BUSY, and nothing is done.
bool change_undo_this(Library *library, int64_t id, Change *done, Error *err);
bool change_redo_this(Library *library, int64_t id, Change *done, Error *err);

// Is it about other briefs as well as about its own?
bool change_has_others(Library *library, const Change *change);

// What was done or reverted, in words: `what` without what undo and redo put before it. Borrowed.
const char *change_words(const Change *change);

// Do the words of the change name its brief, that has this title?
bool change_names(const Change *change, const char *title);

// The newest `most` changes (0: all).
bool change_list(Library *library, uint32_t most, ChangeList *list, Error *err);

// What a change is about: the annotation or brief that its first operation on one names.
typedef struct ChangeSubject {
  int64_t brief, annotation; // keys, 0 for none: then it is about the codebook
  bool alive;                // and so is the annotation's brief
} ChangeSubject;

bool change_subject(Library *library, int64_t change, ChangeSubject *subject, Error *err);

// Appends the words that the annotation is on, as they stand now; of an orphan those that it had.
// None for what is about no annotation, and where its text cannot be read. Costs a look at the text
// that was read last, and where it is in another one the reading of that.
void change_add_words(Library *library, const ChangeSubject *subject, Buffer *out);

#endif
