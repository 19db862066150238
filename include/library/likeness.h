// SPDX-License-Identifier: MIT
// Which briefs a text may be a version of, by nothing but its words. A few sentences spread over it
// are looked for through the index of words; a brief that comes up for several is worth a closer
// look. Private to library/.
//
//   new text   ┃··A···┃··B···┃··C···┃··D···┃··E···┃··F···┃    a long sentence of each part
//   asked         ▼      ▼      ▼      ▼      ▼      ▼
//   briefs        7      –     7 9     7      –      9          7: three times, 9: twice
//
// What is in the group of changes that is open is not in the index yet, so it is not found.
#ifndef POSTIL_LIBRARY_LIKENESS_H
#define POSTIL_LIBRARY_LIKENESS_H

#include "library/library.h"
#include "text/version.h"

enum { LIKENESS_MOST = 4 };

typedef struct Likeness {
  int64_t version;    // key; the newest one of its brief
  uint32_t sentences; // that it came up for, at least two
} Likeness;

// The likeliest first; how many there are. The work does not depend on how long the text is. A text
// of fewer than three sentences that are long enough is like none.
uint32_t likeness_find(Library *library, const Version *version, Likeness found[LIKENESS_MOST]);

#endif
