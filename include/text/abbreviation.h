// SPDX-License-Identifier: MIT
// Word lists of the sentence splitter: what stands before a full stop that may not end a sentence,
// and what a sentence likes to begin with. English, German, French, Spanish, Italian, Russian,
// Turkish.
#ifndef POSTIL_TEXT_ABBREVIATION_H
#define POSTIL_TEXT_ABBREVIATION_H

#include "base/slice.h"

typedef enum AbbreviationKind {
  ABBREVIATION_NONE,   // not known
  ABBREVIATION_ALWAYS, // something always follows: Prof. e.g. vgl.
  ABBREVIATION_NUMBER, // one before a number only: No. 5, p. 7
  ABBREVIATION_MAYBE,  // may end a sentence: Inc. U.S. et al.
  ABBREVIATION_END,    // before a capital it does: etc. usw.
} AbbreviationKind;

enum { ABBREVIATION_LEN_MAX = 24 }; // bytes of the longest token that is worth asking for

// The kind of a token without its last stop and without blanks ("z.B"). The first letter may be a
// capital where the list has a small one.
AbbreviationKind abbreviation_kind(Slice token);

// Is this capitalised word one that sentences often begin with ("The", "Der", "Это")?
bool abbreviation_is_starter(Slice word);

// Do ordinals follow this German word ("am 29. Januar", "der 3. Weg")?
bool abbreviation_is_before_ordinal(Slice word);

// Is it the name of a month where months are capitalised and days have a full stop?
bool abbreviation_is_month(Slice word);

#endif
