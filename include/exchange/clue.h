// SPDX-License-Identifier: MIT
// Which brief of the library an annotation from elsewhere is on. The first rule that fits one brief
// decides; one that fits several is no answer, and nothing is ever guessed.
#ifndef POSTIL_EXCHANGE_CLUE_H
#define POSTIL_EXCHANGE_CLUE_H

#include "exchange/foreign.h"

typedef struct ClueBook ClueBook;

// The briefs of the library as rules compare them. The list must outlive it.
ClueBook *clue_open(const BriefList *briefs);
void clue_close(ClueBook *book); // NULL is fine

typedef enum ClueAnswer { CLUE_NONE, CLUE_ONE, CLUE_SEVERAL } ClueAnswer;

ClueAnswer clue_find(ClueBook *book, const ForeignClues *clues, const Brief **brief);

#endif
