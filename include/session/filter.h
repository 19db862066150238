// SPDX-License-Identifier: MIT
// A filter of annotations as it is typed: terms divided by blanks, all of which must hold.
//
//   tag:energy        the tag or one below it       tag:=energy   the tag itself
//   colour:green      state:orphan                  has:comment   has:tag
//   water "dry year"  words in the quotation, the comment or a tag; case and accents do not matter
//
// A value with blanks is quoted: tag:"energy bill". A field without a value yet holds for all. What
// is no such field is a word.
#ifndef POSTIL_SESSION_FILTER_H
#define POSTIL_SESSION_FILTER_H

#include "base/buffer.h"
#include "library/annotation.h"

typedef enum FilterField {
  FILTER_WORD,
  FILTER_TAG,
  FILTER_TAG_ALONE,
  FILTER_COLOUR,
  FILTER_STATE,
  FILTER_HAS,
} FilterField;

typedef struct FilterTerm {
  FilterField field;
  char *value; // a word: as fold_text() gives it
} FilterTerm;

typedef struct Filter {
  FilterTerm *terms;
  uint32_t count;
} Filter;

void filter_parse(Filter *filter, Slice typed);
void filter_release(Filter *filter);

// What words are looked for in; made once for each annotation. The caller frees.
char *filter_fold(const Annotation *annotation);

bool filter_passes(const Filter *filter, const Annotation *annotation, const char *folded);

// Appends a term that is this tag with those below it.
void filter_write_tag(const char *path, Buffer *out);

#endif
