// SPDX-License-Identifier: MIT
// Words that somebody looks for, as typed, and where a text has them.
//
//   japan solar*         texts with both: the word japan, a word that begins with solar
//   "prime minister"     these words, one behind the other; so is well-being
//   東京                 a phrase of letters, as the text's own (text/terms.h)
//
// Nothing that is typed is an error: what has no letter or digit is nothing, a quotation mark that
// is not closed is closed at the end.
#ifndef POSTIL_TEXT_LOOKUP_H
#define POSTIL_TEXT_LOOKUP_H

#include "base/buffer.h"
#include "base/memory.h"
#include "text/span.h"

enum { LOOKUP_TERMS_MAX = 64 }; // of all phrases; what is typed beyond is passed over

typedef enum LookupFlags {
  LOOKUP_WORDS = 0,
  LOOKUP_TYPING = 1, // the last word may go on: it is one that begins so, from two letters on
  LOOKUP_ACCENTS = 2 // accents count
} LookupFlags;

typedef struct Lookup {
  Arena *arena;
  LookupFlags flags;
  Slice terms[LOOKUP_TERMS_MAX]; // of all phrases, one behind the other
  uint64_t firsts, lasts;        // bits: where a phrase begins, where one ends …
  uint64_t begins;               // … and of which the last term may go on
  uint64_t alone;                // those of one letter, that never do
  uint64_t by_byte[256];         // the terms that begin with a byte
  uint32_t term_count, phrase_count;
  bool typed_on; // the last word is such a one because of LOOKUP_TYPING alone …
  bool too_few;  // … or would be if it had a second letter
} Lookup;

void lookup_init(Lookup *lookup, Slice typed, LookupFlags flags);
void lookup_release(Lookup *lookup);

// Appends what SQLite's index is to be asked: phrases in quotation marks, made of terms alone.
void lookup_write_match(const Lookup *lookup, Buffer *out);

// The same without the words that go on: of 'solar pow*' is left solar, of 'well-be*' well. One
// phrase, or all (LOOKUP_ALL). Returns the number of phrases of which something is left.
enum { LOOKUP_ALL = LOOKUP_TERMS_MAX };
uint32_t lookup_write_firm(const Lookup *lookup, uint32_t phrase, Buffer *out);

// A phrase: its terms, and whether the last one may go on.
typedef struct LookupPhrase {
  uint32_t first, count; // terms
  bool begins;
} LookupPhrase;
LookupPhrase lookup_phrase(const Lookup *lookup, uint32_t phrase);

// Calls `see` with each place of a phrase, by where they end, until it returns false. They may
// overlap.
typedef bool LookupSee(void *context, uint32_t phrase, Span hit);
void lookup_each(const Lookup *lookup, Slice text, LookupSee *see, void *context);

// Does the text have all phrases?
bool lookup_all_in(const Lookup *lookup, Slice text);

#endif
