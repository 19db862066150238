// SPDX-License-Identifier: MIT
// Cutting tokens and numbering their spellings. The table is open addressing over spellings that
// lie in one pool.
#include "anchor/token.h"

#include "base/bisection.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

typedef struct Cutter {
  Slice text;
  const Folded *folded;
  SpellingTable *table;
  TokenList *tokens;
  size_t room;
  uint32_t breaks_above; // a paragraph ends at more line feeds than this
} Cutter;

static uint32_t count_line_feeds(Slice text) {
  uint32_t count = 0;
  const char *end = text.ptr + text.len;
  for (const char *at = text.ptr; at < end && (at = memchr(at, '\n', (size_t)(end - at))); at++) {
    count++;
  }
  return count;
}

// Are paragraphs divided by blank lines?
static bool uses_blank_lines(Slice text) {
  uint32_t single = count_line_feeds(text), twin = 0;
  for (size_t pos = 1; pos < text.len; pos++) {
    twin += text.ptr[pos] == '\n' && text.ptr[pos - 1] == '\n';
  }
  return (uint64_t)twin * 6 > single;
}

static void add_token(Cutter *cutter, uint32_t number, Span span) {
  TokenList *tokens = cutter->tokens;
  tokens->items = memory_grow(tokens->items, tokens->count, &cutter->room, sizeof *tokens->items);
  tokens->items[tokens->count++] = (Token){number, span};
}

static void add_break(Cutter *cutter, uint32_t start) {
  if (cutter->tokens->count == 0) return;
  uint32_t before = cutter->tokens->items[cutter->tokens->count - 1].span.end;
  if (start <= before) return;
  Slice between = slice_cut(cutter->text, before, start);
  if (count_line_feeds(between) > cutter->breaks_above)
    add_token(cutter, SPELLING_BREAK, span_make(before, start));
}

// Where the token that begins at `at` ends.
static uint32_t end_of_token(const Folded *folded, uint32_t at, CharacterClass class) {
  uint32_t end = at + 1;
  if (class == CHARACTER_WORD) {
    while (end < folded->count && character_class(folded->letters[end]) == CHARACTER_WORD) end++;
  } else if (class == CHARACTER_UNSPACED) {
    while (end < folded->count && character_is_mark(folded->letters[end])) end++;
  }
  return end;
}

static Span span_of(const Folded *folded, uint32_t start, uint32_t end) {
  Span span = folded->from[start];
  for (uint32_t i = start + 1; i < end; i++) span = span_join(span, folded->from[i]);
  return span;
}

void token_cut(Slice text, const Folded *folded, SpellingTable *table, TokenList *tokens) {
  *tokens = (TokenList){0};
  Cutter cutter = {.text = text, .folded = folded, .table = table, .tokens = tokens};
  cutter.breaks_above = uses_blank_lines(text) ? 1 : 0;
  for (uint32_t at = 0, end; at < folded->count; at = end) {
    CharacterClass class = character_class(folded->letters[at]);
    end = at + 1;
    if (class == CHARACTER_SPACE) continue;
    end = end_of_token(folded, at, class);
    Span span = span_of(folded, at, end);
    add_break(&cutter, span.start);
    add_token(&cutter, spelling_number(table, folded->letters + at, end - at, class), span);
  }
}

void token_release(TokenList *tokens) {
  free(tokens->items);
  *tokens = (TokenList){0};
}

void token_cut_text(Slice text, SpellingTable *table, TokenList *tokens) {
  Folded folded;
  folded_make(text, &folded);
  token_cut(text, &folded, table, tokens);
  folded_release(&folded);
}

// The first token that ends behind pos, or begins at it or behind it.
static uint32_t first_from(const TokenList *tokens, uint32_t pos, bool begins) {
  Bisection range = bisection_of(0, tokens->count);
  while (bisection_open(&range)) {
    Span span = tokens->items[range.middle].span;
    bisection_narrow(&range, begins ? span.start < pos : span.end <= pos);
  }
  return (uint32_t)range.low;
}

Span token_range(const TokenList *tokens, Span span) {
  uint32_t start = first_from(tokens, span.start, false);
  uint32_t end = first_from(tokens, span.end, true);
  return span_make(start, end > start ? end : start);
}

// ---- Marks

enum { IDEOGRAPHIC_STOP = 0x3002 };

// Does nothing stand between this token and the next? Where there is none it stands alone.
static bool is_written_to_next(const TokenList *tokens, uint32_t at) {
  return at + 1 < tokens->count && tokens->items[at].span.end == tokens->items[at + 1].span.start;
}

bool token_closes(const TokenList *tokens, const SpellingTable *table, uint32_t at) {
  const Spelling *spelling = spelling_at(table, tokens->items[at].number);
  if (spelling->class != CHARACTER_PUNCTUATION) return false;
  bool stop = spelling_letters(table, spelling)[0] == IDEOGRAPHIC_STOP;
  return at > 0 && is_written_to_next(tokens, at - 1) && (stop || !is_written_to_next(tokens, at));
}

bool token_opens(const TokenList *tokens, const SpellingTable *table, uint32_t at) {
  const Spelling *spelling = spelling_at(table, tokens->items[at].number);
  return spelling->class == CHARACTER_PUNCTUATION &&
         (at == 0 || !is_written_to_next(tokens, at - 1));
}
