// SPDX-License-Identifier: MIT
// The full stop, weighed by the words around it: abbreviation, initial, ordinal, number of a list,
// or the end of a sentence.
#ifndef POSTIL_TEXT_DOT_H
#define POSTIL_TEXT_DOT_H

#include "text/scan.h"

// What comes behind the stop's blanks.
typedef struct Following {
  bool none;      // nothing but signs
  bool small;     // a small letter, and no number of a list: the sentence goes on
  bool digit;     // it begins with a digit
  bool glued_dot; // and ends with a full stop: "A."
  Slice word;     // its letters or digits
} Following;

void dot_find_following(const Scan *scan, uint32_t pos, Following *following);

// Does the single full stop at `stop` end a sentence before this?
bool dot_ends(const Scan *scan, uint32_t stop, const Following *following);

// Is the word before the stop an ordinary one, of three letters or more?
bool dot_follows_word(const Scan *scan, uint32_t stop);

#endif
