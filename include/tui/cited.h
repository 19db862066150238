// SPDX-License-Identifier: MIT
// Which footnotes of the open brief cite something that the library may have: a brief of the same
// URL or title. Asked note by note while nothing else happens, and kept for the version until the
// list of briefs has changed; what is not known yet is not shown.
#ifndef POSTIL_TUI_CITED_H
#define POSTIL_TUI_CITED_H

#include "library/sources.h"

struct App;

typedef struct Cited {
  int64_t version;  // what is known is of this one …
  uint32_t loads;   // … and of this state of the list of briefs
  SourceSame *same; // by note
  uint32_t count, known;
} Cited;

void cited_release(Cited *cited);

// How long until the next step: 0 while one is due, -1 when all is known.
int cited_patience(const struct App *app);
void cited_step(struct App *app);

// What is known of a note.
SourceSame cited_find(const struct App *app, int32_t note);

// "same title in the library"; NULL for SOURCE_NOT_HERE.
const char *cited_words(SourceSame same);

#endif
