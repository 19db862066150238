// SPDX-License-Identifier: MIT
// Which briefs may have a sentence: the index of words is asked for its longest words, for few
// texts have all of them. A hit has these words somewhere; who needs the sentence reads the text.
// Private to library/.
#ifndef POSTIL_LIBRARY_PROBE_H
#define POSTIL_LIBRARY_PROBE_H

#include "base/keys.h"
#include "library/library.h"
#include "text/version.h"

enum { PROBE_WORDS_MOST = 8 };

typedef struct Probe {
  uint32_t words;  // that are asked for, at most PROBE_WORDS_MOST; fewer cost less and hit more
  uint32_t within; // so many terms of each other; 0: anywhere in the text
  uint32_t hits;   // that are wanted at most
} Probe;

// Appends the newest versions of living briefs that have the longest words of one of the sentences,
// newest first; none for sentences without words. To ask for several at once costs less than one by
// one. Failures stay in the store.
void probe_ask(Library *library, const Version *version, const Span *sentences, uint32_t count,
               Probe probe, Keys *versions);

#endif
