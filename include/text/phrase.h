// SPDX-License-Identifier: MIT
// A phrase: words that follow each other, as somebody looks for them in a text. Case and accents do
// not count; what stands between the words does not either (text/terms.h).
//
// Its normal form are its terms with a blank between them, and a star behind the last one where
// that is only the beginning of a word: "export contr*".
#ifndef POSTIL_TEXT_PHRASE_H
#define POSTIL_TEXT_PHRASE_H

#include "base/buffer.h"
#include "text/terms.h"

#include <stdbool.h>

enum { PHRASE_TERMS_MAX = 32 };

typedef struct Phrase {
  Slice terms[PHRASE_TERMS_MAX];      // of the normal form, borrowed
  uint8_t fallback[PHRASE_TERMS_MAX]; // how many terms the first i + 1 end as they begin
  uint32_t count;
  bool begins; // the last one is the beginning of a word
} Phrase;

// Appends the normal form of what was typed; with `begins` its last word may go on. False, and
// nothing is appended, when there is no word in it, or more than a phrase can have.
bool phrase_write(Slice typed, bool begins, Buffer *normal);

// From a normal form, which is borrowed. Of no words, or of too many, nothing is ever found.
Phrase phrase_make(Slice normal);

// The next place of the phrase in the text that is walked, whole words; places do not overlap.
bool phrase_next(const Phrase *phrase, Terms *text, Span *place);

bool phrase_is_in(const Phrase *phrase, Slice text);

#endif
