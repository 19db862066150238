// SPDX-License-Identifier: MIT
// Walking over the characters of a block for the sentence splitter, and what they are to it.
#ifndef POSTIL_TEXT_SCAN_H
#define POSTIL_TEXT_SCAN_H

#include "text/version.h"

// The part of a version's text that is walked: nothing outside content is looked at.
typedef struct Scan {
  const Version *version;
  Slice text;
  Span content;
} Scan;

// The character at pos and its length: 0 at the content's end (and the character is 0).
uint32_t scan_at(const Scan *scan, uint32_t pos, uint32_t *code_point);

// The character before pos and where it starts: pos itself at the content's start.
uint32_t scan_before(const Scan *scan, uint32_t pos, uint32_t *code_point);

// Behind the blanks at pos; behind the letters, the ASCII digits at pos, about `most` bytes of them
// at most.
uint32_t scan_skip_blanks(const Scan *scan, uint32_t pos);
uint32_t scan_skip_letters(const Scan *scan, uint32_t pos, uint32_t most);
uint32_t scan_skip_digits(const Scan *scan, uint32_t pos, uint32_t most);

// White space or one of the ignored characters? A letter or a mark on one? A number?
bool scan_is_blank(uint32_t code_point);
bool scan_is_letter(uint32_t code_point);
bool scan_is_digit(uint32_t code_point);

// Signs that can end a sentence, the stronger the greater.
typedef enum ScanStop {
  SCAN_NONE,
  SCAN_DOT,      // one full stop
  SCAN_ELLIPSIS, // several, or …
  SCAN_MARK,     // ! ? and what ends sentences in scripts with blanks
  SCAN_WIDE,     // 。 and its like
} ScanStop;

ScanStop scan_stop_kind(uint32_t code_point);

#endif
