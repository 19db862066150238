// SPDX-License-Identifier: MIT
// Rule 3.5: what a line end inside a paragraph is: a blank, nothing (in a URL, after a hyphen that
// belongs to the word), or nothing with the hyphen before it. Which hyphens belong to words is
// learnt from the brief itself.
#ifndef POSTIL_IMPORT_LINEENDS_H
#define POSTIL_IMPORT_LINEENDS_H

#include "import/wordset.h"

typedef enum LineEnd { LINE_END_BLANK, LINE_END_NOTHING, LINE_END_HYPHEN } LineEnd;

typedef struct LineEnds {
  Wordset words; // both forms of the words that a hyphen cuts; value 1: occurs in the brief
  Buffer form;   // scratch: one such form
} LineEnds;      // {0} is one that knows no words

void lineends_release(LineEnds *ends);

// Lines have no blanks at their ends and are not empty. First all neighbours are added, then what
// occurs in the brief is learnt; both may be left out.
void lineends_add(LineEnds *ends, Slice line, Slice next);
void lineends_learn(LineEnds *ends, Slice text);

// Can the end of this line be anything but a blank?
bool lineends_may_join(Slice line);

// in_url: the last word of the line is one, or the rest of one.
LineEnd lineends_classify(LineEnds *ends, Slice line, Slice next, bool in_url);

// Does the word hold "http://" or "https://"?
bool lineends_holds_url(Slice word);

// The word at the end of a line.
Slice lineends_last_word(Slice line);

#endif
