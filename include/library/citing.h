// SPDX-License-Identifier: MIT
// What the footnotes of a version cite: read off its notes, back references, links and quotation
// marks.
//
//   [i] “Ports first”, The Review, https://r.example/p1   cites the URL, and the title quoted
//   [ii] Ibid., p. 3                                      what note i does
//   [iii] A. Writer, Harbours, Hull 1911.                 these words, for there is no more to go
//   by [iv] Ibid. (behind nothing)                           nothing
#ifndef POSTIL_LIBRARY_CITING_H
#define POSTIL_LIBRARY_CITING_H

#include "text/version.h"

typedef struct CitedNote {
  uint32_t note, root;     // indices of notes; root is the note itself, or what an Ibid. means …
  Slice label;             // "ii"
  Slice url, title, words; // … and has these; url and title as library/address.h folds them
} CitedNote;

typedef struct CitedNotes {
  Arena *arena;
  CitedNote *items; // by note
  uint32_t count;
} CitedNotes;

enum { CITING_WORDS_MAX = 240 }; // code points of a note's words that are kept

// Linear in the notes.
void citing_read(const Version *version, CitedNotes *notes);
void citing_release(CitedNotes *notes);

#endif
