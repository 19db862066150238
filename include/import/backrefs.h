// SPDX-License-Identifier: MIT
// Rule 13: notes that name another note: Ibid., supra note 3, Smith, op. cit.
#ifndef POSTIL_IMPORT_BACKREFS_H
#define POSTIL_IMPORT_BACKREFS_H

#include "import/draft.h"

typedef enum BackrefKind {
  BACKREF_NONE,
  BACKREF_IBID,   // the note before
  BACKREF_NUMBER, // the note with the value `number`
  BACKREF_WORK,   // the last full note that holds the word `name`
} BackrefKind;

typedef struct Backref {
  BackrefKind kind;
  uint32_t number;
  Slice name;  // a slice of the folded text
  size_t rest; // where in the folded text what follows the word begins
} Backref;

enum { BACKREF_LENGTH_MAX = 159 }; // characters of a note that may say "note 3" anywhere

// What the folded words of a note say; `length` is that of the whole note in characters.
Backref backrefs_read(Slice folded, size_t length);

// Sets back, target, root and pinpoint of all notes.
void backrefs_resolve(Draft *draft);

#endif
