// SPDX-License-Identifier: MIT
// Sentences as they are looked for in other briefs: a hash of their terms (text/terms.h), without
// the marks of footnotes. Case, accents, typography and line ends do not count.
#ifndef POSTIL_LIBRARY_ECHO_H
#define POSTIL_LIBRARY_ECHO_H

#include "text/version.h"

enum {
  ECHO_TERMS_LEAST = 6,  // fewer are said by chance …
  ECHO_BYTES_LEAST = 30, // … and so are short ones, in letters as they are folded
};

typedef struct Echo {
  int64_t hash;
  Span span;
} Echo;

typedef struct EchoList {
  Echo *items; // in the order of the text
  uint32_t count;
} EchoList;

// False for a sentence that is too short to be told from chance.
bool echo_hash(const Version *version, Span sentence, int64_t *hash);

// The sentences of paragraphs, quotations and list items that are long enough. Notes, headings,
// tables, disclaimers and furniture are left out: they are alike by their nature. Linear.
void echo_read(const Version *version, EchoList *list);
void echo_release(EchoList *list);

#endif
