// SPDX-License-Identifier: MIT
// Tokens: what is compared of two texts. Both texts share one table of spellings, so two tokens are
// equal if their numbers are.
//
//   Ports fell, again.⏎⏎名前       ports │ fell │ , │ again │ . │ ¶ │ 名 │ 前
#ifndef POSTIL_ANCHOR_TOKEN_H
#define POSTIL_ANCHOR_TOKEN_H

#include "anchor/folded.h"
#include "anchor/spelling.h"

typedef struct Token {
  uint32_t number; // of its spelling
  Span span;       // bytes of the text; of a break what lies between the tokens around it
} Token;

typedef struct TokenList {
  Token *items;
  uint32_t count;
} TokenList;

// Cuts a folded text into tokens, adding its spellings to the table. `text` is what was folded.
// O(n).
void token_cut(Slice text, const Folded *folded, SpellingTable *table, TokenList *tokens);
void token_release(TokenList *tokens);

// folded_make() and token_cut() in one.
void token_cut_text(Slice text, SpellingTable *table, TokenList *tokens);

// The tokens that overlap the span, as indices [start, end).
Span token_range(const TokenList *tokens, Span span);

// Is it a mark that goes with the words before it: written to these, and apart from what follows,
// or a stop of a script without blanks? Or one that is apart from the words before it?
bool token_closes(const TokenList *tokens, const SpellingTable *table, uint32_t at);
bool token_opens(const TokenList *tokens, const SpellingTable *table, uint32_t at);

#endif
