// SPDX-License-Identifier: MIT
// The terms of a text: the words by which it is found, in order, folded so that case and accents do
// not count. The index of a library has these terms, and so have the words that somebody looks for.
//
//   Prime Minister’s 3.5 %     prime minister s 3 5
//   Zürich, ﬁrst, straße       zurich first strasse        soft hyphens, zero width: passed over
//   東京のカフェ  กรุงเทพ          東 京 の カ フ ェ  ก รุ ง เ ท พ  what is written without blanks
//   between
//                                                          words: every letter with its marks
//
// A term is a run of letters and digits (Unicode's general categories L, N, with the marks M on
// them). A very long run is several terms. Linear time; text of ASCII has a path of its own.
#ifndef POSTIL_TEXT_TERMS_H
#define POSTIL_TEXT_TERMS_H

#include "base/slice.h"
#include "text/span.h"

enum { TERMS_LEN_MAX = 96 }; // bytes of a term

typedef enum TermsFlags {
  TERMS_FOLDED = 0,  // as the index has them
  TERMS_ACCENTS = 1, // accents count (é is not e), however they are encoded
  TERMS_GENERAL = 2, // without the path for ASCII: to compare the two
} TermsFlags;

typedef struct Terms {
  Slice text; // any bytes; at most UINT32_MAX
  uint32_t pos;
  TermsFlags flags;
  bool alone;   // it is one letter, of a script without blanks between words
  Span span;    // where the present term stands
  uint32_t len; // of the present term, folded
  char term[TERMS_LEN_MAX];
} Terms;

// Before the first term of the text, which is borrowed.
Terms terms_start(Slice text, TermsFlags flags);

// Goes to the next term; false at the end.
bool terms_next(Terms *terms);

// Goes to the next term whose first byte, folded, has anything in `begin`: words of ASCII with
// another one are passed over and not folded. False at the end.
bool terms_seek(Terms *terms, const uint64_t begin[256]);

// The present term, borrowed until the next one.
static inline Slice terms_term(const Terms *terms) {
  return slice_make(terms->term, terms->len);
}

#endif
