// SPDX-License-Identifier: MIT
// Sentences as they are looked for in other briefs: a hash of their terms (text/terms.h), without
// the marks of footnotes. Case, accents, typography and line ends do not count.
#ifndef POSTIL_LIBRARY_PHRASE_H
#define POSTIL_LIBRARY_PHRASE_H

#include "text/version.h"

enum {
  PHRASE_TERMS_LEAST = 6,  // fewer are said by chance …
  PHRASE_BYTES_LEAST = 30, // … and so are short ones, in letters as they are folded
};

typedef struct Phrase {
  int64_t hash;
  Span span;
} Phrase;

typedef struct PhraseList {
  Phrase *items; // in the order of the text
  uint32_t count;
} PhraseList;

// False for a sentence that is too short to be told from chance.
bool phrase_hash(const Version *version, Span sentence, int64_t *hash);

// The sentences of paragraphs, quotations and list items that are long enough. Notes, headings,
// tables, disclaimers and furniture are left out: they are alike by their nature. Linear.
void phrase_read(const Version *version, PhraseList *list);
void phrase_release(PhraseList *list);

#endif
