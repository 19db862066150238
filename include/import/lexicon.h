// SPDX-License-Identifier: MIT
// The word lists of the import rules, as people write the words; they are compared folded
// (import/chars.h). Every list ends with NULL.
#ifndef POSTIL_IMPORT_LEXICON_H
#define POSTIL_IMPORT_LEXICON_H

#include <stdint.h>

typedef struct LexiconMonth {
  const char *word;
  uint8_t month; // 1 to 12; word is NULL at the end of the list
} LexiconMonth;

extern const LexiconMonth lexicon_months[];
extern const char *const lexicon_date_fill[];   // words of a date that say nothing
extern const char *const lexicon_date_labels[]; // "published on"

extern const char *const lexicon_series_adjectives[]; // "policy"
extern const char *const lexicon_series_nouns[];      // "brief"
extern const char *const lexicon_series_lines[];      // whole lines in other languages
extern const char *const lexicon_sections[];          // never a title
extern const char *const lexicon_contents[];
extern const char *const lexicon_notes_headings[];

extern const char *const lexicon_institutions[];
extern const char *const lexicon_particles[];
extern const char *const lexicon_name_stops[];
extern const char *const lexicon_name_joints[];   // between names
extern const char *const lexicon_author_labels[]; // "By"

extern const char *const lexicon_ibid[];        // words that end as words
extern const char *const lexicon_ibid_signs[];  // that may be followed by anything
extern const char *const lexicon_ibid_before[]; // "See"
extern const char *const lexicon_note_words[];  // before the number of a note
extern const char *const lexicon_op_cit[];
extern const char *const lexicon_abbreviations[]; // before a full stop and a number: "p"
extern const char *const lexicon_units[];         // before a superscript that is a power

#endif
