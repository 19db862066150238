// SPDX-License-Identifier: MIT
// Sentences as they are looked for in other briefs: a hash of their terms (text/terms.h), without
// the marks of footnotes. Case, accents, typography and line ends do not count.
#ifndef POSTIL_LIBRARY_ECHO_H
#define POSTIL_LIBRARY_ECHO_H

#include "base/keys.h"
#include "library/library.h"
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
  size_t room;
} EchoList;

// False for a sentence that is too short to be told from chance.
bool echo_hash(const Version *version, Span sentence, int64_t *hash);

// The sentences of paragraphs, quotations and list items that are long enough. Notes, headings,
// tables, disclaimers and furniture are left out: they are alike by their nature. Linear.
void echo_read(const Version *version, EchoList *list);

// How far a text was read; {0} is its beginning.
typedef struct EchoAt {
  uint32_t block, pos;
} EchoAt;

// The same in parts: appends the sentences of about so many bytes from there on. False when the
// text has been read.
bool echo_read_part(const Version *version, EchoAt *at, uint32_t bytes, EchoList *list);
void echo_release(EchoList *list);

// Appends the keys of the texts that have the longest words of a sentence, as the index of words
// knows them: newest versions of living briefs, few of which are without the sentence.
void echo_find_texts(Library *library, const Version *version, Span sentence, Keys *texts);

// ---- A passage inside a sentence, by its letters as they are folded, so that it can be found in
// another place where typography and notes differ.
//
//   “It still grows every summer.”[2]     passage: grows every      letters 7 to 17
//   IT STILL  GROWS EVERY SUMMER!                                   the same 7 to 17: GROWS EVERY
typedef struct EchoPart {
  size_t from, to;  // bytes of folded letters before its ends
  bool open, close; // with what stands before the first letter of the sentence, behind the last
} EchoPart;

// False where the passage is not in the sentence, or has no letter.
bool echo_measure(const Version *version, Span sentence, Span passage, EchoPart *part);

// The part of a sentence that has the same letters. O(n log n) in the sentence.
Span echo_place(const Version *version, Span sentence, const EchoPart *part);

#endif
